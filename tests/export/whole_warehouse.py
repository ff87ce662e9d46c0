"""What a warehouse file is, to compare two of them: rows with their types, keys, comments, views."""

from __future__ import annotations

from typing import Any

import duckdb
import polars as pl
import polars.selectors as cs

from warehouse.tables import TABLES
from warehouse.tables.base import qualified_name

STRUCTURE = {
    "columns": """
        SELECT schema_name, table_name, column_name, column_index, data_type, is_nullable, comment
        FROM duckdb_columns() WHERE NOT internal ORDER BY ALL
    """,
    "tables": "SELECT schema_name, table_name, comment FROM duckdb_tables() ORDER BY ALL",
    "constraints": """
        SELECT schema_name, table_name, constraint_type, constraint_text, constraint_column_names
        FROM duckdb_constraints() ORDER BY ALL
    """,
    "views": """
        SELECT schema_name, view_name, comment, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL
    """,
}


def rows(con: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
    """All rows of all declared tables; times in UTC, whatever the zone of the session."""
    in_utc = cs.datetime().dt.convert_time_zone("UTC")
    return {
        name: con.execute(f"SELECT * FROM {name} ORDER BY ALL").pl().with_columns(in_utc)
        for name in map(qualified_name, TABLES)
    }


def structure(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    """Tables, columns, constraints, views and what they say of themselves."""
    return {name: con.execute(sql).fetchall() for name, sql in STRUCTURE.items()}
