"""The marts: views that dashboards read, each declared by one SQL file."""

from __future__ import annotations

import duckdb

from warehouse.statements import statement

MARTS = (
    "article",
    "entity_by_day",
    "entity_pair",
    "country_by_month",
    "speaker",
    "quote_list",
    "quantity_list",
    "conflicting_quantity",
    "date_mention_list",
    "run_quality",
    "run_throughput",
)
"""Views of the schema `mart`, each after those it reads; `warehouse/sql/mart` holds a file for each."""


def create_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Make the views of the schema `mart`, as the present code declares them, and no others.

    Args:
        con: read-write connection to a file with all tables.
    """
    con.execute("DROP SCHEMA IF EXISTS mart CASCADE")
    con.execute("CREATE SCHEMA mart")
    for name in MARTS:
        con.execute(statement(f"mart/{name}"))
