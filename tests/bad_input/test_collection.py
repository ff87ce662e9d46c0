"""The fixed collection through real runs: every file ends loaded, or in quarantine with a reason."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from typer.testing import CliRunner

from tests.bad_input.collection import LOADED, Case, write_collection
from tests.bad_input.special_files import NAMES
from tests.conftest import RunJob
from transforms.read.source_uri import source_uri
from warehouse.connect import connect_reader
from warehouse.home import Home


class Run(NamedTuple):
    """The collection after a run: its folder, its home, the cases, and what the run said."""

    folder: Path
    home: Path
    cases: list[Case]
    summary: Any


@pytest.fixture(scope="module")
def run(run_job: RunJob, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("collection")
    cases = write_collection(folder)
    home = tmp_path_factory.mktemp("home")
    return Run(folder, home, cases, run_job([folder], home))


@pytest.fixture
def con(run: Run) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect_reader(Home(run.home)) as connection:
        yield connection


def uri_of(run: Run, case: Case) -> str:
    return source_uri(os.path.join(run.folder, case.name))  # noqa: PTH118 - a name may be absolute, or no text


def test_every_file_ends_as_it_must(run: Run, con: duckdb.DuckDBPyConnection) -> None:
    rejected = con.execute(
        "SELECT source_uri, reason_code FROM raw.quarantine WHERE stage_code = 'read'"
    ).fetchall()
    loaded = [(uri, LOADED) for (uri,) in con.execute("SELECT source_uri FROM raw.source").fetchall()]
    found = dict([*rejected, *loaded])
    assert len(found) == len(rejected) + len(loaded), "a file is loaded and in quarantine"
    expected = {uri_of(run, case): case.ends for case in run.cases}
    assert found == expected


def test_the_run_publishes(run: Run) -> None:
    assert run.summary.generation == 1


def test_pages_with_a_hostile_passage_are_articles_without_losing_it(
    run: Run, con: duckdb.DuckDBPyConnection
) -> None:
    bodies = dict(
        con.execute(
            "SELECT parse_filename(source_uri), body FROM fact_article JOIN raw.document USING (document_key)"
        ).fetchall()
    )
    assert "31.02.2026" in bodies["impossible-dates.txt"]
    assert "DROP TABLE fact_article" in bodies["sql-in-names.txt"]
    assert bodies["a-thousand-open-quotes.txt"].count("„Das ist nicht wahr") == 1_000


def test_no_fact_says_what_cannot_be(run: Run, con: duckdb.DuckDBPyConnection) -> None:
    """No number beyond all bounds, no date that no calendar has, no rule that fell over."""
    odd = con.execute(
        "SELECT surface FROM fact_quantity WHERE isinf(low_value) OR isnan(low_value) OR isinf(high_value)"
    ).fetchall()
    dates = con.execute(
        "SELECT surface, from_date FROM fact_date_mention WHERE surface IN ('31.02.2026', '99.99.9999')"
    ).fetchall()
    faults = con.execute("SELECT detail FROM raw.quarantine WHERE stage_code = 'facts'").fetchall()
    assert (odd, [date for date in dates if date[1] is not None], faults) == ([], [], [])


def test_names_are_stored_so_that_the_files_can_be_opened(run: Run, con: duckdb.DuckDBPyConnection) -> None:
    stored = {uri for (uri,) in con.execute("SELECT source_uri FROM raw.source").fetchall()}
    assert {source_uri(str(run.folder / name)) for name in NAMES.values()} <= stored


def test_what_is_in_quarantine_can_be_looked_at(run: Run, con: duckdb.DuckDBPyConnection) -> None:
    """What was rejected for what it holds shows its beginning, without the NUL that ends a text elsewhere."""
    rows = con.execute(
        "SELECT parse_filename(source_uri), payload FROM raw.quarantine"
        " WHERE reason_code IN ('binary', 'oversize', 'too_many_lines')"
    ).fetchall()
    without = [name for name, payload in rows if not payload]
    assert (without, [name for name, payload in rows if "\x00" in (payload or "")]) == ([], [])


def test_a_second_run_reads_nothing_again(run: Run, run_job: RunJob) -> None:
    summary = run_job([run.folder], run.home)

    assert (summary.generation, summary.new_count) == (None, 0)


def test_the_report_shows_names_and_passages_as_text(run: Run) -> None:
    html = (run.home / "reports" / "quality.html").read_text(encoding="utf-8")
    assert "<img src=x" not in html
    assert "alert(" not in re.sub(r"&lt;.*?&gt;", "", html)


@pytest.mark.parametrize("command", [["quarantine", "list"], ["sql", "SELECT source_uri FROM raw.source"]])
def test_names_give_the_terminal_no_orders(run: Run, command: list[str]) -> None:
    from flows.command import app

    result = CliRunner().invoke(app, [*command, "--home", str(run.home)])

    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output


def test_json_of_the_quarantine_can_be_read(run: Run) -> None:
    from flows.command import app

    result = CliRunner().invoke(app, ["quarantine", "list", "--json", "--home", str(run.home)])

    assert result.exit_code == 0, result.output
    records = json.loads(result.output)
    expected = {case.ends for case in run.cases} - {LOADED}
    assert expected <= {record["reason_code"] for record in records}
