"""What a published warehouse says of each page, by the line of the page it says it of."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import duckdb

LINES: Final = """
    SELECT
        source.source_uri,
        line.line_number,
        substr(article.body, line.body_start + 1, line.body_length) AS text
    FROM clean.line
    INNER JOIN raw.source ON line.document_key = source.document_key
    INNER JOIN main.fact_article AS article ON line.document_key = article.document_key
    WHERE line.body_start IS NOT NULL
"""
PLACED: Final = """
    SELECT
        source.source_uri,
        line.line_number,
        fact.start - line.body_start AS start,
        fact.*
    FROM {table} AS fact
    INNER JOIN main.fact_article AS article ON fact.article_key = article.article_key
    INNER JOIN raw.source ON article.document_key = source.document_key
    INNER JOIN clean.line
        ON article.document_key = line.document_key
        AND fact.start >= line.body_start
        AND fact.start < line.body_start + line.body_length
    ORDER BY source.source_uri, fact.start, fact.length
"""
"""Facts with the line of the page they begin on; `start` then counts from the start of that line."""
NAMES: Final = """
    SELECT entity_key, entity_name AS name FROM main.dim_entity
    UNION
    SELECT entity_key, alias_name FROM main.entity_alias WHERE reference_code = 'name'
"""
"""The names an entity goes by; adjectives and demonyms are none."""
TABLES: Final = {
    "quotes": "main.fact_quote",
    "quantities": "main.fact_quantity",
    "dates": "main.fact_date_mention",
    "mentions": "main.fact_mention",
}

Row = dict[str, Any]
_BETWEEN_WORDS: Final = re.compile(r"[\s\-‐‑]+")


@dataclass
class PageFacts:
    """What the warehouse says of one page.

    Each fact is a row of its table with `line_number` and with `start` counted from the start of that line.

    Attributes:
        lines: line number → the line as it stands in the body; lines outside the body are absent.
        quotes: rows of main.fact_quote, with `speaker_names`: the folded names of the speaker.
        quantities: rows of main.fact_quantity.
        dates: rows of main.fact_date_mention.
        mentions: rows of main.fact_mention, with `names`: the folded names of the entity.
    """

    lines: dict[int, str] = field(default_factory=dict)
    quotes: list[Row] = field(default_factory=list)
    quantities: list[Row] = field(default_factory=list)
    dates: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)


def read_pages(con: duckdb.DuckDBPyConnection, root: Path) -> dict[str, PageFacts]:
    """Read the facts of all pages.

    Args:
        con: a published warehouse.
        root: folder of the pages.

    Returns:
        Facts by path of the page below `root`.
    """
    pages: dict[str, PageFacts] = defaultdict(PageFacts)
    for uri, number, text in con.execute(LINES).fetchall():
        pages[_name(uri, root)].lines[number] = text
    names: dict[int, set[str]] = defaultdict(set)
    for key, name in con.execute(NAMES).fetchall():
        names[key].add(fold(name))
    for kind, table in TABLES.items():
        for row in _rows(con, PLACED.format(table=table)):
            row["names"] = names[row["entity_key"]] if kind == "mentions" else set()
            row["speaker_names"] = names[row["speaker_key"]] if kind == "quotes" else set()
            getattr(pages[_name(row["source_uri"], root)], kind).append(row)
    return dict(pages)


def fold(name: str) -> str:
    """A name without case, and with one space between its words: Kim Jong-un is Kim Jong Un."""
    return _BETWEEN_WORDS.sub(" ", name).strip().casefold()


def _name(uri: str, root: Path) -> str:
    return str(Path(uri).relative_to(root))


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    found = con.execute(query)
    assert found.description is not None
    # The placed start comes first and must win over the start of the same name in the fact itself.
    columns = [column[0] for column in found.description]
    return [dict(zip(reversed(columns), reversed(row), strict=True)) for row in found.fetchall()]
