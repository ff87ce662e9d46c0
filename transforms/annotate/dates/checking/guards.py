"""What looks like a date and is none: counts, surnames, ages, parts of compounds."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from transforms.annotate.dates.checking.hours import WITHOUT_UHR, is_hour
from transforms.annotate.dates.checking.place import Place
from transforms.annotate.dates.checking.years import is_year
from transforms.annotate.dates.matching.vocabulary import DASHES, UNKNOWN
from transforms.annotate.dates.reading.readings import (
    CalendarDate,
    Expression,
    Fixed,
    SameDay,
    Weekday,
    YearPart,
)

TABLE = Path(__file__).with_name("guards.toml")

YEAR_BEFORE = re.compile(r"(?<!\d)[12]\d{3}/\Z")
LIST_MARKS = frozenset("(,-/")
ANNOUNCING = (
    *("at", "in", "from", "off", "until", "to", "between", "and", "edge"),
    *("article", "this", "shift", "text_shift", "about", "ago"),
)
"""Classes of the words that announce a date."""
WEEKDAYS = ("weekday", "weekday_part", "weekday_short")
LONGEST_NAME = 60
"""Code points before an expression in which a name that reaches into it may begin."""


class GuardWords(NamedTuple):
    """The word lists of guards.toml."""

    papers: frozenset[str]
    after_age: frozenset[str]
    before_age: frozenset[str]
    names: frozenset[str]
    seasons: frozenset[str]


@cache
def guard_words() -> GuardWords:
    """Load the lists."""
    table: dict[str, str] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return GuardWords(**{name: frozenset(words.split()) for name, words in table.items()})


def is_inside_word(text: str, start: int, end: int) -> bool:
    """Whether letters or digits adjoin, also by a hyphen: "G20", "Mai-Demo", "Super-Sonntag", "2,2015"."""
    return _is_joined_before(text, start) or _is_joined_after(text, end)


def _is_joined_before(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    if not before:
        return False
    if before[-1].isalnum() or before[-1] in "_#$€£@§":
        return True
    if len(before) < 2:
        return False
    if before[1] in DASHES:
        return before[0].isalpha()
    if before[1] in ".,:/" and before[0].isdigit() and text[start].isdigit():
        return before[1] != "/" or YEAR_BEFORE.search(text, max(0, start - 6), start) is None
    return False


def _is_joined_after(text: str, end: int) -> bool:
    after = text[end : end + 2]
    if not after:
        return False
    if after[0].isalnum() or after[0] in "_%€$‰°@":
        return True
    if len(after) < 2:
        return False
    if after[0] in DASHES:
        return after[1].isalpha()
    return after[0] in ".,:" and after[1].isdigit() and text[end - 1].isdigit()


def is_plausible(rule: str, expression: Expression, place: Place) -> bool:
    """Whether the words around let a match be a date.

    Args:
        rule: the rule that matched.
        expression: what was read.
        place: where.
    """
    reading = expression.reading
    words = guard_words()
    match reading:
        case CalendarDate() if rule == "year":
            return is_year(reading.year or 0, place)
        case CalendarDate(year=None) if rule == "numeric_date":
            return place.begins_with(*ANNOUNCING, *WEEKDAYS) or place.is_after(*ANNOUNCING)
        case SameDay() if rule in WITHOUT_UHR:
            return is_hour(rule, place)
        case SameDay() if rule in {"day_part", "tomorrow"}:
            return place.begins_with("at", "in") or reading.shift is not None or _is_part_ahead(place)
        case Fixed() if expression.type == "duration":
            is_age = place.last_word == "Jahren" and place.previous in words.before_age
            return not is_age and place.following not in words.after_age
        case Weekday() if _is_in_title(place):
            return False
        case CalendarDate() | YearPart() if place.last_word == "Mais" or _is_plural_season(place):
            return False
        case CalendarDate() | Weekday() | YearPart() if place.is_bare:
            return _is_bare_date(reading, place)
    return True


def _is_bare_date(reading: CalendarDate | Weekday | YearPart, place: Place) -> bool:
    """A month, weekday or season of one word: not in a name, not after "ein"; some need an announcement."""
    if place.is_after("one") or _is_in_name(place):
        return False
    is_name = place.last_word.removesuffix("s") in guard_words().names
    if is_name and (place.last_word.endswith("s") or _is_surname(place)):
        return False  # "Sommers Laden"; the genitive of a date has an article
    if (
        place.is_after(*ANNOUNCING)
        or place.is_before("until")
        or place.lexemes.code_before(place.at) in LIST_MARKS
    ):
        return True
    if isinstance(reading, YearPart):  # "den ganzen Sommer", but not "Elke Sommer"
        return place.previous[:1].islower() and place.lexemes.code_before(place.at) == UNKNOWN
    if place.last_word in guard_words().names:
        return False
    return not (place.previous[:1].isupper() and place.following[:1].isupper())


def _is_part_ahead(place: Place) -> bool:
    """“für den Abend”, “bis zum Morgen”, “gegen Mittag”; “zu Mittag” is a meal."""
    if place.begins_with("article"):
        return place.is_after("to", "until")
    return place.previous in {"gegen", "Gegen"} or (
        place.previous == "zum" and place.lexemes.words_before(place.at, 2)[1:] == ["bis"]
    )


def _is_plural_season(place: Place) -> bool:
    """“die Winter damals”: the seasons are masculine, so "die" says that there are several."""
    article = place.previous if place.is_bare else place.first_word
    return (
        article in {"die", "Die"} and place.end - place.at <= 3 and place.last_word in guard_words().seasons
    )


def _is_surname(place: Place) -> bool:
    """Whether the text has a person of that name: “für Sommer”, where “Jana Sommer” stands before."""
    return place.last_word in place.tagged.surnames


def _is_in_title(place: Place) -> bool:
    """“Bild am Sonntag”; where “am Sonntag” was refused, “Sonntag” is tried next."""
    start = place.start_offset
    before = place.tagged.text[max(0, start - LONGEST_NAME) : start].removesuffix("am ").split()
    return bool(before) and before[-1] in guard_words().papers


def _is_in_name(place: Place) -> bool:
    start, end = place.start_offset, place.end_offset
    return any(
        name.end > start and (name.start, name.end) != (start, end)
        for name in place.tagged.names_in(max(0, start - LONGEST_NAME), end)
    )
