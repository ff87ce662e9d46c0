"""When runs are due."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from prefect.client.schemas.objects import DeploymentSchedule
from prefect.client.schemas.schedules import construct_schedule

from flows.serving.interval import ScheduleError, parse_interval
from flows.serving.schedule import due_between, make_schedule


def stored(cron: str | None = None, every: str | None = None) -> DeploymentSchedule:
    """A schedule in Europe/Berlin as the server keeps it."""
    made = make_schedule(cron, parse_interval(every) if every else None, "Europe/Berlin")
    assert made is not None
    schedule = construct_schedule(
        cron=made.cron,
        interval=made.interval,
        anchor_date=made.anchor_date if every else None,
        timezone=made.timezone,
    )
    return DeploymentSchedule(schedule=schedule, active=True)


def due(schedule: DeploymentSchedule, first: str, last: str, limit: int = 1_000) -> list[str]:
    times = asyncio.run(
        due_between(schedule, datetime.fromisoformat(first), datetime.fromisoformat(last), limit)
    )
    return [f"{time:%d.%m. %H:%M}" for time in times]


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90), ("45s", 45), ("15m", 900), ("2h", 7_200), ("1d", 86_400)]
)
def test_an_interval_is_seconds_or_a_number_with_its_unit(text: str, seconds: int) -> None:
    assert parse_interval(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "soon", "1.5h", "-60", "5", "1w"])
def test_an_interval_that_cannot_be_meant_is_refused_with_what_to_write_instead(text: str) -> None:
    with pytest.raises(ScheduleError, match="--every"):
        parse_interval(text)


@pytest.mark.parametrize("cron", ["", "every hour", "0 25 * * *", "* * *"])
def test_a_cron_expression_that_is_none_is_refused(cron: str) -> None:
    with pytest.raises(ScheduleError, match="five fields"):
        make_schedule(cron, None, "Europe/Berlin")


def test_an_interval_is_due_at_even_times_whenever_serving_began() -> None:
    # From 10:07 in Berlin.
    times = due(stored(every="15m"), "2026-11-20T09:07:31+00:00", "2026-11-20T09:50:00+00:00")

    assert times == ["20.11. 09:15", "20.11. 09:30", "20.11. 09:45"]


@pytest.mark.parametrize(
    ("cron", "first", "last", "expected"),
    [
        pytest.param(
            "0 6 * * *",
            "2026-03-27T12:00:00+00:00",
            "2026-03-30T12:00:00+00:00",
            ["28.03. 05:00", "29.03. 04:00", "30.03. 04:00"],
            id="six in the morning stays six when clocks go forward",
        ),
        pytest.param(
            "30 2 * * *",
            "2026-03-27T12:00:00+00:00",
            "2026-03-30T12:00:00+00:00",
            ["28.03. 01:30", "29.03. 00:30", "30.03. 00:30"],
            id="a time that the clocks leave out is kept an hour before",
        ),
        pytest.param(
            "30 2 * * *",
            "2026-10-24T12:00:00+00:00",
            "2026-10-26T12:00:00+00:00",
            ["25.10. 00:30", "26.10. 01:30"],
            id="a time that there is twice counts once",
        ),
        pytest.param(
            "0 * * * *",
            "2026-10-24T23:30:00+00:00",
            "2026-10-25T02:30:00+00:00",
            ["25.10. 00:00", "25.10. 02:00"],
            id="cron by the hour leaves out the hour that comes again",
        ),
    ],
)
def test_cron_in_berlin_when_the_clocks_change(cron: str, first: str, last: str, expected: list[str]) -> None:
    assert due(stored(cron=cron), first, last) == expected


def test_an_interval_by_the_hour_leaves_no_hour_out_when_clocks_go_back() -> None:
    times = due(stored(every="1h"), "2026-10-24T23:30:00+00:00", "2026-10-25T02:30:00+00:00")

    assert times == ["25.10. 00:00", "25.10. 01:00", "25.10. 02:00"]


def test_of_many_times_the_latest_are_given() -> None:
    # A month of minutes is more than Prefect looks at in one go.
    times = due(stored(cron="* * * * *"), "2026-10-01T00:00:00+00:00", "2026-10-31T00:00:00+00:00", limit=3)

    assert times == ["30.10. 23:58", "30.10. 23:59", "31.10. 00:00"]


def test_a_time_that_was_begun_is_not_due_again() -> None:
    begun = "2026-11-20T09:00:00+00:00"

    assert due(stored(cron="0 * * * *"), begun, "2026-11-20T09:59:00+00:00") == []


def test_a_schedule_that_is_switched_off_is_never_due() -> None:
    schedule = stored(cron="* * * * *").model_copy(update={"active": False})

    assert asyncio.run(due_between(schedule, datetime(2026, 1, 1, tzinfo=UTC), datetime.now(UTC), 10)) == []
