"""Asking the index: articles and quotations that hold some words, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.extension import PACKAGE
from warehouse.statements import statement


class SearchUnavailableError(Exception):
    """Words cannot be searched here; the message says why and what to do."""


@dataclass(frozen=True)
class ArticleHit:
    """An article that holds some of the words.

    Attributes:
        article_key: the article version.
        title: its title; None where the page shows none.
        publisher_name: its publisher.
        published_date: day of publication; None where unknown.
        score: how well it fits (BM25); comparable within one answer.
        pieces: where the words stand first, cut into texts and whether each is one of the words.
    """

    article_key: int
    title: str | None
    publisher_name: str
    published_date: date | None
    score: float
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class QuoteHit:
    """A quotation that holds some of the words.

    Attributes:
        article_key: the article version it stands in.
        start: where, in code points of the body.
        speaker_name: who said it; `unbekannt` where nobody could be told.
        text: what was said.
        title: title of the article; None where the page shows none.
        publisher_name: its publisher.
        published_date: day of publication; None where unknown.
    """

    article_key: int
    start: int
    speaker_name: str
    text: str
    title: str | None
    publisher_name: str
    published_date: date | None


def check_search(con: duckdb.DuckDBPyConnection) -> int:
    """Whether words can be searched.

    Args:
        con: a connection to a warehouse.
    Returns:
        Articles that the index lacks, because they were loaded without the fts extension.
    Raises:
        SearchUnavailableError: they cannot.
    """
    row = con.execute(statement("search/is_available")).fetchone()
    assert row is not None
    has_stemmer, has_macros, has_index = row
    if not has_stemmer:
        raise SearchUnavailableError(
            f"Search needs DuckDB's fts extension: install the package {PACKAGE.replace('_', '-')} in the"
            " version of DuckDB. Everything else works without it."
        )
    if not (has_macros and has_index):
        raise SearchUnavailableError(
            "This warehouse was published without a search index. The next run that loads something makes it;"
            " `presswerk run --full-refresh` does so at once."
        )
    missing = con.execute(statement("search/missing_count")).fetchone()
    return int(missing[0]) if missing else 0


def search_articles(con: duckdb.DuckDBPyConnection, words: str, limit: int) -> list[ArticleHit]:
    """Articles that hold most of the words, at most forty; see `check_search`."""
    rows = con.execute(statement("search/articles"), {"words": words, "row_limit": limit}).fetchall()
    return [
        ArticleHit(key, title, publisher, day, score, tuple((p["text"], p["is_hit"]) for p in pieces))
        for key, title, publisher, day, score, pieces in rows
    ]


def search_quotes(con: duckdb.DuckDBPyConnection, words: str, limit: int) -> list[QuoteHit]:
    """Quotations that hold most of the words, in the articles that fit best; see `check_search`."""
    rows = con.execute(statement("search/quotes"), {"words": words, "row_limit": limit}).fetchall()
    return [QuoteHit(*row) for row in rows]
