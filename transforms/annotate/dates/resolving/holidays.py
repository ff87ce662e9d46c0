"""Feasts that the calendar or the moon fixes."""

from __future__ import annotations

from datetime import date, timedelta

CHRISTMAS = (12, 25)
SUNDAYS_OF_ADVENT = 4
WEEK = 7


def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year.

    The algorithm of Meeus, Jones and Butcher (J. Meeus, Astronomical Algorithms, 1991, chapter 8).
    """
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, leap_rest = divmod(century, 4)
    correction = (century + 8) // 25
    lunar = (century - correction + 1) // 3
    epact = (19 * golden + century - leap_centuries - lunar + 15) % 30
    leaps, years = divmod(in_century, 4)
    weekday = (32 + 2 * leap_rest + 2 * leaps - epact - years) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def first_sunday_of_advent(year: int) -> date:
    """The fourth Sunday before Christmas."""
    christmas = date(year, *CHRISTMAS)
    last_sunday = christmas - timedelta(days=christmas.isoweekday())
    return last_sunday - timedelta(days=WEEK * (SUNDAYS_OF_ADVENT - 1))


def holiday(rule: str, year: int, nth: int = 0) -> date:
    """The day of a feast.

    Args:
        rule: "fixed MONTH DAY", "sunday MONTH NUMBER" for the first, second … Sunday of a month, "easter
            DAYS" or "advent DAYS": days after Easter Sunday or the first Sunday of Advent; "weekly" behind it
            counts `nth` in weeks.
        year: the year, 1 to 9998.
        nth: how many days (weeks) later.

    Returns:
        The day.
    """
    kind, first, *rest = rule.split()
    if kind == "fixed":
        return date(year, int(first), int(rest[0])) + timedelta(days=nth)
    if kind == "sunday":
        start = date(year, int(first), 1)
        return start + timedelta(days=WEEK * int(rest[0]) - start.isoweekday())
    start = easter_sunday(year) if kind == "easter" else first_sunday_of_advent(year)
    return start + timedelta(days=int(first) + nth * (WEEK if "weekly" in rest else 1))
