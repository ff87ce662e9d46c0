"""One article with its facts, beside the raw page it was taken from."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from dashboards.highlight import paragraphs
from dashboards.page import NoSuchThingError, Page, Visit, as_key

FACTS: Final = ("mention", "quote", "quantity", "date")
MOST_LINES: Final = 2_000
"""Lines of the raw page that are shown; a browser is slow with more."""


def article(visit: Visit) -> Page:
    """One version of one article."""
    key = as_key(visit.path["key"])
    rows = visit.ask("article/article", article=key).rows
    if not rows:
        raise NoSuchThingError(str(key))
    one = rows[0]
    facts = visit.ask("article/facts", article=key)
    lines = visit.ask("article/lines", document=one["document_key"])
    return Page(
        "article.html.jinja",
        {
            "article": one,
            "facts": facts,
            "counts": Counter(fact["fact_code"] for fact in facts.rows),
            "fact_codes": FACTS,
            "paragraphs": paragraphs(one["body"], facts.rows),
            "topics": visit.ask("article/topics", article=key),
            "versions": visit.ask("article/versions", article=key),
            "copies": visit.ask("article/copies", article=key),
            **_lines(lines),
        },
        title=one["title"] or visit.labels("article.untitled"),
    )


def document(visit: Visit) -> Page:
    """One raw document, line by line, with or without an article."""
    key = as_key(visit.path["key"])
    rows = visit.ask("article/document", document=key).rows
    if not rows:
        raise NoSuchThingError(str(key))
    return Page(
        "document.html.jinja",
        {
            "document": rows[0],
            "name": rows[0]["source_uri"].rsplit("/", 1)[-1],
            "rejections": visit.ask("article/rejections", document=key),
            **_lines(visit.ask("article/lines", document=key)),
        },
        title=rows[0]["source_uri"].rsplit("/", 1)[-1],
    )


def _lines(answer: Any) -> dict[str, Any]:
    return {
        "lines": answer,
        "shown_lines": answer.rows[:MOST_LINES],
        "hidden_count": max(len(answer.rows) - MOST_LINES, 0),
    }
