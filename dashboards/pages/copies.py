"""The same text in several places, and articles that were changed."""

from __future__ import annotations

from dashboards.page import Page, Visit
from dashboards.pages.listing import listing

PAGE_ROWS = 15


def copies(visit: Visit) -> Page:
    """Copies and versions."""
    return Page(
        "copies.html.jinja",
        {
            "duplicates": listing(visit, "copies/duplicates", PAGE_ROWS),
            "versions": listing(visit, "copies/versions", PAGE_ROWS, "changed"),
        },
    )
