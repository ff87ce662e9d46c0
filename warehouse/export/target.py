"""Where an export goes: written beside its place, and moved there when it is whole.

Whatever moment a process is killed at, nothing half-written is in the target's place. What was begun lies
beside it as ``.NAME.partial``; the next export to the same target removes it. A file is replaced by one
rename. A folder takes two: killed between them, the old export lies beside its place as ``.NAME.replaced``,
and the next export to it puts it back first.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.publishing import durable
from warehouse.publishing.space import NoSpaceError, free_bytes, megabytes, no_space_error


class ExportError(RuntimeError):
    """An export cannot be written, or what is to be read is none."""


@contextmanager
def new_file(target: Path, *, overwrite: bool) -> Iterator[Path]:
    """Give a file to write, which becomes the target when the block ends without an error.

    Args:
        target: the file.
        overwrite: whether it may take the place of a file that is there.
    Raises:
        ExportError: something is there, or another export is writing to it.
        NoSpaceError: the disk ran full.
    """
    if target.is_dir():
        raise ExportError(f"{target} is a folder. Name a file.")
    if target.exists() and not overwrite:
        raise ExportError(f"{target} is there already. Name another file, or replace it with --overwrite.")
    with _partial(target) as folder:
        partial = folder / target.name
        yield partial
        durable.sync(partial)
        durable.move(partial, target)


@contextmanager
def new_folder(target: Path, *, overwrite: bool, is_export: Callable[[Path], bool]) -> Iterator[Path]:
    """Give a folder to fill, which becomes the target when the block ends without an error.

    An empty folder may be in its place. Anything else is only replaced where it is an export.

    Args:
        target: the folder.
        overwrite: whether it may take the place of an export that is there.
        is_export: tells whether a folder holds one and nothing else.
    Raises:
        ExportError: something is there, or another export is writing to it.
        NoSpaceError: the disk ran full.
    """
    with _partial(target) as folder:
        replaced = target.with_name(f".{target.name}.replaced")
        _end_replacement(target, replaced)
        _refuse_what_is_there(target, overwrite=overwrite, is_export=is_export)
        partial = folder / target.name
        partial.mkdir()
        yield partial
        if target.exists() and any(target.iterdir()):
            durable.move(target, replaced)
        durable.move(partial, target)
        shutil.rmtree(replaced, ignore_errors=True)


def _refuse_what_is_there(target: Path, *, overwrite: bool, is_export: Callable[[Path], bool]) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise ExportError(f"{target} is a file. Name a folder.")
    if not any(target.iterdir()):
        return
    if not is_export(target):
        raise ExportError(
            f"{target} holds something else than an export, and is left alone. Name another folder."
        )
    if not overwrite:
        raise ExportError(f"{target} holds an export. Name another folder, or replace it with --overwrite.")


def _end_replacement(target: Path, replaced: Path) -> None:
    """Settle what a kill between the two renames of a replacement left: the old export comes back."""
    if replaced.exists() and not target.exists():
        durable.move(replaced, target)
    shutil.rmtree(replaced, ignore_errors=True)


@contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """A private folder beside the target, locked while it is in use and gone afterwards."""
    folder = target.with_name(f".{target.name}.partial")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise ExportError(f"Nothing can be written beside {target}: {error.strerror}.") from error
    try:
        _lock(descriptor, target)
        _empty(folder, target)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except Exception as error:
        if no_space_error(error, folder.parent) is None:
            raise
        raise NoSpaceError(
            f"The disk of {target.parent} ran full during the export; what was begun is removed, and"
            f" {megabytes(free_bytes(target.parent))} are free now. Free some space, or name a place on a"
            " larger disk."
        ) from error
    finally:
        os.close(descriptor)


def _lock(descriptor: int, target: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ExportError(f"Another export is writing to {target}. Wait until it has ended.") from None


def _empty(folder: Path, target: Path) -> None:
    """Remove what a killed export left, and nothing that none can have left."""
    if any(not left.name.startswith(target.name) for left in folder.iterdir()):
        raise ExportError(f"{folder} holds something else than an export that was begun. Move it away.")
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()
