"""All suites, by what they judge."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from expectations import articles, documents, lines, measures, sentences
from expectations.suite import Expect, base_suite
from warehouse.tables import TABLES_BY_NAME

BEYOND_BASE: Mapping[str, tuple[Expect, ...]] = {
    "raw.document": documents.EXPECTATIONS,
    "clean.line": lines.EXPECTATIONS,
    "main.fact_article": articles.EXPECTATIONS,
    "main.fact_sentence": sentences.EXPECTATIONS,
}
"""What is expected of a table beyond its declaration; to add an expectation, add it there."""


@cache
def suites() -> Mapping[str, tuple[Expect, ...]]:
    """The suite of every table and every measure, by table or measure code.

    A row of a table that grows run by run is rejected alone. Reference tables are written by Presswerk
    itself, so there a failure is critical.
    """
    of_tables = {
        name: base_suite(table, "row" if table.incremental else "critical") + BEYOND_BASE.get(name, ())
        for name, table in TABLES_BY_NAME.items()
    }
    return of_tables | measures.suites()
