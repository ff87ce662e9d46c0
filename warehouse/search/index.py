"""Keeping the search index: what a load has changed is put in anew, whatever else is left alone.

The index is derived: it holds the newest version of each article once, by title and body. What it lacks or
holds too much is found by comparing it with the articles, so it is the same after any history. A build made
without the fts extension is caught up by the next one that has it.
"""

from __future__ import annotations

from typing import Final

import duckdb

from warehouse.extension import load_fts
from warehouse.statements import statement

ARTICLES_PER_STEP: Final = 2_000
"""Articles that are put in by one statement: some 800,000 words, a fraction of the 256 MB of a build."""


def create_index(con: duckdb.DuckDBPyConnection) -> None:
    """Have the tables of the index; what they hold stays.

    Args:
        con: read-write connection to a file with all tables.
    """
    con.execute(statement("search/create"))


def update_index(con: duckdb.DuckDBPyConnection) -> int:
    """Have the index hold what the articles say now.

    Args:
        con: read-write connection to a file with all tables and macros.
    Returns:
        Articles that were put in; 0 also where the fts extension is not installed.
    """
    if not load_fts(con):
        return 0
    con.execute(statement("search/stale"))
    _remove_stale(con)
    count = 0
    while added := _add_missing(con):
        count += added
    return count


def _remove_stale(con: duckdb.DuckDBPyConnection) -> None:
    stale = con.execute("SELECT count(*) FROM stale_document").fetchone()
    if stale is None or not stale[0]:
        return
    with _transaction(con):
        for table in ("posting", "document"):
            con.execute(
                f"DELETE FROM search.{table} WHERE article_key IN (SELECT article_key FROM stale_document)"  # noqa: S608
            )


def _add_missing(con: duckdb.DuckDBPyConnection) -> int:
    con.execute(statement("search/missing"), {"article_count": ARTICLES_PER_STEP})
    row = con.execute("SELECT count(*) FROM missing_document").fetchone()
    count: int = row[0] if row else 0
    if count:
        # Both or none: an article whose words are in and that is not would be put in twice.
        with _transaction(con):
            con.execute(statement("search/add_postings"))
            con.execute(statement("search/add_documents"))
    return count


class _transaction:  # noqa: N801 - reads as what it is
    """A block of statements that are carried out together or not at all."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con

    def __enter__(self) -> None:
        self._con.execute("BEGIN TRANSACTION")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._con.execute("ROLLBACK" if kind else "COMMIT")
