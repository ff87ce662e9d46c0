"""What a user sees while a run goes on, and what it costs: bars on a terminal, log lines elsewhere."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from flows.logs import LOG
from flows.memory import begin_peak, peak_bytes

LABELS = {
    "inventory": "Looking for files",
    "base": "Copying the published file",
    "read": "Reading files",
    "select": "Choosing documents",
    "lines": "Telling text from furniture",
    "repetition": "Comparing pages",
    "reread": "Reading earlier pages again",
    "articles": "Building articles",
    "page-gate": "Checking pages",
    "bodies": "Choosing bodies",
    "tags": "Tagging paragraphs",
    "facts": "Finding facts",
    "fact-gate": "Checking facts",
    "prepare": "Preparing to load",
    "resolve": "Telling who is who",
    "load": "Loading",
    "verify": "Checking the warehouse",
    "publish": "Publishing",
}
"""What a user reads while a stage runs, by its code."""


@dataclass(frozen=True)
class StageCost:
    """What one stage of a run cost.

    Attributes:
        stage_code: the stage.
        item_count: files, documents, paragraphs or articles it went through.
        seconds: wall-clock time.
        peak_memory_bytes: the most memory held during it; None where the system does not tell.
    """

    stage_code: str
    item_count: int
    seconds: float
    peak_memory_bytes: int | None


class RunProgress:
    """Shows and measures a run, stage by stage.

    Attributes:
        costs: what the stages so far have cost, in their order.
    """

    def __init__(self, console: Console | None = None) -> None:
        """Show bars if `console` is a terminal, else log lines.

        Args:
            console: where to write; standard error by default.
        """
        self.costs: list[StageCost] = []
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

    @property
    def peak_memory_bytes(self) -> int | None:
        """The most memory held so far."""
        return max((cost.peak_memory_bytes for cost in self.costs if cost.peak_memory_bytes), default=None)

    def say(self, message: str) -> None:
        """One line of news."""
        if self._bars:
            self._bars.console.print(message, style="dim")
        else:
            LOG.info(message)

    @contextmanager
    def stage(self, code: str, total: int | None = None) -> Iterator[Stage]:
        """Measure one stage while the block runs, and show it where it goes through items.

        Args:
            code: the stage, one of `LABELS`.
            total: how many items it will go through; None for a stage that is not worth a line.
        """
        bar = None
        if self._bars and total is not None:
            bar = self._bars.add_task(LABELS[code], total=total, rate="")
        stage = Stage(self._bars, bar)
        begin_peak()
        yield stage
        stage.finish()
        cost = StageCost(code, stage.count, stage.seconds, peak_bytes())
        self.costs.append(cost)
        if not self._bars:
            rate = stage.rate and f" ({stage.rate})"
            level = logging.DEBUG if total is None else logging.INFO
            LOG.log(
                level,
                "%s: %d in %.1f s%s",
                LABELS[code],
                stage.count,
                stage.seconds,
                rate,
                extra={
                    "stage": code,
                    "items": stage.count,
                    "seconds": round(stage.seconds, 3),
                    "peak_memory_bytes": cost.peak_memory_bytes,
                },
            )


class Stage:
    """One stage being shown and measured."""

    def __init__(self, bars: Progress | None, bar: TaskID | None) -> None:
        """Wrap a bar, or none where plain lines are written."""
        self._bars = bars
        self._bar = bar
        self._start = time.monotonic()
        self.count = 0
        self.seconds = 0.0

    @property
    def rate(self) -> str:
        """Items per second so far."""
        elapsed = self.seconds or time.monotonic() - self._start
        return f"{self.count / elapsed:,.0f}/s" if self.count and elapsed > 0 else ""

    def advance(self, count: int) -> None:
        """Count items that are done."""
        self.count += count
        if self._bars and self._bar is not None:
            self._bars.update(self._bar, advance=count, rate=self.rate)

    def finish(self) -> None:
        """Close the stage."""
        self.seconds = time.monotonic() - self._start
        if self._bars and self._bar is not None:
            self._bars.update(self._bar, total=self.count or 1, completed=self.count or 1, rate=self.rate)
