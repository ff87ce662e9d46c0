"""Silence: what is usual is learnt from the past, hour of the week by hour of the week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pytest

from benchmarks.silence import WEEK, longest_usual_gap
from flows.alerts.silence import Arrivals, find_silence, measure_arrivals
from flows.settings import Settings
from tests.warehouse.rows import Rows
from warehouse.home import Home
from warehouse.quoting import literal

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 1, 5, tzinfo=BERLIN)
HASH = "0" * 16


def add_run(rows: Rows, number: int, at: datetime, documents: int = 1, sources: int = 1) -> None:
    rows.add(
        "main.dim_run",
        run_key=number,
        started_at=at,
        loaded_at=at,
        code_version="1",
        kind_code="run",
        recipe_hash=HASH,
        recipe="{}",
        is_full_refresh=False,
        source_count=sources,
        new_source_count=sources,
        document_count=documents,
        reworked_count=0,
        article_count=documents,
        quarantine_count=0,
        page_recipe_code=HASH,
        annotation_recipe_code=HASH,
        resolution_recipe_code=HASH,
        annotated_count=documents,
        pipeline_name="german 1",
    )


@pytest.fixture
def rows() -> Rows:
    return Rows()


def arrive(rows: Rows, times: Iterable[datetime]) -> datetime:
    """One run with a new document at each time; returns the last."""
    number, last = 0, MONDAY
    for number, last in enumerate(times, 1):
        add_run(rows, number, last)
    return last


def office_hours(weeks: int, start: datetime = MONDAY) -> Iterator[datetime]:
    """Monday to Friday, hourly from 8:05 to 17:05 by the clock on the wall."""
    for day in range(weeks * 7):
        for hour in range(8, 18):
            at = start + timedelta(days=day, hours=hour, minutes=5)
            if at.weekday() < 5:
                yield at


def ask(rows: Rows, now: datetime, time_zone: str = "Europe/Berlin") -> Arrivals:
    return measure_arrivals(rows.con, now, time_zone)


def test_an_empty_archive_is_not_silent(rows: Rows) -> None:
    arrivals = ask(rows, MONDAY)
    assert arrivals == Arrivals(None, 0, 0.0, 0.0, 0.0)
    assert not arrivals.are_missing


def test_the_first_days_say_nothing_of_what_is_usual(rows: Rows) -> None:
    """A first quiet weekend, and even a first quiet month, cannot be told from what is usual."""
    last = arrive(rows, office_hours(weeks=2))
    arrivals = ask(rows, last + timedelta(days=30))
    assert arrivals.missed_count > 100
    assert not arrivals.knows_the_rhythm
    assert not arrivals.are_missing


@pytest.mark.parametrize(
    ("waited", "is_silent"),
    [
        pytest.param(timedelta(hours=1), False, id="on time"),
        pytest.param(timedelta(hours=14), False, id="over night"),
        pytest.param(timedelta(days=2, hours=14), False, id="over the weekend"),
        pytest.param(timedelta(days=2, hours=16), False, id="one late on Monday"),
        pytest.param(timedelta(days=2, hours=18), True, id="Monday morning without any"),
        pytest.param(timedelta(days=20), True, id="for weeks"),
    ],
)
def test_a_quiet_weekend_is_usual_where_it_was_usual_before(
    rows: Rows, waited: timedelta, is_silent: bool
) -> None:
    last = arrive(rows, office_hours(weeks=5))
    assert last.strftime("%a %H:%M") == "Fri 17:05"
    assert ask(rows, last + waited).are_missing is is_silent


def test_a_quiet_weekend_is_silence_where_every_day_brought_something(rows: Rows) -> None:
    every_day = (MONDAY + timedelta(days=day, hours=hour) for day in range(33) for hour in range(8, 18))
    last = arrive(rows, every_day)
    assert last.strftime("%a") == "Fri"
    assert not ask(rows, last + timedelta(hours=15)).are_missing
    assert ask(rows, last + timedelta(days=1)).are_missing


def test_one_long_outage_of_the_past_makes_nobody_deaf(rows: Rows) -> None:
    """The longest gap of the median week counts, not the longest gap there ever was."""
    outage = (datetime(2026, 1, 19, tzinfo=BERLIN), datetime(2026, 1, 29, tzinfo=BERLIN))
    times = (at for at in office_hours(weeks=8) if not outage[0] <= at < outage[1])
    last = arrive(rows, times)
    assert ask(rows, last + timedelta(days=4)).are_missing


@pytest.mark.parametrize(
    "first_monday",
    [
        pytest.param(datetime(2026, 3, 2, tzinfo=BERLIN), id="clocks go forward on 29 March"),
        pytest.param(datetime(2026, 9, 28, tzinfo=BERLIN), id="clocks go back on 25 October"),
    ],
)
def test_a_change_of_the_clock_shifts_no_rhythm(rows: Rows, first_monday: datetime) -> None:
    """Four weeks by the wall clock, the change in the last weekend: the next Monday begins as ever."""
    last = arrive(rows, office_hours(weeks=4, start=first_monday))
    monday = last.replace(hour=0, minute=0) + timedelta(days=3)
    assert monday.utcoffset() != last.utcoffset()
    assert ask(rows, monday.replace(hour=7, minute=59)).missed_count == pytest.approx(0.0)
    assert ask(rows, monday.replace(hour=9, minute=1)).missed_count == pytest.approx(1.0)
    assert ask(rows, monday.replace(hour=12, minute=1)).are_missing


def test_runs_without_new_documents_are_no_arrivals(rows: Rows) -> None:
    last = arrive(rows, office_hours(weeks=4))
    for number in range(72):
        add_run(rows, 10_000 + number, last + timedelta(hours=number + 1), documents=0, sources=0)
    arrivals = ask(rows, last + timedelta(days=3, hours=23))
    assert arrivals.latest_arrival_at == last
    assert arrivals.are_missing


def test_what_was_usual_a_year_ago_is_forgotten(rows: Rows) -> None:
    """Hourly last year, daily now: a missing hour is nothing, three missing days are."""
    hourly = (MONDAY - timedelta(days=365) + timedelta(hours=hour) for hour in range(24 * 28))
    daily = (MONDAY + timedelta(days=day, hours=6) for day in range(7 * 13))
    last = arrive(rows, [*hourly, *daily])
    assert not ask(rows, last + timedelta(hours=30)).are_missing
    assert ask(rows, last + timedelta(days=3)).are_missing


def test_the_statement_is_the_rule_that_was_measured(rows: Rows) -> None:
    """`benchmarks/silence.py` says how good the rule is; it must be this rule."""
    past = np.random.default_rng(7).random(12 * WEEK) < 0.6
    past[[0, -1]] = True
    utc = datetime(2026, 1, 5, tzinfo=UTC)
    arrive(rows, (utc + timedelta(hours=int(hour)) for hour in np.flatnonzero(past)))
    arrivals = ask(rows, utc + timedelta(weeks=12), "UTC")
    assert arrivals.usual_missed_count == pytest.approx(longest_usual_gap(past))
    assert arrivals.observed_weeks == 12


@pytest.fixture
def published(rows: Rows, tmp_path: Path) -> Home:
    """A published warehouse of four weeks of office hours, up to Friday, 30 January 2026."""
    arrive(rows, office_hours(weeks=4))
    home = Home(tmp_path / "archiv")
    home.generations.mkdir(parents=True)
    file = home.generations / "presswerk-000001.duckdb"
    rows.con.execute(f"ATTACH {literal(str(file))} AS published")
    rows.con.execute("COPY FROM DATABASE memory TO published")
    rows.con.execute("DETACH published")
    home.pointer.symlink_to(file.relative_to(home.pointer.parent))
    return home


def test_an_alert_says_since_when_and_what_was_to_be_expected(published: Home) -> None:
    alert = find_silence(Settings(home=published.root), datetime(2026, 2, 2, 12, 30, tzinfo=BERLIN))
    assert alert is not None
    assert "arrived on 2026-01-30 at 17:05 (Europe/Berlin), 67 hours ago" in alert.body
    assert "4.0 arrivals were to be expected" in alert.body


@pytest.mark.parametrize(("hours", "is_silent"), [(60.0, True), (72.0, False)])
def test_hours_that_are_set_win_over_what_was_learnt(published: Home, hours: float, is_silent: bool) -> None:
    now = datetime(2026, 2, 2, 12, 30, tzinfo=BERLIN)
    alert = find_silence(Settings(home=published.root, silence_hours=hours), now)
    assert (alert is not None) is is_silent


def test_the_reader_has_no_way_out(published: Home) -> None:
    """Silence is asked of the published file by a reader that can reach nothing else."""
    from warehouse.connect import connect_reader

    with connect_reader(published) as con:
        measure_arrivals(con, MONDAY + timedelta(weeks=5), "Europe/Berlin")
        with pytest.raises(duckdb.Error):
            con.execute("SELECT * FROM read_text('/etc/hostname')")
