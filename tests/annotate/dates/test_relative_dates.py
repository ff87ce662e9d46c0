from datetime import date
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Heute", "2025-06-17", id="today"),
        pytest.param("gestern", "2025-06-16", id="yesterday"),
        pytest.param("vorgestern", "2025-06-15", id="the day before yesterday"),
        pytest.param("übermorgen", "2025-06-19", id="the day after tomorrow"),
        pytest.param("Sie kommt morgen.", "2025-06-18", id="tomorrow"),
        pytest.param("Morgen kommt sie.", "2025-06-18", id="tomorrow begins the sentence"),
        pytest.param("bei der gestrigen Sitzung", "2025-06-16", id="adjective"),
        pytest.param("vor drei Tagen", "2025-06-14", id="days ago"),
        pytest.param("vor zwei Wochen", "2025-W23", id="weeks ago"),
        pytest.param("vor einundzwanzig Jahren", "2004", id="years ago"),
        pytest.param("Sie kommt in drei Tagen.", "2025-06-20", id="in days"),
        pytest.param("vor einem halben Jahr", "2024-12", id="half a year ago"),
        pytest.param("vor anderthalb Jahren", "2023-12", id="a year and a half ago"),
        pytest.param("vergangene Woche", "2025-W24", id="last week"),
        pytest.param("vorvergangene Woche", "2025-W23", id="the week before last"),
        pytest.param("nächsten Monat", "2025-07", id="next month"),
        pytest.param("im kommenden Jahr", "2026", id="next year"),
        pytest.param("im laufenden Jahr", "2025", id="this year"),
        pytest.param("heuer", "2025", id="this year in the south"),
        pytest.param("im Vorjahr", "2024", id="year before in one word"),
        pytest.param("im Juli vergangenen Jahres", "2024-07", id="month of last year"),
        pytest.param("am 15. dieses Monats", "2025-06-15", id="day of this month"),
        pytest.param("im vergangenen Quartal", "2025-Q1", id="last quarter"),
        pytest.param("im vergangenen Sommer", "2024-SU", id="last summer"),
        pytest.param("im vergangenen Jahrhundert", "19", id="last century"),
        pytest.param("Mitte kommenden Jahres", "2026", id="part of next year"),
        pytest.param("Anfang der Woche", "2025-W25", id="part of this week"),
    ],
)
def test_a_relative_date_counts_from_the_publication(dates: Any, text: str, value: str) -> None:
    (mention,) = dates(text).values()
    assert (mention.value, mention.anchor) == (value, "publication")


@pytest.mark.parametrize(
    ("text", "granularity"),
    [
        pytest.param("gestern", "day", id="day"),
        pytest.param("vergangene Woche", "week", id="week"),
        pytest.param("am 4. Juni", "day", id="day without a year"),
        pytest.param("im April", "month", id="month without a year"),
        pytest.param("am Freitag", "day", id="weekday"),
        pytest.param("am Wochenende", "weekend", id="weekend"),
        pytest.param("vor zwei Jahren", "year", id="years ago"),
        pytest.param("im dritten Quartal", "quarter", id="quarter"),
        pytest.param("an Ostern", "day", id="holiday"),
    ],
)
def test_without_publication_only_the_granularity_is_known(dates: Any, text: str, granularity: str) -> None:
    (mention,) = dates(text, anchor=None).values()
    assert mention._replace(start=0, end=0) == (0, 0, "date", "", None, None, granularity, "none", None)


def test_an_approximate_distance_says_so(dates: Any) -> None:
    (mention,) = dates("vor rund drei Jahren").values()
    assert (mention.value, mention.modifier) == ("2022", "approx")


def test_an_unknown_distance_keeps_its_direction(dates: Any) -> None:
    (mention,) = dates("vor einigen Tagen").values()
    assert (mention.value, mention.from_date) == ("PAST_REF", None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In zwei Jahren stieg der Umsatz.", id="past"),
        pytest.param("Zehn Anfragen in zwei Jahren", id="no verb"),
        pytest.param("Das rechnet sich in zwei Jahren.", id="present of no plan"),
        pytest.param("Das würde sich in zwei Jahren lohnen.", id="conditional"),
    ],
)
def test_in_some_years_without_a_plan_is_a_duration(dates: Any, text: str) -> None:
    assert dates(text) == {}
    (mention,) = dates(text, with_durations=True).values()
    assert (mention.type, mention.value) == ("duration", "P2Y")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In zwei Jahren wird gewählt.", id="future"),
        pytest.param("Die Halle soll in zwei Jahren öffnen.", id="modal"),
        pytest.param("Der Laden schließt in zwei Jahren.", id="present of a plan"),
        pytest.param("Die in zwei Jahren beginnende Schau ist teuer.", id="attribute"),
    ],
)
def test_in_some_years_with_a_plan_is_that_year(dates: Any, text: str) -> None:
    (mention,) = dates(text).values()
    assert mention.value == "2027"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Im letzten Jahr vor der Einschulung lernt sie viel.", id="event"),
        pytest.param("In der letzten Woche des Monats ist Markt.", id="genitive"),
        pytest.param("In den letzten Wochen vor der Wahl war Streit.", id="plural"),
    ],
)
def test_the_last_of_something_is_not_counted_from_today(dates: Any, text: str) -> None:
    assert dates(text) == {}


def test_last_year_before_a_place_is_last_year(dates: Any) -> None:
    assert dates("Im letzten Jahr vor Gericht siegte sie.")["Im letzten Jahr"].value == "2024"


def test_the_last_weekday_before_something_has_no_day(dates: Any) -> None:
    mention = dates("Am letzten Sonntag vor der Wahl sprach sie.")["Am letzten Sonntag"]
    assert (mention.value, mention.from_date, mention.granularity) == ("", None, "day")


@pytest.mark.parametrize(
    ("text", "value", "granularity"),
    [
        pytest.param("in den kommenden Tagen", "FUTURE_REF", "day", id="coming days"),
        pytest.param("in den nächsten Wochen", "FUTURE_REF", "week", id="coming weeks"),
        pytest.param("in den vergangenen Monaten", "PAST_REF", "month", id="past months"),
    ],
)
def test_an_uncounted_stretch_has_no_interval(dates: Any, text: str, value: str, granularity: str) -> None:
    mention = dates(text)[text]
    assert (mention.type, mention.value, mention.granularity) == ("date", value, granularity)
    assert mention.from_date is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("damals", "PAST_REF", id="then"),
        pytest.param("vor kurzem", "PAST_REF", id="recently"),
        pytest.param("in der Vergangenheit", "PAST_REF", id="in the past"),
        pytest.param("derzeit", "PRESENT_REF", id="now"),
        pytest.param("heute noch", "PRESENT_REF", id="still today"),
        pytest.param("im heutigen Kaliningrad", "PRESENT_REF", id="today's"),
        pytest.param("in Zukunft", "FUTURE_REF", id="in future"),
        pytest.param("demnächst", "FUTURE_REF", id="soon"),
    ],
)
def test_a_vague_reference_has_no_interval(dates: Any, text: str, value: str) -> None:
    (mention,) = dates(text).values()
    assert (mention.value, mention.from_date, mention.granularity) == (value, None, "unknown")


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        pytest.param(
            "Am 23. Mai 2024 kam sie. Zwei Tage später ging sie.",
            "Zwei Tage später",
            "2024-05-25",
            id="later",
        ),
        pytest.param("Am 23. Mai 2024 kam sie, am Tag zuvor er.", "am Tag zuvor", "2024-05-22", id="before"),
        pytest.param(
            "Am 23. Mai 2024 kam sie. Am nächsten Tag ging sie.", "Am nächsten Tag", "2024-05-24", id="next"
        ),
        pytest.param(
            "Am 23. Mai 2024 kam sie. Im Jahr darauf ging sie.", "Im Jahr darauf", "2025", id="year after"
        ),
        pytest.param(
            "Das war im März 1992. Im April kam sie.", "Im April", "1992-04", id="month of the story"
        ),
        pytest.param(
            "Das war 1991. Ende des Jahres kam sie.", "Ende des Jahres", "1991", id="end of that year"
        ),
    ],
)
def test_a_date_may_lean_on_one_before_it(dates: Any, text: str, surface: str, value: str) -> None:
    mention = dates(text)[surface]
    assert (mention.value, mention.anchor) == (value, "text")


def test_a_day_has_the_year_it_was_named_with(dates: Any) -> None:
    text = "Der Sturm kam am 7. Oktober 2019. Viele flohen. Alle halfen. Der 7. Oktober war ein Montag."
    assert dates(text)["Der 7. Oktober"].value == "2019-10-07"


def test_what_lies_ahead_does_not_lean_on_a_story(dates: Any) -> None:
    assert dates("Er kam 1980. Ende des Jahres wird er gehen.")["Ende des Jahres"].value == "2025"


def test_a_story_without_a_date_gives_no_day(dates: Any) -> None:
    assert dates("Der Dieb floh. Am nächsten Tag kam er zurück.")["Am nächsten Tag"].from_date is None


def test_what_lies_beyond_the_calendar_is_unresolved(dates: Any) -> None:
    assert dates("vor 1900 Jahrzehnten")["vor 1900 Jahrzehnten"].from_date is None
    assert dates("gestern", anchor=date(1, 1, 1))["gestern"].from_date is None
