"""What comes back every year → its interval in one year."""

from __future__ import annotations

from datetime import MAXYEAR, date

from transforms.annotate.dates.mention import Granularity
from transforms.annotate.dates.reading.readings import CalendarDate, Holiday, IsoWeek, YearPart
from transforms.annotate.dates.resolving.holidays import holiday
from transforms.annotate.dates.resolving.intervals import (
    Interval,
    day_interval,
    month_interval,
    part_interval,
    week_interval,
    year_interval,
)

Yearly = CalendarDate | YearPart | IsoWeek | Holiday


def granularity_of(reading: Yearly) -> Granularity:
    """What a reading counts in."""
    match reading:
        case CalendarDate():
            return "day" if reading.day else "month" if reading.month else "year"
        case YearPart():
            return reading.granularity
        case IsoWeek():
            return "week"
        case Holiday():
            return "day"


def interval_in(reading: Yearly, year: int) -> Interval | None:
    """The interval of a reading in a year; None where the year has none ("29. Februar", "KW 53")."""
    if not 0 < year < MAXYEAR:
        return None
    try:
        match reading:
            case CalendarDate(month=None):
                return year_interval(year)
            case CalendarDate(month=int(month), day=None):
                return month_interval(year, month)
            case CalendarDate(month=int(month), day=int(day)):
                return day_interval(date(year, month, day))
            case YearPart():
                return part_interval(year, reading.code)
            case IsoWeek():
                return week_interval(date.fromisocalendar(year, reading.number, 1))
            case Holiday():
                return day_interval(holiday(reading.rule, year, reading.nth))
    except ValueError:
        return None
    return None
