"""Who is quoted, and with what."""

from __future__ import annotations

from typing import Any

from dashboards.page import Page, Visit
from dashboards.pages.listing import listing

KINDS = ("direct", "partial", "indirect", "pull", "scare")
PAGE_ROWS = 20


def quotations(visit: Visit) -> Page:
    """Quotations by speaker, about an entity, by kind and by the word that announces them."""
    chosen: dict[str, Any] = {
        "speaker": visit.key("speaker"),
        "about": visit.key("about"),
        "kind": visit.words("kind") if visit.query.get("kind") in KINDS else None,
        "cue": visit.words("cue"),
    }
    names = {
        role: visit.ask("entities/entity", entity=key).rows[:1]
        for role in ("speaker", "about")
        if (key := chosen[role]) is not None
    }
    return Page(
        "quotations.html.jinja",
        {
            "chosen": chosen,
            "names": {role: rows[0]["entity_name"] for role, rows in names.items() if rows},
            "kinds": KINDS,
            "by_kind": visit.ask("quotations/kinds", **chosen),
            "cues": visit.ask("quotations/cues", **chosen),
            "speakers": visit.ask("quotations/speakers", **chosen),
            "found": listing(visit, "quotations/list", PAGE_ROWS, **chosen),
        },
    )
