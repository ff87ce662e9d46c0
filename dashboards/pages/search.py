"""Articles and quotations by their words."""

from __future__ import annotations

from typing import Any

from dashboards.page import Page, Visit
from dashboards.published import PAGE_SECONDS, time_limit
from dashboards.questions import Answer, runnable
from warehouse.search.ask import SearchUnavailableError, check_search, search_articles, search_quotes
from warehouse.statements import statement

ARTICLES = 20
QUOTES = 10


def search(visit: Visit) -> Page:
    """What holds the words, the best first."""
    words = visit.words("words")
    con = visit.reading.con
    scope = visit.view.scope
    context: dict[str, Any] = {"words": words, "articles": [], "quotes": [], "missing": 0, "problem": None}
    if words:
        try:
            with time_limit(con, PAGE_SECONDS):
                context["missing"] = check_search(con)
                context["articles"] = search_articles(con, words, ARTICLES, scope)
                context["quotes"] = search_quotes(con, words, QUOTES, scope)
        except SearchUnavailableError as error:
            context["problem"] = str(error)
    for name, limit in (("articles", ARTICLES), ("quotes", QUOTES)):
        values = {"words": words or "", "row_limit": limit, **scope.bound()}
        context[f"{name}_answer"] = Answer(runnable(statement(f"search/{name}"), values), (), [])
    return Page("search.html.jinja", context, title=words)
