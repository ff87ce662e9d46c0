"""All suites, by what they judge."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from expectations import (
    articles,
    date_mentions,
    documents,
    entities,
    lines,
    measures,
    mentions,
    quantities,
    quotes,
    sentences,
)
from expectations.suite import Expect, base_suite
from warehouse.tables import TABLES_BY_NAME

BEYOND_BASE: Mapping[str, tuple[Expect, ...]] = {
    "raw.document": documents.EXPECTATIONS,
    "clean.line": lines.EXPECTATIONS,
    "main.fact_article": articles.EXPECTATIONS,
    "main.fact_sentence": sentences.EXPECTATIONS,
    "main.fact_mention": mentions.EXPECTATIONS,
    "main.fact_quote": quotes.EXPECTATIONS,
    "main.fact_quantity": quantities.EXPECTATIONS,
    "main.fact_date_mention": date_mentions.EXPECTATIONS,
    "main.dim_entity": entities.OF_ENTITIES,
    "main.entity_alias": entities.OF_ALIASES,
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
