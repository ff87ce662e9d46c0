"""The SQL page: asks what somebody typed, of a reader that can do nothing else."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from starlette.testclient import TestClient

import dashboards.console
from dashboards.console import MOST_ROWS
from warehouse.connect import connect_reader
from warehouse.home import Home

HARMFUL = (
    "CREATE TABLE x (y INTEGER)",
    "DELETE FROM fact_article",
    "COPY (SELECT 1) TO '{folder}/out.csv'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "ATTACH '{folder}/other.duckdb'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "PRAGMA database_list; SELECT 1",
    "SELECT 1; DELETE FROM fact_article",
)


@pytest.mark.parametrize("sql", HARMFUL)
@pytest.mark.parametrize("path", ["/sql", "/sql/answer.csv", "/sql/answer.parquet"])
def test_nothing_harmful_is_done(sql: str, path: str, client: TestClient, tmp_path: Path) -> None:
    response = client.get(path, params={"query": sql.format(folder=tmp_path)})
    if path == "/sql":
        assert 'role="alert"' in response.text
    else:
        assert response.status_code == 400
    assert list(tmp_path.iterdir()) == []


def test_an_error_is_shown_as_text(client: TestClient) -> None:
    response = client.get("/sql", params={"query": 'SELECT * FROM "<script>alert(1)</script>"'})
    assert response.status_code == 200
    assert "&lt;script&gt;alert(1)" in response.text
    assert "<script>alert" not in response.text


def test_an_answer_has_its_names_types_and_rows(client: TestClient) -> None:
    page = client.get("/sql", params={"query": "SELECT 1 AS a, NULL AS a, '<b>' AS c, [1, 2] AS d"}).text
    assert page.count('<th scope="col"') == 4
    assert "&lt;b&gt;" in page
    assert "[1, 2]" in page
    assert "NULL" in page


def test_a_long_answer_is_cut_on_the_page_and_whole_in_the_files(client: TestClient) -> None:
    sql = f"SELECT range AS n, 'ä;\"' || range AS text, DATE '2026-03-01' AS day FROM range({MOST_ROWS * 50})"
    page = client.get("/sql", params={"query": sql, "lang": "en"}).text
    assert f"the first {MOST_ROWS} rows" in page
    rows = list(csv.DictReader(io.StringIO(client.get("/sql/answer.csv", params={"query": sql}).text)))
    assert len(rows) == MOST_ROWS * 50
    assert rows[7] == {"n": "7", "text": 'ä;"7', "day": "2026-03-01"}
    parquet = client.get("/sql/answer.parquet", params={"query": sql})
    assert parquet.headers["content-disposition"] == 'attachment; filename="presswerk.parquet"'
    frame = pl.read_parquet(io.BytesIO(parquet.content))
    assert frame.height == MOST_ROWS * 50
    assert frame.schema["day"] == pl.Date


def test_what_takes_too_long_is_given_up_and_the_next_question_is_answered(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dashboards.console, "SECONDS", 0.2)
    endless = "SELECT count(*) FROM range(100_000_000_000) WHERE range % 7 = 3"
    assert "Given up after 0.2 seconds." in client.get("/sql", params={"query": endless}).text
    assert client.get("/sql/answer.csv", params={"query": endless}).status_code == 400
    monkeypatch.undo()
    assert "42" in client.get("/sql", params={"query": "SELECT 6 * 7 AS n"}).text


def test_what_needs_too_much_memory_fails_alone(client: TestClient) -> None:
    greedy = "SELECT list(range) AS everything FROM range(200_000_000)"
    assert 'role="alert"' in client.get("/sql", params={"query": greedy}).text
    assert client.get("/").status_code == 200


def test_a_question_too_long_is_refused(client: TestClient) -> None:
    response = client.get("/sql", params={"query": "SELECT 1 --" + "x" * 20_001})
    assert "more than 20000 characters" in response.text


def test_the_tables_explain_themselves(client: TestClient, sample_home: Path) -> None:
    with connect_reader(Home(sample_home)) as con:
        names = con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name <> 'search'"
            " UNION SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart'"
        ).fetchall()
    page = client.get("/sql", params={"schema": "main", "table": "fact_quote"}).text
    assert [name for (name,) in names if f".{name}<" not in page] == []
    assert "speaker_surface" in page
    assert client.get("/sql", params={"schema": "x", "table": "y"}).status_code == 200
