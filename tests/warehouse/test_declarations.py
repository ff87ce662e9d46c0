"""The declaration of a table is the only place that says what the table is."""

from __future__ import annotations

import duckdb
import pytest

from tests.conftest import ROOT
from warehouse.ddl import describe_column, schema_statements
from warehouse.dictionary import render
from warehouse.integrity import declared_references
from warehouse.tables import TABLES, TABLES_BY_NAME, Table
from warehouse.tables.base import duckdb_type, grain, polars_schema, qualified_name


@pytest.fixture(scope="module")
def empty_warehouse() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    for statement in schema_statements():
        con.execute(statement)
    return con


@pytest.mark.parametrize("table", TABLES, ids=qualified_name)
def test_duckdb_describes_what_is_declared(
    table: type[Table], empty_warehouse: duckdb.DuckDBPyConnection
) -> None:
    described = empty_warehouse.execute(f"DESCRIBE {qualified_name(table)}").fetchall()
    declared = [
        (name, duckdb_type(column), "YES" if column.nullable else "NO")
        for name, column in table.columns().items()
    ]
    assert [(name, kind, null) for name, kind, null, *_ in described] == declared
    assert [name for name, _, _, key, *_ in described if key == "PRI"] == list(table.primary_key())


@pytest.mark.parametrize("table", TABLES, ids=qualified_name)
def test_a_frame_comes_back_from_duckdb_as_declared(
    table: type[Table], empty_warehouse: duckdb.DuckDBPyConnection
) -> None:
    frame = empty_warehouse.execute(f"SELECT * FROM {qualified_name(table)}").pl()
    assert dict(frame.schema) == dict(polars_schema(table))


def test_every_table_and_column_explains_itself(empty_warehouse: duckdb.DuckDBPyConnection) -> None:
    tables = empty_warehouse.execute("SELECT comment FROM duckdb_tables()").fetchall()
    columns = empty_warehouse.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    assert len(tables) == len(TABLES)
    assert all(comment for (comment,) in tables)
    assert [row for row in columns if not row[2]] == []


def test_comments_survive_quotes(empty_warehouse: duckdb.DuckDBPyConnection) -> None:
    """Descriptions are prose: an apostrophe in one must not end the SQL string."""
    row = empty_warehouse.execute(
        "SELECT comment FROM duckdb_tables() WHERE schema_name = 'clean' AND table_name = 'page'"
    ).fetchone()
    assert row == (grain(TABLES_BY_NAME["clean.page"]),)


def test_references_point_to_declared_keys() -> None:
    for _, _, target in declared_references():
        table, column = target.rsplit(".", 1)
        assert column in TABLES_BY_NAME[table].primary_key()


def test_codes_are_explained() -> None:
    column = TABLES_BY_NAME["clean.line"].columns()["role_code"]
    assert "boilerplate (everything else" in describe_column(column)


def test_data_dictionary_is_up_to_date() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == render(), "run `make docs`"
