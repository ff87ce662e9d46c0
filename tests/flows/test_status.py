"""What `presswerk status` and the marts of operations tell about runs, good and bad."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import flows.stages.read as read
from flows.settings import Settings
from flows.status import show_status
from tests.conftest import RunJob
from tests.flows.test_main_job import query, write_page
from warehouse.connect import NoWarehouseError


def status_of(home: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    show_status(Settings(home=home), as_json=True)
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_an_attempt_that_published_nothing_shows(
    run_job: RunJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages, home = tmp_path / "pages", tmp_path / "home"
    pages.mkdir()
    write_page(pages, 0)

    def fail(*_: object) -> None:
        raise RuntimeError("no such codec")

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(read, "detect_language", fail)
        run_job([pages], home)
    told = status_of(home, capsys)
    assert "file" not in told
    (attempt,) = told["attempts"]
    assert (attempt["outcome_code"], attempt["detail"]) == ("failed", "RuntimeError: no such codec")

    run_job([pages], home)
    told = status_of(home, capsys)
    assert [attempt["outcome_code"] for attempt in told["attempts"]] == ["published", "failed"]
    assert told["generation"] == 1
    facts = next(stage for stage in told["stages"] if stage["stage"] == "facts")
    assert facts["items"] == 1
    assert isinstance(facts["tokens"], int)
    assert facts["tokens"] > 50


def test_a_home_where_nothing_was_ever_tried_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouseError):
        show_status(Settings(home=tmp_path / "home"), as_json=True)


def test_the_table_for_people_spells_out_what_a_terminal_would_obey(
    run_job: RunJob, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages, home = tmp_path / "pages", tmp_path / "ho\x1b]me"
    pages.mkdir()
    write_page(pages, 0)
    run_job([pages], home)
    capsys.readouterr()
    show_status(Settings(home=home), as_json=False)
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "generation 1" in shown
    assert "published" in shown


def test_quality_and_throughput_are_there_for_every_run(run_job: RunJob, tmp_path: Path) -> None:
    pages, home = tmp_path / "pages", tmp_path / "home"
    pages.mkdir()
    write_page(pages, 0)
    run_job([pages], home)
    write_page(pages, 1)
    (pages / "leer.txt").write_bytes(b"")
    run_job([pages], home)
    columns = "generation_number, document_count, quarantine_count, critical_count, attempt_count"
    assert query(home, f"SELECT {columns} FROM mart.run_quality ORDER BY started_at") == [
        (1, 1, 0, 0, 1),
        (2, 1, 1, 0, 1),
    ]
    speeds = query(
        home,
        "SELECT count(*), bool_and(items_per_second > 0), bool_and(tokens_per_second > 0)"
        " FROM mart.run_throughput WHERE stage_code = 'tags'",
    )
    assert speeds == [(2, True, True)]
