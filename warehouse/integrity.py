"""Referential integrity, measured from the declared references."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl

from warehouse.quoting import quoted
from warehouse.tables import TABLES
from warehouse.tables.base import Table, column_metadata, qualified_name

SHRINKING = frozenset({"main.fact_article", "main.dim_entity", "main.entity_alias"})
"""Tables from which a run may take rows: a page that no longer gives an article, names no longer used."""
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
    """Look up every reference of the rows that a run wrote; of all rows, where it may have taken rows away.

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
    condition, parameters = _judged(table, target_table, run_key, worked)
    row = con.execute(
        f"""
        SELECT
            count(*),
            count(*) FILTER (WHERE {quoted(column)} NOT IN (
                SELECT {quoted(target_column)} FROM {".".join(map(quoted, target_table.split(".")))}
            ))
        FROM {qualified_name(table)}
        WHERE {quoted(column)} IS NOT NULL AND {condition}
        """,  # noqa: S608 - names come from declarations, values are bound
        parameters,
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def _judged(table: type[Table], target_table: str, run_key: int, worked: Path) -> tuple[str, list[int | str]]:
    """The condition that picks the rows to judge, and its parameters: those of the run, or all.

    All where a run may take rows from the target, so that also older rows could lose what they refer to,
    and where nothing tells which rows a run wrote.
    """
    columns = table.columns()
    if target_table in SHRINKING:
        return "TRUE", []
    if "run_key" in columns:
        return "run_key = $1", [run_key]
    owner = next((name for name in ("document_key", "article_key") if name in columns), None)
    if owner is None:
        return "TRUE", []
    condition = f"{quoted(owner)} IN (SELECT document_key FROM read_parquet($1))"  # noqa: S608
    return condition, [str(worked)]
