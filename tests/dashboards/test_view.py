"""The view stands in the address: it can be shared, and what cannot be understood is told."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.datastructures import QueryParams

from dashboards.view import View, own_arguments, read_view


def test_an_address_comes_back_from_its_view() -> None:
    view = View(("Brückenbote", "A & B"), date(2026, 1, 1), date(2026, 2, 1), "en", True, "dark")
    address = view.link("/claims", {"counted": "Euro", "unit": None})
    query = QueryParams(address.split("?")[1])
    assert read_view(query) == view
    assert own_arguments(query) == [("counted", "Euro")]


def test_days_in_the_wrong_order_are_turned_round() -> None:
    view = read_view(QueryParams("from=2026-03-01&to=2026-02-01"))
    assert (view.since, view.until) == (date(2026, 2, 1), date(2026, 3, 1))


@pytest.mark.parametrize("text", ["2026-02-30", "gestern", "1' OR 1=1", "0000-01-01"])
def test_a_day_that_is_none_is_told(text: str) -> None:
    view = read_view(QueryParams({"from": text}))
    assert view.since is None
    assert view.mistakes == (("from", text),)


@pytest.mark.parametrize(
    ("preferred", "language"),
    [("en-GB,en;q=0.9", "en"), ("fr,de;q=0.8", "de"), ("", "de"), ("fr", "de"), ("de-AT", "de")],
)
def test_the_browser_says_the_language(preferred: str, language: str) -> None:
    assert read_view(QueryParams(""), preferred).language == language


def test_a_language_that_was_chosen_stays() -> None:
    view = read_view(QueryParams("lang=en"), "de")
    assert view.link("/") == "/?lang=en"


def test_an_unknown_theme_is_told_and_left_to_the_system() -> None:
    view = read_view(QueryParams("theme=neon"))
    assert (view.theme, view.mistakes) == (None, (("theme", "neon"),))
