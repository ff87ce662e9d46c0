"""A small warehouse in memory, filled row by row with what a test cares about."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

import duckdb
import polars as pl

from warehouse.ddl import schema_statements
from warehouse.marts import create_marts, fill_marts
from warehouse.statements import statement
from warehouse.tables import TABLES_BY_NAME
from warehouse.tables.base import polars_schema

DEFAULTS: dict[str, dict[str, Any]] = {
    "main.fact_article": {
        "publisher_key": 0,
        "published_date_key": 0,
        "run_key": 1,
        "version_number": 1,
        "is_current": True,
        "title": "Neues aus der Stadt",
        "body": "Neues.",
        "body_hash": 1,
        "published_at_source": "none",
        "language_code": "de",
        "section_names": [],
        "word_count": 1,
        "sentence_count": 0,
        "paragraph_count": 1,
        "boilerplate_share": 0.0,
        "quoted_share": 0.0,
        "hedged_share": 0.0,
        "mention_count": 0,
        "quote_count": 0,
        "quantity_count": 0,
        "date_mention_count": 0,
        "annotation_run_key": 1,
    },
    "main.fact_sentence": {"paragraph_number": 1, "word_count": 1, "run_key": 1},
    "main.fact_mention": {
        "length": 5,
        "surface": "Lindt",
        "sentence_number": 1,
        "alias_key": 1,
        "name": "Lindt",
        "kind_code": "person",
        "reference_code": "name",
        "method_code": "by_hand",
        "confidence": 1.0,
        "run_key": 1,
    },
    "main.fact_quote": {
        "length": 10,
        "text": "Das geht so",
        "sentence_number": 1,
        "kind_code": "direct",
        "speaker_key": 0,
        "cue_key": 0,
        "confidence": 1.0,
        "word_count": 3,
        "run_key": 1,
    },
    "main.fact_quantity": {
        "length": 2,
        "surface": "12",
        "sentence_number": 1,
        "form_code": "cardinal",
        "is_hedged": False,
        "run_key": 1,
    },
    "main.fact_date_mention": {
        "length": 5,
        "surface": "heute",
        "sentence_number": 1,
        "type_code": "date",
        "granularity_code": "day",
        "anchor_code": "publication",
        "run_key": 1,
    },
    "main.dim_entity": {"kind_code": "person", "is_country": False},
    "main.entity_alias": {
        "kind_code": "person",
        "reference_code": "name",
        "method_code": "by_hand",
        "confidence": 1.0,
        "article_count": 1,
        "mention_count": 1,
    },
    "main.dim_publisher": {"time_zone": "Europe/Berlin", "is_declared": True},
    "main.dim_cue": {"cue_type_code": "verb", "stance_code": "neutral"},
}
"""What a row holds where a test does not say."""


class Rows:
    """An empty warehouse with all tables, unknown members, a calendar of one year and the marts.

    Attributes:
        con: the connection.
    """

    def __init__(self, year: int = 2026) -> None:
        self.con = duckdb.connect()
        self.con.execute("SET TimeZone = 'UTC'")
        for sql in schema_statements():
            self.con.execute(sql)
        self.con.execute(statement("dim_date"), {"first_year": year, "last_year": year})
        self.con.execute(statement("unknown_members"))
        create_marts(self.con)
        self._next = count(1)

    def add(self, table: str, **values: Any) -> None:
        """Add one row to a table."""
        schema = polars_schema(TABLES_BY_NAME[table])
        row = pl.DataFrame(  # noqa: F841 - DuckDB reads it by its name
            [dict.fromkeys(schema) | DEFAULTS.get(table, {}) | values], schema=schema
        )
        self.con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM row")

    def article(self, key: int, day: str | None = None, **values: Any) -> None:
        """Add an article, published on a day (ISO)."""
        date_key = int(day.replace("-", "")) if day else 0
        own = {"article_key": key, "document_key": key, "version_group_key": key}
        self.add("main.fact_article", **own, published_date_key=date_key, **values)

    def sentence(self, article_key: int, number: int, text: str) -> None:
        """Add a sentence to an article."""
        place = {"article_key": article_key, "sentence_number": number, "start": number, "length": len(text)}
        self.add("main.fact_sentence", **place, text=text)

    def entity(self, key: int, name: str, **values: Any) -> None:
        """Add an entity."""
        self.add("main.dim_entity", entity_key=key, entity_name=name, **values)

    def mention(self, article_key: int, entity_key: int, sentence_number: int = 1, **values: Any) -> None:
        """Add a mention, by name where nothing else is said."""
        self._fact("main.fact_mention", article_key, sentence_number, entity_key=entity_key, **values)

    def quote(self, article_key: int, speaker_key: int = 0, sentence_number: int = 1, **values: Any) -> None:
        """Add a quotation, direct where nothing else is said."""
        self._fact("main.fact_quote", article_key, sentence_number, speaker_key=speaker_key, **values)

    def quantity(
        self,
        article_key: int,
        counted: str | None,
        low: float | None,
        high: float | None,
        sentence_number: int = 1,
        **values: Any,
    ) -> None:
        """Add a number claim."""
        own = {"counted_lemma": counted, "low_value": low, "high_value": high}
        self._fact("main.fact_quantity", article_key, sentence_number, **own, **values)

    def date_mention(self, article_key: int, day: date | None, **values: Any) -> None:
        """Add a date mention."""
        self._fact("main.fact_date_mention", article_key, 1, from_date=day, to_date=day, **values)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """All rows of a query, on marts that say what the rows added so far say."""
        fill_marts(self.con)
        return self.con.execute(query).fetchall()

    def _fact(self, table: str, article_key: int, sentence_number: int, **values: Any) -> None:
        place = {"article_key": article_key, "sentence_number": sentence_number, "start": next(self._next)}
        self.add(table, **(place | values))
