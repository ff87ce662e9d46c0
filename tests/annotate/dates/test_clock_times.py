from datetime import date
from typing import Any

import pytest

from transforms.annotate.dates import find_dates
from transforms.annotate.tagged import Span, TaggedText

PUBLISHED = date(2025, 6, 17)


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        pytest.param("um 20 Uhr", "um 20 Uhr", "2025-06-17T20:00", id="hour"),
        pytest.param("um 14.30 Uhr", "um 14.30 Uhr", "2025-06-17T14:30", id="stop"),
        pytest.param("um 14:30 Uhr", "um 14:30 Uhr", "2025-06-17T14:30", id="colon"),
        pytest.param("um 12.15 war Schluss", "um 12.15", "2025-06-17T12:15", id="without Uhr"),
        pytest.param("um acht Uhr abends", "um acht Uhr abends", "2025-06-17T20:00", id="words, evening"),
        pytest.param("um halb acht", "um halb acht", "2025-06-17T07:30", id="half past"),
        pytest.param("um halb eins", "um halb eins", "2025-06-17T12:30", id="half past noon"),
        pytest.param("Um sechs, wie geplant", "Um sechs", "2025-06-17T06:00", id="hour in words"),
        pytest.param("um acht abends", "um acht abends", "2025-06-17T20:00", id="hour and part"),
        pytest.param("Um kurz nach sieben!", "Um kurz nach sieben", "2025-06-17T07:00", id="shortly after"),
        pytest.param("gegen acht", "acht", "2025-06-17T08:00", id="towards"),
        pytest.param("um zehn vor acht", "um zehn vor acht", "2025-06-17T07:50", id="minutes to"),
        pytest.param("um zwanzig nach acht", "um zwanzig nach acht", "2025-06-17T08:20", id="minutes past"),
        pytest.param("um Viertel nach acht", "um Viertel nach acht", "2025-06-17T08:15", id="quarter past"),
        pytest.param("um Viertel vor acht", "um Viertel vor acht", "2025-06-17T07:45", id="quarter to"),
        pytest.param("um viertel acht", "um viertel acht", "2025-06-17T07:15", id="southern quarter"),
        pytest.param("um drei viertel acht", "um drei viertel acht", "2025-06-17T07:45", id="three quarters"),
        pytest.param("Regen für den Abend", "den Abend", "2025-06-17TEV", id="for a part of the day"),
        pytest.param("bis zum Morgen", "Morgen", "2025-06-17TMO", id="until a part of the day"),
        pytest.param("gegen Mittag", "Mittag", "2025-06-17TMI", id="towards a part of the day"),
        pytest.param("gestern Abend", "gestern Abend", "2025-06-16TEV", id="evening of a day"),
        pytest.param("heute früh", "heute früh", "2025-06-17TMO", id="early today"),
        pytest.param("Am Morgen kam sie.", "Am Morgen", "2025-06-17TMO", id="part of the day"),
        pytest.param("Am Montagabend kam sie.", "Am Montagabend", "2025-06-16TEV", id="one word"),
        pytest.param(
            "am Morgen des vierten Mai 2024", "am Morgen des vierten Mai 2024", "2024-05-04TMO", id="word"
        ),
        pytest.param("vergangene Nacht", "vergangene Nacht", "2025-06-16TNI", id="last night"),
        pytest.param(
            "am Abend des 4. Juni 2024", "am Abend des 4. Juni 2024", "2024-06-04TEV", id="of a date"
        ),
    ],
)
def test_a_time_bears_its_day(dates: Any, text: str, surface: str, value: str) -> None:
    mention = dates(text)[surface]
    assert (mention.type, mention.value, mention.granularity) == ("time", value, "time_of_day")
    assert mention.from_date == mention.to_date
    assert str(mention.from_date) == value.partition("T")[0]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        pytest.param("Am Montag kam sie um 9 Uhr an.", "um 9 Uhr", "2025-06-16T09:00", id="same sentence"),
        pytest.param(
            "Am Montag kam sie. Am Abend ging sie.", "Am Abend", "2025-06-16TEV", id="next sentence"
        ),
        pytest.param("Am Montag kam sie. Gegen 9 Uhr ging sie.", "9 Uhr", "2025-06-16T09:00", id="towards"),
        pytest.param(
            "Am Montag ist Markt. Musik: Halle, 20 Uhr.",
            "20 Uhr",
            "2025-06-17T20:00",
            id="programme: own event",
        ),
    ],
)
def test_a_time_takes_the_day_named_before(dates: Any, text: str, surface: str, value: str) -> None:
    assert dates(text)[surface].value == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Gespielt wird am 5. und 6. Juli um 20 Uhr.", id="two days before it"),
        pytest.param("Gespielt wird jeweils um 20 Uhr.", id="jeweils"),
        pytest.param("Gespielt wird immer um 20 Uhr.", id="immer"),
        pytest.param("Täglich um 20 Uhr: Musik", id="täglich"),
        pytest.param("Künftig ist schon um 20 Uhr zu.", id="künftig"),
        pytest.param("Ab 1. Mai wird montags um 20 Uhr gespielt.", id="repeated day before it"),
    ],
)
def test_a_time_of_several_days_has_none(dates: Any, text: str) -> None:
    mention = dates(text)["um 20 Uhr"]
    assert (mention.value, mention.from_date) == ("T20:00", None)


def test_a_habit_on_a_named_day_has_that_day(dates: Any) -> None:
    assert dates("Am Montag kam sie wie immer um 9 Uhr.")["um 9 Uhr"].value == "2025-06-16T09:00"


def test_the_part_of_the_day_holds_for_all_hours(dates: Any) -> None:
    found = dates("Gegen acht oder neun Uhr abends")
    assert [mention.value[-6:] for mention in found.values()] == ["T20:00", "T21:00"]


def test_a_bound_is_not_the_day_of_the_story(dates: Any) -> None:
    found = dates("Seit Montag kocht sie selbst. Die Suppe war um 9 Uhr leer.")
    assert found["um 9 Uhr"].anchor == "publication"


@pytest.mark.parametrize(
    ("pos", "first"),
    [
        pytest.param("VERB", None, id="told in a sentence: of a day that is not named"),
        pytest.param("NOUN", PUBLISHED, id="programme: of the day"),
    ],
)
def test_a_time_told_with_a_verb_needs_a_named_day(pos: str, first: date | None) -> None:
    text = "Regen um 9 Uhr"
    tagged = TaggedText(
        text,
        [0, 6, 9, 11],
        [5, 8, 10, 14],
        [pos, "ADP", "NUM", "NOUN"],
        text.split(),
        [Span(0, len(text))],
        [],
    )
    (mention,) = find_dates(tagged, PUBLISHED)
    assert (mention.from_date, mention.value.endswith("T09:00")) == (first, True)


def test_without_publication_a_time_has_no_day(dates: Any) -> None:
    mention = dates("um 20 Uhr", anchor=None)["um 20 Uhr"]
    assert (mention.value, mention.from_date, mention.granularity) == ("", None, "time_of_day")


@pytest.mark.parametrize("text", ["um 25.70 Uhr", "um 15.000 Euro", "um 20 Prozent", "um 3,5 Prozent"])
def test_other_numbers_after_um_are_no_times(dates: Any, text: str) -> None:
    assert dates(text) == {}
