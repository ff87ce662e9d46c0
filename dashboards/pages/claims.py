"""Number claims: what is counted, how much, how sure, and where two cannot both be right."""

from __future__ import annotations

from typing import Any

from dashboards.charts.drawing import linked
from dashboards.charts.time import ranges_over_time
from dashboards.page import Page, Visit
from dashboards.pages.listing import listing

PAGE_ROWS = 20
CONFLICT_ROWS = 5
_HEDGED = {"yes": True, "no": False}


def claims(visit: Visit) -> Page:
    """All claims, or those about one noun in one unit."""
    counted = visit.words("counted")
    hedged = _HEDGED.get(visit.query.get("hedged", ""))
    context: dict[str, Any] = {
        "counted": counted,
        "hedged": visit.query.get("hedged") if hedged is not None else None,
        "words": visit.words("noun"),
        "nouns": visit.ask("claims/nouns", words=visit.words("noun")),
        "conflicts": listing(visit, "claims/conflicts", CONFLICT_ROWS, "conflict", counted=counted),
    }
    unit = visit.query.get("unit")
    if counted is not None:
        units = visit.ask("claims/units", counted=counted, hedged=hedged)
        if unit is None and units.rows:
            unit = units.rows[0]["unit_code"]
        claim_count = sum(row["claim_count"] for row in units.rows if row["unit_code"] == unit)
        context |= _over_time(visit, counted, unit, hedged, claim_count) | {"units": units}
    context |= {
        "unit": unit if counted else None,
        "found": listing(
            visit,
            "claims/list",
            PAGE_ROWS,
            counted=counted,
            unit=unit if counted else None,
            hedged=hedged,
        ),
    }
    return Page("claims.html.jinja", context, title=counted)


def _over_time(
    visit: Visit, counted: str, unit: str | None, hedged: bool | None, claim_count: int
) -> dict[str, object]:
    """The chart of one noun. Values of different units have no common axis, so it shows one unit."""
    answer = visit.ask("claims/over_time", counted=counted, unit=unit, hedged=hedged)
    rows = [row | {"href": linked(_place(visit, row))} for row in answer.rows]
    name = f"{counted} ({unit})" if unit and unit != counted else counted
    shown = {"shown": visit.labels.number(len(rows)), "count": visit.labels.number(claim_count)}
    return {
        "over_time": answer,
        "chart": ranges_over_time(rows, visit.labels, unit=name),
        "note": visit.labels("claims.shown", **shown) if rows and len(rows) < claim_count else None,
    }


def _place(visit: Visit, row: dict[str, object]) -> str:
    address = visit.view.link(f"/articles/{row['article_key']}")
    return f"{address}#f{row['start']}"
