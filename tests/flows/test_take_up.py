"""A run that was stopped in the middle is taken up, not begun anew: same key, same rows, no work twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import flows.stages.load as load
from flows.recipe import package_hash
from flows.run import make_run
from flows.settings import Settings
from tests.conftest import RunJob
from tests.flows.test_main_job import compared_tables, contents, query, write_page
from warehouse.home import Home
from warehouse.journal.attempts import attempts
from warehouse.tables.article import Article
from warehouse.tables.base import Table
from warehouse.tables.line import Line
from warehouse.tables.quarantine import Quarantine
from warehouse.tables.source import Source


class PulledPlugError(Exception):
    """Stands for whatever ends a run in the middle of a step."""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        write_page(folder, number)
    (folder / "leer.txt").write_bytes(b"")
    return folder


def stop_at(patch: pytest.MonkeyPatch, function: str, table: type[Table], *, after: bool) -> None:
    """Have the run end while it loads a table: before its rows are written, or just after."""
    real = getattr(load, function)

    def fail(con: Any, loaded: type[Table], *args: Any, **kwargs: Any) -> None:
        if loaded is table and not after:
            raise PulledPlugError
        real(con, loaded, *args, **kwargs)
        if loaded is table:
            raise PulledPlugError

    patch.setattr(load, function, fail)


@pytest.mark.parametrize(
    ("function", "table", "after"),
    [
        pytest.param("merge_rows", Source, False, id="documents loaded, their sources not"),
        pytest.param("merge_rows", Quarantine, True, id="first step carried out, not noted as done"),
        pytest.param("replace_rows", Line, True, id="all lines loaded, step not noted as done"),
        pytest.param("replace_rows", Article, True, id="articles without facts"),
    ],
)
def test_a_run_stopped_while_loading_goes_on_with_the_step_it_was_in(
    run_job: RunJob,
    pages: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    function: str,
    table: type[Table],
    after: bool,
) -> None:
    home = tmp_path / "home"
    with monkeypatch.context() as patch, pytest.raises(PulledPlugError):
        stop_at(patch, function, table, after=after)
        run_job([pages], home)
    run_job([pages], home)
    run_job([pages], tmp_path / "undisturbed")
    for compared in compared_tables():
        assert contents(home, compared).equals(contents(tmp_path / "undisturbed", compared)), compared
    killed, taken_up = reversed(attempts(Home(home)))
    assert killed.run_key == taken_up.run_key
    assert (killed.outcome_code, taken_up.outcome_code) == ("failed", "published")
    again = query(home, "SELECT DISTINCT stage_code FROM ops.shard WHERE NOT was_resumed")
    assert again == [("load",)]


@pytest.mark.parametrize("comes_late", [False, True], ids=["same files", "another file came meanwhile"])
def test_a_run_killed_before_the_pointer_was_swapped_publishes_what_it_has_verified(
    run_job: RunJob, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comes_late: bool
) -> None:
    """Its file lies among the generations already. With the same files nothing is loaded again; with another
    one that file is not what is published."""
    import warehouse.publishing.publish as publishing

    def fail(*_: object) -> None:
        raise PulledPlugError

    home = tmp_path / "home"
    with monkeypatch.context() as patch, pytest.raises(PulledPlugError):
        patch.setattr(publishing, "swap_pointer", fail)
        run_job([pages], home)
    if comes_late:
        write_page(pages, 3)
    run_job([pages], home)
    run_job([pages], tmp_path / "undisturbed")
    for compared in compared_tables():
        assert contents(home, compared).equals(contents(tmp_path / "undisturbed", compared)), compared
    again = query(home, "SELECT DISTINCT stage_code FROM ops.shard WHERE NOT was_resumed ORDER BY ALL")
    assert (("load",) in again) == comes_late
    assert len(list(Home(home).generations.iterdir())) == 2, "a generation and its manifest"


def test_a_run_that_finds_other_files_loads_anew(
    run_job: RunJob, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was loaded before counts only if the same rows are to be loaded."""
    home = tmp_path / "home"
    with monkeypatch.context() as patch, pytest.raises(PulledPlugError):
        stop_at(patch, "replace_rows", Article, after=True)
        run_job([pages], home)
    (pages / "seite-0.txt").unlink()
    run_job([pages], home)
    run_job([pages], tmp_path / "undisturbed")
    for compared in compared_tables():
        assert contents(home, compared).equals(contents(tmp_path / "undisturbed", compared)), compared


def test_another_recipe_is_another_run(
    run_job: RunJob, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    with monkeypatch.context() as patch, pytest.raises(PulledPlugError):
        stop_at(patch, "replace_rows", Article, after=True)
        run_job([pages], home)
    run_job([pages], home, minimum_works=2)
    killed, other = reversed(attempts(Home(home)))
    assert killed.run_key != other.run_key
    assert query(home, "SELECT run_key FROM dim_run") == [(other.run_key,)]


def test_a_run_killed_after_publishing_is_not_taken_up(run_job: RunJob, pages: Path, tmp_path: Path) -> None:
    """Its work folder is still there, but its key stands in the published file."""
    home = tmp_path / "home"
    run_job([pages], home)
    ((key, started_at),) = query(home, "SELECT run_key, started_at FROM dim_run")
    run = make_run(Settings(paths=[pages], home=home))
    run.work.mkdir()
    identity = {"recipe": run.recipe.code, "code": package_hash(), "kind": "run"}
    identity["started_at"] = started_at.isoformat()
    (run.work / "run.json").write_text(json.dumps(identity), encoding="utf-8")
    write_page(pages, 3)
    run_job([pages], home)
    keys = [row[0] for row in query(home, "SELECT run_key FROM dim_run ORDER BY started_at")]
    assert keys[0] == key
    assert len(set(keys)) == 2


def test_the_journal_keeps_what_the_warehouse_never_saw(
    run_job: RunJob, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    with monkeypatch.context() as patch, pytest.raises(PulledPlugError):
        stop_at(patch, "merge_rows", Source, after=False)
        run_job([pages], home)
    run_job([pages], home)
    run_job([pages], home)
    outcomes = [attempt.outcome_code for attempt in attempts(Home(home))]
    assert outcomes == ["nothing_new", "published", "failed"]
    assert query(home, "SELECT attempt_number, outcome_code FROM ops.attempt ORDER BY ALL") == [
        (1, "failed"),
        (2, "running"),
    ]


def test_every_stage_tells_what_it_cost(sample_home: Path) -> None:
    stages = query(
        sample_home,
        "SELECT stage_code, item_count, token_count, seconds > 0 FROM ops.stage ORDER BY stage_number",
    )
    items = {stage: count for stage, count, _, _ in stages}
    tokens = {stage: count for stage, _, count, _ in stages}
    articles = query(sample_home, "SELECT count(*) FROM fact_article")[0][0]
    assert items["facts"] == articles
    assert items["read"] == 44
    assert tokens["tags"] == tokens["facts"] > 5_000
    assert tokens["lines"] is None
    assert all(took_time for *_, took_time in stages)
