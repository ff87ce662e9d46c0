"""What every table declaration is made of: a dataframely schema that also knows its place in DuckDB."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import dataframely as dy
import polars as pl

UNKNOWN_KEY = 0
"""Key of the explicit "unknown" member that each dimension holds, so that inner joins lose no fact."""

DUCKDB_TYPES: Mapping[pl.DataType, str] = {
    pl.Boolean(): "BOOLEAN",
    pl.Int16(): "SMALLINT",
    pl.Int32(): "INTEGER",
    pl.Int64(): "BIGINT",
    pl.Float64(): "DOUBLE",
    pl.String(): "VARCHAR",
    pl.Binary(): "BLOB",
    pl.Date(): "DATE",
    pl.Datetime("us", "UTC"): "TIMESTAMP WITH TIME ZONE",
    pl.List(pl.String()): "VARCHAR[]",
}
"""The polars types a declaration may use, with the DuckDB type each becomes."""


class Table(dy.Schema):
    """Base of all table declarations. The docstring's first paragraph says what one row is (the grain)."""

    schema_name: ClassVar[str]
    table_name: ClassVar[str]
    incremental: ClassVar[bool] = True
    """Whether a run adds rows for what is new (False: reference data, written once)."""


def qualified_name(table: type[Table]) -> str:
    """The name SQL uses, e.g. ``clean.line``."""
    return f"{table.schema_name}.{table.table_name}"


def grain(table: type[Table]) -> str:
    """What one row of the table is: the first paragraph of the declaration's docstring."""
    return " ".join((table.__doc__ or "").split("\n\n")[0].split())


def polars_schema(table: type[Table]) -> pl.Schema:
    """The polars schema of a declaration: column names in order, with their types."""
    return pl.Schema({name: column.dtype for name, column in table.columns().items()})


def duckdb_type(column: dy.Column) -> str:
    """The DuckDB type of a declared column.

    Raises:
        KeyError: the declaration uses a polars type that has no agreed DuckDB type.
    """
    return DUCKDB_TYPES[column.dtype]


def code_column(codes: Mapping[str, str], description: str, *, nullable: bool = False) -> dy.String:
    """A column that holds one of a closed set of codes.

    Args:
        codes: code → what it means; shown in the data dictionary and checked by the base expectations.
        description: what the code tells about the row.
        nullable: whether the code may be absent.
    """
    names = list(codes)
    return dy.String(
        nullable=nullable,
        description=description,
        metadata={"codes": dict(codes)},
        check={"known_code": lambda value: value.is_in(names)},
    )


def at_column(description: str, *, nullable: bool = False) -> dy.Datetime:
    """A point in time, stored in UTC, shown in the session's zone (`_at`)."""
    return dy.Datetime(time_unit="us", time_zone="UTC", nullable=nullable, description=description)


def reference(
    target: str, description: str, *, nullable: bool = False, primary_key: bool = False
) -> dy.Int64:
    """A foreign key, checked by an expectation at each load.

    DuckDB's own foreign keys would refuse updates of the referenced row.

    Args:
        target: the referenced column, e.g. ``raw.document.document_key``.
        description: what the reference means.
        nullable: whether the row may refer to nothing.
        primary_key: whether the column is part of the table's key.
    """
    return dy.Int64(
        nullable=nullable, primary_key=primary_key, description=description, metadata={"references": target}
    )


def share_column(description: str, *, nullable: bool = False) -> dy.Float64:
    """A part of a whole between 0 and 1 (`_share`)."""
    return dy.Float64(
        min=0.0, max=1.0, nullable=nullable, description=description, metadata={"unit": "share"}
    )


def count_column(
    description: str, unit: str = "count", *, minimum: int = 0, nullable: bool = False
) -> dy.Int32:
    """A non-negative number of things (`_count`, `start`, `length`)."""
    return dy.Int32(min=minimum, nullable=nullable, description=description, metadata={"unit": unit})


def column_metadata(column: dy.Column) -> dict[str, Any]:
    """The metadata of a column, empty where none was declared."""
    return column.metadata or {}
