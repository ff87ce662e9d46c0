"""Who appears with whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import networkx as nx

from dashboards.charts.drawing import WIDTH, Drawing, Spec, draw, linked
from dashboards.labels import Labels

HEIGHT: Final = 460
_WIDE: Final = 5
"""Sentences that draw the widest line at least: one sentence must not look like many."""
_ROUNDS: Final = 200
"""Iterations of the layout, which has settled by then for the thirty nodes it is given at the most."""


def network(
    pairs: Sequence[dict[str, Any]], centre: int, labels: Labels, address: dict[int, str]
) -> Drawing | None:
    """Entities as dots, those named in one sentence joined by lines as wide as that is frequent.

    Args:
        pairs: `first_key`, `first_name`, `second_key`, `second_name`, `pair_count`.
        centre: the entity in the middle.
        labels: in the visitor's language.
        address: entity → address of its page.
    Returns:
        The chart; None where the entity appears with nobody.
    """
    if not pairs:
        return None
    graph = nx.Graph()
    names: dict[int, str] = {}
    for pair in pairs:
        first, second = pair["first_key"], pair["second_key"]
        names |= {first: pair["first_name"], second: pair["second_name"]}
        graph.add_edge(first, second, weight=pair["pair_count"])
    place = nx.spring_layout(
        graph, pos={centre: (0.0, 0.0)} | _circle(graph, centre), fixed=[centre], iterations=_ROUNDS, seed=1
    )
    nodes = [
        {
            "x": float(place[key][0]),
            "y": float(place[key][1]),
            "name": names[key],
            "weight": graph.degree(key, weight="weight"),
            "kind": "centre" if key == centre else "other",
            "href": linked(address[key]),
        }
        for key in graph
    ]
    lines = [
        {
            "x": float(place[first][0]),
            "y": float(place[first][1]),
            "x2": float(place[second][0]),
            "y2": float(place[second][1]),
            "weight": weight,
            "pair": f"{names[first]} – {names[second]}",
        }
        for first, second, weight in graph.edges(data="weight")
    ]
    label = labels("chart.network", name=names[centre], count=len(nodes) - 1)
    return draw(_chart(nodes, lines), labels.language, label)


def _circle(graph: nx.Graph[int], centre: int) -> dict[int, tuple[float, float]]:
    """Where the others begin: around the middle, in an order that does not depend on chance."""
    others = sorted(key for key in graph if key != centre)
    circle = nx.circular_layout(others)
    return {key: (float(x), float(y)) for key, (x, y) in circle.items()}


def _chart(nodes: list[dict[str, Any]], lines: list[dict[str, Any]]) -> Spec:
    axis: Spec = {"type": "quantitative", "axis": None, "scale": {"padding": 60, "zero": False}}
    place: Spec = {"x": {"field": "x", **axis}, "y": {"field": "y", **axis}}
    dots: Spec = {**place, "href": {"field": "href"}, "description": {"field": "name"}}
    weight: Spec = {"field": "weight", "type": "quantitative", "legend": None}
    widest = max(_WIDE, *(line["weight"] for line in lines))
    kinds = {"domain": ["centre", "other"], "range": ["var(--series-2)", "var(--series-1)"]}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "resolve": {"scale": {"size": "independent", "color": "independent"}},
        "layer": [
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "opacity": 0.55, "color": "var(--soft)"},
                "encoding": {
                    **place,
                    "x2": {"field": "x2"},
                    "y2": {"field": "y2"},
                    "size": {**weight, "scale": {"domain": [0, widest], "range": [0.5, 7]}},
                    "description": {"field": "pair"},
                },
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "circle", "opacity": 1},
                "encoding": {
                    **dots,
                    "size": {**weight, "scale": {"range": [60, 500]}},
                    "color": {"field": "kind", "type": "nominal", "scale": kinds, "legend": None},
                },
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "text", "dy": -19, "fontSize": 12, "limit": 170, "color": "var(--ink)"},
                "encoding": {**dots, "text": {"field": "name"}},
            },
        ],
    }
