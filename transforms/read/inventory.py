"""Given paths → the files to read."""

import errno
import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import polars as pl

from transforms.read.modified import modified_ns
from transforms.read.rejection import Rejection, rejected_frame
from transforms.read.source_uri import source_uri

SUFFIX = ".txt"
FILES_SCHEMA: dict[str, type[pl.DataType]] = {
    "source_uri": pl.String,
    "byte_size": pl.Int64,
    "modified_ns": pl.Int64,
}


class Inventory(NamedTuple):
    """What was found under the given paths.

    Attributes:
        files: one row per regular file to read, sorted: `source_uri`, `byte_size` (bytes), `modified_ns`
            (nanoseconds since 1970-01-01).
        rejected: one row per text file or directory that cannot be read, as in raw.quarantine.
        skipped_count: other files, left alone for their suffix.
    """

    files: pl.DataFrame
    rejected: pl.DataFrame
    skipped_count: int


@dataclass
class _Walk:
    """State of one walk over the given paths."""

    files: dict[str, os.stat_result] = field(default_factory=dict)
    rejections: dict[str, Rejection] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    seen_directories: set[tuple[int, int]] = field(default_factory=set)
    pending: list[str] = field(default_factory=list)

    def reject(self, path: str, reason_code: str, detail: str, status: os.stat_result | None = None) -> None:
        uri = source_uri(path)
        modified = modified_ns(status) if status else None
        self.rejections[uri] = Rejection(reason_code, f"{uri}: {detail}", uri, None, modified)


def list_files(paths: Sequence[Path]) -> Inventory:
    """Find all text dumps under the given files and directories.

    Files are known by their real path, so a file reached on two ways (overlapping paths, symbolic links) is
    listed once, and the same files are listed the same whichever way they were named. Links that lead in
    circles end, because no directory is entered twice. Hard links are two names and are listed as two.

    Args:
        paths: files and directories; directories are searched to any depth.

    Returns:
        The files ending in `.txt` (in any case), what had to be rejected (`not_a_file`, `unreadable`,
        `broken_link`, `vanished`), and the number of other files.

    Raises:
        FileNotFoundError: a given path does not exist.
    """
    walk = _Walk()
    for path in paths:
        _enter(walk, path)
    while walk.pending:
        _list_directory(walk, walk.pending.pop())
    return Inventory(
        _files_frame(walk.files), rejected_frame(list(walk.rejections.values())), len(walk.skipped)
    )


def _enter(walk: _Walk, path: Path) -> None:
    """Take up a path that the user gave: unlike what lies below it, it must exist."""
    absolute = str(path.absolute())
    try:
        status = path.stat()
    except FileNotFoundError as error:
        remedy = "no such file or directory; check the spelling, or create it"
        raise FileNotFoundError(error.errno, remedy, source_uri(absolute)) from error
    except OSError as error:
        walk.reject(absolute, "unreadable", _because(error))
        return
    if stat.S_ISDIR(status.st_mode):
        walk.pending.append(os.path.realpath(absolute))
    else:
        _take_file(walk, absolute, status, is_link=True)


def _list_directory(walk: _Walk, directory: str) -> None:
    try:
        with os.scandir(directory) as entries:
            status = Path(directory).stat()
            identity = (status.st_dev, status.st_ino)
            if identity in walk.seen_directories:
                return
            walk.seen_directories.add(identity)
            _take_entries(walk, entries)
    except FileNotFoundError:
        walk.reject(directory, "vanished", "the directory was removed while it was being listed; run again")
    except OSError as error:
        walk.reject(directory, "unreadable", _because(error))


def _take_entries(walk: _Walk, entries: Iterable["os.DirEntry[str]"]) -> None:
    for entry in entries:
        try:
            is_link = entry.is_symlink()
            if entry.is_dir():
                walk.pending.append(os.path.realpath(entry.path) if is_link else entry.path)
            elif _is_text_name(entry.name):
                _take_file(walk, entry.path, entry.stat(), is_link)
            else:
                walk.skipped.add(entry.path)
        except OSError as error:
            _reject_entry(walk, entry.path, error)


def _take_file(walk: _Walk, path: str, status: os.stat_result, is_link: bool) -> None:
    real_path = os.path.realpath(path) if is_link else path
    if not _is_text_name(path):
        walk.skipped.add(real_path)
    elif stat.S_ISREG(status.st_mode):
        walk.files[real_path] = status
    else:
        kind = _kind(status.st_mode)
        walk.reject(
            real_path, "not_a_file", f"this is a {kind}, not a regular file; copy its content to one", status
        )


def _reject_entry(walk: _Walk, path: str, error: OSError) -> None:
    """Say why a name cannot be followed; links to nowhere only matter where they are named as text."""
    leads_nowhere = error.errno in (errno.ENOENT, errno.ELOOP)
    if leads_nowhere and not _is_text_name(path):
        walk.skipped.add(path)
    elif leads_nowhere and Path(path).is_symlink():
        target = source_uri(str(Path(path).readlink()))
        walk.reject(path, "broken_link", f"the link leads to {target}, where no file is; mend or remove it")
    elif leads_nowhere:
        walk.reject(path, "vanished", "the file was removed while its directory was being listed; run again")
    else:
        walk.reject(path, "unreadable", _because(error))


def _files_frame(files: dict[str, os.stat_result]) -> pl.DataFrame:
    columns = {
        "source_uri": [source_uri(path) for path in files],
        "byte_size": [status.st_size for status in files.values()],
        "modified_ns": [modified_ns(status) for status in files.values()],
    }
    return pl.DataFrame(columns, schema=FILES_SCHEMA).sort("source_uri")


def _is_text_name(path: str) -> bool:
    return path[-len(SUFFIX) :].lower() == SUFFIX


def _kind(mode: int) -> str:
    kinds = {
        stat.S_IFIFO: "named pipe",
        stat.S_IFSOCK: "socket",
        stat.S_IFCHR: "character device",
        stat.S_IFBLK: "block device",
    }
    return kinds.get(stat.S_IFMT(mode), "special file")


def _because(error: OSError) -> str:
    if error.errno == errno.ENAMETOOLONG:
        return "the path is longer than the system can open; move the folder up, or give it a shorter name"
    return f"cannot be read ({error.strerror}); give the user who runs this access to it, or leave it out"
