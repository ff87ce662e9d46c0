"""What a run that nobody watches does about faults."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import duckdb
import httpx
import pytest
from prefect.client.schemas.objects import State, StateType
from prefect.logging.handlers import APILogHandler

from flows.logs import LOG
from flows.settings import Settings
from flows.unattended import RunTimeoutError, unattended
from warehouse.lock import WriterBusyError
from warehouse.publishing.space import NoSpaceError

AT_ONCE = (0.0, 0.0, 0.0)


@pytest.fixture(autouse=True)
def keep_log() -> Iterator[None]:
    handlers, level, propagates = LOG.handlers, LOG.level, LOG.propagate
    yield
    LOG.handlers, LOG.propagate = handlers, propagates
    LOG.setLevel(level)


class Attempts:
    """Fails as told, then succeeds."""

    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        if self.faults:
            raise self.faults.pop(0)
        return "published"


@pytest.mark.parametrize(
    "fault",
    [
        FileNotFoundError("the network folder is not mounted"),
        TimeoutError("the file server does not answer"),
        httpx.ConnectError("the API is away"),
        duckdb.IOException("the disk's host is away"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_a_passing_fault_is_tried_again_until_it_has_passed(fault: Exception) -> None:
    attempts = Attempts(fault, fault)

    assert unattended(Settings(), attempts, AT_ONCE) == "published"
    assert attempts.count == 3


def test_a_fault_that_stays_is_raised_after_the_last_attempt() -> None:
    attempts = Attempts(*[OSError("away")] * 9)

    with pytest.raises(OSError, match="away"):
        unattended(Settings(), attempts, AT_ONCE)
    assert attempts.count == 4


@pytest.mark.parametrize(
    "fault",
    [NoSpaceError("full"), ValueError("no such pipeline"), RuntimeError("a gate stopped publishing")],
    ids=lambda fault: type(fault).__name__,
)
def test_what_another_attempt_would_find_again_is_not_tried_again(fault: Exception) -> None:
    attempts = Attempts(fault)

    with pytest.raises(type(fault)):
        unattended(Settings(), attempts, AT_ONCE)
    assert attempts.count == 1


def test_a_run_that_may_not_wait_for_another_one_is_skipped_and_says_for_whom() -> None:
    outcome: object = unattended(Settings(), Attempts(WriterBusyError("process 7 is writing")), AT_ONCE)

    assert isinstance(outcome, State)
    assert (outcome.type, outcome.name) == (StateType.CANCELLED, "Skipped")
    assert outcome.message == "process 7 is writing"


def test_a_run_that_takes_too_long_is_ended_and_not_tried_again() -> None:
    begun: list[float] = []

    def endless() -> None:
        begun.append(time.monotonic())
        while True:
            time.sleep(0.01)

    with pytest.raises(RunTimeoutError):
        unattended(Settings(run_timeout_seconds=0.2), endless, AT_ONCE)
    assert len(begun) == 1


def test_log_lines_go_on_to_reach_the_server() -> None:
    to_server = APILogHandler()
    LOG.addHandler(to_server)

    unattended(Settings(), Attempts(), AT_ONCE)

    assert to_server in LOG.handlers
    assert LOG.isEnabledFor(logging.INFO)
