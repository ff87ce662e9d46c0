"""Dates of the calendar: days, months, years and their parts, decades, centuries, feasts."""

from __future__ import annotations

from typing import cast

from transforms.annotate.dates.matching.vocabulary import vocabulary
from transforms.annotate.dates.mention import Modifier
from transforms.annotate.dates.reading.match import CENTURY, Match, Reader
from transforms.annotate.dates.reading.readings import (
    CalendarDate,
    Expression,
    Fixed,
    MonthDay,
    Shifted,
    YearSpan,
)

LAST_MONTH, LAST_DAY, LAST_CENTURY = 12, 31, 22
DECADE = 10
HALVES: dict[str, Modifier] = {"1": "start", "2": "end"}
PARTS: dict[str, Modifier] = {"1": "start", "-1": "end"}
"""By the number before: "die ersten Maitage", "die letzten Maitage"."""


def _calendar(match: Match) -> list[Expression]:
    month = int(match.meaning("month")) if match.has("month") else None
    day = match.number("day")
    if (month or 1) > LAST_MONTH or month == 0 or (day or 1) > LAST_DAY or day == 0:
        return []
    shift = match.number("shift")
    if day is None and not match.has("year") and match.of_year() is None and _is_short(match):
        return []
    if match.has("year") and len(match.first("year")) == 1:
        return []  # "2.10.3" is a version
    reading = CalendarDate(match.year(), month, day, match.of_year(), shift)
    return match.expression(reading)


def _is_short(match: Match) -> bool:
    return match.has("month") and match.is_class("month", "month_short")


def _open_date(match: Match) -> list[Expression]:
    """“am 22.04”: without the stop behind the month both are written with two digits."""
    if match.first("before") not in {"am", "Am", "vom", "Vom"} or len(match.first("month")) != 2:
        return []
    return _calendar(match)


def _day_of_month(match: Match) -> list[Expression]:
    """“am 15. dieses Monats”."""
    day, shift = match.number("day") or 0, match.number("shift") or 0
    if match.meaning("unit") != "month" or not 0 < day <= LAST_DAY:
        return []
    return match.expression(MonthDay(day, shift))


def _day_list(match: Match) -> list[Expression]:
    """“3., 4. und 5. Mai”: each number becomes a date of its own."""
    last = _calendar(match)
    if not last:
        return []
    reading = cast(CalendarDate, last[0].reading)
    numbers = [
        (at, int(word))
        for at, code, word in match.words("list")
        if code == vocabulary().code_of["number"] and 0 < int(word) <= LAST_DAY
    ]
    offsets = match.lexemes.offsets
    expressions: list[Expression] = []
    start = match.start
    for at, day in numbers:
        dotted = match.lexemes.words[at + 1] == "."
        end = offsets[at + 1 + dotted]
        expressions.append(
            Expression(start if not expressions else offsets[at], end, reading._replace(day=day))
        )
    first_of_last = match.found.start("day")
    return [*expressions, last[0]._replace(start=offsets[first_of_last])]


def _year(match: Match) -> list[Expression]:
    year = int(match.first("year"))
    if not match.has("short"):
        return match.expression(CalendarDate(year))
    next_year = year // CENTURY * CENTURY + int(match.first("short"))
    if len(match.first("short")) != 2 or next_year <= year:
        return match.expression(CalendarDate(year))
    return match.expression(YearSpan(year, next_year, f"{year}/{next_year}", "year"))


def _year_of_christ(match: Match) -> list[Expression]:
    """“44 v. Chr.” is -0044 and has no interval, for dates of the calendar begin with the year 1."""
    year = match.number("year") or 0
    if year == 0:
        return []
    if match.has("before_christ"):
        return match.expression(Fixed(f"-{year:04}", "year"))
    return match.expression(CalendarDate(year))


def _century_of_christ(match: Match) -> list[Expression]:
    number = match.number("nth") or 0
    if not match.has("before_christ"):
        return _century(match)
    return match.expression(Fixed(f"-{number - 1:02}", "century")) if number else []


def _month_part(match: Match) -> list[Expression]:
    """“in den ersten drei Januarwochen”: the month, and which part of it."""
    if match.is_class("nth", "shift") and match.number("nth") != -1:
        return []
    reading = CalendarDate(None, match.number("month"))
    return match.expression(reading, modifier=PARTS.get(match.meaning("nth")))


def _month_half(match: Match) -> list[Expression]:
    """“in der ersten Junihälfte”."""
    modifier = HALVES.get(match.meaning("nth"))
    return match.expression(CalendarDate(None, match.number("month")), modifier=modifier) if modifier else []


def _decade(match: Match) -> list[Expression]:
    said = match.meaning("decade") or match.meaning("decade_word") or match.meaning("decade_years")
    year = int(said)
    is_whole = match.has("years") or match.has("edge") or match.is_followed_by("and", "until")
    if year % DECADE or (match.has("suffix") and match.first("suffix") == "er" and not is_whole):
        return []  # "die 90er Modelle"; "Ende der 90er", "die 50er und 60er Jahre" are clear
    if year < CENTURY:
        year += 2000 if year < 20 else 1900
    return match.expression(YearSpan(year, year + DECADE - 1, str(year // DECADE), "decade"))


def _century_span(number: int) -> YearSpan:
    first = (number - 1) * CENTURY
    return YearSpan(first + 1, first + CENTURY, f"{number - 1:02}", "century")


def _century(match: Match) -> list[Expression]:
    if match.is_class("nth", "shift", "this"):
        return match.expression(Shifted("century", int(match.meaning("nth"))))
    number = match.number("nth") or 0
    if not 0 < number <= LAST_CENTURY:
        return []
    return match.expression(_century_span(number), modifier=HALVES.get(match.meaning("half")))


def _century_list(match: Match) -> list[Expression]:
    first, second = match.number("first") or 0, match.number("nth") or 0
    if not 0 < first < second <= LAST_CENTURY:
        return []
    offsets = match.lexemes.offsets
    middle = match.found.start("first") + 1
    dotted = match.lexemes.words[middle] == "."
    return [
        Expression(match.start, offsets[middle + dotted], _century_span(first)),
        Expression(offsets[match.found.start("nth")], match.end, _century_span(second)),
    ]


CALENDAR_READERS: dict[str, Reader] = {
    "iso_date": _calendar,
    "numeric_date": _calendar,
    "slash_date": _calendar,
    "open_date": _open_date,
    "day_of_month": _day_of_month,
    "day_list": _day_list,
    "day_month": _calendar,
    "decade": _decade,
    "year_of_christ": _year_of_christ,
    "century_of_christ": _century_of_christ,
    "month_part": _month_part,
    "month_half": _month_half,
    "century_list": _century_list,
    "century": _century,
    "month": _calendar,
    "year": _year,
}
"""By the names of the rules in `patterns`."""
