"""From a chart to SVG that may stand in a page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal

import vl_convert
from markupsafe import Markup

_VEGA_LITE: Final = "6.1"
"""Version of Vega-Lite that the charts are written in."""
WIDTH: Final = 900
"""Width of a chart in CSS pixels; the page scales it down, and scrolls it where it would get too small."""
_LINKS: Final = "https://links.presswerk.invalid"
"""Vega makes links absolute. This host, which cannot exist, is taken off again."""
_COLOURS: Final = [f"var(--series-{number})" for number in range(1, 9)]
Spec = dict[str, Any]
"""A chart, or a part of one, in Vega-Lite."""
_CONFIG: Final[Spec] = {
    "background": None,
    "font": "var(--font)",
    "view": {"stroke": None},
    "axis": {
        "domainColor": "var(--line)",
        "gridColor": "var(--line)",
        "tickColor": "var(--line)",
        "labelColor": "var(--soft)",
        "titleColor": "var(--soft)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "legend": {
        "labelColor": "var(--ink)",
        "titleColor": "var(--soft)",
        "labelFontSize": 12,
        "orient": "top",
        "title": None,
        "symbolType": "square",
        "columns": 5,
        "labelLimit": 200,
    },
    "range": {"category": _COLOURS},
    "text": {"color": "var(--ink)"},
}


@dataclass(frozen=True)
class Drawing:
    """A chart as a page shows it.

    Attributes:
        svg: the picture.
        label: what it shows, in words.
    """

    svg: Markup
    label: str


def linked(path: str) -> str:
    """An address of the dashboard, as a chart's data may hold it."""
    return f"{_LINKS}{path}"


def draw(chart: Spec, language: str, label: str) -> Drawing:
    """Draw a chart.

    Args:
        chart: the chart; its data may hold addresses made by `linked`.
        language: in which numbers and days are written.
        label: what it shows, in words.
    """
    # A name in the data may be long; it must not push the chart itself out of the picture.
    spec = {**chart, "config": _CONFIG, "autosize": {"type": "fit-x", "contains": "padding"}}
    locale: Literal["de-DE", "en-GB"] = "de-DE" if language == "de" else "en-GB"
    svg = vl_convert.vegalite_to_svg(
        json.dumps(spec), vl_version=_VEGA_LITE, format_locale=locale, time_format_locale=locale
    )
    svg = svg.replace(f'xlink:href="{_LINKS}', 'href="').replace('font-family="var(--font)"', "")
    return Drawing(Markup(svg), label)  # noqa: S704 - Vega escapes what the data hold; a test tries it
