from datetime import date
from typing import Any

import pytest

from transforms.annotate.dates.resolving.holidays import easter_sunday, first_sunday_of_advent


@pytest.mark.parametrize(
    ("year", "day"),
    [
        pytest.param(1818, date(1818, 3, 22), id="earliest possible"),
        pytest.param(1943, date(1943, 4, 25), id="latest possible"),
        pytest.param(1954, date(1954, 4, 18), id="exception of the epact"),
        pytest.param(2000, date(2000, 4, 23), id="leap century"),
        pytest.param(2025, date(2025, 4, 20), id="2025"),
    ],
)
def test_easter_follows_the_moon(year: int, day: date) -> None:
    assert easter_sunday(year) == day


@pytest.mark.parametrize(("year", "day"), [(2022, 27), (2023, 3), (2024, 1), (2025, 30)])
def test_advent_begins_on_the_fourth_sunday_before_christmas(year: int, day: int) -> None:
    assert first_sunday_of_advent(year).day == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("an Weihnachten 2024", "2024-12-25", id="Weihnachten"),
        pytest.param("Heiligabend 2024", "2024-12-24", id="Heiligabend"),
        pytest.param("am zweiten Weihnachtstag 2024", "2024-12-26", id="counted day"),
        pytest.param("an Silvester 2024", "2024-12-31", id="Silvester"),
        pytest.param("an Neujahr 2025", "2025-01-01", id="Neujahr"),
        pytest.param("am Karfreitag 2025", "2025-04-18", id="Karfreitag"),
        pytest.param("an Pfingsten 2025", "2025-06-08", id="Pfingsten"),
        pytest.param("an Fronleichnam 2025", "2025-06-19", id="Fronleichnam"),
        pytest.param("an Christi Himmelfahrt 2025", "2025-05-29", id="Christi Himmelfahrt"),
        pytest.param("an Mariä Himmelfahrt 2025", "2025-08-15", id="Mariä Himmelfahrt"),
        pytest.param("an Allerheiligen 2025", "2025-11-01", id="Allerheiligen"),
        pytest.param("am ersten Advent 2025", "2025-11-30", id="first Advent"),
        pytest.param("am Volkstrauertag 2025", "2025-11-16", id="Volkstrauertag"),
        pytest.param("am Totensonntag 2025", "2025-11-23", id="Totensonntag"),
        pytest.param("am Aschermittwoch 2025", "2025-03-05", id="Aschermittwoch"),
        pytest.param("am Rosenmontag 2025", "2025-03-03", id="Rosenmontag"),
        pytest.param("zu Fasching 2025", "2025-03-04", id="Fasching"),
        pytest.param("am Stephanitag 2025", "2025-12-26", id="Stephanitag"),
        pytest.param("am Berchtoldstag 2025", "2025-01-02", id="Berchtoldstag"),
        pytest.param("am Bundesfeiertag 2025", "2025-08-01", id="Bundesfeiertag"),
        pytest.param("an Mariä Empfängnis 2025", "2025-12-08", id="Mariä Empfängnis"),
        pytest.param("an Lichtmess 2025", "2025-02-02", id="Lichtmess"),
        pytest.param("am Buß- und Bettag 2025", "2025-11-19", id="Buß- und Bettag"),
        pytest.param("am Muttertag 2025", "2025-05-11", id="second Sunday of May"),
        pytest.param("am Muttertag 2022", "2022-05-08", id="month that begins on a Sunday"),
        pytest.param("an Erntedank 2025", "2025-10-05", id="first Sunday of October"),
        pytest.param("am Jahreswechsel 2025", "2025-01-01", id="turn of the year"),
        pytest.param("am Jahreswechsel 2025/26", "2026-01-01", id="turn of two years"),
    ],
)
def test_a_holiday_is_its_day(dates: Any, text: str, value: str) -> None:
    assert dates(text, anchor=None)[text].value == value


def test_a_holiday_without_a_year_follows_the_tense(dates: Any) -> None:
    assert dates("An Ostern schneite es.")["An Ostern"].value == "2025-04-20"
    assert dates("An Weihnachten wird gefeiert.")["An Weihnachten"].value == "2025-12-25"
    assert dates("Am Tag der Deutschen Einheit wird gefeiert.").popitem()[1].value == "2025-10-03"
