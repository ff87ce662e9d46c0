from datetime import date
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        pytest.param("Sie kam am 4. Juni 2025 an.", "am 4. Juni 2025", "2025-06-04", id="month in words"),
        pytest.param("Sie kam am 04.06.2025 an.", "am 04.06.2025", "2025-06-04", id="in digits"),
        pytest.param("Sie kam am 4. 6. 1976 an.", "am 4. 6. 1976", "1976-06-04", id="with spaces"),
        pytest.param("Sie kam am 4.6.76 an.", "am 4.6.76", "1976-06-04", id="two digits of the last century"),
        pytest.param("Sie kam am 4.6.24 an.", "am 4.6.24", "2024-06-04", id="two digits of this century"),
        pytest.param(
            "Freitag, 13. 6. 2025: Markt", "Freitag, 13. 6. 2025", "2025-06-13", id="weekday, digits"
        ),
        pytest.param("Stand 2025-06-04, früh", "2025-06-04", "2025-06-04", id="ISO 8601"),
        pytest.param("Stand 04/06/2025, früh", "04/06/2025", "2025-06-04", id="slashes"),
        pytest.param("Am 3. Okt. 2024 kam sie.", "Am 3. Okt. 2024", "2024-10-03", id="short month"),
        pytest.param("Am 2. Jänner 2024 kam sie.", "Am 2. Jänner 2024", "2024-01-02", id="Austrian month"),
        pytest.param(
            "Am Freitag, den 13. Juni 2025 kam sie.",
            "Am Freitag, den 13. Juni 2025",
            "2025-06-13",
            id="weekday before",
        ),
        pytest.param("Das war im August 2024.", "im August 2024", "2024-08", id="month"),
        pytest.param("Das war im Mai '24 so.", "im Mai '24", "2024-05", id="month with short year"),
        pytest.param("Das war im Jahr 2024.", "im Jahr 2024", "2024", id="year with its noun"),
        pytest.param("Er gewann 2009 wieder.", "2009", "2009", id="bare year"),
        pytest.param("Das war 1848, im Jahr 1492.", "im Jahr 1492", "1492", id="early year"),
        pytest.param("Erst in den 90er Jahren!", "in den 90er Jahren", "199", id="decade in digits"),
        pytest.param("In den 1950er-Jahren!", "In den 1950er-Jahren", "195", id="decade in full"),
        pytest.param("In den Siebzigerjahren!", "In den Siebzigerjahren", "197", id="decade in one word"),
        pytest.param("Aus dem 19. Jahrhundert.", "dem 19. Jahrhundert", "18", id="century"),
        pytest.param("Im 3. Quartal 2024!", "Im 3. Quartal 2024", "2024-Q3", id="quarter"),
        pytest.param("Wie im Q3 2024!", "im Q3 2024", "2024-Q3", id="short quarter"),
        pytest.param("Im letzten Quartal 2004!", "Im letzten Quartal 2004", "2004-Q4", id="last quarter"),
        pytest.param("Im ersten Halbjahr 2025!", "Im ersten Halbjahr 2025", "2025-H1", id="half year"),
        pytest.param("Im Sommer 2024!", "Im Sommer 2024", "2024-SU", id="season"),
        pytest.param("In der KW 23 2024!", "In der KW 23 2024", "2024-W23", id="numbered week"),
    ],
)
def test_a_full_date_needs_no_publication(dates: Any, text: str, surface: str, value: str) -> None:
    found = dates(text, anchor=None)
    assert found[surface].value == value
    assert found[surface].anchor == "absolute"


@pytest.mark.parametrize(
    ("text", "first", "last", "granularity"),
    [
        pytest.param("am 4. Juni 2025", date(2025, 6, 4), date(2025, 6, 4), "day", id="day"),
        pytest.param("im Februar 2024", date(2024, 2, 1), date(2024, 2, 29), "month", id="month, leap year"),
        pytest.param("im Jahr 2024", date(2024, 1, 1), date(2024, 12, 31), "year", id="year"),
        pytest.param("in KW 1 2025", date(2024, 12, 30), date(2025, 1, 5), "week", id="ISO week"),
        pytest.param("im 2. Quartal 2025", date(2025, 4, 1), date(2025, 6, 30), "quarter", id="quarter"),
        pytest.param("im 2. Halbjahr 2025", date(2025, 7, 1), date(2025, 12, 31), "half_year", id="half"),
        pytest.param("im Winter 2023", date(2023, 12, 1), date(2024, 2, 29), "season", id="winter"),
        pytest.param("im Winter 2023/24", date(2023, 12, 1), date(2024, 2, 29), "season", id="two years"),
        pytest.param("die 80er Jahre", date(1980, 1, 1), date(1989, 12, 31), "decade", id="decade"),
        pytest.param("im 20. Jahrhundert", date(1901, 1, 1), date(2000, 12, 31), "century", id="century"),
    ],
)
def test_the_interval_is_the_whole_unit(
    dates: Any, text: str, first: date, last: date, granularity: str
) -> None:
    (mention,) = dates(text, anchor=None).values()
    assert (mention.from_date, mention.to_date, mention.granularity) == (first, last, granularity)


@pytest.mark.parametrize(
    ("text", "modifier", "value"),
    [
        pytest.param("Ende 2023", "end", "2023", id="year"),
        pytest.param("Anfang März 2024", "start", "2024-03", id="month"),
        pytest.param("Mitte der 90er Jahre", "mid", "199", id="decade"),
        pytest.param("Ende der 80er", "end", "198", id="decade without its noun"),
        pytest.param("in den frühen 1970er Jahren", "start", "197", id="adjective"),
        pytest.param("in der ersten Hälfte des 15. Jahrhunderts", "start", "14", id="half of a century"),
        pytest.param("zum Jahresende 2024", "end", "2024", id="one word"),
    ],
)
def test_a_part_is_told_by_the_modifier(dates: Any, text: str, modifier: str, value: str) -> None:
    (mention,) = dates(text, anchor=None).values()
    assert (mention.modifier, mention.value) == (modifier, value)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        pytest.param("Das Haus entstand um 1900.", "1900", id="around a year"),
        pytest.param("Das Haus entstand um das Jahr 1900.", "das Jahr 1900", id="with its noun"),
        pytest.param("Sie kam gegen 3 Uhr.", "3 Uhr", id="towards an hour"),
    ],
)
def test_about_a_date_says_so(dates: Any, text: str, surface: str) -> None:
    assert dates(text)[surface].modifier == "approx"


@pytest.mark.parametrize(
    ("text", "value", "first"),
    [
        pytest.param("im Jahr 44 v. Chr.", "-0044", None, id="before Christ"),
        pytest.param("im Jahr 300 vor Christus", "-0300", None, id="in full"),
        pytest.param("im 3. Jahrhundert v. Chr.", "-02", None, id="century before Christ"),
        pytest.param("im Jahr 79 n. Chr.", "0079", date(79, 1, 1), id="after Christ"),
        pytest.param("im 2. Jahrhundert n. Chr.", "01", date(101, 1, 1), id="century after Christ"),
    ],
)
def test_years_of_antiquity(dates: Any, text: str, value: str, first: date | None) -> None:
    mention = dates(text, anchor=None)[text]
    assert (mention.value, mention.from_date) == (value, first)


@pytest.mark.parametrize(
    ("text", "modifier", "value"),
    [
        pytest.param("in den ersten drei Januarwochen", "start", "2025-01", id="weeks"),
        pytest.param("an den letzten Maitagen", "end", "2025-05", id="days"),
        pytest.param("in der zweiten Junihälfte", "end", "2025-06", id="half"),
    ],
)
def test_a_part_of_a_month_in_one_word(dates: Any, text: str, modifier: str, value: str) -> None:
    mention = dates(text)[text]
    assert (mention.modifier, mention.value, mention.granularity) == (modifier, value, "month")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Es kamen mehr Gäste als 2019.", id="compared with a year"),
        pytest.param("Als 2019 der Laden schloss, weinte sie.", id="when"),
    ],
)
def test_a_year_after_als(dates: Any, text: str) -> None:
    assert dates(text)["2019"].value == "2019"


@pytest.mark.parametrize("text", ["am 31.02.2025", "am 31. Februar", "am 29. Februar 2025"])
def test_an_impossible_day_stays_unresolved(dates: Any, text: str) -> None:
    (mention,) = dates(text).values()
    assert (mention.from_date, mention.to_date, mention.value, mention.anchor) == (None, None, "", "none")


def test_days_of_a_list_share_month_and_year(dates: Any) -> None:
    found = dates("Gespielt wird am 3., 4. und 7. Oktober 2024.", anchor=None)
    assert [mention.value for mention in found.values()] == ["2024-10-03", "2024-10-04", "2024-10-07"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("Im Juli und August 2019", ["2019-07", "2019-08"], id="months"),
        pytest.param(
            "am 3. Mai, am 4. Juni und am 5. Juli 2019", ["2019-05-03", "2019-06-04", "2019-07-05"], id="days"
        ),
        pytest.param("im Sommer und Herbst 2019", ["2019-SU", "2019-FA"], id="seasons"),
        pytest.param("Im Mai Regen, im Juli 2019", ["2025-05", "2019-07"], id="no list"),
    ],
)
def test_a_list_shares_its_year(dates: Any, text: str, values: list[str]) -> None:
    assert [mention.value for mention in dates(f"{text}: Regen.").values()] == values


def test_a_date_in_brackets_tells_the_weekday_before(dates: Any) -> None:
    found = dates("Es beginnt am Freitag (4. Juli) im Saal.")
    assert [mention.value for mention in found.values()] == ["2025-07-04", "2025-07-04"]


def test_decades_of_a_list_share_their_noun(dates: Any) -> None:
    found = dates("Das war in den 50er und 60er Jahren so.", anchor=None)
    assert [mention.value for mention in found.values()] == ["195", "196"]


def test_months_in_the_genitive_share_an_article(dates: Any) -> None:
    assert list(dates("Die Bilanz des Januars und Februars liegt vor.")) == ["des Januars", "Februars"]
