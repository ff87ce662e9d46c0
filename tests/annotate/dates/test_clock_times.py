from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        pytest.param("um 20 Uhr", "um 20 Uhr", "2025-06-17T20:00", id="hour"),
        pytest.param("um 14.30 Uhr", "um 14.30 Uhr", "2025-06-17T14:30", id="stop"),
        pytest.param("um 14:30 Uhr", "um 14:30 Uhr", "2025-06-17T14:30", id="colon"),
        pytest.param("um 12.15 war Schluss", "um 12.15", "2025-06-17T12:15", id="without Uhr"),
        pytest.param("um acht Uhr abends", "um acht Uhr abends", "2025-06-17T20:00", id="words, evening"),
        pytest.param("um halb acht", "um halb acht", "2025-06-17T07:30", id="half past"),
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
        pytest.param("Ab 1. Mai wird montags um 20 Uhr gespielt.", id="repeated day before it"),
    ],
)
def test_a_time_of_several_days_has_none(dates: Any, text: str) -> None:
    mention = dates(text)["um 20 Uhr"]
    assert (mention.value, mention.from_date) == ("T20:00", None)


def test_without_publication_a_time_has_no_day(dates: Any) -> None:
    mention = dates("um 20 Uhr", anchor=None)["um 20 Uhr"]
    assert (mention.value, mention.from_date, mention.granularity) == ("", None, "time_of_day")


@pytest.mark.parametrize("text", ["um 25.70 Uhr", "um 15.000 Euro", "um 20 Prozent", "um 3,5 Prozent"])
def test_other_numbers_after_um_are_no_times(dates: Any, text: str) -> None:
    assert dates(text) == {}
