"""One writer at a time."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from warehouse.home import Home

POLL_SECONDS = 0.2
"""How often a waiting run asks again; the system has no lock with a time limit."""

_HOLDERS: dict[Path, int] = {}
"""Locks that this process holds, with the thread that took each."""


class WriterBusyError(RuntimeError):
    """Another run holds the writer's lock."""


class HomeError(RuntimeError):
    """The home is no folder that can be written to."""


@contextmanager
def writer_lock(home: Home, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the writer's lock of a home.

    The operating system drops the lock when the process ends, however it ends, so a killed run leaves
    nothing to clean up. The thread that holds the lock may enter again.

    Args:
        home: the warehouse's home.
        wait_seconds: how long to wait for another process that holds it.

    Raises:
        WriterBusyError: another process still holds it.
        HomeError: the home cannot be written to.
    """
    try:
        home.root.mkdir(parents=True, exist_ok=True)
        home.lock.touch()
    except OSError as error:
        raise HomeError(
            f"{home.root} cannot be used as a home ({error.strerror})."
            " Name a folder that you may write to with --home."
        ) from error
    if _HOLDERS.get(home.lock) == threading.get_ident():
        yield
        return
    with home.lock.open("a+", encoding="utf-8") as handle:
        _take(home, handle, wait_seconds)
        _HOLDERS[home.lock] = threading.get_ident()
        try:
            yield
        finally:
            del _HOLDERS[home.lock]


def _take(home: Home, handle: TextIO, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if time.monotonic() >= deadline:
                handle.seek(0)
                holder = handle.read().strip() or "unknown"
                raise WriterBusyError(
                    f"Another run (process {holder}) is writing to {home.root}."
                    " Wait until it has finished (--wait SECONDS does that), or choose another --home."
                ) from None
            time.sleep(POLL_SECONDS)
    handle.truncate(0)
    handle.write(str(os.getpid()))
    handle.flush()
