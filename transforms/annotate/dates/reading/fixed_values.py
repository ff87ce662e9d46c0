"""What no calendar resolves: lengths of time, repeated times, "damals"."""

from __future__ import annotations

from collections.abc import Callable

from transforms.annotate.dates.matching.vocabulary import vocabulary
from transforms.annotate.dates.mention import Granularity, Type
from transforms.annotate.dates.reading.match import Match, Reader
from transforms.annotate.dates.reading.readings import Expression, Fixed

UNIT_CODES = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "weekend": "WE",
}
CLOCK_CODES = {"hour": "H", "minute": "M", "second": "S"}
SET_GRANULARITY: dict[str, Granularity] = {
    **{"D": "day", "WE": "weekend", "W": "week", "M": "month"},
    **{"Y": "year", "DE": "decade", "CE": "century"},
}
MONTHS_TOGETHER: dict[str, Granularity] = {"P3M": "quarter", "P6M": "half_year"}


def duration_value(unit: str, count: float | None) -> str:
    """TIMEX3 value of a length of time, e.g. ``P3D``, ``PT2H``; ``PXY`` for an unknown number of years."""
    number = "X" if count is None else f"{count:g}"
    return f"PT{number}{CLOCK_CODES[unit]}" if unit in CLOCK_CODES else f"P{number}{UNIT_CODES[unit]}"


def _duration(match: Match) -> list[Expression]:
    count = match.count() if match.has("count") else None
    value = duration_value(match.meaning("unit"), count)
    return match.expression(Fixed(value), "duration", modifier=match.approximation())


def _set(match: Match, value: str) -> list[Expression]:
    return match.expression(Fixed(value, _granularity_of_set(value)), "set")


def _granularity_of_set(value: str) -> Granularity:
    """What a repeated time counts in: each Monday a day, "täglich" a day, "halbjährlich" half a year."""
    if "T" in value:
        return "time_of_day"
    if value.startswith("XXXX"):
        return "day" if "-WXX-" in value else "month" if value[-1].isdigit() else "season"
    if value in MONTHS_TOGETHER:
        return MONTHS_TOGETHER[value]
    return SET_GRANULARITY[value.lstrip("P0123456789.X")]


def _each(match: Match) -> list[Expression]:
    return _set(match, "P1M" if match.has("monthly") else _each_value(match))


def _each_value(match: Match) -> str:
    what = match.meaning("what")
    if match.is_class("what", "unit", "year_unit", "clock_unit", "weekend"):
        return duration_value(what, match.number("nth") if (match.number("nth") or 0) > 1 else 1)
    if match.is_class("what", "weekday", "weekday_part"):
        number, _, part = what.partition(" ")
        return f"XXXX-WXX-{number}{part}"
    if match.is_class("what", "season"):
        return f"XXXX-{what}"
    return f"XXXX-{int(what):02}" if match.is_class("what", "month") else f"XXXX-XX-XX{what}"


def _every(match: Match) -> list[Expression]:
    return _set(match, duration_value(match.meaning("unit"), match.count() if match.has("count") else 1))


def _times_a(match: Match) -> list[Expression]:
    """“zweimal im Jahr”, “pro Woche”: how often, not when."""
    value = duration_value(match.meaning("unit"), 1)
    return match.expression(Fixed(value, _granularity_of_set(value), is_rate=True), "set")


def _weekdays(match: Match) -> list[Expression]:
    """“an den Sonntagen”, “an Wochenenden im Winter”."""
    if match.first_word not in {"an", "An"}:
        return []
    days = match.meaning("days")
    return _set(match, duration_value(days, 1) if match.is_class("days", "weekends") else days)


def _vague_span(match: Match) -> list[Expression]:
    """“in den kommenden Tagen”: an unknown number of them, so no interval and no duration."""
    shift = int(match.meaning("shift"))
    if shift == 0:
        return []
    if match.is_last_of():  # "in den letzten Wochen vor der Wahl"
        return _duration(match)
    value = duration_value(match.meaning("unit"), 1)
    reading = Fixed("PAST_REF" if shift < 0 else "FUTURE_REF", _granularity_of_set(value))
    return match.expression(reading)


def _set_adverb(match: Match) -> list[Expression]:
    return _set(match, vocabulary().words[match.lexemes.words[match.found.start()]].meaning)


def _fixed(group: str, kind: Type = "date") -> Callable[[Match], list[Expression]]:
    """Rules whose meaning is that of their one word of a class."""

    def read(match: Match) -> list[Expression]:
        code = vocabulary().code_of[group]
        at = match.found.start() + match.found[0].index(code)
        return match.expression(Fixed(vocabulary().words[match.lexemes.words[at]].meaning), kind)

    return read


FIXED_READERS: dict[str, Reader] = {
    "each": _each,
    "every": _every,
    "times_a": _times_a,
    "weekdays": _weekdays,
    "vague_span": _vague_span,
    "set_adverb": _set_adverb,
    "span_of_units": _duration,
    "duration": _duration,
    "since_units": _duration,
    "duration_adverb": _fixed("duration_adverb", "duration"),
    "reference": _fixed("reference"),
    "reference_noun": _fixed("reference_noun"),
    "ago_units": lambda match: match.expression(Fixed("PAST_REF")),
    "ago_reference": _fixed("ago_adjective"),
}
"""By the names of the rules in `patterns`."""
