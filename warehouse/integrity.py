"""Referential integrity, measured from the declared references."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl

from warehouse.ddl import quoted
from warehouse.tables import TABLES
from warehouse.tables.base import Table, column_metadata, qualified_name

_SCHEMA = {
    "table_code": pl.String,
    "column_name": pl.String,
    "target": pl.String,
    "checked_count": pl.Int64,
    "orphan_count": pl.Int64,
}


def declared_references() -> Iterator[tuple[type[Table], str, str]]:
    """Table, column and referenced column of every declared reference."""
    for table in TABLES:
        for name, column in table.columns().items():
            if target := column_metadata(column).get("references"):
                yield table, name, target


def measure_integrity(con: duckdb.DuckDBPyConnection, run_key: int, worked: Path) -> pl.DataFrame:
    """Look up every reference of the rows that a run wrote.

    Args:
        con: connection to the build file.
        run_key: the run.
        worked: Parquet file with the `document_key` of the documents it worked on.
    Returns:
        One row per reference: `table_code`, `column_name`, `target`, `checked_count`, `orphan_count`.
    """
    records = [
        (qualified_name(table), column, target, *_count(con, table, column, target, run_key, worked))
        for table, column, target in declared_references()
    ]
    return pl.DataFrame(records, schema=_SCHEMA, orient="row")


def _count(
    con: duckdb.DuckDBPyConnection, table: type[Table], column: str, target: str, run_key: int, worked: Path
) -> tuple[int, int]:
    target_table, target_column = target.rsplit(".", 1)
    condition, parameter = _written_by(table, run_key, worked)
    row = con.execute(
        f"""
        SELECT
            count(*),
            count(*) FILTER (WHERE {quoted(column)} NOT IN (
                SELECT {quoted(target_column)} FROM {target_table}
            ))
        FROM {qualified_name(table)}
        WHERE {quoted(column)} IS NOT NULL AND {condition}
        """,  # noqa: S608 - names come from declarations, values are bound
        [parameter],
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def _written_by(table: type[Table], run_key: int, worked: Path) -> tuple[str, int | str]:
    """The condition that picks the rows of a run, and its parameter."""
    columns = table.columns()
    if "run_key" in columns:
        return "run_key = $1", run_key
    owner = next(name for name in ("document_key", "article_key") if name in columns)
    condition = f"{quoted(owner)} IN (SELECT document_key FROM read_parquet($1))"  # noqa: S608
    return condition, str(worked)
