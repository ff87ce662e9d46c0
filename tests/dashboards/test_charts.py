"""Charts: what is drawn, how it is labelled, and that data stay data."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import lxml.etree
import pytest

from dashboards.charts.drawing import linked
from dashboards.charts.network import network
from dashboards.charts.time import Span, bars_over_time, ranges_over_time, span_of
from dashboards.labels import Labels

LABELS = Labels("de", ZoneInfo("Europe/Berlin"))
HOSTILE = '</svg><script>alert("1")</script>&amp;\'"'
SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing: Any) -> Any:
    return lxml.etree.fromstring(str(drawing.svg))


def marks(drawing: Any) -> list[str]:
    return [
        element.get("aria-label")
        for element in parsed(drawing).iter()
        if element.get("role") == "graphics-symbol"
    ]


class Bar(NamedTuple):
    """Where a bar of a chart begins, from above, and how high it is."""

    top: float
    height: float


def bars(drawing: Any) -> list[Bar]:
    marks = [mark for mark in parsed(drawing).iter() if mark.get("aria-roledescription") == "bar"]
    shapes = [re.match(r"M[\d.]+,([\d.]+)h[\d.]+v([\d.]+)", mark.get("d")) for mark in marks]
    return [Bar(float(shape[1]), float(shape[2])) for shape in shapes if shape]


def claim(day: int, low: float | None, high: float | None, **others: Any) -> dict[str, Any]:
    row = {"published_date": date(2026, 3, day), "low_value": low, "high_value": high}
    return {**row, "is_hedged": False, "surface": "zwölf", "href": linked("/articles/1#f3"), **others}


@pytest.mark.parametrize(
    ("last", "grain"),
    [
        (date(2026, 3, 1), "day"),
        (date(2026, 12, 31), "week"),
        (date(2030, 1, 1), "month"),
        (date(2060, 1, 1), "year"),
    ],
)
def test_the_grain_follows_the_span(last: date, grain: str) -> None:
    assert Span(date(2026, 1, 1), last).grain == grain


def test_without_a_day_the_grain_does_not_matter() -> None:
    assert span_of({"first_date": None, "last_date": None}).grain == "day"


def test_a_bar_stands_for_each_period_and_series() -> None:
    rows = [
        {"period": date(2026, 1, 1), "publisher_name": "A", "article_count": 3},
        {"period": date(2026, 1, 1), "publisher_name": "B", "article_count": 1},
        {"period": date(2026, 2, 1), "publisher_name": "A", "article_count": 2},
    ]
    drawing = bars_over_time(
        rows, Span(date(2025, 1, 3), date(2026, 2, 9)), LABELS, value="article_count", series="publisher_name"
    )
    assert drawing is not None
    assert drawing.label == "Artikel nach Monat"
    assert [label for label in marks(drawing) if "Artikel" in label and "axis" not in label] == [
        "A, 1. Jan. 2026: 3 Artikel",
        "B, 1. Jan. 2026: 1 Artikel",
        "A, 1. Feb. 2026: 2 Artikel",
    ]
    (first, second, third) = bars(drawing)
    assert first.height == pytest.approx(3 * second.height) == pytest.approx(1.5 * third.height)
    assert second.top == pytest.approx(first.top - second.height), "bars of one period stand on each other"


def test_where_there_is_nothing_there_is_no_chart() -> None:
    span = Span(date(2026, 1, 1), date(2026, 2, 1))
    assert bars_over_time([], span, LABELS, value="article_count") is None
    assert (
        ranges_over_time([claim(1, None, None), claim(1, 3, 3, published_date=None)], LABELS, unit="Euro")
        is None
    )
    assert network([], 1, LABELS, {}) is None


def test_claims_link_to_the_place_where_they_are_made() -> None:
    drawing = ranges_over_time([claim(1, 3, 5), claim(9, 4, None)], LABELS, unit="Boot")
    assert drawing is not None
    addresses = {element.get("href") for element in parsed(drawing).iter(f"{SVG}a")}
    assert addresses == {"/articles/1#f3"}


def test_values_far_apart_have_a_logarithmic_axis_and_zero_does_not_break_it() -> None:
    for values in ((1, 1_000_000), (0, 1_000_000), (-5, 40)):
        drawing = ranges_over_time([claim(1, value, value) for value in values], LABELS, unit="Euro")
        assert drawing is not None
        assert "NaN" not in drawing.svg


def test_the_network_names_all_and_links_them() -> None:
    pairs = [
        {"first_key": 1, "first_name": "A", "second_key": 2, "second_name": "B", "pair_count": 4},
        {"first_key": 2, "first_name": "B", "second_key": 3, "second_name": HOSTILE, "pair_count": 1},
    ]
    addresses = {key: f"/entities/{key}" for key in (1, 2, 3)}
    drawing = network(pairs, 1, LABELS, addresses)
    assert drawing is not None
    assert {element.get("href") for element in parsed(drawing).iter(f"{SVG}a")} == set(addresses.values())
    assert drawing.svg == network(pairs, 1, LABELS, addresses).svg, "the same data give the same picture"  # type: ignore[union-attr]


def test_names_in_the_data_stay_text() -> None:
    rows = [{"period": date(2026, 1, 1), "publisher_name": HOSTILE, "article_count": 3}]
    drawing = bars_over_time(
        rows, Span(date(2026, 1, 1), date(2026, 1, 9)), LABELS, value="article_count", series="publisher_name"
    )
    assert drawing is not None
    assert not list(parsed(drawing).iter(f"{SVG}script"))
    assert "<script" not in drawing.svg
    assert any(HOSTILE in label for label in marks(drawing))
    unit = ranges_over_time([claim(1, 3, 5, surface=HOSTILE)], LABELS, unit=HOSTILE)
    assert unit is not None
    assert "<script" not in unit.svg


def test_nothing_in_a_chart_is_fetched_or_styled_inline() -> None:
    """The page's policy forbids both, so the browser would complain."""
    rows = [{"period": date(2026, 1, 1), "article_count": 3}]
    drawing = bars_over_time(rows, Span(date(2026, 1, 1), date(2026, 1, 9)), LABELS, value="article_count")
    assert drawing is not None
    elements = list(parsed(drawing).iter())
    assert [element for element in elements if element.get("style")] == []
    assert [
        element for element in elements if element.tag in (f"{SVG}image", f"{SVG}style", f"{SVG}use")
    ] == []
