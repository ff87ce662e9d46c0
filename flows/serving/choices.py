"""What an operator chooses, apart from Prefect, which takes a second to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from flows.settings import Settings


class CatchUp(StrEnum):
    """What to do about times that were missed."""

    ALL = "all"
    """Each gets its run."""
    LATEST = "latest"
    """One run stands for all of them."""
    NONE = "none"
    """They are skipped."""


class WhenBusy(StrEnum):
    """What a run does that is due while another one is at work."""

    WAIT = "wait"
    """It waits for its turn."""
    SKIP = "skip"
    """It is left out."""


@dataclass(frozen=True)
class ServeOptions:
    """What `presswerk serve` was told.

    Attributes:
        settings: the settings of the runs.
        flags: those of them that were given by flags, and so stand in the UI as the runs' parameters.
        cron: five fields of cron, if the clock decides when runs are due.
        every: an interval, if that does.
        folder: the folder to watch, if files do.
        catch_up: what to do about times that were missed.
        when_busy: what to do while another run is at work.
        port: port of an own server; none lets it choose.
    """

    settings: Settings
    flags: Mapping[str, str | None]
    cron: str | None = None
    every: timedelta | None = None
    folder: Path | None = None
    catch_up: CatchUp = CatchUp.LATEST
    when_busy: WhenBusy = WhenBusy.WAIT
    port: int | None = None
