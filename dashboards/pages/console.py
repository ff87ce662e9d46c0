"""The SQL page: the warehouse's tables explained, and a place to ask."""

from __future__ import annotations

from typing import Any, Final

from dashboards.console import QueryError, run_query
from dashboards.page import Page, Visit
from dashboards.published import QuestionTimeoutError
from dashboards.questions import question

SCHEMAS: Final = ("main", "mart", "clean", "raw", "ops")
EXAMPLES: Final = ("first", "quoted", "disagree", "dropped", "dictionary")
"""Example questions, each a file below `dashboards/sql/examples`, each with a label of its own."""


def console(visit: Visit) -> Page:
    """Ask what somebody typed; without it, show the tables and examples."""
    query = visit.query.get("query", "").strip()
    schema, table = visit.query.get("schema", "main"), visit.query.get("table", "fact_article")
    return Page(
        "console.html.jinja",
        {
            "query": query,
            **_answer(visit, query),
            "examples": {name: question(f"examples/{name}") for name in EXAMPLES},
            "tables": visit.ask("console/tables").rows,
            "schema": schema,
            "table": table,
            "columns": visit.ask("console/columns", schema=schema, table=table).rows,
        },
    )


def _answer(visit: Visit, query: str) -> dict[str, Any]:
    if not query:
        return {"result": None, "error": None}
    try:
        return {"result": run_query(visit.reading, query), "error": None}
    except (QueryError, QuestionTimeoutError) as error:
        return {"result": None, "error": str(error)}
