"""How a table lies in Parquet: Arrow types, the columns' order, what it is partitioned by."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import polars as pl
import pyarrow as pa

from warehouse.ddl import describe_column
from warehouse.export.target import ExportError
from warehouse.quoting import quoted
from warehouse.tables import TABLES
from warehouse.tables.base import Table, grain, qualified_name

ARROW_TYPES: Mapping[pl.DataType, pa.DataType] = {
    pl.Boolean(): pa.bool_(),
    pl.Int16(): pa.int16(),
    pl.Int32(): pa.int32(),
    pl.Int64(): pa.int64(),
    pl.Float64(): pa.float64(),
    pl.String(): pa.string(),
    pl.Binary(): pa.binary(),
    pl.Date(): pa.date32(),
    pl.Datetime("us", "UTC"): pa.timestamp("us", "UTC"),
    pl.List(pl.String()): pa.list_(pa.string()),
}
"""The polars types a declaration may use, with the Arrow type each becomes; Parquet's follow from those."""

PARTITION_COLUMN = "published_year"
"""Year of publication in the publisher's zone, 0 where unknown: of the path, not of the files."""
_PARTITIONED_BY = "article_key"
"""Tables whose key begins with it are partitioned: their rows belong to an article."""


def chosen_tables(only: Sequence[str]) -> tuple[type[Table], ...]:
    """The tables that names of tables and schemas choose, as the data dictionary orders them.

    Args:
        only: names such as ``main`` or ``main.fact_quote``; none chooses every table.
    Raises:
        ExportError: there is no table or schema of a name.
    """
    schemas = {table.schema_name for table in TABLES}
    names = {qualified_name(table) for table in TABLES}
    if unknown := [name for name in only if name not in schemas | names]:
        raise ExportError(
            f"There is no table or schema {', '.join(unknown)}. Schemas: {', '.join(sorted(schemas))};"
            f" tables: {', '.join(sorted(names))}."
        )
    return tuple(
        table for table in TABLES if not only or {table.schema_name, qualified_name(table)} & set(only)
    )


def arrow_schema(table: type[Table]) -> pa.Schema:
    """The Arrow schema of a declaration; its metadata say what one row and what each column is."""
    fields = [
        pa.field(name, ARROW_TYPES[column.dtype], nullable=column.nullable)
        for name, column in table.columns().items()
    ]
    columns = {name: describe_column(column) for name, column in table.columns().items()}
    return pa.schema(
        fields,
        metadata={
            "presswerk.table": qualified_name(table),
            "presswerk.description": grain(table),
            "presswerk.columns": json.dumps(columns, ensure_ascii=False),
        },
    )


def is_partitioned(table: type[Table]) -> bool:
    """Whether the rows of a table lie in folders by year of publication."""
    return table.primary_key()[0] == _PARTITIONED_BY


def folder_of(table: type[Table]) -> str:
    """Folder of a table inside an export."""
    return f"{table.schema_name}/{table.table_name}"


def slice_query(table: type[Table]) -> str:
    """SQL for a slice of a table, sorted by partition and key, with the partition as its last column.

    The key alone decides the order, so that the same rows give the same bytes however they came in.
    """
    key = [quoted(name) for name in table.primary_key()]
    name = qualified_name(table)
    columns = ", ".join(f"part.{quoted(column)}" for column in table.columns())
    order = ", ".join(f"part.{column}" for column in key)
    if not is_partitioned(table):
        return (
            f"SELECT {columns} FROM {name} AS part"  # noqa: S608 - names come from the declaration
            f" WHERE part.{key[0]} BETWEEN $first_key AND $last_key ORDER BY {order}"
        )
    return (
        f"SELECT {columns}, coalesce(dated.published_date_key // 10000, 0) AS {PARTITION_COLUMN}"  # noqa: S608
        f" FROM {name} AS part LEFT JOIN main.fact_article AS dated ON part.article_key = dated.article_key"
        f" WHERE part.{key[0]} BETWEEN $first_key AND $last_key ORDER BY {PARTITION_COLUMN}, {order}"
    )
