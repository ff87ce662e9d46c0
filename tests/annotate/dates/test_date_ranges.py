from datetime import date
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("vom 3. bis 5. Mai", date(2025, 5, 3), date(2025, 5, 5), id="days"),
        pytest.param("vom 3. bis zum 5. Mai 2024", date(2024, 5, 3), date(2024, 5, 5), id="days with year"),
        pytest.param("3.–5. Mai 2024", date(2024, 5, 3), date(2024, 5, 5), id="dash"),
        pytest.param("vom 28. Dezember bis 3. Januar", date(2024, 12, 28), date(2025, 1, 3), id="two years"),
        pytest.param("zwischen 2010 und 2015", date(2010, 1, 1), date(2015, 12, 31), id="between years"),
        pytest.param("von 1998 bis 2003", date(1998, 1, 1), date(2003, 12, 31), id="years"),
        pytest.param("1749–1832", date(1749, 1, 1), date(1832, 12, 31), id="early years"),
        pytest.param("2010/11", date(2010, 1, 1), date(2011, 12, 31), id="season of two years"),
        pytest.param("2010/2011", date(2010, 1, 1), date(2011, 12, 31), id="both in full"),
        pytest.param("Mai bis Juli 2024", date(2024, 5, 1), date(2024, 7, 31), id="months"),
        pytest.param(
            "von Dezember bis Februar 2024", date(2023, 12, 1), date(2024, 2, 29), id="over New Year"
        ),
        pytest.param(
            "von 7. März bis voraussichtlich 4. Mai 2024", date(2024, 3, 7), date(2024, 5, 4), id="probably"
        ),
        pytest.param("vom 3. bis einschließlich 5. Mai", date(2025, 5, 3), date(2025, 5, 5), id="inclusive"),
        pytest.param("3. Mai bis spätestens zum 5. Mai", date(2025, 5, 3), date(2025, 5, 5), id="at last"),
        pytest.param("von Freitag bis Sonntag", date(2025, 6, 13), date(2025, 6, 15), id="weekdays"),
        pytest.param(
            "zwischen Weihnachten und Silvester 2024", date(2024, 12, 25), date(2024, 12, 31), id="feasts"
        ),
    ],
)
def test_a_range_is_one_mention(dates: Any, text: str, first: date, last: date) -> None:
    found = dates(f"Es war {text} so.")
    assert list(found) == [text]
    assert (found[text].from_date, found[text].to_date) == (first, last)


def test_hours_in_words_make_a_range(dates: Any) -> None:
    (mention,) = dates("zwischen sieben und fünfzehn Uhr").values()
    assert mention.value == "2025-06-17T07:00/2025-06-17T15:00"


def test_a_range_of_hours_stays_on_its_day(dates: Any) -> None:
    (mention,) = dates("von 14.30-18 Uhr").values()
    assert mention.value == "2025-06-17T14:30/2025-06-17T18:00"
    assert mention.from_date == mention.to_date == date(2025, 6, 17)


def test_a_range_of_hours_of_several_days_has_no_day(dates: Any) -> None:
    mention = dates("Offen ist dienstags von 10 bis 18 Uhr.")["von 10 bis 18 Uhr"]
    assert (mention.value, mention.from_date) == ("T10:00/T18:00", None)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        pytest.param("2005/2010", ["2005", "2010"], id="years apart"),
        pytest.param("im Mai und Juli", ["im Mai", "Juli"], id="and is a list"),
        pytest.param("heute und morgen", ["heute", "morgen"], id="days"),
    ],
)
def test_a_list_is_no_range(dates: Any, text: str, surfaces: list[str]) -> None:
    assert list(dates(text)) == surfaces


def test_ends_out_of_order_are_unresolved(dates: Any) -> None:
    (mention,) = dates("von 2015 bis 2010").values()
    assert (mention.value, mention.from_date, mention.to_date, mention.anchor) == ("", None, None, "none")
