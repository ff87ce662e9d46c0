"""What a user sees while a run goes on: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

_LOG = logging.getLogger("presswerk")


class RunProgress:
    """Reports documents and rate, stage by stage."""

    def __init__(self, console: Console | None = None) -> None:
        """Show bars if `console` is a terminal, else log lines.

        Args:
            console: where to write; standard error by default.
        """
        self._console = console or Console(stderr=True)
        self._bars: Progress | None = None
        if self._console.is_terminal:
            self._bars = Progress(
                TextColumn("{task.description:<34}"),
                BarColumn(bar_width=24),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}", style="dim"),
                TimeElapsedColumn(),
                console=self._console,
                transient=False,
            )

    def __enter__(self) -> RunProgress:
        """Start showing."""
        if self._bars:
            self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop showing."""
        if self._bars:
            self._bars.stop()

    def say(self, message: str) -> None:
        """One line of news."""
        if self._bars:
            self._bars.console.print(message, style="dim")
        else:
            _LOG.info(message)

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Stage]:
        """Show one stage while the block runs.

        Args:
            name: what is being done.
            total: how many rows it will go through.
        """
        bar = self._bars.add_task(name, total=total, rate="") if self._bars else None
        stage = Stage(self._bars, bar)
        yield stage
        stage.finish()
        if not self._bars:
            _LOG.info(
                "%s: %d in %.1f s%s", name, stage.count, stage.seconds, stage.rate and f" ({stage.rate})"
            )


class Stage:
    """One stage being shown."""

    def __init__(self, bars: Progress | None, bar: TaskID | None) -> None:
        """Wrap a bar, or none where plain lines are written."""
        self._bars = bars
        self._bar = bar
        self._start = time.monotonic()
        self.count = 0
        self.seconds = 0.0

    @property
    def rate(self) -> str:
        """Rows per second so far."""
        elapsed = self.seconds or time.monotonic() - self._start
        return f"{self.count / elapsed:,.0f}/s" if self.count and elapsed > 0 else ""

    def advance(self, count: int) -> None:
        """Count rows that are done."""
        self.count += count
        if self._bars and self._bar is not None:
            self._bars.update(self._bar, advance=count, rate=self.rate)

    def finish(self) -> None:
        """Close the stage."""
        self.seconds = time.monotonic() - self._start
        if self._bars and self._bar is not None:
            self._bars.update(self._bar, total=self.count or 1, completed=self.count or 1, rate=self.rate)


def log_plainly() -> None:
    """Send log lines of this program, and only those, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S"))
    _LOG.handlers = [handler]
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
