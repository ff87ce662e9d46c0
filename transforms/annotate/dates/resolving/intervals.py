"""Intervals of the calendar with their TIMEX3 values."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

from transforms.annotate.dates.mention import Granularity

MONTHS_PER_YEAR = 12
DECADE = 10
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First months of the seasons as meteorologists count them; a winter bears the year in which it begins."""


class Interval(NamedTuple):
    """First and last day, what it is counted in, and its TIMEX3 value."""

    first: date
    last: date
    granularity: Granularity
    value: str

    def distance(self, day: date) -> int:
        """Days between the interval and a day; 0 inside."""
        return max((self.first - day).days, (day - self.last).days, 0)


def day_interval(day: date) -> Interval:
    """One day."""
    return Interval(day, day, "day", day.isoformat())


def week_interval(day: date) -> Interval:
    """The ISO week of a day."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    year, week, _ = day.isocalendar()
    return Interval(monday, monday + timedelta(days=6), "week", f"{year}-W{week:02}")


def weekend_interval(day: date) -> Interval:
    """Saturday and Sunday of the ISO week of a day."""
    week = week_interval(day)
    return Interval(week.last - timedelta(days=1), week.last, "weekend", f"{week.value}-WE")


def months_interval(year: int, month: int, count: int, granularity: Granularity, value: str) -> Interval:
    """So many whole months from the first of one on."""
    last_year, last_month = add_months(year, month, count - 1)
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Interval(date(year, month, 1), last, granularity, value)


def month_interval(year: int, month: int) -> Interval:
    """One month."""
    return months_interval(year, month, 1, "month", f"{year:04}-{month:02}")


def year_interval(year: int) -> Interval:
    """One year."""
    return months_interval(year, 1, MONTHS_PER_YEAR, "year", f"{year:04}")


def years_interval(first: int, last: int, granularity: Granularity, value: str) -> Interval:
    """Several whole years."""
    return Interval(date(first, 1, 1), date(min(last, MAXYEAR), 12, 31), granularity, value)


def decade_interval(year: int) -> Interval:
    """The decade a year lies in; 1990 to 1999 is ``199``."""
    first = year // DECADE * DECADE
    return years_interval(first, first + DECADE - 1, "decade", f"{year // DECADE:03}")


def century_interval(year: int) -> Interval:
    """The century a year lies in; 1901 to 2000 is ``19``."""
    number = (year - 1) // 100
    return years_interval(number * 100 + 1, number * 100 + 100, "century", f"{number:02}")


def part_interval(year: int, code: str) -> Interval:
    """A season (``SU``), quarter (``Q3``) or half (``H1``) of a year."""
    value = f"{year:04}-{code}"
    if code in SEASON_MONTHS:
        return months_interval(year, SEASON_MONTHS[code], 3, "season", value)
    number = int(code[1])
    if code[0] == "Q":
        return months_interval(year, 3 * number - 2, 3, "quarter", value)
    return months_interval(year, 6 * number - 5, 6, "half_year", value)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month so many months later; a negative count goes back."""
    years, months = divmod(year * MONTHS_PER_YEAR + month - 1 + count, MONTHS_PER_YEAR)
    return years, months + 1


def part_beside(day: date, granularity: Granularity, shift: int) -> Interval:
    """The quarter or half year so many of its kind after the one a day lies in."""
    months, letter = (3, "Q") if granularity == "quarter" else (6, "H")
    year, month = add_months(day.year, day.month, shift * months)
    return part_interval(year, f"{letter}{(month - 1) // months + 1}")


def shifted_interval(unit: str, day: date, steps: int) -> Interval | None:
    """The day, week, month … so many of its kind after the one `day` lies in; None for hours and less.

    Raises:
        ValueError: for years outside the calendar; `OverflowError` for days outside it.
    """
    match unit:
        case "day":
            return day_interval(day + timedelta(days=steps))
        case "week":
            return week_interval(day + timedelta(weeks=steps))
        case "weekend":
            return weekend_interval(day + timedelta(weeks=steps))
        case "month":
            return month_interval(*add_months(day.year, day.month, steps))
        case "year":
            return year_interval(day.year + steps)
        case "decade":
            return decade_interval(day.year + DECADE * steps)
        case "century":
            return century_interval(day.year + 100 * steps)
    return None
