"""Times and parts of the day."""

from __future__ import annotations

from transforms.annotate.dates.matching.vocabulary import vocabulary
from transforms.annotate.dates.reading.match import Match, Reader
from transforms.annotate.dates.reading.readings import CalendarDate, Expression, Reading, SameDay

LAST_HOUR, LAST_MINUTE, NOON = 24, 59, 12
AFTERNOON = frozenset({"TAF", "TEV"})


def _clock_time(hour: int, minute: int) -> str | None:
    return f"T{hour:02}:{minute:02}" if 0 <= hour <= LAST_HOUR and minute <= LAST_MINUTE else None


def _clock(match: Match) -> list[Expression]:
    if match.has("minute") and len(match.first("minute")) != 2:
        return []
    hour = match.number("hour") or 0
    minute = match.number("minute") or match.number("late_minute") or 0
    if match.meaning("part") in AFTERNOON and hour < NOON:
        hour += NOON
    time = _clock_time(hour, minute)
    return match.expression(SameDay(), "time", time) if time else []


def _half_hour(match: Match) -> list[Expression]:
    """“um halb acht” is 7.30."""
    time = _clock_time((match.number("hour") or 0) - 1, 30)
    return match.expression(SameDay(), "time", time) if time else []


def _clock_list(match: Match) -> list[Expression]:
    """“10-18 Uhr”, “9.30/12.30 Uhr”: each time is an expression; the range is made of them later."""
    offsets, words = match.lexemes.offsets, match.lexemes.words
    number = vocabulary().code_of["number"]
    expressions: list[Expression] = []
    at, end = match.found.span()
    while at < end:
        if match.lexemes.codes[at] != number:
            at += 1
            continue
        timed = at + 2 < end and words[at + 1] in {".", ":"} and match.lexemes.codes[at + 2] == number
        time = _clock_time(int(words[at]), int(words[at + 2]) if timed else 0)
        if time is None:
            return []
        after = at + (3 if timed else 1)
        expressions.append(Expression(offsets[at], offsets[after], SameDay(), "time", time))
        at = after
    return [*expressions[:-1], expressions[-1]._replace(end=match.end)]


def _day_part(match: Match) -> list[Expression]:
    part = match.meaning("part")
    if match.has("day"):
        reading: Reading = CalendarDate(match.year(), match.number("month"), match.number("day"))
        return match.expression(reading, "time", part)
    if match.first("part") == "Nacht" and match.is_followed_by("to", "from"):
        return []  # "in der Nacht auf Montag": the day that is named says it
    shift = match.number("shift")
    if match.first("part") == "Nacht" and shift == 1:
        shift = 0  # "in der kommenden Nacht" begins today
    if match.has("later"):
        shift = match.number("later")
    return match.expression(SameDay(shift), "time", part)


CLOCK_READERS: dict[str, Reader] = {
    "half_hour": _half_hour,
    "clock_list": _clock_list,
    "clock": _clock,
    "bare_clock": _clock,
    "day_part": _day_part,
}
"""By the names of the rules in `patterns`."""
