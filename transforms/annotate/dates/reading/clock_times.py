"""Times and parts of the day."""

from __future__ import annotations

from typing import NamedTuple

from transforms.annotate.dates.matching.vocabulary import vocabulary
from transforms.annotate.dates.reading.match import Match, Reader
from transforms.annotate.dates.reading.readings import CalendarDate, Expression, Reading, SameDay

LAST_HOUR, LAST_MINUTE, NOON = 24, 59, 12
HOUR = 60
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


def _quarter_hour(match: Match) -> list[Expression]:
    """“Viertel nach acht” is 8.15, “viertel acht” 7.15, “Viertel vor acht” and “dreiviertel acht” 7.45."""
    hour, minute = match.number("hour") or 0, match.number("minute") or 0
    if match.has("quarters"):
        minute *= match.number("quarters") or 1  # "drei viertel acht"
    if match.meaning("side") == "vor":
        minute = HOUR - minute
    if match.meaning("side") != "nach":
        hour -= 1
    time = _clock_time(hour, minute)
    return match.expression(SameDay(), "time", time) if time else []


def _minutes_past(match: Match) -> list[Expression]:
    """“um zehn nach acht”, “um fünf vor zwölf”."""
    hour, minute = match.number("hour") or 0, match.number("minute") or 0
    time = (
        _clock_time(hour, minute) if match.meaning("side") == "nach" else _clock_time(hour - 1, HOUR - minute)
    )
    return match.expression(SameDay(), "time", time) if time else []


def _near_hour(match: Match) -> list[Expression]:
    """“kurz nach sieben”."""
    time = _clock_time(match.number("hour") or 0, 0)
    return match.expression(SameDay(), "time", time, "approx") if time else []


def _bare_hour(match: Match) -> list[Expression]:
    """“um sechs”."""
    return [one._replace(modifier=match.approximation()) for one in _clock(match)]


def _half_hour(match: Match) -> list[Expression]:
    """“um halb acht” is 7.30, “um halb eins” 12.30."""
    hour = (match.number("hour") or 0) - 1
    time = _clock_time(hour or NOON, 30)
    return match.expression(SameDay(), "time", time) if time else []


class ListedTime(NamedTuple):
    """One time of a list: its first lexeme, the one after its last, hour and minute."""

    at: int
    end: int
    hour: int
    minute: int


def _clock_list(match: Match) -> list[Expression]:
    """“10-18 Uhr”, “9.30/12.30 Uhr”: each time is an expression; the range is made of them later."""
    offsets = match.lexemes.offsets
    listed = _listed_times(match)
    is_late = match.meaning("part") in AFTERNOON and all(one.hour < NOON for one in listed)
    expressions: list[Expression] = []
    for one in listed:
        time = _clock_time(one.hour + (NOON if is_late else 0), one.minute)
        if time is None:
            return []
        expressions.append(Expression(offsets[one.at], offsets[one.end], SameDay(), "time", time))
    return [*expressions[:-1], expressions[-1]._replace(end=match.end)]


def _listed_times(match: Match) -> list[ListedTime]:
    codes, words = match.lexemes.codes, match.lexemes.words
    number, cardinal = vocabulary().code_of["number"], vocabulary().code_of["cardinal"]
    listed: list[ListedTime] = []
    at, end = match.found.span()
    while at < end:
        if codes[at] not in {number, cardinal}:
            at += 1
            continue
        has_minute = at + 2 < end and words[at + 1] in {".", ":"} and codes[at + 2] == number
        after = at + (3 if has_minute else 1)
        hour = int(vocabulary().words[words[at]].meaning)
        listed.append(ListedTime(at, after, hour, int(words[at + 2]) if has_minute else 0))
        at = after
    return listed


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
    "quarter_hour": _quarter_hour,
    "minutes_past": _minutes_past,
    "near_hour": _near_hour,
    "bare_hour": _bare_hour,
    "clock_list": _clock_list,
    "clock": _clock,
    "bare_clock": _clock,
    "day_part": _day_part,
}
"""By the names of the rules in `patterns`."""
