"""Asking the index: articles and quotations that hold some words, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import duckdb

from warehouse.extension import PACKAGE
from warehouse.statements import statement


class SearchUnavailableError(Exception):
    """Words cannot be searched here; the message says why and what to do."""


@dataclass(frozen=True)
class Scope:
    """Where to look.

    Attributes:
        publishers: names of publishers; none means all.
        since: first day of publication; None means from the first, and articles without a day too.
        until: last day of publication; None means to the last, and articles without a day too.
    """

    publishers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def bound(self) -> dict[str, object]:
        """As parameters of a question."""
        return {"publishers": list(self.publishers) or None, "since": self.since, "until": self.until}


EVERYWHERE: Final = Scope()


Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, and whether each is one of the words that were looked for."""


@dataclass(frozen=True)
class ArticleHit:
    """An article that holds some of the words.

    Attributes:
        article_key: the article version.
        title: its title; None where the page shows none.
        publisher_name: its publisher.
        published_date: day of publication; None where unknown.
        score: how well it fits (BM25); comparable within one answer.
        title_pieces: the title, cut into texts and whether each is one of the words.
        pieces: where most of the words stand together, cut into texts and whether each is one of the words.
    """

    article_key: int
    title: str | None
    publisher_name: str
    published_date: date | None
    score: float
    title_pieces: Pieces
    pieces: Pieces


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


def search_articles(
    con: duckdb.DuckDBPyConnection, words: str, limit: int, scope: Scope = EVERYWHERE
) -> list[ArticleHit]:
    """Articles that hold most of the words, at most forty; see `check_search`."""
    values = {"words": words, "row_limit": limit, **scope.bound()}
    rows = con.execute(statement("search/articles"), values).fetchall()
    return [
        ArticleHit(key, title, publisher, day, score, _pieces(of_title), _pieces(of_body))
        for key, title, publisher, day, score, of_title, of_body in rows
    ]


def search_quotes(
    con: duckdb.DuckDBPyConnection, words: str, limit: int, scope: Scope = EVERYWHERE
) -> list[QuoteHit]:
    """Quotations that hold most of the words, in the articles that fit best; see `check_search`."""
    values = {"words": words, "row_limit": limit, **scope.bound()}
    return [QuoteHit(*row) for row in con.execute(statement("search/quotes"), values).fetchall()]


def _pieces(rows: list[dict[str, Any]] | None) -> Pieces:
    return tuple((row["text"], row["is_hit"]) for row in rows or ())
