"""Reading → interval, counted from the day of publication or from the date the text named before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from transforms.annotate.dates.mention import Anchor, DateMention, Granularity, Type
from transforms.annotate.dates.reading.fixed_values import duration_value
from transforms.annotate.dates.reading.readings import (
    CalendarDate,
    Expression,
    Fixed,
    Holiday,
    IsoWeek,
    MonthDay,
    PartBeside,
    Reading,
    SameDay,
    Shifted,
    Weekday,
    Weekend,
    YearPart,
    YearSpan,
)
from transforms.annotate.dates.resolving.choice import choose_beside, choose_by_tense
from transforms.annotate.dates.resolving.intervals import (
    MONTHS_PER_YEAR,
    Interval,
    add_months,
    day_interval,
    part_beside,
    shifted_interval,
    weekend_interval,
    years_interval,
)
from transforms.annotate.dates.resolving.story import Story
from transforms.annotate.dates.resolving.tense import Direction, direction, is_planned
from transforms.annotate.dates.resolving.yearly import Yearly, granularity_of, interval_in
from transforms.annotate.tagged import TaggedText

WEEK = 7
YEARS_AROUND = range(-4, 5)
"""Years around the publication in which a date is looked for that some of them have not; 29 February needs
four."""
YEARS_BESIDE = range(-1, 2)
"""The last, the nearest and the next of what every year has are among these."""
WEEKS_AROUND = range(-3, 4)
UNIT_GRANULARITY: dict[str, Granularity] = {
    **{"day": "day", "week": "week", "weekend": "weekend", "month": "month"},
    **{"year": "year", "decade": "decade", "century": "century"},
    **dict.fromkeys(("hour", "minute", "second"), "time_of_day"),
}


class Resolved(NamedTuple):
    """An interval with what it was counted from.

    `value` stands where no interval is known, `type` where the expression turns out to be of another.
    """

    interval: Interval | None
    anchor: Anchor
    granularity: Granularity
    value: str = ""
    type: Type | None = None


class Resolver:
    """Resolves the expressions of one text in their order.

    Args:
        tagged: the text.
        anchor: day of publication; None if unknown.
    """

    def __init__(self, tagged: TaggedText, anchor: date | None) -> None:
        self.tagged = tagged
        self.anchor = anchor
        self.story = Story(tagged, anchor)

    def resolve(self, expression: Expression, is_end: bool = False) -> DateMention:
        """The mention an expression makes.

        It is remembered for those that lean on it, unless it is the end of a range: that names no one day.
        """
        try:
            found = self._resolved(expression.reading, expression)
        except (ValueError, OverflowError):  # beyond the calendar: "vor 9000 Jahren"
            found = Resolved(None, "none", "unknown")
        interval = found.interval
        if expression.type == "set":
            self.story.remember_set(expression)
        if interval is not None and not is_end:
            self.story.remember(expression, interval, found.anchor)
        return DateMention(
            expression.start,
            expression.end,
            found.type or expression.type,
            interval.value + expression.time if interval else found.value,
            interval.first if interval else None,
            interval.last if interval else None,
            "time_of_day" if expression.time else found.granularity,
            found.anchor if interval else "none",
            expression.modifier,
        )

    def _resolved(self, reading: Reading, expression: Expression) -> Resolved:
        match reading:
            case CalendarDate() | YearPart() | IsoWeek() | Holiday():
                return self._yearly(reading, expression)
            case YearSpan(first, last, value, granularity):
                return Resolved(years_interval(first, last, granularity, value), "absolute", granularity)
            case Weekday():
                return self._weekday(reading, expression)
            case Shifted():
                return self._shifted(reading, expression)
            case Weekend(shift):
                return self._weekend(shift, expression)
            case SameDay(shift, each):
                return self._same_day(shift, each, expression)
            case MonthDay(day, shift):
                return self._month_day(day, shift)
            case PartBeside(granularity, shift):
                found = part_beside(self.anchor, granularity, shift) if self.anchor else None
                return Resolved(found, "publication", granularity)
            case Fixed(value, granularity):
                return Resolved(None, "none", granularity, value)

    def _yearly(self, reading: Yearly, expression: Expression) -> Resolved:
        """The year that is said, that it is shifted to, that of the story, or that of the tense."""
        granularity = granularity_of(reading)
        if reading.year is not None:
            return Resolved(interval_in(reading, reading.year), "absolute", granularity)
        is_shifted = reading.year_shift is not None or reading.shift is not None
        story = None if is_shifted else self.story.year_for(expression)
        if story is not None:
            return Resolved(interval_in(reading, story), "text", granularity)
        anchor = self.anchor
        if anchor is None:
            return Resolved(None, "none", granularity)
        if reading.year_shift is not None:
            return Resolved(
                interval_in(reading, anchor.year + reading.year_shift), "publication", granularity
            )
        beside = [interval_in(reading, anchor.year + years) for years in YEARS_BESIDE]
        if reading.shift is not None or None in beside:
            beside = [interval_in(reading, anchor.year + years) for years in YEARS_AROUND]
        candidates = [found for found in beside if found is not None]
        if reading.shift is not None:
            return Resolved(choose_beside(candidates, anchor, reading.shift), "publication", granularity)
        found = choose_by_tense(candidates, anchor, self._direction(expression))
        return Resolved(found, "publication", granularity)

    def _month_day(self, day: int, shift: int) -> Resolved:
        if self.anchor is None:
            return Resolved(None, "none", "day")
        year, month = add_months(self.anchor.year, self.anchor.month, shift)
        return Resolved(interval_in(CalendarDate(year, month, day), year), "publication", "day")

    def _weekday(self, reading: Weekday, expression: Expression) -> Resolved:
        in_text = reading.base == "text"
        base = self.story.base_for(expression, "day") if in_text else self.anchor
        if base is None:
            return Resolved(None, "none", "day")
        back = (base.isoweekday() - reading.number) % WEEK
        ahead = (reading.number - base.isoweekday()) % WEEK
        if reading.week_shift is not None:
            days = WEEK * reading.week_shift + reading.number - base.isoweekday()
        elif reading.shift:
            days = -(back or WEEK) if reading.shift < 0 else (ahead or WEEK)
        else:
            way = self._direction(expression)
            is_ahead = way == "future" or (way is None and reading.shift == 0)
            days = ahead if is_ahead else -back
        return Resolved(
            day_interval(base + timedelta(days=days)), "text" if in_text else "publication", "day"
        )

    def _weekend(self, shift: int | None, expression: Expression) -> Resolved:
        anchor = self.anchor
        if anchor is None:
            return Resolved(None, "none", "weekend")
        if shift == 0:
            return Resolved(weekend_interval(anchor), "publication", "weekend")
        candidates = [weekend_interval(anchor + timedelta(weeks=weeks)) for weeks in WEEKS_AROUND]
        if shift is None:
            found = choose_by_tense(candidates, anchor, self._direction(expression))
        else:
            found = choose_beside(candidates, anchor, shift)
        return Resolved(found, "publication", "weekend")

    def _shifted(self, reading: Shifted, expression: Expression) -> Resolved:
        granularity = UNIT_GRANULARITY[reading.unit]
        steps = reading.steps
        is_ahead = reading.base == "publication" and reading.direction > 0
        way = self._direction(expression) if is_ahead else None
        if is_ahead and not is_planned(self.tagged, expression.start, expression.end, way):
            return Resolved(None, "none", granularity, duration_value(reading.unit, steps), "duration")
        if steps is None:
            return Resolved(None, "none", granularity, "PAST_REF" if reading.direction < 0 else "FUTURE_REF")
        base, anchor = self._base(reading, expression)
        unit = reading.unit
        if unit == "year" and steps != int(steps):
            unit, steps, granularity = "month", steps * MONTHS_PER_YEAR, "month"  # "vor anderthalb Jahren"
        if base is None or steps != int(steps):
            return Resolved(None, "none", granularity)
        return Resolved(shifted_interval(unit, base, int(steps)), anchor, granularity)

    def _base(self, reading: Shifted, expression: Expression) -> tuple[date | None, Anchor]:
        """The day from which is counted, and whose it is."""
        if reading.base == "publication":
            return self.anchor, "publication"
        told = self.story.base_for(expression, reading.unit)
        if told is not None and (reading.steps != 0 or reading.unit == "day"):
            return told, "text"
        is_ahead = self._direction(expression) == "future"
        if reading.steps == 0:  # "Ende des Jahres": that of the story unless it lies ahead
            return (self.anchor, "publication") if told is None or is_ahead else (told, "text")
        return (self.anchor, "publication") if is_ahead else (None, "none")

    def _same_day(self, shift: int | None, each: bool, expression: Expression) -> Resolved:
        told, is_several = self.story.day_for(expression)
        is_clock = expression.time[1:2].isdigit()
        if each or is_several or (is_clock and self.story.is_any_day(told, expression)):
            return Resolved(None, "none", "time_of_day", expression.time)
        base = told or self.anchor
        if base is None:
            return Resolved(None, "none", "time_of_day")
        day = day_interval(base + timedelta(days=shift or 0))
        return Resolved(day, "text" if told else "publication", "time_of_day")

    def _direction(self, expression: Expression) -> Direction | None:
        if expression.hint == "near":
            return None
        if expression.hint == "past":
            return "past"
        is_onward = expression.hint == "onward"
        way = direction(self.tagged, expression.start, expression.end, states_are_present=is_onward)
        if is_onward or expression.hint == "open":
            return None if way == "past" else "future"
        return way
