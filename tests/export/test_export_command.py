"""`presswerk export` and `presswerk rebuild` as a user types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest

from tests.flows.test_command import presswerk
from warehouse.connect import connect_file
from warehouse.export.query import export_query

VALUES = """
    SELECT
        NULL AS nothing, true AS yes, 1.5 AS number, 'a;"b",' || chr(10) || 'c' AS words,
        DATE '2026-03-29' AS day, TIMESTAMPTZ '2026-03-29 02:00:00+01' AS moment, ['ä', NULL] AS list,
        {'a': 1} AS record, 'ab'::BLOB AS bytes
"""


def test_a_warehouse_goes_out_and_comes_back(sample_home: Path, tmp_path: Path) -> None:
    folder, file = tmp_path / "export", tmp_path / "new.duckdb"
    done = presswerk("export", folder, "--home", sample_home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{folder}: generation 1, 26 tables with ")
    again = presswerk("export", folder, "--home", sample_home)
    assert (again.returncode, again.stdout) == (2, "")
    assert "replace it with --overwrite" in again.stderr
    assert presswerk("export", folder, "--overwrite", "--home", sample_home).returncode == 0
    rebuilt = presswerk("rebuild", folder, file)
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert presswerk("rebuild", folder, file).returncode == 2
    with connect_file(file) as con:
        assert con.execute("SELECT count(*) FROM mart.article").fetchall() != [(0,)]


def test_some_tables_only(sample_home: Path, tmp_path: Path) -> None:
    done = presswerk(
        "export", tmp_path / "x", "--only", "clean", "--only", "main.fact_quote", "--home", sample_home
    )
    assert done.returncode == 0, done.stderr
    tables = json.loads((tmp_path / "x" / "manifest.json").read_text(encoding="utf-8"))["tables"]
    assert list(tables) == ["clean.page", "clean.line", "main.fact_quote"]
    assert sorted(place.name for place in (tmp_path / "x").iterdir()) == ["clean", "main", "manifest.json"]


@pytest.mark.parametrize("name", ["gkg", "quotes"])
def test_lines_go_to_a_file_or_to_standard_output(sample_home: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "lines"
    done = presswerk("export", file, "--format", name, "--home", sample_home)
    assert done.returncode == 0, done.stderr
    text = file.read_text(encoding="utf-8")
    assert done.stdout.startswith(f"{file}: {text.count(chr(10))} lines, ")
    assert presswerk("export", "-", "--format", name, "--home", sample_home).stdout == text
    assert presswerk("export", file, "--format", name, "--home", sample_home).returncode == 2


def test_the_answer_to_a_query(sample_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "speakers.csv"
    query = "SELECT speaker_name, quote_count FROM mart.speaker ORDER BY ALL -- a comment"
    done = presswerk("export", file, "--query", query, "--home", sample_home)
    assert done.returncode == 0, done.stderr
    with file.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header == ["speaker_name", "quote_count"]
    assert len(rows) > 10
    asked = presswerk("sql", query, "--format", "csv", "--home", sample_home).stdout
    assert rows == list(csv.reader(io.StringIO(asked)))[1:]


def test_each_kind_of_value_has_its_form() -> None:
    stream = io.BytesIO()
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'America/New_York'")
        assert export_query(con, VALUES, stream) == 1
    (row,) = csv.DictReader(io.StringIO(stream.getvalue().decode(), newline=""))
    assert row == {
        "nothing": "",
        "yes": "true",
        "number": "1.5",
        "words": 'a;"b",\nc',
        "day": "2026-03-29",
        "moment": "2026-03-29T01:00:00+00:00",
        "list": '["ä", null]',
        "record": '{"a": 1}',
        "bytes": "6162",
    }


def test_a_query_reaches_nothing_but_the_warehouse(sample_home: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for query in (f"FROM '{secret}'", "DROP TABLE dim_topic", "nonsense"):
        done = presswerk("export", tmp_path / "answer.csv", "--query", query, "--home", sample_home)
        assert done.returncode == 2
        assert "Error" in done.stderr
        assert [place.name for place in tmp_path.iterdir()] == ["secret.csv"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("x", "--format", "csv"), "belong together"),
        (("x", "--format", "gkg", "--query", "SELECT 1"), "belong together"),
        (("x", "--format", "gkg", "--only", "main"), "--only chooses tables for parquet"),
        (("-",), "Name a folder"),
        (("x", "--only", "nowhere"), "no table or schema nowhere"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(
    sample_home: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = presswerk("export", *arguments, "--home", sample_home, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_a_warehouse_it_says_what_to_do(tmp_path: Path) -> None:
    done = presswerk("export", tmp_path / "x", "--home", tmp_path / "none")
    assert done.returncode == 2
    assert "presswerk run" in done.stderr
    assert not (tmp_path / "x").exists()
