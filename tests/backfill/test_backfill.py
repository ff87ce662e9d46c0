"""Backfills as their users rely on them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import flows.backfill.job as job
import flows.stages.annotate as annotate
import flows.worker as worker
from flows.backfill.place import Place
from flows.backfill.request import Request
from flows.backfill.show import show_backfill
from flows.backfill.steer import pause
from flows.exit_code import ExitCode
from flows.settings import Settings
from tests.backfill.conftest import GoOn, PlanBackfill
from tests.conftest import ROOT, RunJob
from tests.flows.test_main_job import STATEMENT, compared_tables, contents, query, write_page
from transforms.annotate.pipeline import BLANK, describe_by_name
from warehouse.connect import connect_file, connect_reader
from warehouse.generation import current_generation, generation_file, published_generations
from warehouse.home import Home
from warehouse.journal.backfills import BackfillError, backfill_number, find_backfill, partitions
from warehouse.lock import WriterBusyError, writer_lock
from warehouse.publishing.rollback import roll_back
from warehouse.statements import statement
from warehouse.tables.base import Table, qualified_name

FIRST_TWO = Request(is_pages=False, from_date=date(2026, 3, 1), to_date=date(2026, 3, 2), by="day")
WAIT_SECONDS = 400
"""How long to wait for a process before giving up; a busy machine takes its time."""
DATES = "SELECT article_key FROM fact_article ORDER BY published_at"


class PulledPlugError(Exception):
    """Stands for whatever ends a process in the middle."""


def states(home: Path, name: str) -> list[str]:
    return [part.state for part in partitions(Home(home), backfill_number(name))]


def attempt_counts(home: Path, name: str) -> list[int]:
    return [part.attempt_count for part in partitions(Home(home), backfill_number(name))]


def of_articles(home: Path, table: type[Table], keys: list[int]) -> pl.DataFrame:
    return contents(home, table).filter(pl.col("article_key").is_in(keys))


def pipelines(home: Path) -> list[str]:
    """The pipeline that annotated each article, by day of publication."""
    rows = query(
        home,
        "SELECT dim_run.pipeline_name FROM fact_article"
        " INNER JOIN dim_run ON fact_article.annotation_run_key = dim_run.run_key ORDER BY published_at",
    )
    blank = describe_by_name(BLANK)
    return ["blank" if name == blank else "model" for (name,) in rows]


def test_a_backfill_is_a_run_of_that_model_on_these_articles(
    run_job: RunJob,
    plan: PlanBackfill,
    go_on: GoOn,
    archive: Path,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Row by row, the articles chosen are as if the model had annotated all; the others stay as they were."""
    before = shutil.copytree(home, tmp_path / "before", symlinks=True)
    everywhere = shutil.copytree(home, tmp_path / "everywhere", symlinks=True)
    run_job([archive / "pages"], everywhere)
    keys = [key for (key,) in query(home, DATES)]
    name = plan(home, FIRST_TWO)

    assert go_on(home, name).state == "ready"
    assert current_generation(Home(home)) == 1, "nothing is published before somebody asks for it"
    with monkeypatch.context() as patch, pytest.raises(PulledPlugError):
        patch.setattr(job, "_end", _pull_plug)
        go_on(home, name, publishes=True)
    published = go_on(home, name, publishes=True)

    assert (published.state, published.summary.generation) == ("published", 2)
    assert published_generations(Home(home)) == [1, 2], "a killed publication is not made twice"
    for table in compared_tables():
        if "article_key" in table.columns():
            changed, kept = of_articles(home, table, keys[:2]), of_articles(home, table, keys[2:])
            assert changed.equals(of_articles(everywhere, table, keys[:2])), qualified_name(table)
            assert kept.equals(of_articles(before, table, keys[2:])), qualified_name(table)
    runs = query(home, "SELECT kind_code, annotated_count FROM dim_run ORDER BY started_at")
    assert runs == [("run", 4), ("backfill", 2)]
    with pytest.raises(BackfillError, match="nothing to go on with"):
        go_on(home, name)

    _check_comparison(Home(home), keys[:2])
    _check_later_runs(run_job, archive, home)
    roll_back(Home(home))
    for table in compared_tables():
        assert contents(home, table).equals(contents(before, table)), qualified_name(table)


def _pull_plug(*_: object) -> None:
    raise PulledPlugError


def _check_comparison(home: Home, keys: list[int]) -> None:
    """The comparison counts what both generations hold, outlives them, and nothing can be written with it."""
    chosen = f"article_key IN ({', '.join(map(str, keys))})"
    sides = []
    for number in (1, 2):
        with connect_file(generation_file(home, number)) as con:
            sides.append(
                {
                    table: con.execute(f"SELECT count(*) FROM {table} WHERE {chosen}").fetchone()
                    for table in annotate.FACT_TABLES
                }
            )
    file = home.backfills / "bf-0001" / "comparison.duckdb"
    with connect_file(file) as con:
        counts = con.execute(statement("backfill/table_count")).fetchall()
        for table, old, new, same, changed, only_old, only_new in counts:
            assert (old,) == sides[0][f"main.{table}"]
            assert (new,) == sides[1][f"main.{table}"]
            assert old == same + changed + only_old
            assert new == same + changed + only_new
        assert sum(row[-1] for row in counts) > 0, "a model must find what rules alone do not"
        gains = con.execute(statement("backfill/entity_changes"), {"is_gain": True, "row_limit": 9})
        assert ("Lindenbrück", "place") in [row[:2] for row in gains.fetchall()]
        sample = con.execute(statement("backfill/sample"), {"row_limit": 2}).pl()
        found = sample.filter(pl.col("change_code") == "only_new")
        assert all(surface in sentence for surface, sentence in found.select("surface", "sentence").rows())
        writing = ("DELETE FROM change.fact", "COPY change.fact TO 'facts.csv'")
        for sql in (*writing, "FROM read_csv('/etc/passwd')"):
            with pytest.raises(Exception, match=r"read-only|disabled|Permission"):
                con.execute(sql)


def _check_later_runs(run_job: RunJob, archive: Path, home: Path) -> None:
    """What was annotated with another pipeline was meant so; the same pipeline's rules keep it up to date."""
    assert pipelines(home) == ["model", "model", "blank", "blank"]
    assert run_job([archive / "pages"], home, pipeline="blank").generation is None
    (name,) = query(home, "SELECT pipeline_name FROM dim_run WHERE kind_code = 'backfill'")
    (other,) = query(home, "SELECT pipeline_name FROM dim_run WHERE kind_code = 'run'")
    new_rules = {
        "page_recipe": "0" * 16,
        "annotation_recipe": "0" * 16,
        "resolution_recipe": "0" * 16,
        "full_refresh": False,
        "takes_stale": True,
    }
    with connect_reader(Home(home)) as con:
        for (pipeline,), stale in ((name, 4), (other, 2)):
            row = con.execute(statement("inventory/stale"), {**new_rules, "pipeline": pipeline}).fetchone()
            assert row is not None
            assert row[1] == stale


def test_a_partition_that_fails_is_tried_again_alone(
    plan: PlanBackfill, go_on: GoOn, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [key for (key,) in query(home, DATES)]
    real = worker.annotate_bodies
    seen: list[int] = []

    def fail(bodies: Path, *others: Any) -> Any:
        key = pl.read_parquet(bodies)["article_key"][0]
        seen.append(key)
        if key == keys[0]:
            raise PulledPlugError("a page that nobody has met")
        return real(bodies, *others)

    name = plan(home, FIRST_TWO)
    monkeypatch.setattr(annotate, "annotate_bodies", fail)
    with pytest.raises(job.PartitionsFailedError, match="1 of 2 partitions of bf-0001 failed, 1 are done"):
        go_on(home, name)
    assert states(home, name) == ["failed", "done"], "the rest goes on"
    assert find_backfill(Home(home), name).state == "incomplete"
    error = partitions(Home(home), 1)[0].error
    assert error == "PulledPlugError: a page that nobody has met"

    keys[0] = 0
    assert go_on(home, name).state == "ready"
    assert attempt_counts(home, name) == [2, 1]
    assert len(seen) == 3
    _check_locks(go_on, home, name)


def _check_locks(go_on: GoOn, home: Path, name: str) -> None:
    """One process works on a backfill; one that cannot publish because a run is writing stays ready."""
    with (
        held(Place(Home(home), 1).lock()),
        pytest.raises(WriterBusyError, match="bf-0001 is being worked on"),
    ):
        go_on(home, name)
    with held(writer_lock(Home(home))), pytest.raises(WriterBusyError, match="Another run"):
        go_on(home, name, publishes=True)
    assert find_backfill(Home(home), name).state == "ready"
    assert current_generation(Home(home)) == 1


@contextmanager
def held(lock: AbstractContextManager[None]) -> Iterator[None]:
    """Have another thread hold a lock, as another process would."""
    taken, done = threading.Event(), threading.Event()

    def hold() -> None:
        with lock:
            taken.set()
            done.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert taken.wait(WAIT_SECONDS)
        yield
    finally:
        done.set()
        thread.join()


def test_scheduled_runs_go_on_meanwhile_and_nothing_is_lost(
    run_job: RunJob,
    plan: PlanBackfill,
    go_on: GoOn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One publishes while the backfill pauses, one after its candidate was built.

    The last one brings to light that a line of two articles is repeated: their bodies are others now, so the
    facts of the backfill would not fit them.
    """
    pages, home = tmp_path / "pages", tmp_path / "home"
    pages.mkdir()
    files = [write_page(pages, number) for number in range(2)]
    for number in (2, 3):
        file = write_page(pages, number)
        file.write_text(file.read_text(encoding="utf-8").replace(STATEMENT, ""), encoding="utf-8")
        os.utime(file, (1_770_000_000, 1_770_000_000))
    run_job([*files, pages / "seite-2.txt"], home, pipeline="blank")
    name = plan(home, Request(is_pages=False, from_date=date(2026, 3, 1), to_date=date(2026, 3, 9), by="day"))
    real = worker.annotate_bodies

    def ask_for_pause(*arguments: Any) -> Any:
        assert "after the partition in work" in pause(Settings(home=home), name)
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(annotate, "annotate_bodies", ask_for_pause)
        assert go_on(home, name).state == "paused"
    assert states(home, name) == ["done", "planned", "planned"]

    assert run_job([pages], home, pipeline="blank").generation == 2
    assert go_on(home, name).state == "ready"
    assert attempt_counts(home, name) == [1, 1, 1]
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(files[0], other / "dritte.txt")
    text = files[0].read_text(encoding="utf-8")
    (other / "dritte.txt").write_text(text.replace("Turnhalle", "Schwimmhalle"), encoding="utf-8")
    assert run_job([pages, other], home, pipeline="blank").generation == 3

    published = go_on(home, name, publishes=True)

    assert published.summary.generation == 4
    assert attempt_counts(home, name) == [1, 1, 1], "no partition was worked on again"
    assert find_backfill(Home(home), name).left_out_count == 2
    assert query(home, "SELECT count(*) FROM fact_article") == [(5,)]
    annotated = query(
        home,
        "SELECT document.source_uri, dim_run.kind_code FROM fact_article"
        " INNER JOIN raw.document USING (document_key)"
        " INNER JOIN dim_run ON fact_article.annotation_run_key = dim_run.run_key",
    )
    backfilled = {Path(place).name for place, kind in annotated if kind == "backfill"}
    assert backfilled == {"seite-2.txt"}


def test_pages_are_read_again_and_those_that_share_their_lines(
    run_job: RunJob, plan: PlanBackfill, go_on: GoOn, tmp_path: Path
) -> None:
    """With another bar for repetition, one page read again changes how the other is to be read."""
    pages, home = tmp_path / "pages", tmp_path / "home"
    pages.mkdir()
    for number in range(2):
        write_page(pages, number)
    run_job([pages], home, pipeline="blank")
    expected = shutil.copytree(home, tmp_path / "expected", symlinks=True)
    run_job([pages], expected, pipeline="blank", minimum_works=2)
    request = Request(is_pages=True, from_date=date(2026, 3, 1), to_date=date(2026, 3, 1))
    name = plan(home, request, pipeline="blank", minimum_works=2)

    outcome = go_on(home, name, publishes=True, minimum_works=2)

    assert outcome.state == "published"
    role = f"SELECT DISTINCT role_code FROM clean.line WHERE text = '{STATEMENT}'"
    assert query(home, role) == [("boilerplate",)]
    for table in compared_tables():
        assert contents(home, table).equals(contents(expected, table)), qualified_name(table)


def test_another_recipe_does_not_go_on_with_a_plan(plan: PlanBackfill, go_on: GoOn, home: Path) -> None:
    name = plan(home, FIRST_TWO)
    with pytest.raises(BackfillError, match="planned with another recipe"):
        go_on(home, name, minimum_works=2)
    assert find_backfill(Home(home), name).state == "planned"


def test_a_killed_process_is_followed_by_another(
    go_on: GoOn, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _end_after_first_partition(home, signal.SIGKILL) == -signal.SIGKILL
    left = states(home, "bf-0001")
    show_backfill(Settings(home=home), "bf-0001", as_json=True)
    assert json.loads(capsys.readouterr().out)["state"] == "killed"
    assert go_on(home, "bf-0001").state == "ready"
    done = zip(attempt_counts(home, "bf-0001"), left, strict=True)
    assert {count for count, state in done if state == "done"} == {1}, "what is done is not done again"


def test_an_interruption_from_the_keyboard_is_a_pause(home: Path) -> None:
    assert _end_after_first_partition(home, signal.SIGINT) == ExitCode.INTERRUPTED
    assert find_backfill(Home(home), "bf-0001").state == "paused"
    assert set(states(home, "bf-0001")) == {"done", "planned"}


def _end_after_first_partition(home: Path, ending: signal.Signals) -> int:
    """Start a backfill in a process of its own and end it; returns its exit code."""
    command = [sys.executable, "-m", "flows.command", "backfill", "start", "--home", str(home)]
    command += ["--from", "2026-03-01", "--to", "2026-03-04", "--by", "day"]
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        deadline = time.monotonic() + WAIT_SECONDS
        while "done" not in states(home, "bf-0001"):
            assert process.poll() is None, "it ended before a partition was done"
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(ending)
        return process.wait(WAIT_SECONDS)
    finally:
        if process.poll() is None:
            process.kill()
