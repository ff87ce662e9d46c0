"""A storm over the input folder: files vanish, shrink, change their time or their kind, and come back."""

from __future__ import annotations

import os
import random
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.faults.history import RawFile, write_file

PAUSE_SECONDS: Final = 0.004
"""Between two blows: reading a small folder takes some fifty milliseconds."""
LATER: Final = 3_600
"""Seconds by which the time of a rewritten file differs."""


class Storm:
    """Harms the given files again and again until it is over; then all are as they were.

    Attributes:
        blows: what was done, by kind.
    """

    def __init__(self, pages: Path, files: dict[str, RawFile], torn: Sequence[str], seed: int) -> None:
        """Begin.

        Args:
            pages: the input folder.
            files: relative name → what the file is when it is left alone, for those to be harmed.
            torn: those that may also be cut in the middle, so that half a page may be read.
            seed: decides.
        """
        self.blows: Counter[str] = Counter()
        self._pages, self._files, self._torn = pages, files, frozenset(torn)
        self._rng = random.Random(seed)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._rage, daemon=True)
        self._thread.start()

    def rest(self) -> None:
        """Wait for about one blow."""
        self._over.wait(PAUSE_SECONDS)

    def end(self) -> None:
        """Have all files as they were."""
        self._over.set()
        self._thread.join()
        for name, raw in self._files.items():
            _clear(self._pages / name)
            write_file(self._pages / name, raw)

    def _rage(self) -> None:
        blows: list[Callable[[Path], None]] = [
            *(_vanish, _become_pipe, _become_folder, _become_empty, _become_later, _lead_nowhere)
        ]
        while not self._over.wait(PAUSE_SECONDS):
            name = self._rng.choice(list(self._files))
            target = self._pages / name
            if self._rng.random() < 0.5:
                _clear(target)
                write_file(target, self._files[name])
                continue
            blow = self._rng.choice([*blows, _become_half] if name in self._torn else blows)
            _clear(target)
            write_file(target, self._files[name])
            blow(target)
            self.blows[blow.__name__.removeprefix("_")] += 1


def _clear(target: Path) -> None:
    """Have nothing there but, perhaps, a file: that one is replaced in one move."""
    if target.is_symlink() or target.is_fifo():
        target.unlink()
    elif target.is_dir():
        shutil.rmtree(target)


def _vanish(target: Path) -> None:
    target.unlink()


def _become_pipe(target: Path) -> None:
    target.unlink()
    os.mkfifo(target)


def _become_folder(target: Path) -> None:
    target.unlink()
    target.mkdir()


def _lead_nowhere(target: Path) -> None:
    target.unlink()
    target.symlink_to(target.with_name("nowhere.txt"))


def _become_empty(target: Path) -> None:
    os.truncate(target, 0)


def _become_half(target: Path) -> None:
    os.truncate(target, target.stat().st_size // 2)


def _become_later(target: Path) -> None:
    status = target.stat()
    os.utime(target, (status.st_atime + LATER, status.st_mtime + LATER))
