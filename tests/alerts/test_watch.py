"""Real runs under watch: what went wrong arrives at a real receiver, once, and so does its end."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from asyncio import CancelledError
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.alerts.causes import find_full_disk, of_failure
from flows.alerts.watch import tell_of_abandoned, watching
from flows.settings import Settings
from flows.summary import RunSummary
from tests.alerts.conftest import SECRET, Receiver
from tests.conftest import RunJob
from warehouse.connect import connect_reader
from warehouse.home import Home
from warehouse.journal.alerts import list_alerts
from warehouse.journal.attempts import abandon_attempts, begin_attempt
from warehouse.lock import WriterBusyError
from warehouse.tables.base import Table

TOPICS = ("die neue Turnhalle", "den Radweg am Fluss", "das alte Stellwerk", "den Spielplatz im Park")
PAGE = """https://brueckenbote.example/lokales/{number}

Nachrichten
Kontakt

{date}

Rat entscheidet über {topic} in Ortsteil {number}

Der Gemeinderat von Lindenbrück hat am Abend über {topic} im Ortsteil {number} beraten. Nach zwei Stunden \
stand fest, dass im Haushalt des kommenden Jahres dafür {number}20.000 Euro bereitstehen sollen.

Bürgermeisterin Helma Dorn sagte, die Entscheidung für {topic} sei überfällig gewesen. Die Arbeiten sollen \
im Frühjahr beginnen und nach ihren Worten höchstens {number} Monate dauern.

© Brückenbote
"""


def write_pages(folder: Path, numbers: range, *, dated: bool = True) -> None:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        page = PAGE.format(
            number=number, topic=TOPICS[number % 4], date=f"{number % 28 + 1:02}.03.2026" if dated else ""
        )
        folder.joinpath(f"seite-{number}.txt").write_text(page, encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "archiv"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return tmp_path / "pages"


@pytest.fixture
def run(run_job: RunJob, home: Path, pages: Path, receiver: Receiver) -> Callable[..., RunSummary]:
    """Run the main job on the pages, with one target."""

    def run(**changed: Any) -> RunSummary:
        return run_job([pages], home, notify=[receiver.url], **changed)  # type: ignore[no-any-return]

    return run


def newest_run(home: Path) -> int:
    with connect_reader(Home(home)) as con:
        row = con.execute("SELECT run_key FROM dim_run ORDER BY started_at DESC LIMIT 1").fetchone()
    assert row is not None
    return int(row[0])


def test_a_run_that_fails_is_told_of_until_one_ends_well(
    run: Callable[..., RunSummary],
    pages: Path,
    home: Path,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import flows.stages.resolve as resolve

    write_pages(pages, range(3))

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(f"cannot reach {receiver.url}")

    with monkeypatch.context() as patch:
        patch.setattr(resolve, "resolve_names", fail)
        for _ in range(2):
            with pytest.raises(RuntimeError):
                run()
    (message,) = receiver.received
    assert message["title"] == "Presswerk archiv: run failed"
    assert "RuntimeError" in message["message"]
    assert "presswerk status --home" in message["message"]
    assert SECRET not in str(receiver.received), "nor does a message hold what is secret"
    assert run().generation == 1
    assert receiver.titles[1:] == ["Presswerk archiv: back to normal"]
    assert list_alerts(Home(home), only_open=True) == []


def test_a_stopped_publication_is_told_with_what_did_not_hold(
    run: Callable[..., RunSummary],
    pages: Path,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Rows of the build file are lost behind the pipeline's back."""
    import flows.stages.load as load
    from flows.gate_stopped import GateStoppedError

    write_pages(pages, range(3))
    real = load.replace_rows  # type: ignore[attr-defined]

    def losing(con: duckdb.DuckDBPyConnection, table: type[Table], *args: Any, **kwargs: Any) -> None:
        real(con, table, *args, **kwargs)
        if table.table_name == "fact_article":
            con.execute("DELETE FROM fact_article WHERE title LIKE '%Radweg%'")

    with monkeypatch.context() as patch:
        patch.setattr(load, "replace_rows", losing)
        with pytest.raises(GateStoppedError):
            run()
    (message,) = receiver.received
    assert message["title"] == "Presswerk archiv: publication stopped"
    assert "(measure.accounting, critical): Nothing vanishes: document_count =" in message["message"]
    assert ", warning)" not in message["message"], "what only warns is in the report"
    assert "reports/quality.html" in message["message"]
    assert run().generation == 1
    assert receiver.titles[1:] == ["Presswerk archiv: back to normal"]


def test_a_publisher_that_drifts_is_told_of_until_its_pages_are_as_before(
    run: Callable[..., RunSummary], pages: Path, receiver: Receiver, home: Path
) -> None:
    """Dates are lost from one day to the next, as by a new layout, and are back on the day after."""
    write_pages(pages, range(90))
    run()
    assert receiver.received == []
    write_pages(pages, range(90, 112), dated=False)
    run()
    (message,) = receiver.received
    assert message["title"] == "Presswerk archiv: drift: Brückenbote"
    assert "It is 100%, before 0%." in message["message"]
    assert f"Run: {newest_run(home)}" in message["message"]
    write_pages(pages, range(112, 115))
    run()
    assert len(receiver.received) == 1, "three pages are too few to say that all is well again"
    write_pages(pages, range(115, 137))
    run()
    assert receiver.titles[1:] == ["Presswerk archiv: back to normal"]


def test_silence_is_told_of_until_something_arrives(
    run: Callable[..., RunSummary], pages: Path, receiver: Receiver
) -> None:
    write_pages(pages, range(3))
    assert run().generation == 1
    assert run().generation is None
    assert receiver.received == [], "runs that end well say nothing"
    for _ in range(2):
        run(silence_hours=1e-7)
    assert receiver.titles == ["Presswerk archiv: nothing arrives"]
    write_pages(pages, range(3, 6))
    run()
    assert receiver.titles[1:] == ["Presswerk archiv: back to normal"]


def test_the_command_with_its_own_server_tells_too(pages: Path, home: Path, receiver: Receiver) -> None:
    """Nothing but `presswerk run`: no lasting Prefect server, no worker."""
    write_pages(pages, range(1))
    command = [sys.executable, "-m", "flows.command", "run", str(pages), "--home", str(home)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    environment["PRESSWERK_NOTIFY"] = receiver.url
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert receiver.received == []
    silent = {**environment, "PRESSWERK_SILENCE_HOURS": "0.0000001"}
    shown = subprocess.run(command, env=silent, check=True, capture_output=True, text=True)
    assert receiver.titles == ["Presswerk archiv: nothing arrives"]
    assert SECRET not in shown.stdout + shown.stderr


def begin_killed_attempt(home: Path) -> None:
    """An attempt of which the next run in the same work folder finds that it has no end."""
    where = Home(home)
    begin_attempt(where, run_key=7, kind_code="run", work=where.work, recipe_hash="0" * 16, flow_run_id=None)
    assert abandon_attempts(where, where.work) == 1


def test_nothing_abandoned_is_told_where_no_run_was_killed(home: Path, receiver: Receiver) -> None:
    tell_of_abandoned(Settings(home=home, notify=[receiver.url]))
    assert receiver.received == []


def test_a_killed_run_is_told_of_by_the_next_one(home: Path, receiver: Receiver) -> None:
    settings = Settings(home=home, notify=[receiver.url])
    begin_killed_attempt(home)
    with watching(settings) as watch:
        tell_of_abandoned(settings)
        assert receiver.titles == ["Presswerk archiv: run was killed"], "at once: this run may be killed too"
        begin_killed_attempt(home)
        tell_of_abandoned(settings)
        watch.summary = RunSummary("Nothing new.", 0, 0, Home(home).pointer)
    assert "Run: 7" in receiver.received[0]["message"]
    assert receiver.titles[1:] == ["Presswerk archiv: back to normal"]


@pytest.mark.parametrize(
    "ending", [WriterBusyError("another one"), KeyboardInterrupt(), SystemExit(1)], ids=repr
)
def test_a_run_that_did_not_begin_or_that_a_user_ended_is_no_alert(
    ending: BaseException, home: Path, receiver: Receiver
) -> None:
    settings = Settings(home=home, notify=[receiver.url])
    with pytest.raises(type(ending)), watching(settings):
        raise ending
    assert receiver.received == []


def test_a_fault_reaches_the_caller_as_it_was(home: Path) -> None:
    fault = ValueError("as it was")
    with pytest.raises(ValueError, match="as it was") as caught, watching(Settings(home=home)):
        raise fault
    assert caught.value is fault


def test_what_goes_wrong_in_looking_around_neither_hurts_the_run_nor_hides_its_end(
    home: Path, receiver: Receiver
) -> None:
    settings = Settings(home=home, notify=[receiver.url])
    with pytest.raises(ValueError, match="no such model"), watching(settings):
        raise ValueError("no such model")
    Home(home).pointer.parent.mkdir(parents=True)
    Home(home).pointer.write_bytes(b"not a warehouse")
    with watching(settings) as watch:
        watch.summary = RunSummary("Nothing new.", 0, 0, Home(home).pointer)
    assert receiver.titles == ["Presswerk archiv: run failed", "Presswerk archiv: back to normal"]


def test_a_run_that_took_too_long_says_so(home: Path) -> None:
    alert = of_failure(Settings(home=home), CancelledError())
    assert "longer than run_timeout_seconds" in alert.body


def test_a_full_disk_has_an_alert_of_its_own(home: Path) -> None:
    settings = Settings(home=home)
    try:
        try:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as cause:
            raise RuntimeError("the shard could not be written") from cause
    except RuntimeError as error:
        assert of_failure(settings, error).code == "no_space"
    assert of_failure(settings, RuntimeError("something else")).code == "run_failed"


@pytest.mark.parametrize(("min_free_bytes", "is_full"), [(0, False), (10**18, True)])
def test_a_disk_that_has_no_room_for_the_next_run_is_told_of(
    home: Path, min_free_bytes: int, is_full: bool
) -> None:
    home.mkdir()
    alert = find_full_disk(Settings(home=home, min_free_bytes=min_free_bytes))
    assert (alert is not None) is is_full
