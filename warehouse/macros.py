"""The macros: questions that people ask often, each declared by one SQL file."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

import duckdb

from warehouse.extension import load_fts
from warehouse.quoting import literal, quoted
from warehouse.statements import statement

MACROS: Final = (
    "folded",
    "words_of",
    "tokens_of",
    "phrases_of",
    "cut_at",
    "holds_phrase",
    "entities_named",
    "article",
    "mentions_of",
    "quotes_of",
    "claims_about",
    "timeline",
    "why_dropped",
    "tables_of",
    "columns_of",
    "macros",
)
"""Macros of the schema `main`, each after those it uses; `warehouse/sql/macro` holds a file for each."""

SEARCH_MACROS: Final = ("stems_of", "search_ranked", "search_pieces", "search", "search_quotes")
"""Those that stem words, which takes the fts extension; without it DuckDB refuses to make them."""


def create_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Make the macros as the present code declares them, and no others.

    Those for search are made where the fts extension is installed.

    Args:
        con: read-write connection to a file with all tables and marts.
    """
    for name, kind in con.execute(statement("macro_names")).fetchall():
        if kind == "table_macro":
            con.execute(f"DROP MACRO TABLE main.{quoted(name)}")
        else:
            con.execute(f"DROP MACRO main.{quoted(name)}")
    for name in (*MACROS, *(SEARCH_MACROS if load_fts(con) else ())):
        con.execute(statement(f"macro/{name}"))
    for name, kind in con.execute(statement("macro_names")).fetchall():
        table = "TABLE " if kind == "table_macro" else ""
        con.execute(f"COMMENT ON MACRO {table}main.{quoted(name)} IS {literal(meaning(name))}")


def meaning(name: str) -> str:
    """What a macro gives: the words at the head of its file, which are also its comment in the warehouse."""
    head = takewhile(lambda line: line.startswith("--"), statement(f"macro/{name}").splitlines())
    return " ".join(line.removeprefix("--").strip() for line in head)
