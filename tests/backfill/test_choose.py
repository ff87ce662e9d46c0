"""Which articles a request means: days of every length, publishers, documents; and the stored plan."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.backfill.choose import choose
from flows.backfill.execute import start
from flows.backfill.place import Place
from flows.backfill.request import Request, day_start, request_from_json
from flows.backfill.show import show_backfill, show_backfills, show_comparison
from flows.exit_code import ExitCode
from flows.settings import Settings
from tests.backfill.conftest import PlanBackfill
from tests.flows.test_main_job import query
from warehouse.connect import published_file
from warehouse.home import Home
from warehouse.journal.backfills import BackfillError, begin_backfill, find_backfill, partitions

BERLIN = "Europe/Berlin"


def days(first: date, last: date, **others: object) -> Request:
    return Request(is_pages=False, from_date=first, to_date=last, **others)  # type: ignore[arg-type]


def republish(home: Path, published_at: list[datetime | None]) -> list[int]:
    """Have the articles of a warehouse published at other times; returns their keys in that order."""
    keys = [row[0] for row in query(home, "SELECT article_key FROM fact_article ORDER BY article_key")]
    file = published_file(Home(home))
    file.chmod(0o600)
    with duckdb.connect(file) as con:
        for key, at in zip(keys, published_at, strict=True):
            con.execute("UPDATE fact_article SET published_at = $1 WHERE article_key = $2", [at, key])
    return keys


@pytest.mark.parametrize(
    ("day", "hours", "first_instant"),
    [
        pytest.param(date(2026, 3, 29), 23, datetime(2026, 3, 28, 23, tzinfo=UTC), id="clocks go forward"),
        pytest.param(date(2026, 10, 25), 25, datetime(2026, 10, 24, 22, tzinfo=UTC), id="clocks go back"),
        pytest.param(date(2026, 6, 1), 24, datetime(2026, 5, 31, 22, tzinfo=UTC), id="summer"),
        pytest.param(date(2026, 12, 31), 24, datetime(2026, 12, 30, 23, tzinfo=UTC), id="winter"),
    ],
)
def test_a_day_has_the_hours_it_has_in_berlin(
    home: Path, day: date, hours: int, first_instant: datetime
) -> None:
    """Of articles at both ends of a day, those inside are chosen, whatever the day's length."""
    start, stop = days(day, day).instants
    assert start == first_instant == day_start(day, BERLIN)
    assert stop - start == timedelta(hours=hours)
    moment = timedelta(microseconds=1)
    keys = republish(home, [start - moment, start, stop - moment, stop])
    choice = choose(Home(home), days(day, day, by="day"))
    assert set(choice.items["item_key"]) == set(keys[1:3])
    assert choice.items["label"].unique().to_list() == [day.isoformat()]


def test_articles_are_on_one_day_each_and_none_is_lost_between(home: Path) -> None:
    """The hour that is there twice in October lies on one day, and so does the evening in UTC."""
    at = [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)]
    keys = republish(home, [*at, datetime(2026, 10, 24, 22, 30, tzinfo=UTC), None])
    choice = choose(Home(home), days(date(2026, 10, 20), date(2026, 10, 30), by="day"))
    assert set(choice.items["item_key"]) == set(keys[:3])
    assert choice.items["label"].unique().to_list() == ["2026-10-25"]
    assert choice.notes == ("1 articles do not say when they were published; they are on no day.",)


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        ("day", ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"]),
        ("week", ["2026-W09", "2026-W10"]),
        ("month", ["2026-03"]),
    ],
)
def test_days_are_divided_into_spans(home: Path, by: str, labels: list[str]) -> None:
    choice = choose(Home(home), days(date(2026, 1, 1), date(2026, 12, 31), by=by))
    assert choice.items["label"].unique(maintain_order=True).to_list() == labels
    assert len(choice.items) == 4


def test_a_publisher_is_found_in_any_case_and_others_are_named(home: Path) -> None:
    ((name,),) = query(
        home,
        "SELECT DISTINCT publisher_name FROM fact_article INNER JOIN dim_publisher USING (publisher_key)",
    )
    choice = choose(Home(home), Request(is_pages=False, publisher=name.upper()))
    assert len(choice.items) == 4
    with pytest.raises(BackfillError, match=f"'Nebelpost'. Known: {name}"):
        choose(Home(home), Request(is_pages=False, publisher="Nebelpost"))


def test_documents_are_known_by_key_hash_and_path(home: Path, archive: Path, tmp_path: Path) -> None:
    pages = [archive / "pages" / f"seite-{number}.txt" for number in range(4)]
    ((key,),) = query(home, f"SELECT document_key FROM raw.document WHERE source_uri = '{pages[2]}'")
    listed = tmp_path / "documents.txt"
    content_hash = hashlib.sha256(pages[1].read_bytes()).hexdigest()
    lines = [pages[0], "", content_hash.upper(), key, pages[0], "nirgends.txt"]
    listed.write_text("\n".join(map(str, lines)), encoding="utf-8")
    choice = choose(Home(home), Request(is_pages=False, documents=listed))
    places = dict(query(home, "SELECT document_key, source_uri FROM raw.document"))
    assert {places[found] for found in choice.items["item_key"]} == {str(page) for page in pages[:3]}
    assert choice.notes == ("Nothing is known by 1 of 4 lines: 'nirgends.txt'.",)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(b"nirgends.txt\n", "Nothing is known by 1 of 1 lines", id="none matches"),
        pytest.param(b"\n\n", "Nothing to do", id="no line"),
        pytest.param(b"\xff\xfe\x00", "cannot be read as a list of documents", id="no text"),
    ],
)
def test_a_list_that_means_nothing_is_wrong_usage(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: bytes, message: str
) -> None:
    listed = tmp_path / "documents.txt"
    listed.write_bytes(lines)
    code = start(Settings(home=home), Request(is_pages=False, documents=listed), publishes=False)
    assert code == ExitCode.USAGE
    assert message in capsys.readouterr().err
    assert not Home(home).backfills.exists(), "nothing was planned"


def test_the_plan_is_stored_before_anything_is_done(home: Path, plan: PlanBackfill) -> None:
    request = days(date(2026, 3, 1), date(2026, 3, 3), by="day")
    name = plan(home, request)
    backfill = find_backfill(Home(home), name)
    assert (name, backfill.state) == ("bf-0001", "planned")
    assert request_from_json(backfill.request) == request
    parts = partitions(Home(home), backfill.number)
    assert [(part.label, part.item_count, part.state) for part in parts] == [
        (f"2026-03-0{day}", 1, "planned") for day in (1, 2, 3)
    ]
    place = Place(Home(home), backfill.number)
    stored = [pl.read_parquet(place.partition(part.number))["article_key"][0] for part in parts]
    found = query(home, "SELECT article_key FROM fact_article ORDER BY published_at LIMIT 3")
    assert stored == [key for (key,) in found]
    assert plan(home, request) == "bf-0002"


def test_a_plan_can_be_looked_at_and_given_up(
    home: Path, plan: PlanBackfill, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows.backfill.steer import cancel, pause

    settings = Settings(home=home)
    show_backfills(settings, as_json=False)
    assert capsys.readouterr().out == f"There was no backfill in {home}.\n"
    name = plan(home, days(date(2026, 3, 1), date(2026, 3, 3), by="day"))
    show_backfills(settings, as_json=True)
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["backfill_id"], listed["state"]) == (name, "planned")
    assert listed["partition_states"] == {"planned": 3}
    assert pause(settings, name) == f"Nobody works on {name}; it is planned."
    with pytest.raises(BackfillError, match="nothing to compare before all its partitions are done"):
        show_comparison(settings, name, as_json=False)

    assert f"{name} is cancelled" in cancel(settings, name)
    show_backfill(settings, name, as_json=False)
    assert capsys.readouterr().out.startswith(f"{name}: cancelled. annotate again: published 2026-03-01")
    assert not Place(Home(home), 1).chosen.exists()
    with pytest.raises(BackfillError, match="is cancelled: there is nothing to go on with"):
        cancel(settings, name)
    with pytest.raises(BackfillError, match="There is no backfill bf-0007"):
        show_backfill(settings, "bf-0007", as_json=False)


def test_a_plan_that_was_cut_short_is_not_worked_on(home: Path, prefect_api: None) -> None:
    from flows.backfill.job import backfill_job

    begin_backfill(Home(home), request="{}", pipeline="blank", recipe_hash="0", now=datetime.now(UTC))
    with pytest.raises(BackfillError, match="never written to its end"):
        backfill_job(Settings(home=home), "bf-0001", publishes=True)
