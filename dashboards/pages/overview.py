"""What is new, who is talked about, and whether the last runs can be trusted."""

from __future__ import annotations

from dashboards.charts.time import bars_over_time, span_of
from dashboards.page import Page, Visit


def overview(visit: Visit) -> Page:
    """The front page."""
    totals = visit.ask("overview/totals")
    row = totals.rows[0]
    span = span_of(row)
    articles = visit.ask("overview/by_period", grain=span.grain, others=visit.labels("chart.others"))
    return Page(
        "overview.html.jinja",
        {
            "totals": totals,
            "total": row,
            "articles": articles,
            "chart": bars_over_time(
                articles.rows, span, visit.labels, value="article_count", series="publisher_name"
            ),
            "newest": visit.ask("overview/newest"),
            "entities": visit.ask("overview/top_entities", kind=None, row_count=12, first_row=0),
            "runs": visit.ask("overview/runs", row_count=5),
        },
    )
