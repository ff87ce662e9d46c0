"""When runs are due: cron and interval, in a time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from prefect.client.schemas.objects import DeploymentSchedule
from prefect.schedules import Cron, Interval, Schedule
from prefect.server.schemas.schedules import CronSchedule, IntervalSchedule, RRuleSchedule

from flows.serving.interval import ScheduleError

_TIMES_AT_ONCE = 1_000
"""As many as Prefect's schedules look at in one go."""
_KINDS: dict[str, type[CronSchedule] | type[IntervalSchedule] | type[RRuleSchedule]] = {
    "cron": CronSchedule,
    "interval": IntervalSchedule,
    "rrule": RRuleSchedule,
}


def make_schedule(cron: str | None, every: timedelta | None, time_zone: str) -> Schedule | None:
    """The schedule that the flags describe; None where they describe none.

    Args:
        cron: five fields of cron, meant in the time zone.
        every: time between runs; elapsed time, so without a zone.
        time_zone: IANA name of the zone that cron is meant in.
    Raises:
        ScheduleError: a flag cannot be understood.
    """
    if cron is not None:
        try:
            CronSchedule(cron=cron, timezone=time_zone)
        except ValueError as error:
            raise ScheduleError(
                f"--cron {cron!r} is no cron expression: five fields, such as '0 6 * * *'."
            ) from error
        return Cron(cron, timezone=time_zone)
    if every is not None:
        # Counted from a midnight, so that `--every 15m` is due at quarters whenever serving began; in UTC,
        # for in a zone with summer time Prefect leaves out the hour that comes twice.
        return Interval(every, anchor_date=datetime(2024, 1, 1, tzinfo=UTC), timezone="UTC")
    return None


async def due_between(
    schedule: DeploymentSchedule, after: datetime, until: datetime, limit: int
) -> list[datetime]:
    """The times a stored schedule was due, the latest `limit` of them, oldest first, in UTC.

    Args:
        schedule: a schedule as the server has it.
        after: times up to and including this one are left out.
        until: the last time that counts.
        limit: how many to give at the most.
    """
    if not schedule.active:
        return []
    # The server's own class decides, so that what it made and what it would have made agree to the second.
    fields = schedule.schedule.model_dump()
    server_side = next(kind for name, kind in _KINDS.items() if name in fields)(**fields)
    due: list[datetime] = []
    start = after + timedelta(microseconds=1)
    while start <= until:
        times = await server_side.get_dates(n=_TIMES_AT_ONCE, start=start, end=until)
        if not times:
            break
        due = [*due, *(as_utc(time) for time in times)][-limit:]
        start = due[-1] + timedelta(microseconds=1)
    return due


def as_utc(time: datetime) -> datetime:
    """A time of Prefect's as one of Python's: `astimezone` of its own class may leave the zone out."""
    return datetime.fromtimestamp(time.timestamp(), UTC)
