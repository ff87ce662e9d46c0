"""Dates counted from another day: weekdays, "vorige Woche", "vor drei Tagen", "gestern"."""

from __future__ import annotations

from typing import cast

from transforms.annotate.dates.matching.vocabulary import vocabulary
from transforms.annotate.dates.mention import Modifier, Type
from transforms.annotate.dates.reading.fixed_values import CLOCK_CODES
from transforms.annotate.dates.reading.match import Match, Reader
from transforms.annotate.dates.reading.readings import (
    CalendarDate,
    Expression,
    Fixed,
    SameDay,
    Shifted,
    Weekday,
    Weekend,
)


def _weekday(match: Match) -> list[Expression]:
    number, _, part = match.meaning("weekday").partition(" ")
    if match.has("part"):
        part = "TMO" if match.first("part") == "morgen" else match.meaning("part")
        if part.lstrip("-").isdigit():
            return []
    kind: Type = "time" if part else "date"
    shift = match.number("shift")
    if match.is_class("shift", "day_adjective"):
        return match.expression(Shifted("day", shift), kind, part)
    week_shift = None
    if match.has("week"):
        week_shift = int(match.meaning("week").rpartition(" ")[2])
        unit = match.words("week")[-1][2]
        if vocabulary().words[unit].meaning.partition(" ")[0] != "week":
            return []
    if shift == -1 and match.is_last_of():  # "am letzten Sonntag vor der Wahl"
        return match.expression(Fixed("", "day"), kind)
    base_is_text = match.is_class("shift", "text_shift")
    reading = Weekday(int(number), shift, week_shift, "text" if base_is_text else "publication")
    return match.expression(reading, kind, part)


def _week_weekday(match: Match) -> list[Expression]:
    """“letzte Woche Dienstag”."""
    if match.meaning("unit") != "week":
        return []
    number, _, part = match.meaning("weekday").partition(" ")
    reading = Weekday(int(number), None, int(match.meaning("shift")))
    return match.expression(reading, "time" if part else "date", part)


def _shifted(match: Match) -> list[Expression]:
    unit, shift = match.meaning("unit"), int(match.meaning("shift"))
    word = match.first("shift")
    if unit == "day":
        if word.startswith(("letzt", "Letzt", "vorletzt")):
            return []  # "am letzten Tag" is the end of something, not yesterday
        in_text = match.is_class("shift", "text_shift", "this") or shift == 1
        return match.expression(Shifted("day", shift, "text" if in_text else "publication"))
    if match.is_last_of():
        return []
    in_text = match.is_class("shift", "text_shift")
    if unit == "weekend" and not in_text:
        return match.expression(Weekend(shift))
    return match.expression(Shifted(unit, shift, "text" if in_text else "publication"))


def _edge_of_unit(match: Match) -> list[Expression]:
    unit = match.meaning("unit")
    return match.expression(Shifted(unit, 0, "text")) if unit != "day" else []


def _shifted_unit(match: Match) -> list[Expression]:
    unit, shift = match.meaning("shifted_unit").split()
    return match.expression(
        Shifted(unit, int(shift), "text" if unit == "day" or shift == "1" else "publication")
    )


def _year_word(match: Match) -> list[Expression]:
    return match.expression(Shifted("year", 0))


def _unit_edge(match: Match) -> list[Expression]:
    unit, edge = match.meaning("unit_edge").split()
    modifier = cast(Modifier, edge)
    if match.has("year"):
        return match.expression(CalendarDate(match.year()), modifier=modifier) if unit == "year" else []
    return match.expression(Shifted(unit, match.number("shift") or 0), modifier=modifier)


def _later(match: Match) -> list[Expression]:
    sign = match.number("later") or 1
    count = match.count() if match.has("count") else 1
    shift = None if count is None else sign * count
    unit = match.meaning("unit")
    reading = Shifted(unit, shift, "text", sign if match.has("count") else 0)
    return match.expression(reading, _type_of(unit), modifier=match.approximation())


def _type_of(unit: str) -> Type:
    return "time" if unit in CLOCK_CODES else "date"


def _offset(match: Match) -> list[Expression]:
    sign = -1 if match.meaning("way") == "vor" else 1
    count = match.count()
    shift = None if count is None else sign * count
    unit = match.meaning("unit")
    reading = Shifted(unit, shift, "publication", sign)
    return match.expression(reading, _type_of(unit), modifier=match.approximation())


def _day_word(match: Match) -> list[Expression]:
    shift = match.number("day_word") or 0
    if match.has("still"):
        if shift == 0:
            return match.expression(Fixed("PRESENT_REF"))
        return [Expression(match.start, match.start + len(match.first("day_word")), Shifted("day", shift))]
    part = match.meaning("part")
    if match.has("morning"):
        if match.first("morning") != "morgen":
            return []
        part = "TMO"  # "gestern morgen"
    return match.expression(Shifted("day", shift), "time" if part else "date", part)


def _tomorrow(match: Match) -> list[Expression]:
    """“Morgen” at the beginning of a sentence, where it looks like the noun; else “bis zum Morgen”."""
    if match.first("tomorrow") != "Morgen" or not match.begins_sentence():
        return [] if match.has("part") else match.expression(SameDay(), "time", match.meaning("tomorrow"))
    part = match.meaning("part")
    return match.expression(Shifted("day", 1), "time" if part else "date", part)


def _day_adjective(match: Match) -> list[Expression]:
    shift, part = match.number("day_adjective") or 0, match.meaning("part")
    if shift == 0 and not part:
        return match.expression(Fixed("PRESENT_REF"))
    return match.expression(Shifted("day", shift), "time" if part else "date", part)


RELATIVE_READERS: dict[str, Reader] = {
    "later": _later,
    "day_later": _later,
    "offset": _offset,
    "week_weekday": _week_weekday,
    "weekday": _weekday,
    "shifted": _shifted,
    "edge_of_unit": _edge_of_unit,
    "shifted_unit": _shifted_unit,
    "year_word": _year_word,
    "unit_edge": _unit_edge,
    "weekend": lambda match: match.expression(Weekend()),
    "day_word": _day_word,
    "tomorrow": _tomorrow,
    "day_adjective_part": _day_adjective,
    "day_adjective": _day_adjective,
}
"""By the names of the rules in `patterns`."""
