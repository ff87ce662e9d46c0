"""Files that arrive in a folder: when a run is due for them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from flows.logs import LOG
from transforms.read.inventory import FILES_SCHEMA, list_files

QUIET_SECONDS = 10.0
"""New files must have stayed as they are for so long: longer than a copy over a network pauses, and than the
3 to 5 seconds for which a network file system shows old sizes."""
PATIENCE_SECONDS = 900.0
"""Where files keep growing, a run is due all the same after so long, lest one that never ends holds up all
others. What was read too early is read again when it has changed."""
POLL_SECONDS = 2.0
"""Between two looks at the folder, which network file systems have no events for."""
REST_FACTOR = 4.0
"""A folder that takes long to list is left alone for so many times as long."""


class Arrivals:
    """Tells from one listing after the other when a run is due for new or changed files."""

    def __init__(self, known: pl.DataFrame, quiet: float, patience: float = PATIENCE_SECONDS):
        """Begin with what is known.

        Args:
            known: files that need no run, columns of `FILES_SCHEMA`.
            quiet: seconds for which new files must have stayed the same.
            patience: seconds after which a run is due though files still grow.
        """
        self._known = known
        self._quiet = quiet
        self._patience = patience
        self._new = known.clear()
        self._since: float | None = None
        self._same_since = 0.0

    def is_due(self, listing: pl.DataFrame, now: float) -> bool:
        """Whether a run is due; if so, all files listed count as known from now on.

        Args:
            listing: the files there are, columns of `FILES_SCHEMA`.
            now: seconds on a clock that only goes forward.
        """
        new = listing.join(self._known, on=list(FILES_SCHEMA), how="anti", maintain_order="left")
        if new.is_empty():
            self._new, self._since = new, None
            return False
        if self._since is None:
            self._since = now
        if not new.equals(self._new):
            self._new, self._same_since = new, now
        if now - self._same_since < self._quiet and now - self._since < self._patience:
            return False
        self._known, self._new, self._since = listing, new.clear(), None
        return True


def watch(folder: Path, has_work: bool, order: Callable[[], bool], stop: threading.Event) -> None:
    """Look at a folder until told to stop, and order a run whenever one is due.

    Only names, sizes and times are looked at: pipes and devices are never opened, and no folder is entered
    twice, so links that lead in circles end.

    Args:
        folder: the folder.
        has_work: whether what lies in it already wants a run.
        order: orders a run; False where that failed and is to be tried again.
        stop: set when to end.
    """
    arrivals: Arrivals | None = None
    is_ordered = True
    is_there = True
    while not stop.is_set():
        begun = time.monotonic()
        try:
            listing = list_files([folder]).files
        except OSError as error:
            if is_there:
                LOG.warning("%s cannot be looked at (%s); still trying", folder, error.strerror)
            is_there = False
        else:
            is_there = True
            if arrivals is None:
                arrivals = Arrivals(listing.clear() if has_work else listing, QUIET_SECONDS)
            if arrivals.is_due(listing, begun) or not is_ordered:
                is_ordered = order()
        stop.wait(max(POLL_SECONDS, REST_FACTOR * (time.monotonic() - begun)))
