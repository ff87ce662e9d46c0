"""Rejected contents, kept byte for byte in the home, so that they outlive the file they came from.

A content lies under its own hash, ``quarantine/3f/3f9a…``, so the same bytes are kept once, whoever rejects
them. `raw.quarantine.payload_uri` names the place relative to the home, which may be moved.
"""

from __future__ import annotations

import hashlib
import os
import stat
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from transforms.read.modified import modified_ns
from warehouse.home import Home
from warehouse.publishing import durable

FOLDER = "quarantine"
"""Folder below the home, and beginning of every `payload_uri` that names a kept content."""
CHUNK_BYTES = 1 << 20
"""Bytes copied at a time: a rejected file may be larger than the memory."""
_UNFINISHED = ".begun"
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
"""Nobody else may read what was rejected: it may be anything, whatever the rights of its source were."""


class _ChangedError(Exception):
    """The source is no longer what was rejected."""


def is_kept_uri(payload_uri: str | None) -> bool:
    """Whether a `payload_uri` names a kept content, rather than its source."""
    return payload_uri is not None and payload_uri.startswith(f"{FOLDER}/")


def kept_file(home: Home, payload_uri: str) -> Path:
    """The file of a kept content; it need not be there any more."""
    return home.root / payload_uri


def keep_bytes(home: Home, content: bytes) -> str:
    """Keep a content.

    Args:
        home: the warehouse's home.
        content: its bytes.

    Returns:
        Its `payload_uri`.
    """
    return _store(home, iter([content]))


def keep_file(home: Home, source: Path, byte_size: int, modified: int | None) -> str | None:
    """Keep a copy of a rejected file.

    Args:
        home: the warehouse's home.
        source: the file.
        byte_size: its size when it was rejected.
        modified: its time of change then, in nanoseconds since 1970-01-01; None does not compare it.

    Returns:
        The `payload_uri` of the copy; None where the file has gone, has changed since or cannot be read.
    """
    try:
        # O_NONBLOCK: should a named pipe have taken the file's place, opening it must not wait for a writer.
        descriptor = os.open(source, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        return _store(home, _chunks(descriptor, byte_size, modified))
    except _ChangedError:
        return None
    finally:
        os.close(descriptor)


def sweep(home: Home, referenced: Iterable[str], before: float) -> int:
    """Remove kept contents that nothing refers to, and what killed runs have left.

    Args:
        home: the warehouse's home.
        referenced: every `payload_uri` that is still in use.
        before: only what was last kept before this time goes, in seconds since 1970-01-01: a run that is
            still going may be about to refer to what it has just kept.

    Returns:
        How many contents were removed.
    """
    in_use = {kept_file(home, uri) for uri in referenced}
    removed = 0
    for file in _files(home):
        with suppress(FileNotFoundError):
            if file not in in_use and file.stat().st_mtime < before:
                file.unlink()
                removed += not file.name.endswith(_UNFINISHED)
    return removed


def has_older(home: Home, before: float) -> bool:
    """Whether anything was last kept before a time, in seconds since 1970-01-01."""
    return any(file.stat().st_mtime < before for file in _files(home))


def _files(home: Home) -> list[Path]:
    return [file for file in (home.root / FOLDER).glob("*/*") if file.is_file()]


def _chunks(descriptor: int, byte_size: int, modified: int | None) -> Iterator[bytes]:
    """The bytes of the file that was rejected, or an error where it is another one now."""
    status = os.fstat(descriptor)
    is_same = stat.S_ISREG(status.st_mode) and status.st_size == byte_size
    if not is_same or modified not in (None, modified_ns(status)):
        raise _ChangedError
    missing = byte_size
    while missing:
        try:
            chunk = os.read(descriptor, min(missing, CHUNK_BYTES))
        except OSError as error:
            raise _ChangedError from error
        if not chunk:
            raise _ChangedError
        missing -= len(chunk)
        yield chunk


def _store(home: Home, chunks: Iterator[bytes]) -> str:
    root = home.root / FOLDER
    begun = root / "begun" / f"{uuid.uuid4().hex}{_UNFINISHED}"
    root.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    begun.parent.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    digest = hashlib.sha256()
    try:
        descriptor = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as target:
            for chunk in chunks:
                digest.update(chunk)
                target.write(chunk)
        name = digest.hexdigest()
        file = root / name[:2] / name
        if file.exists():
            os.utime(file)  # kept anew: it is not to be swept away before a row refers to it
        else:
            durable.sync(begun)
            file.parent.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
            durable.sync(root)
            durable.move(begun, file)
    finally:
        begun.unlink(missing_ok=True)
    return f"{FOLDER}/{name[:2]}/{name}"
