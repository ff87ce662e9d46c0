"""What was rejected enters a run again where it belongs, and its row says what came of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.conftest import RunJob
from tests.flows.test_main_job import query, write_page
from tests.quarantine.conftest import Listed, Quarantine, by_name
from transforms.annotate.facts import Facts

LIMIT = 500
"""Bytes that a file may have at first: an article has more."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


def test_files_are_read_again_after_each_kind_of_remedy(
    run_job: RunJob, quarantine: Quarantine, listed: Listed, folder: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    large, vanished = write_page(folder, 0), write_page(folder, 1)
    repaired, gone, binary = (folder / name for name in ("leer.txt", "fort.txt", "bild.txt"))
    repaired.write_bytes(b"")
    gone.write_bytes(b"")
    binary.write_bytes(b"%PDF-1.4 \x00\x01")
    run_job([folder], home, max_file_bytes=LIMIT)
    assert query(home, "SELECT count(*) FROM fact_article") == [(0,)]

    content = vanished.read_bytes()
    vanished.unlink()
    gone.unlink()
    repaired.write_bytes(write_page(folder, 2).read_bytes())
    (folder / "seite-2.txt").unlink()
    result = quarantine(home, "replay", "--all", PRESSWERK_MAX_FILE_BYTES="100000")

    assert result.exit_code == 0, result.output
    assert "1 cannot be read again, the file is gone" in result.stderr
    assert "Put through again: 4. No longer rejected: 3; rejected again: 1." in result.stdout
    still_open = by_name(listed(home))
    assert set(still_open) == {"fort.txt", "bild.txt"}
    assert (still_open["bild.txt"]["replay_count"], still_open["fort.txt"]["replay_count"]) == (1, 0)
    done = by_name(listed(home, "--state", "replayed"))
    assert {name: row["replay_count"] for name, row in done.items()} == {
        large.name: 1,
        vanished.name: 1,
        repaired.name: 1,
    }
    # What was kept of a file is read under the name the file had.
    found = query(
        home,
        "SELECT byte_size, outcome_code FROM raw.document WHERE source_uri LIKE '%seite-1.txt'",
    )
    assert found == [(len(content), "article")]
    assert query(home, "SELECT count(*) FROM fact_article") == [(3,)]
    assert query(home, "SELECT kind_code FROM dim_run ORDER BY started_at") == [("run",), ("replay",)]


def test_what_is_rejected_again_counts_each_try_and_stays_open(
    run_job: RunJob, quarantine: Quarantine, listed: Listed, folder: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    write_page(folder, 0)
    run_job([folder], home, max_file_bytes=LIMIT)
    (before,) = listed(home)
    result = quarantine(home, "replay", before["key"], PRESSWERK_MAX_FILE_BYTES="550")
    assert result.exit_code == 0, result.output
    assert "rejected again: 1" in result.stdout
    (after,) = listed(home)
    assert (after["key"], after["replay_count"]) == (before["key"], 1)
    assert "the limit is 550" in after["detail"], "the row says how it was found last"
    quarantine(home, "replay", "--reason", "oversize", PRESSWERK_MAX_FILE_BYTES="550")
    (after,) = listed(home)
    assert after["replay_count"] == 2
    assert query(home, "SELECT count(*) FROM ops.publication") == [(3,)]


def test_a_file_that_is_gone_and_was_not_kept_stays_open(
    run_job: RunJob, quarantine: Quarantine, listed: Listed, folder: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    page = write_page(folder, 0)
    run_job([folder], home, max_file_bytes=LIMIT, quarantine_max_bytes=10)
    page.unlink()
    result = quarantine(home, "replay", "--all")
    assert (result.exit_code, "nothing to put through" in result.stderr) == (2, True)
    (row,) = listed(home)
    assert (row["replay_count"], row["payload_uri"]) == (0, row["source_uri"])
    assert "(it is gone from there)" in quarantine(home, "show", row["key"]).stdout


def test_a_body_is_annotated_again_when_the_rule_is_mended(
    run_job: RunJob,
    quarantine: Quarantine,
    listed: Listed,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import transforms.annotate.facts as facts

    home = tmp_path / "home"
    for number in range(2):
        write_page(folder, number)
    real = facts.find_quotes  # type: ignore[attr-defined]

    def failing(body: Any, mentions: Any) -> Any:
        if "Radweg" in body.text:
            raise IndexError("list index out of range")
        return real(body, mentions)

    with monkeypatch.context() as patch:
        patch.setattr(facts, "find_quotes", failing)
        run_job([folder], home)
    (row,) = listed(home, "--stage", "facts")
    assert "The article is in the warehouse" in quarantine(home, "show", row["key"]).stdout
    assert query(home, "SELECT count(*) FROM fact_article WHERE quote_count = 0") == [(1,)]
    result = quarantine(home, "replay", row["key"])
    assert result.exit_code == 0, result.output
    assert listed(home) == []
    assert query(home, "SELECT count(*) FROM fact_article WHERE quote_count = 0") == [(0,)]
    assert query(
        home, "SELECT reworked_count, annotated_count FROM dim_run ORDER BY started_at DESC LIMIT 1"
    ) == [(0, 1)], "only the one body was worked on"


def test_a_fact_that_failed_an_expectation_is_found_again(
    run_job: RunJob,
    quarantine: Quarantine,
    listed: Listed,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Tried once while it is still wrong, the row is known again; tried when it is right, it is closed."""
    import flows.worker as worker

    home = tmp_path / "home"
    write_page(folder, 0)
    real = worker.find_facts  # type: ignore[attr-defined]

    def reversing(*args: Any) -> Facts:
        facts = real(*args)
        return replace(facts, quantities=facts.quantities.with_columns(low_value=pl.lit(1e12)))

    with monkeypatch.context() as patch:
        patch.setattr(worker, "find_facts", reversing)
        run_job([folder], home)
        keys = {row["key"] for row in listed(home)}
        assert keys
        assert quarantine(home, "replay", "--stage", "gate").exit_code == 0
    assert {(row["key"], row["replay_count"]) for row in listed(home)} == {(key, 1) for key in keys}
    assert quarantine(home, "replay", "--stage", "gate").exit_code == 0
    assert listed(home) == []
    assert query(home, "SELECT count(*) > 0 FROM fact_quantity") == [(True,)]


def test_a_page_whose_article_failed_is_read_again_from_the_warehouse(
    run_job: RunJob,
    quarantine: Quarantine,
    listed: Listed,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import expectations.articles as articles

    home = tmp_path / "home"
    page = write_page(folder, 0)
    real = articles.with_context

    def unsure(frame: pl.DataFrame, *args: Any) -> pl.DataFrame:
        return real(frame.with_columns(boilerplate_share=pl.lit(1.5)), *args)

    with monkeypatch.context() as patch:
        patch.setattr(articles, "with_context", unsure)
        run_job([folder], home)
    (row,) = listed(home)
    assert (row["stage_code"], row["table_code"]) == ("gate", "main.fact_article")
    assert query(home, "SELECT outcome_code FROM raw.document") == [("rejected",)]
    page.unlink()
    assert quarantine(home, "replay", row["key"]).exit_code == 0
    assert listed(home) == []
    assert query(home, "SELECT outcome_code FROM raw.document") == [("article",)]


def test_a_document_that_was_rejected_itself_is_kept_and_read_again(
    run_job: RunJob,
    quarantine: Quarantine,
    listed: Listed,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is nowhere in the warehouse, so its bytes have to be in the quarantine folder."""
    import expectations.documents as documents

    home = tmp_path / "home"
    page = write_page(folder, 0)
    write_page(folder, 1)
    content = page.read_bytes()
    real = documents.with_context

    def uncovered(frame: pl.DataFrame, *args: Any) -> pl.DataFrame:
        is_first = pl.col("source_uri").str.ends_with("seite-0.txt")
        return real(frame, *args).with_columns(uncovered_character_count=is_first.cast(pl.Int64))

    with monkeypatch.context() as patch:
        patch.setattr(documents, "with_context", uncovered)
        run_job([folder], home)
        (row,) = listed(home)
        assert quarantine(home, "replay", row["key"]).exit_code == 0
        (again,) = listed(home)
        assert (again["key"], again["replay_count"]) == (row["key"], 1)
    shown = json.loads(quarantine(home, "show", row["key"], "--json").stdout)
    assert Path(shown["payload_file"]).read_bytes() == content
    assert shown["document"] is None
    page.unlink()
    result = quarantine(home, "replay", row["key"])
    assert result.exit_code == 0, result.output
    assert listed(home) == []
    assert query(home, "SELECT count(*) FROM fact_article") == [(2,)]
