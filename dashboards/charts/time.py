"""Charts over time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from dashboards.charts.drawing import WIDTH, Drawing, Spec, draw
from dashboards.labels import Labels

HEIGHT: Final = 200
WIDEST_LINEAR: Final = 1_000
"""Largest over smallest value from which the axis is logarithmic: below it, 1 in 1,000 is a pixel still."""
GRAINS: Final = (("day", 62), ("week", 400), ("month", 366 * 12), ("year", 366 * 3_000))
"""Grain → days that it is fit for: a chart then has some sixty bars at the most, or 144 narrow ones."""

_NO_LEGEND: Final[Spec] = {"legend": None}


@dataclass(frozen=True)
class Span:
    """The days that a chart is about.

    Attributes:
        first: first day.
        last: last day.
    """

    first: date
    last: date

    @property
    def grain(self) -> str:
        """The grain in which they are told."""
        days = (self.last - self.first).days
        return next(grain for grain, most in GRAINS if days <= most)


def span_of(row: dict[str, Any]) -> Span:
    """The days of the articles shown; a day that does not matter where none has one.

    Args:
        row: `first_date` and `last_date`.
    """
    first, last = row["first_date"], row["last_date"]
    return Span(first, last) if first and last else Span(date.min, date.min)


def bars_over_time(
    rows: Sequence[dict[str, Any]],
    span: Span,
    labels: Labels,
    *,
    value: str,
    series: str | None = None,
) -> Drawing | None:
    """Bars by period, stacked by series.

    Args:
        rows: `period` (first day), the value and the name of the series.
        span: the days that the axis shows, and their grain.
        labels: in the visitor's language.
        value: column with the height of a bar; its label is `column.<value>`.
        series: column with the name of the series; None where there is but one.
    Returns:
        The chart; None where there is nothing to show.
    """
    if not rows:
        return None
    grain = span.grain
    periods = [row["period"] for row in rows]
    first, last = min([span.first, *periods]), max(periods)
    heights = Counter[date]()
    for row in rows:
        heights[row["period"]] += row[value]
    data = [
        {
            "from": row["period"].isoformat(),
            "to": _end(row["period"], grain).isoformat(),
            "value": row[value],
            "series": row[series] if series else "",
            "label": _told(row, labels, value, series),
        }
        for row in rows
    ]
    names = list(dict.fromkeys(item["series"] for item in data))
    chart: Spec = {
        "width": WIDTH,
        "height": HEIGHT,
        "data": {"values": data},
        "transform": [{"calculate": f"indexof({json.dumps(names)}, datum.series)", "as": "place"}],
        "mark": {"type": "bar", "binSpacing": 1},
        "encoding": {
            "x": {"field": "from", **_days(first, _end(last, grain), labels)},
            "x2": {"field": "to"},
            "y": {
                "field": "value",
                "type": "quantitative",
                # Of one row each. Without it Vega-Lite takes bars for horizontal ones, which do not stack.
                "aggregate": "sum",
                "title": labels(f"column.{value}"),
                "axis": {"tickCount": min(5, max(heights.values()))},
            },
            "color": {"field": "series", "type": "nominal", "sort": names, **({} if series else _NO_LEGEND)},
            "order": {"field": "place", "type": "quantitative"},
            "description": {"field": "label"},
        },
    }
    label = labels("chart.over_time", what=labels(f"column.{value}"), grain=labels(f"grain.{grain}"))
    return draw(chart, labels.language, label)


def ranges_over_time(rows: Sequence[dict[str, Any]], labels: Labels, *, unit: str) -> Drawing | None:
    """Number claims over time: from the lowest value that each allows to the highest.

    A claim without a lower or upper end is drawn as a mark that points to where it is open.

    Args:
        rows: `published_date`, `low_value`, `high_value`, `is_hedged`, `surface` and `href`.
        labels: in the visitor's language.
        unit: what the values are.
    Returns:
        The chart; None where there is nothing to show.
    """
    data = [
        {
            "day": row["published_date"].isoformat(),
            "low": row["low_value"] if row["low_value"] is not None else row["high_value"],
            "high": row["high_value"] if row["high_value"] is not None else row["low_value"],
            "end": _open_end(row),
            "claim": labels("claim.hedged" if row["is_hedged"] else "claim.plain"),
            "surface": row["surface"],
            "href": row["href"],
        }
        for row in rows
        if row["published_date"] is not None and not (row["low_value"] is None and row["high_value"] is None)
    ]
    if not data:
        return None
    days = [row["published_date"] for row in rows if row["published_date"] is not None]
    values = [value for item in data for value in (item["low"], item["high"])]
    is_wide = min(values) > 0 and max(values) / min(values) > WIDEST_LINEAR
    scale: Spec = {"type": "log"} if is_wide else {"zero": False, "nice": True}
    axis: Spec = {"values": [10**power for power in range(-9, 16)]} if is_wide else {"tickCount": 6}
    kinds = [labels("claim.plain"), labels("claim.hedged")]
    ends = {"domain": ["none", "up", "down"], "range": ["circle", "triangle-up", "triangle-down"]}
    chart: Spec = {
        "width": WIDTH,
        "height": HEIGHT + 60,
        "data": {"values": data},
        "encoding": {
            "x": {"field": "day", **_days(min(days), max(days), labels)},
            "color": {"field": "claim", "type": "nominal", "sort": kinds, "scale": {"domain": kinds}},
            "href": {"field": "href"},
            "description": {"field": "surface"},
        },
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 3},
                "encoding": {
                    "y": {
                        "field": "low",
                        "type": "quantitative",
                        "title": unit,
                        "scale": scale,
                        "axis": axis,
                    },
                    "y2": {"field": "high"},
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 45, "opacity": 0.9},
                "encoding": {
                    "y": {"field": "high", "type": "quantitative", "title": unit, "scale": scale},
                    "shape": {"field": "end", "type": "nominal", "scale": ends, **_NO_LEGEND},
                },
            },
        ],
    }
    label = labels("chart.claims", unit=unit)
    return draw(chart, labels.language, label)


def _days(first: date, last: date, labels: Labels) -> Spec:
    """The axis of days, from the first to the last, with labels that say what the span needs."""
    if first == last:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    days = (last - first).days
    is_german = labels.language == "de"
    form = "%Y" if days > 366 * 4 else "%b %Y" if days > 120 else "%-d. %b" if is_german else "%-d %b"
    return {
        "type": "temporal",
        "title": None,
        "scale": {"domain": [first.isoformat(), last.isoformat()]},
        "axis": {"labelOverlap": True, "grid": False, "tickCount": 8, "format": form},
    }


def _told(row: dict[str, Any], labels: Labels, value: str, series: str | None) -> str:
    """A bar in words, for those who do not see it."""
    name = f"{row[series]}, " if series else ""
    return f"{name}{labels.day(row['period'])}: {labels.number(row[value])} {labels(f'column.{value}')}"


def _open_end(row: dict[str, Any]) -> str:
    if row["high_value"] is None:
        return "up"
    return "down" if row["low_value"] is None else "none"


def _end(first: date, grain: str) -> date:
    """The day after a period."""
    if grain == "year":
        return date(first.year + 1, 1, 1)
    if grain == "month":
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first + timedelta(days=7 if grain == "week" else 1)
