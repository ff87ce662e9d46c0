"""A run that nobody watches: its log goes to the server, passing faults are waited out, time is limited."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar, cast

import duckdb
import httpx
from prefect.states import Cancelled
from prefect.utilities.timeout import timeout

from flows.logs import LOG, set_up_logs
from flows.settings import Settings
from warehouse.lock import WriterBusyError
from warehouse.publishing.space import NoSpaceError

T = TypeVar("T")

BACK_OFF_SECONDS = (30.0, 120.0, 300.0)
"""Pauses before an attempt is repeated: together long enough for a network folder, a file server or a machine
to be started again."""
PASSING: tuple[type[Exception], ...] = (OSError, httpx.TransportError, duckdb.IOException)
"""Faults that may be gone when one tries again: a network folder away, the Prefect API away."""
LASTING: tuple[type[Exception], ...] = (NoSpaceError,)
"""Such as stay until somebody acts."""


class RunTimeoutError(TimeoutError):
    """The run took longer than it may."""


def unattended(
    settings: Settings, attempt: Callable[[], T], pauses: tuple[float, ...] = BACK_OFF_SECONDS
) -> T:
    """Make attempts until one succeeds, or fails for a reason that trying again does not change.

    An attempt takes up what the one before has finished, and lets go of the writer's lock when it ends, so
    another run may come in between.

    Args:
        settings: the run's settings.
        attempt: one attempt at the run.
        pauses: seconds to wait before each repetition.

    Returns:
        What the attempt returned; where another run is writing, the state that says so.

    Raises:
        RunTimeoutError: it took longer than `run_timeout_seconds`.
    """
    _log_to_server(settings)
    try:
        with timeout(settings.run_timeout_seconds, RunTimeoutError):
            return _repeated(attempt, pauses)
    except WriterBusyError as busy:
        # Left out, as told: neither done nor failed.
        return cast(T, Cancelled(name="Skipped", message=str(busy)))


def _repeated(attempt: Callable[[], T], pauses: tuple[float, ...]) -> T:
    for number, pause in enumerate(pauses, start=1):
        try:
            return attempt()
        except PASSING as fault:
            if isinstance(fault, (*LASTING, RunTimeoutError)):
                raise
            LOG.warning(
                "Attempt %d failed (%s: %s); again in %.0f s", number, type(fault).__name__, fault, pause
            )
        time.sleep(pause)
    return attempt()


def _log_to_server(settings: Settings) -> None:
    """Write log lines as everywhere, and leave those handlers in place that Prefect has added."""
    added = [handler for handler in LOG.handlers if type(handler).__module__.startswith("prefect.")]
    set_up_logs(settings.log_format)
    for handler in added:
        handler.setLevel(logging.INFO)
        LOG.addHandler(handler)
