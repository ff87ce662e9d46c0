from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        pytest.param("jeden Montag", "jeden Montag", "XXXX-WXX-1", id="each weekday"),
        pytest.param("jeden Freitagabend", "jeden Freitagabend", "XXXX-WXX-5TEV", id="with its part"),
        pytest.param("montags", "montags", "XXXX-WXX-1", id="adverb of a weekday"),
        pytest.param("täglich", "täglich", "P1D", id="daily"),
        pytest.param("der jährlichen Feier", "jährlichen", "P1Y", id="adjective"),
        pytest.param("jedes Jahr", "jedes Jahr", "P1Y", id="each year"),
        pytest.param("alle zwei Wochen", "alle zwei Wochen", "P2W", id="every other week"),
        pytest.param("an den Sonntagen", "an den Sonntagen", "XXXX-WXX-7", id="plural weekday"),
        pytest.param("an Montagen im Mai", "an Montagen im Mai", "XXXX-WXX-1", id="of a month"),
        pytest.param("an Wochenenden im Winter", "an Wochenenden im Winter", "P1WE", id="weekends"),
    ],
)
def test_a_repeated_time_is_a_set_without_an_interval(
    dates: Any, text: str, surface: str, value: str
) -> None:
    mention = dates(text)[surface]
    assert (mention.type, mention.value, mention.from_date, mention.anchor) == ("set", value, None, "none")


@pytest.mark.parametrize(
    ("text", "granularity"),
    [
        pytest.param("jeden Montag", "day", id="weekday"),
        pytest.param("jeden Montagabend", "time_of_day", id="evening"),
        pytest.param("täglich", "day", id="daily"),
        pytest.param("stündlich", "time_of_day", id="hourly"),
        pytest.param("vierteljährlich", "quarter", id="quarterly"),
        pytest.param("alle zwei Wochen", "week", id="weeks"),
        pytest.param("jedes Wochenende", "weekend", id="weekend"),
        pytest.param("jeden Sommer", "season", id="season"),
        pytest.param("jeden Mai", "month", id="month"),
        pytest.param("alle paar Jahre", "year", id="unknown number"),
    ],
)
def test_a_set_knows_what_it_counts_in(dates: Any, text: str, granularity: str) -> None:
    assert dates(text)[text].granularity == granularity


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        pytest.param("drei Jahre lang", "drei Jahre lang", "P3Y", id="years"),
        pytest.param("nach zwei Wochen", "zwei Wochen", "P2W", id="weeks"),
        pytest.param("rund 200 Stunden", "rund 200 Stunden", "PT200H", id="hours"),
        pytest.param("seit Jahren", "Jahren", "PXY", id="an unknown number"),
        pytest.param("wochenlang", "wochenlang", "PXW", id="adverb"),
        pytest.param(
            "in den vergangenen zwei Jahrzehnten", "den vergangenen zwei Jahrzehnten", "P2DE", id="last"
        ),
        pytest.param("zweieinhalb Jahre", "zweieinhalb Jahre", "P2.5Y", id="a half"),
    ],
)
def test_a_duration_is_given_on_demand(dates: Any, text: str, surface: str, value: str) -> None:
    assert dates(text) == {}
    mention = dates(text, with_durations=True)[surface]
    assert (mention.type, mention.value) == ("duration", value)


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        pytest.param("zweimal pro Woche", "zweimal pro Woche", "P1W", id="times a week"),
        pytest.param("Sie fährt dreimal im Jahr.", "dreimal im Jahr", "P1Y", id="times a year"),
        pytest.param("20 Euro pro Monat", "pro Monat", "P1M", id="price"),
    ],
)
def test_a_rate_is_given_on_demand(dates: Any, text: str, surface: str, value: str) -> None:
    assert dates(text) == {}
    mention = dates(text, with_durations=True)[surface]
    assert (mention.type, mention.value) == ("set", value)


def test_how_often_in_a_named_year_is_that_year(dates: Any) -> None:
    assert list(dates("Zweimal im Jahr 2024 kam sie.")) == ["im Jahr 2024"]


@pytest.mark.parametrize(
    "text", ["ein Mann, 22 Jahre alt", "Kinder ab 16 Jahren", "sie ist drei Jahre älter"]
)
def test_an_age_is_no_duration(dates: Any, text: str) -> None:
    assert dates(text, with_durations=True) == {}
