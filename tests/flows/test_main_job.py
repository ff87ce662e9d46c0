"""The main job as its users rely on it: real flow runs on real files."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.conftest import SAMPLE, RunJob
from transforms.annotate.facts import Facts
from warehouse.connect import connect_reader, published_file
from warehouse.generation import current_generation
from warehouse.home import Home
from warehouse.tables import TABLES
from warehouse.tables.base import Table, qualified_name

PAGE = """Nachrichten
Kontakt

{date}

{title}

Der Gemeinderat von Lindenbrück hat am Abend über {thing} beraten. Nach zwei Stunden stand fest, dass im \
Haushalt des kommenden Jahres dafür 120.000 Euro bereitstehen sollen.

{statement}

Bürgermeisterin Helma Dorn sagte, die Entscheidung für {thing} sei überfällig gewesen. Die Arbeiten sollen \
im Frühjahr beginnen und nach ihren Worten höchstens drei Monate dauern.

© 2026 Brückenbote
"""
STATEMENT = (
    "Der Brückenbote berichtet seit vielen Jahren unabhängig aus der Region und gehört keinem Konzern."
)


def write_page(folder: Path, number: int, *, address: str = "") -> Path:
    things = ("die neue Turnhalle", "den Radweg am Fluss", "das alte Stellwerk", "den Spielplatz im Park")
    file = folder / f"seite-{number}.txt"
    file.write_text(
        address
        + PAGE.format(
            date=f"{number + 1:02}.03.2026",
            title=f"Rat entscheidet über {things[number]}",
            thing=things[number],
            statement=STATEMENT,
        ),
        encoding="utf-8",
    )
    os.utime(file, (1_770_000_000 + number, 1_770_000_000 + number))
    return file


def compared_tables() -> list[type[Table]]:
    """Tables that must not depend on how the pages arrived: all but the bookkeeping of runs."""
    return [
        table for table in TABLES if table.schema_name in ("clean", "main") and table.table_name != "dim_run"
    ]


def contents(home: Path, table: type[Table]) -> pl.DataFrame:
    columns = [name for name in table.columns() if not name.endswith("run_key")]
    with connect_reader(Home(home)) as con:
        frame = con.execute(f"SELECT {', '.join(columns)} FROM {qualified_name(table)}").pl()
    return frame.sort(table.primary_key())


def query(home: Path, sql: str) -> list[tuple[Any, ...]]:
    with connect_reader(Home(home)) as con:
        rows: list[tuple[Any, ...]] = con.execute(sql).fetchall()
    return rows


def test_a_second_run_finds_nothing_new(run_job: RunJob, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    write_page(pages, 0)
    first = run_job([pages], tmp_path / "home")
    second = run_job([pages], tmp_path / "home")
    assert first.generation == 1
    assert second.generation is None
    assert "Nothing new" in second.verdict
    assert current_generation(Home(tmp_path / "home")) == 1


def test_rejected_files_are_not_tried_again_unless_a_setting_changed(run_job: RunJob, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    write_page(pages, 0)
    home = tmp_path / "home"
    rejecting = run_job([pages], home, max_file_bytes=100)
    assert rejecting.rejected == {"oversize": 1}
    assert run_job([pages], home, max_file_bytes=100).generation is None
    accepting = run_job([pages], home)
    assert accepting.generation == 2
    assert query(home, "SELECT replayed_at IS NOT NULL FROM raw.quarantine") == [(True,)]
    assert query(home, "SELECT count(*) FROM fact_article") == [(1,)]


def test_an_unreadable_file_is_tried_again_but_is_no_news(
    run_job: RunJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A passing error is retried inside the run, a lasting one in each run, without publishing for it."""
    import flows.stages.read as read

    folder, home = tmp_path / "pages", tmp_path / "home"
    folder.mkdir()
    write_page(folder, 0)
    bad = write_page(folder, 1)
    monkeypatch.setattr(read.read_shard, "retry_delay_seconds", [0.0, 0.0])
    monkeypatch.setattr(read, "RETRY_DELAYS", [0.0, 0.0])
    real_read = os.read
    size = bad.stat().st_size
    calls = []

    def fail(descriptor: int, length: int) -> bytes:
        if os.fstat(descriptor).st_size == size and length == size:
            calls.append(descriptor)
            raise OSError(5, "Input/output error")
        return real_read(descriptor, length)

    with monkeypatch.context() as patch:
        patch.setattr(os, "read", fail)
        assert run_job([folder], home).rejected == {"io_error": 1}
        assert len(calls) == 3
        assert run_job([folder], home).generation is None
    assert run_job([folder], home).generation == 2
    assert query(home, "SELECT count(*) FROM fact_article") == [(2,)]


def test_order_of_arrival_does_not_matter(run_job: RunJob, tmp_path: Path) -> None:
    """All at once, one by one, and one by one backwards give the same tables, key by key.

    A statement of the house stands on every page. On the first two it cannot be told from the article;
    with the third page it is known to be repeated, so the earlier pages must be read again.
    """
    folder = tmp_path / "all"
    folder.mkdir()
    files = [
        write_page(folder, number, address=f"https://www.brueckenbote.example/rat-{number}\n\n")
        for number in range(4)
    ]
    run_job([folder], tmp_path / "at-once")
    for file in files:
        run_job([file], tmp_path / "one-by-one")
    for file in reversed(files):
        run_job([file], tmp_path / "backwards")
    for table in compared_tables():
        expected = contents(tmp_path / "at-once", table)
        for other in ("one-by-one", "backwards"):
            found = contents(tmp_path / other, table)
            assert found.equals(expected), f"{qualified_name(table)} differs when pages come {other}"


def test_only_pages_whose_reading_changes_are_read_again(run_job: RunJob, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    home = tmp_path / "home"
    role = f"SELECT DISTINCT role_code FROM clean.line WHERE text = '{STATEMENT}'"
    for number in range(2):
        run_job([write_page(folder, number)], home)
    assert query(home, role) == [("paragraph",)], "on its own, the statement must pass for text"
    for number in range(2, 4):
        run_job([write_page(folder, number)], home)
    reworked = query(home, "SELECT reworked_count FROM dim_run ORDER BY started_at")
    assert reworked == [(0,), (0,), (2,), (0,)]
    assert query(home, role) == [("boilerplate",)]


def test_sample_in_two_runs_is_the_sample_in_one(run_job: RunJob, sample_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    outlets = sorted(folder for folder in SAMPLE.iterdir() if folder.is_dir())
    run_job(outlets[2:], home)
    run_job(outlets, home)
    for table in compared_tables():
        assert contents(home, table).equals(contents(sample_home, table)), qualified_name(table)


def test_the_same_bytes_at_two_places_are_one_document(run_job: RunJob, tmp_path: Path) -> None:
    folder, home = tmp_path / "pages", tmp_path / "home"
    folder.mkdir()
    file = write_page(folder, 0)
    run_job([folder], home)
    shutil.copy(file, folder / "abschrift.txt")
    second = run_job([folder], home)
    assert second.generation == 2
    assert query(home, "SELECT count(*) FROM raw.document") == [(1,)]
    assert query(home, "SELECT count(*) FROM raw.source") == [(2,)]
    assert query(home, "SELECT source_uri LIKE '%/abschrift.txt' FROM raw.document") == [(True,)]


def test_a_changed_file_is_a_new_version(run_job: RunJob, tmp_path: Path) -> None:
    folder, home = tmp_path / "pages", tmp_path / "home"
    folder.mkdir()
    file = write_page(folder, 0)
    run_job([folder], home)
    file.write_text(file.read_text(encoding="utf-8").replace("120.000", "135.000"), encoding="utf-8")
    os.utime(file, (1_771_000_000, 1_771_000_000))
    run_job([folder], home)
    versions = query(
        home,
        "SELECT version_number, is_current, contains(body, '135.000') FROM fact_article"
        " ORDER BY version_number",
    )
    assert versions == [(1, False, False), (2, True, True)]
    assert query(home, "SELECT count(DISTINCT version_group_key) FROM fact_article") == [(1,)]


def test_full_refresh_works_on_everything_and_changes_nothing(run_job: RunJob, tmp_path: Path) -> None:
    folder, home = tmp_path / "pages", tmp_path / "home"
    folder.mkdir()
    for number in range(3):
        write_page(folder, number)
    run_job([folder], home)
    before = {table: contents(home, table) for table in compared_tables()}
    run_job([folder / "seite-0.txt"], home, full_refresh=True)
    assert query(home, "SELECT document_count + reworked_count FROM dim_run WHERE is_full_refresh") == [(3,)]
    for table, frame in before.items():
        assert contents(home, table).equals(frame), qualified_name(table)


def test_a_changed_publisher_list_is_a_new_recipe(run_job: RunJob, tmp_path: Path) -> None:
    folder, home = tmp_path / "pages", tmp_path / "home"
    folder.mkdir()
    write_page(folder, 0)
    run_job([folder], home)
    other = tmp_path / "publishers.toml"
    other.write_text(
        '[[publisher]]\nname = "Lindenbrücker Bote"\naliases = ["Brückenbote"]\n'
        'domains = ["bote.example"]\ntime_zone = "Europe/Berlin"\n',
        encoding="utf-8",
    )
    run_job([folder], home, publishers_file=other)
    names = query(
        home,
        "SELECT publisher_name FROM fact_article INNER JOIN dim_publisher USING (publisher_key)",
    )
    assert names == [("Lindenbrücker Bote",)]


def test_raw_text_is_its_lines_and_the_blanks_between(sample_home: Path) -> None:
    with connect_reader(Home(sample_home)) as con:
        documents = con.execute("SELECT document_key, text FROM raw.document").fetchall()
        lines = con.execute(
            "SELECT document_key, raw_start, raw_length, text FROM clean.line"
            " ORDER BY document_key, line_number"
        ).fetchall()
    of_document: dict[int, list[tuple[int, int, str]]] = {}
    for key, start, length, text in lines:
        of_document.setdefault(key, []).append((start, length, text))
    for key, raw in documents:
        position = 0
        for start, length, text in of_document[key]:
            assert raw[position:start].strip() == ""
            assert raw[start : start + length] == text
            position = start + length
        assert raw[position:].strip() == ""


def test_every_offset_points_to_its_text(sample_home: Path) -> None:
    sentences = query(
        sample_home,
        "SELECT count(*), count(*) FILTER (WHERE substr(body, start + 1, length) = text)"
        " FROM fact_sentence INNER JOIN fact_article USING (article_key)",
    )
    lines = query(
        sample_home,
        "SELECT count(*), count(*) FILTER (WHERE strpos(coalesce(repaired_text, text),"
        " substr(body, body_start + 1, body_length)) > 0) FROM clean.line"
        " INNER JOIN fact_article USING (document_key) WHERE body_start IS NOT NULL",
    )
    for total, right in (*sentences, *lines):
        assert total == right > 100


def test_the_published_file_opens_in_the_duckdb_shell(sample_home: Path) -> None:
    import subprocess
    import sys

    shell = Path(sys.executable).with_name("duckdb")
    answer = subprocess.run(
        [
            shell,
            "-readonly",
            "-csv",
            "-noheader",
            str(Home(sample_home).pointer),
            "SELECT count(*) FROM fact_article",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(answer.stdout) > 30


def test_a_gate_that_fails_publishes_nothing(
    run_job: RunJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A critical failure: rows of the build file are lost behind the pipeline's back."""
    import flows.stages.load as load
    from flows.gate_stopped import GateStoppedError

    folder, home = tmp_path / "pages", tmp_path / "home"
    folder.mkdir()
    write_page(folder, 0)
    run_job([folder], home)
    before = published_file(Home(home)).read_bytes()
    write_page(folder, 1)
    real = load.replace_rows  # type: ignore[attr-defined]

    def losing(con: duckdb.DuckDBPyConnection, table: type[Table], *args: object, **kwargs: object) -> None:
        real(con, table, *args, **kwargs)  # type: ignore[arg-type]
        if table.table_name == "fact_article":
            con.execute("DELETE FROM fact_article WHERE title LIKE '%Radweg%'")

    with monkeypatch.context() as patch:
        patch.setattr(load, "replace_rows", losing)
        with pytest.raises(GateStoppedError) as stopped:
            run_job([folder], home)
    assert stopped.value.summary.generation is None
    assert published_file(Home(home)).read_bytes() == before
    assert "documents_accounted_for" in Home(home).reports.joinpath("quality.html").read_text(
        encoding="utf-8"
    )
    assert run_job([folder], home).generation == 2


def test_a_bad_row_goes_to_quarantine_and_the_rest_goes_on(
    run_job: RunJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import flows.worker as worker

    folder, home = tmp_path / "pages", tmp_path / "home"
    folder.mkdir()
    write_page(folder, 0)
    real = worker.find_facts  # type: ignore[attr-defined]

    def shifting(*args: Any) -> Facts:
        facts = real(*args)
        shift = pl.when(pl.col("sentence_number") == 2).then(1).otherwise(0)
        return replace(facts, sentences=facts.sentences.with_columns(pl.col("start") + shift))

    monkeypatch.setattr(worker, "find_facts", shifting)
    summary = run_job([folder], home)
    assert summary.generation == 1
    rejected = query(
        home, "SELECT DISTINCT table_code, stage_code FROM raw.quarantine WHERE table_code LIKE '%sentence'"
    )
    assert rejected == [("main.fact_sentence", "gate")]
    assert query(home, "SELECT count(*) FROM fact_sentence WHERE sentence_number = 2") == [(0,)]
    assert query(home, "SELECT count(*) > 2 FROM fact_sentence") == [(True,)]
    assert query(home, "SELECT sentence_count > 2 FROM fact_article") == [(True,)]


def test_a_bad_fact_goes_alone(run_job: RunJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong number claim is no reason to doubt the quotation beside it."""
    import flows.worker as worker

    folder, home = tmp_path / "pages", tmp_path / "home"
    folder.mkdir()
    write_page(folder, 0)
    real = worker.find_facts  # type: ignore[attr-defined]

    def reversing(*args: Any) -> Facts:
        facts = real(*args)
        return replace(facts, quantities=facts.quantities.with_columns(low_value=pl.lit(1e12)))

    monkeypatch.setattr(worker, "find_facts", reversing)
    run_job([folder], home)
    rejected = query(home, "SELECT DISTINCT table_code, reason_code FROM raw.quarantine")
    assert rejected == [("main.fact_quantity", "low_value_is_at_most_high_value")]
    assert query(home, "SELECT count(*) FROM fact_quote") != [(0,)]


def test_an_interrupted_run_goes_on_with_the_first_missing_shard(
    run_job: RunJob, sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was tagged before the power went is not tagged again; what had not been begun is done now."""
    import flows.worker as worker

    home = tmp_path / "home"

    def failing(*_: object, **__: object) -> Facts:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(worker, "find_facts", failing)
        with pytest.raises(RuntimeError, match="power cut"):
            run_job([SAMPLE], home, shard_documents=10)
    assert not Home(home).pointer.exists()
    run_job([SAMPLE], home, shard_documents=10)
    resumed = query(
        home,
        "SELECT stage_code, bool_and(was_resumed) FROM ops.shard GROUP BY stage_code ORDER BY stage_code",
    )
    assert resumed == [
        ("articles", True),
        ("fact-gate", False),
        ("facts", False),
        ("lines", True),
        ("load", False),
        ("page-gate", True),
        ("read", True),
        ("resolve", False),
    ]
    for table in compared_tables():
        assert contents(home, table).equals(contents(sample_home, table)), qualified_name(table)


def test_facts_point_to_a_run_that_is_recorded(sample_home: Path) -> None:
    orphans = query(
        sample_home,
        "SELECT count(*) FROM fact_mention ANTI JOIN dim_run USING (run_key)",
    )
    assert orphans == [(0,)]
