"""Changes to the file system that outlast a power cut."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Have a file's bytes, or a folder's names, on the disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write(file: Path, text: str) -> None:
    """Write a text file; it and its name are on the disk when this returns."""
    file.write_text(text, encoding="utf-8")
    sync(file)
    sync(file.parent)


def move(source: Path, target: Path) -> None:
    """Rename within one file system; the new name is on the disk when this returns."""
    source.rename(target)
    sync(target.parent)
    if source.parent != target.parent:
        sync(source.parent)
