"""DuckDB DDL derived from the table declarations: types, NOT NULL, PRIMARY KEY and comments."""

from __future__ import annotations

from collections.abc import Iterator

import dataframely as dy

from warehouse.quoting import literal, quoted
from warehouse.tables import TABLES
from warehouse.tables.base import Table, column_metadata, duckdb_type, grain, qualified_name


def describe_column(column: dy.Column) -> str:
    """The column's description with unit, codes and reference, as comment and dictionary show it."""
    parts = [column.description or ""]
    metadata = column_metadata(column)
    if unit := metadata.get("unit"):
        parts.append(f"Unit: {unit}.")
    if target := metadata.get("references"):
        parts.append(f"References {target}.")
    if codes := metadata.get("codes"):
        parts.append("One of: " + "; ".join(f"{code} ({meaning})" for code, meaning in codes.items()) + ".")
    return " ".join(part for part in parts if part)


def create_table(table: type[Table]) -> str:
    """The CREATE TABLE statement of one declaration."""
    columns = [
        f"{quoted(name)} {duckdb_type(column)}{'' if column.nullable else ' NOT NULL'}"
        for name, column in table.columns().items()
    ]
    key = ", ".join(quoted(name) for name in table.primary_key())
    return (
        f"CREATE TABLE {qualified_name(table)} (\n    "
        + ",\n    ".join([*columns, f"PRIMARY KEY ({key})"])
        + "\n)"
    )


def comments(table: type[Table]) -> Iterator[str]:
    """COMMENT ON statements, so that the tables explain themselves in any SQL shell."""
    yield f"COMMENT ON TABLE {qualified_name(table)} IS {literal(grain(table))}"
    for name, column in table.columns().items():
        yield (
            f"COMMENT ON COLUMN {qualified_name(table)}.{quoted(name)} IS {literal(describe_column(column))}"
        )


def schema_statements() -> Iterator[str]:
    """All statements that make an empty warehouse."""
    for schema in sorted({table.schema_name for table in TABLES} - {"main"}):
        yield f"CREATE SCHEMA IF NOT EXISTS {quoted(schema)}"
    for table in TABLES:
        yield create_table(table)
        yield from comments(table)
