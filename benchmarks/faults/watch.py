"""What a run does in its home, as it happens: the kernel's file events (inotify), and no hook in the run."""

from __future__ import annotations

import ctypes
import os
import select
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CLOSE_WRITE: Final = 0x0000_0008
_MOVED_TO: Final = 0x0000_0080
_CREATE: Final = 0x0000_0100
_DELETE: Final = 0x0000_0200
_IGNORED: Final = 0x0000_8000
_OVERFLOW: Final = 0x0000_4000
_IS_FOLDER: Final = 0x4000_0000
_ONLY_FOLDERS: Final = 0x0100_0000
_KINDS: Final = {_CLOSE_WRITE: "written", _MOVED_TO: "moved", _CREATE: "created", _DELETE: "deleted"}
_HEAD: Final = struct.Struct("iIII")
_BUFFER: Final = 1 << 16


@dataclass(frozen=True)
class Event:
    """One change in the home.

    Attributes:
        seconds: when, by the monotonic clock.
        path: what changed, relative to the home, with slashes.
        kind: created, written (closed after writing), moved (renamed to this) or deleted.
    """

    seconds: float
    path: str
    kind: str


class EventsLostError(RuntimeError):
    """The kernel had more events than it keeps; what was seen is not all that happened."""


class HomeWatch:
    """Watches a home folder and everything below, until it is closed."""

    def __init__(self, home: Path, notice: Callable[[Event], None]) -> None:
        """Begin to watch.

        Args:
            home: the folder, which exists.
            notice: called with every event, in order, in a thread of its own; must be quick.
        """
        self._notice = notice
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._inotify = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._inotify < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1")
        self._home = home
        self._folders: dict[int, str] = {}
        self._stop_reader, self._stop_writer = os.pipe()
        self._add("")
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop watching, when all that has happened so far has been noticed."""
        os.close(self._stop_writer)
        self._thread.join()
        os.close(self._stop_reader)
        os.close(self._inotify)

    def _add(self, folder: str) -> None:
        """Watch a folder and those in it."""
        mask = _CLOSE_WRITE | _MOVED_TO | _CREATE | _DELETE | _ONLY_FOLDERS
        watch = self._libc.inotify_add_watch(self._inotify, os.fsencode(self._home / folder), mask)
        if watch < 0:
            return  # it is gone already
        self._folders[watch] = folder
        for entry in _entries(self._home / folder):
            if entry.is_dir(follow_symlinks=False):
                self._add(f"{folder}/{entry.name}".lstrip("/"))

    def _listen(self) -> None:
        while True:
            ready, _, _ = select.select([self._inotify, self._stop_reader], [], [])
            if self._inotify in ready:
                self._take(os.read(self._inotify, _BUFFER))
            elif self._stop_reader in ready:
                return

    def _take(self, data: bytes) -> None:
        now, position = time.monotonic(), 0
        while position < len(data):
            watch, mask, _, length = _HEAD.unpack_from(data, position)
            position += _HEAD.size
            name = os.fsdecode(data[position : position + length].rstrip(b"\0"))
            position += length
            if mask & _OVERFLOW:
                raise EventsLostError(str(self._home))
            if mask & _IGNORED:
                self._folders.pop(watch, None)
                continue
            path = f"{self._folders[watch]}/{name}".lstrip("/")
            for bit, kind in _KINDS.items():
                if mask & bit:
                    self._notice(Event(now, path, kind))
            if mask & _IS_FOLDER and mask & (_CREATE | _MOVED_TO):
                self._add_new(path, now)

    def _add_new(self, folder: str, now: float) -> None:
        """Watch a new folder, and tell of what came into it before it could be watched."""
        self._add(folder)
        for entry in _entries(self._home / folder):
            path = f"{folder}/{entry.name}"
            self._notice(Event(now, path, "created"))
            if entry.is_dir(follow_symlinks=False):
                self._add_new(path, now)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from list(entries)
    except OSError:
        return  # it is gone already
