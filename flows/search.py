"""Printing what `presswerk search` finds."""

from __future__ import annotations

import sys
from typing import Any

from flows.inspect import print_rows
from flows.settings import Settings
from warehouse.connect import connect_reader
from warehouse.home import Home
from warehouse.search.ask import ArticleHit, QuoteHit, Scope, check_search, search_articles, search_quotes

_NAMES = ["kind", "article_key", "published", "publisher", "title", "text"]


def show_hits(settings: Settings, words: str, limit: int, scope: Scope, output: str) -> None:
    """Print articles and quotations that hold the words.

    Args:
        settings: which home.
        words: the words.
        limit: how many of each.
        scope: where to look.
        output: one of `flows.inspect.FORMATS`.
    Raises:
        SearchUnavailableError: words cannot be searched.
    """
    with connect_reader(Home(settings.home)) as con:
        missing = check_search(con)
        rows = [_article(hit) for hit in search_articles(con, words, limit, scope)]
        rows += [_quote(hit) for hit in search_quotes(con, words, limit, scope)]
    print_rows(_NAMES, rows, output)
    if missing:
        print(  # noqa: T201
            f"The index lacks {missing} articles; the next run that loads something takes them in.",
            file=sys.stderr,
        )


def _article(hit: ArticleHit) -> tuple[Any, ...]:
    text = "".join(f"›{text}‹" if is_hit else text for text, is_hit in hit.pieces)
    return (
        "article",
        hit.article_key,
        hit.published_date,
        hit.publisher_name,
        hit.title,
        " ".join(text.split()),
    )


def _quote(hit: QuoteHit) -> tuple[Any, ...]:
    text = f"{hit.speaker_name}: {hit.text}"
    return ("quote", hit.article_key, hit.published_date, hit.publisher_name, hit.title, text)
