"""Whether the published warehouse opens and agrees with itself, at whatever moment it is looked at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from warehouse.connect import connect_reader, published_file
from warehouse.generation import current_generation
from warehouse.home import Home
from warehouse.integrity import declared_references
from warehouse.quoting import quoted
from warehouse.tables import TABLES
from warehouse.tables.base import qualified_name

COUNTED: Final = {
    "main.fact_sentence": "sentence_count",
    "main.fact_mention": "mention_count",
    "main.fact_quote": "quote_count",
    "main.fact_quantity": "quantity_count",
    "main.fact_date_mention": "date_mention_count",
}
"""Tables of facts, with the column of fact_article that counts their rows."""
SPANS: Final = {
    "main.fact_sentence": "text",
    "main.fact_mention": "surface",
    "main.fact_quantity": "surface",
    "main.fact_date_mention": "surface",
}
"""Tables of facts, with the column that holds the words of the span."""
_LAST_PUBLICATION: Final = """
    SELECT
        generation_number,
        article_count = (SELECT count(*) FROM main.fact_article)
        AND document_count = (SELECT count(*) FROM raw.document)
        AND line_count = (SELECT count(*) FROM clean.line)
    FROM ops.publication
    ORDER BY generation_number DESC
    LIMIT 1
"""
_RUNS: Final = """
    SELECT
        (SELECT count(*) FROM main.dim_run),
        (SELECT count(*) FROM ops.publication),
        (SELECT count(*) FROM ops.publication SEMI JOIN main.dim_run USING (run_key)),
        (SELECT count(*) FROM main.dim_run SEMI JOIN ops.expectation_result USING (run_key))
"""


@dataclass(frozen=True)
class Fingerprint:
    """Which generation is published, and the hash of its file."""

    generation: int
    content_hash: str


def fingerprint(root: Path) -> Fingerprint:
    """What is published in a home; generation 0 where nothing is."""
    home = Home(root)
    number = current_generation(home)
    if not number:
        return Fingerprint(0, "")
    with published_file(home).open("rb") as file:
        return Fingerprint(number, hashlib.file_digest(file, "sha256").hexdigest())


def faults_of(root: Path) -> list[str]:
    """What is wrong with the published warehouse of a home, opened as every reader opens it.

    Args:
        root: the home; that nothing is published in it is no fault.

    Returns:
        One line per fault.
    """
    home = Home(root)
    try:
        if not current_generation(home):
            return []
        with connect_reader(home) as con:
            return [*_bookkeeping(con, current_generation(home)), *_contents(con), *_references(con)]
    except Exception as error:  # whatever keeps a reader from reading is the fault looked for
        return [f"the published file cannot be read: {type(error).__name__}: {error}"]


def quick_faults(con: duckdb.DuckDBPyConnection) -> list[str]:
    """What a reader can tell in some milliseconds: a torn publication would not agree with itself."""
    row = con.execute(_LAST_PUBLICATION).fetchone()
    faults = [] if row and row[1] else [f"the publication counts what is not there: {row}"]
    counters = ", ".join(f"sum({column})" for column in COUNTED.values())
    tables = ", ".join(f"(SELECT count(*) FROM {table})" for table in COUNTED)
    counted = con.execute(f"SELECT {counters} FROM main.fact_article").fetchone()
    there = con.execute(f"SELECT {tables}").fetchone()
    if counted != there and there and any(there):
        faults.append(f"articles count {counted} facts, there are {there}")
    return faults


def _bookkeeping(con: duckdb.DuckDBPyConnection, generation: int) -> list[str]:
    faults = quick_faults(con)
    row = con.execute(_LAST_PUBLICATION).fetchone()
    if row and row[0] != generation:
        faults.append(f"generation {generation} says that it is generation {row[0]}")
    runs = con.execute(_RUNS).fetchone()
    if runs is None or len(set(runs)) != 1:
        faults.append(f"runs, publications, publications of runs, runs that were judged: {runs}")
    return faults


def _contents(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Rows twice, counters that miscount, spans that do not hold their words."""
    faults = []
    for table in TABLES:
        key = ", ".join(quoted(name) for name in table.primary_key())
        name = qualified_name(table)
        faults += _expect_none(
            con, f"SELECT count(*) - count(DISTINCT ({key})) FROM {name}", f"{name}: rows twice"
        )
    for name, counter in COUNTED.items():
        miscounted = f"""
            SELECT count(*)
            FROM main.fact_article
            LEFT JOIN (SELECT article_key, count(*) AS found FROM {name} GROUP BY article_key)
                USING (article_key)
            WHERE {counter} <> coalesce(found, 0)
        """
        faults += _expect_none(con, miscounted, f"fact_article.{counter} is wrong")
    for name, words in SPANS.items():
        shifted = f"""
            SELECT count(*) FILTER (WHERE substr(body, start + 1, length) <> {words})
            FROM {name} INNER JOIN main.fact_article USING (article_key)
        """
        faults += _expect_none(con, shifted, f"{name}: spans that do not hold their words")
    return faults


def _references(con: duckdb.DuckDBPyConnection) -> list[str]:
    faults = []
    for table, column, target in declared_references():
        name, (target_table, target_column) = qualified_name(table), target.rsplit(".", 1)
        orphans = f"""
            SELECT count(*) FROM {name}
            WHERE {quoted(column)} IS NOT NULL
            AND {quoted(column)} NOT IN (SELECT {quoted(target_column)} FROM {target_table})
        """
        faults += _expect_none(con, orphans, f"{name}.{column} points to nothing in {target_table}")
    return faults


def _expect_none(con: duckdb.DuckDBPyConnection, sql: str, fault: str) -> list[str]:
    row = con.execute(sql).fetchone()
    return [f"{fault}: {row[0]}"] if row and row[0] else []
