"""Who and what the articles speak of."""

from __future__ import annotations

from dashboards.charts.network import network
from dashboards.charts.time import bars_over_time, span_of
from dashboards.page import NoSuchThingError, Page, Visit, as_key
from dashboards.pages.listing import listing

KINDS = ("person", "organisation", "place", "misc")
PAGE_ROWS = 25
COMPLETIONS = 12
"""Names offered while a name is typed."""


def entities(visit: Visit) -> Page:
    """The most named entities, or those whose name contains the words."""
    words = visit.words("name")
    kind = visit.words("kind") if visit.query.get("kind") in KINDS else None
    question = "entities/named" if words else "overview/top_entities"
    return Page(
        "entities.html.jinja",
        {
            "words": words,
            "kind": kind,
            "kinds": KINDS,
            "found": listing(visit, question, PAGE_ROWS, words=words, kind=kind),
        },
    )


def entity(visit: Visit) -> Page:
    """One entity: when, with whom, under which names, in which articles."""
    key = as_key(visit.path["key"])
    rows = visit.ask("entities/entity", entity=key).rows
    if not rows:
        raise NoSuchThingError(str(key))
    one = rows[0]
    span = span_of(visit.ask("shared/span").rows[0])
    timeline = visit.ask("entities/timeline", entity=key, grain=span.grain)
    dated = [row for row in timeline.rows if row["period"] is not None]
    pairs = visit.ask("entities/network", entity=key)
    keys = {pair[name] for pair in pairs.rows for name in ("first_key", "second_key")}
    address = {other: visit.view.link(f"/entities/{other}") for other in keys}
    return Page(
        "entity.html.jinja",
        {
            "entity": one,
            "timeline": timeline,
            "chart": bars_over_time(dated, span, visit.labels, value="mention_count"),
            "undated": sum(row["mention_count"] for row in timeline.rows if row["period"] is None),
            "pairs": pairs,
            "network": network(pairs.rows, key, visit.labels, address) if key in keys else None,
            "aliases": visit.ask("entities/aliases", entity=key),
            "articles": listing(visit, "entities/articles", PAGE_ROWS, entity=key),
        },
        title=one["entity_name"],
    )


def completions(visit: Visit) -> list[dict[str, object]]:
    """Names that begin with or contain what has been typed."""
    words = visit.words("name")
    if not words:
        return []
    rows = visit.ask("entities/named", words=words, kind=None, row_count=COMPLETIONS, first_row=0).rows
    return [{"name": row["entity_name"], "kind": visit.labels.code("kind", row["kind_code"])} for row in rows]
