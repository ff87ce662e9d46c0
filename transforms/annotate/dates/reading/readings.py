"""What an expression says, before it is known on which day the text was written."""

from __future__ import annotations

from typing import Literal, NamedTuple

from transforms.annotate.dates.mention import Granularity, Modifier, Type

Base = Literal["publication", "text"]
Hint = Literal["past", "open", "onward", "near"]


class CalendarDate(NamedTuple):
    """A year, month or day; what was not said is None. `year_shift` is "dieses Jahres" and the like."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_shift: int | None = None
    shift: int | None = None


class MonthDay(NamedTuple):
    """A day of a month that only a shift names: "am 15. dieses Monats"."""

    day: int
    shift: int


class IsoWeek(NamedTuple):
    """A numbered week: "KW 23"."""

    number: int
    year: int | None = None
    year_shift: int | None = None
    shift: int | None = None


class YearPart(NamedTuple):
    """A season, quarter or half year: ``SU``, ``Q3``, ``H1``."""

    granularity: Granularity
    code: str
    year: int | None = None
    year_shift: int | None = None
    shift: int | None = None


class PartBeside(NamedTuple):
    """A quarter or half year that only a shift names: "im vergangenen Quartal"."""

    granularity: Granularity
    shift: int


class YearSpan(NamedTuple):
    """A decade or century, or a year that reaches into the next ("2010/11")."""

    first: int
    last: int
    value: str
    granularity: Granularity


class Weekday(NamedTuple):
    """A day of the week (Monday is 1); both shifts are None where nothing but the tense tells which."""

    number: int
    shift: int | None = None
    week_shift: int | None = None
    base: Base = "publication"


class Shifted(NamedTuple):
    """So many days, weeks, months … before or after the publication or the date named before.

    `steps` is None in "vor einigen Tagen"; `direction` then still says which way.
    """

    unit: str
    steps: float | None
    base: Base = "publication"
    direction: int = 0

    @property
    def is_counted(self) -> bool:
        """Whether the text says how many ("vor drei Tagen"), not just which ("vorige Woche")."""
        return self.direction != 0


class Weekend(NamedTuple):
    """A weekend; `shift` is None where only the tense tells which."""

    shift: int | None = None


class Holiday(NamedTuple):
    """A feast by the rule of the vocabulary; `nth` is its first, second … day."""

    rule: str
    nth: int = 0
    year: int | None = None
    year_shift: int | None = None
    shift: int | None = None


class SameDay(NamedTuple):
    """The day the text speaks of, for a time or a part of a day without one; `each` for "jeweils"."""

    shift: int | None = None
    each: bool = False


class Fixed(NamedTuple):
    """A value that no calendar changes: PAST_REF, P1D, XXXX-WXX-1; a rate says how often ("pro Woche")."""

    value: str
    granularity: Granularity = "unknown"
    is_rate: bool = False


Reading = (
    CalendarDate
    | MonthDay
    | IsoWeek
    | YearPart
    | YearSpan
    | Weekday
    | PartBeside
    | Shifted
    | Weekend
    | Holiday
    | SameDay
    | Fixed
)


class Expression(NamedTuple):
    """An expression in the text with its reading.

    Attributes:
        start: first code point.
        end: after the last.
        reading: what it says.
        type: as in `DateMention`.
        time: time or part of the day, as it stands in a TIMEX3 value after the day: ``T20:00``, ``TEV``.
        modifier: as in `DateMention`.
        hint: "past" after "seit" and "rückwirkend zum"; "open" after a preposition of plans and limits
            ("bis", "auf", "für"), where a verb in the past says nothing about the date; "onward" after "ab"
            and "von … an", where "ist gesperrt" does not speak of the past either; "near" after "vom", where
            no verb tells.
        ends: the two expressions of a range.
    """

    start: int
    end: int
    reading: Reading
    type: Type = "date"
    time: str = ""
    modifier: Modifier | None = None
    hint: Hint | None = None
    ends: tuple[Expression, Expression] | None = None
