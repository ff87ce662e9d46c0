"""One writer at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from warehouse.home import Home


class WriterBusyError(RuntimeError):
    """Another run holds the writer's lock."""


@contextmanager
def writer_lock(home: Home) -> Iterator[None]:
    """Hold the writer's lock of a home.

    The operating system drops the lock when the process ends, however it ends, so a killed run leaves
    nothing to clean up.

    Raises:
        WriterBusyError: another process holds it.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    with home.lock.open("a+", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            raise WriterBusyError(
                f"Another run (process {holder}) is writing to {home.root}."
                " Wait until it has finished, or choose another --home."
            ) from None
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield
