"""Nothing arrives for longer than usual: learnt from when new documents came in the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import duckdb

from flows.alerts.alert import Alert, command
from flows.settings import Settings
from warehouse.connect import connect_reader
from warehouse.home import Home
from warehouse.statements import statement

HISTORY_WEEKS = 12
"""Past that the rhythm is learnt from: a quarter of a year has seen every kind of week but holidays, and
forgets how often an outlet was crawled a season ago."""
MIN_WEEKS = 3.0
"""Weeks of arrivals before silence is told: a first quiet weekend is news, the third is a rhythm."""
MIN_ACTIVE_HOURS = 8
"""Hours with arrivals before silence is told: fewer gaps say nothing of what is usual."""
MIN_MISSED = 1.5
"""Arrivals that must have been missed: one that is late is no silence, the second is."""
FACTOR = 3.0
"""Silence must be this many times as long as the longest gap of an ordinary week. By `benchmarks/silence.py`,
that is wrong once in 200 weeks or less often; with 2, arrivals by chance gave a false alarm every 17 to 53
weeks. It costs some two hours more until silence is told."""


@dataclass(frozen=True)
class Arrivals:
    """When documents arrived, and what is usual. Counts are of hours with arrivals.

    Attributes:
        latest_arrival_at: newest arrival; None where nothing ever arrived.
        active_hour_count: hours in which something arrived.
        observed_weeks: weeks from the first of these to the last.
        usual_missed_count: longest gap of an ordinary week, in arrivals expected at its hours.
        missed_count: the same of the time since the newest arrival.
    """

    latest_arrival_at: datetime | None
    active_hour_count: int
    observed_weeks: float
    usual_missed_count: float
    missed_count: float

    @property
    def knows_the_rhythm(self) -> bool:
        """Whether there is enough past to tell what is usual."""
        return self.observed_weeks >= MIN_WEEKS and self.active_hour_count >= MIN_ACTIVE_HOURS

    @property
    def are_missing(self) -> bool:
        """Whether the gap since the newest arrival is longer than usual at these hours of the week."""
        limit = max(MIN_MISSED, FACTOR * self.usual_missed_count)
        return self.knows_the_rhythm and self.missed_count >= limit


def measure_arrivals(con: duckdb.DuckDBPyConnection, now: datetime, time_zone: str) -> Arrivals:
    """Measure arrivals in a warehouse.

    Args:
        con: connection to a published file.
        now: the time of asking, with zone.
        time_zone: whose hours of the week mean the rhythm, as an IANA name.
    """
    parameters = {"now": now, "time_zone": time_zone, "history_weeks": HISTORY_WEEKS}
    row = con.execute(statement("alerts/arrivals"), parameters).fetchone()
    assert row is not None, "the statement ends in one row"
    return Arrivals(*row)


def find_silence(settings: Settings, now: datetime) -> Alert | None:
    """Whether nothing has arrived for longer than usual.

    `settings.silence_hours` says how long that is; without it, the past does, as soon as it knows.

    Args:
        settings: which home, which time zone, and how long is too long.
        now: the time of asking, with zone.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    with connect_reader(Home(settings.home)) as con:
        arrivals = measure_arrivals(con, now, settings.time_zone)
    latest = arrivals.latest_arrival_at
    if latest is None:
        return None
    hours = (now - latest).total_seconds() / 3_600
    if settings.silence_hours is not None:
        is_silent, why = hours >= settings.silence_hours, f"silence_hours is {settings.silence_hours:g}."
    else:
        is_silent = arrivals.are_missing
        why = (
            f"At these hours of the week, some {arrivals.missed_count:.1f} arrivals were to be expected; in"
            f" an ordinary week, at most {arrivals.usual_missed_count:.1f} are missing in a row."
        )
    if not is_silent:
        return None
    local = latest.astimezone(ZoneInfo(settings.time_zone))
    return Alert(
        code="silence",
        severity="warning",
        subject="",
        fingerprint=latest.isoformat(),
        body=f"The last new document arrived on {local:%Y-%m-%d at %H:%M} ({settings.time_zone}),"
        f" {hours:.0f} hours ago. {why}",
        look="Does the crawl still write into the folders that are read, and do runs still start?"
        f" {command(settings.home, 'status')}",
        home=settings.home,
    )
