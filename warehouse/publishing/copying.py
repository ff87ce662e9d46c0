"""A private copy of a published file, at the least cost that the file system allows."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from pathlib import Path

FICLONE = 0x40049409
"""Linux: make a file share the blocks of another (include/uapi/linux/fs.h, ``_IOW(0x94, 9, int)``)."""
COPY_BYTES = 1 << 30
"""Bytes asked of one call; the kernel does less where it wants."""
_NOT_HERE = frozenset(
    {errno.EOPNOTSUPP, errno.ENOTTY, errno.EINVAL, errno.EXDEV, errno.ENOSYS, errno.EPERM, errno.EBADF}
)
"""What a kernel or file system says that cannot do it (ioctl_ficlonerange(2), copy_file_range(2))."""


def share_blocks(source: Path, target: Path) -> bool:
    """Make the target a reflink of the source: the same blocks, until one of the two changes them.

    It costs neither time nor space that grows with the file. Btrfs and XFS can do it, ext4 cannot.

    Args:
        source: the file to copy.
        target: a file that is not there yet, on the same file system.
    Returns:
        Whether the target is there now; False where the file system cannot share blocks.
    Raises:
        FileNotFoundError: the source is gone.
    """
    with source.open("rb") as origin, target.open("xb") as copy:
        try:
            fcntl.ioctl(copy.fileno(), FICLONE, origin.fileno())
        except OSError as error:
            target.unlink()
            if error.errno not in _NOT_HERE:
                raise
            return False
    return True


def copy_bytes(source: Path, target: Path) -> None:
    """Copy a file inside the kernel where it can; no half copy is left behind.

    Args:
        source: the file to copy.
        target: a file that is not there yet.
    Raises:
        FileNotFoundError: the source is gone.
        OSError: the disk is full, or another fault of it.
    """
    try:
        with source.open("rb") as origin, target.open("xb") as copy:
            _copy_range(origin.fileno(), copy.fileno(), source, target)
    except FileExistsError:
        raise
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _copy_range(origin: int, copy: int, source: Path, target: Path) -> None:
    done = 0
    try:
        while count := os.copy_file_range(origin, copy, COPY_BYTES):
            done += count
    except OSError as error:
        if done or error.errno not in _NOT_HERE:
            raise
    if done < os.fstat(origin).st_size:
        # Some kernels answer 0 where they cannot copy between these two file systems.
        shutil.copyfile(source, target)
