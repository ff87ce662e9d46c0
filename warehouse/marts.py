"""The marts: what dashboards read, each declared by one SQL file.

Most are views. Those that count all mentions by day, or compare all claims with each other, take longer than
a reader wants to wait and more memory than it has: they are tables, filled when facts have been loaded.
"""

from __future__ import annotations

import duckdb

from warehouse.quoting import quoted
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
"""All marts, each after those it reads; `warehouse/sql/mart` holds a file for each."""
STORED = ("entity_by_day", "conflicting_quantity")
"""Those of them that are tables, in the same order."""


def create_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Have the schema `mart` as the present code declares it, and nothing else in it.

    Views are made anew. Stored marts that are missing are made and filled; those that are there stay as they
    are, for they say what the facts say: a build begins with a copy of both.

    Args:
        con: read-write connection to a file with all tables.
    """
    con.execute("CREATE SCHEMA IF NOT EXISTS mart")
    for (name,) in con.execute(statement("mart_views")).fetchall():
        con.execute(f"DROP VIEW mart.{quoted(name)}")
    present = {name for (name,) in con.execute(statement("mart_tables")).fetchall()}
    for name in present.difference(STORED):
        con.execute(f"DROP TABLE mart.{quoted(name)}")
    for name in MARTS:
        if name not in present.intersection(STORED):
            con.execute(statement(f"mart/{name}"))


def fill_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Make the stored marts anew from the facts there are; whoever has changed facts does it last.

    All of them are made, not what the change touched: entities are resolved over all articles, and a new
    version or copy takes an older article out of every mart, so that a change may touch any day.

    Args:
        con: read-write connection to a file with all tables and marts.
    """
    for name in STORED:
        con.execute(statement(f"mart/{name}"))
