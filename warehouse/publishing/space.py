"""Room on the disk: asked for before a build, named where it runs out."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

SAYS_NO_SPACE = ("no space left on device", "database or disk is full", "disk quota exceeded")
"""What DuckDB, polars and SQLite say, which do not pass the system's error number on."""
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})


class NoSpaceError(OSError):
    """The disk has no room for what is to be written."""


def free_bytes(folder: Path) -> int:
    """Bytes that this user can still write to the disk of a folder, which need not be there yet."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def check_space(folder: Path, needed: int, keep_free: int) -> None:
    """Refuse to begin what the disk has no room for.

    Args:
        folder: where it is to be written.
        needed: bytes it will take, as far as can be told.
        keep_free: bytes that are to stay free beside it.
    Raises:
        NoSpaceError: with what is needed, what is there, and what to do.
    """
    free = free_bytes(folder)
    if free < needed + keep_free:
        raise NoSpaceError(
            f"No room on the disk of {folder}: this needs about {megabytes(needed)} and is to leave"
            f" {megabytes(keep_free)} free, but only {megabytes(free)} are. {_REMEDY}"
        )


def no_space_error(error: BaseException, folder: Path) -> NoSpaceError | None:
    """The error to show where a disk ran full, whichever library met it; None for any other error.

    Args:
        error: what was raised; what it was raised from counts as well.
        folder: where it was written.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, NoSpaceError):
            return cause
        is_full = isinstance(cause, OSError) and cause.errno in _NO_SPACE
        if is_full or any(words in str(cause).lower() for words in SAYS_NO_SPACE):
            return NoSpaceError(
                f"The disk of {folder} ran full: {megabytes(free_bytes(folder))} are free now. Nothing was"
                f" published, the warehouse is as it was. {_REMEDY}"
            )
        cause = cause.__cause__ or cause.__context__
    return None


def megabytes(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1e6:,.1f} MB"


_REMEDY = (
    "Free some space (`presswerk generations` shows what each generation takes, PRESSWERK_KEEP_GENERATIONS"
    " how many are kept), or choose a --home on a larger disk; then run again."
)
