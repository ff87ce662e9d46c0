"""Whether a number of four digits is a year or counts something."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from transforms.annotate.dates.checking.place import Place, codes_of
from transforms.annotate.dates.matching.vocabulary import UNKNOWN, YEAR_NUMBER, vocabulary
from transforms.annotate.dates.reading.match import SENTENCE_STOPS

TABLE = Path(__file__).with_name("years.toml")

LIKELY_YEARS = range(1900, 2060)
"""Bare numbers in here are years unless something counted follows; earlier ones need a sign that they are."""
ROUND, HALF_ROUND = 100, 50
"""Multiples of this before a noun are counts ("2000 Anhänger"), all other likely years are years; early ones
are doubted where they are multiples of the second ("die 1250 besten")."""
NOUN_TAGS = frozenset({"NOUN", "X"})
ANNOUNCING = ("at", "in", "from", "off", "until", "edge", "between")
"""Classes of the words after which a number before 1900 is a year."""


@cache
def count_words() -> tuple[frozenset[str], frozenset[str]]:
    """What follows and what precedes numbers that are no years."""
    table: dict[str, str] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return frozenset(table["after"].split()), frozenset(table["before"].lower().split())


def is_year(year: int, place: Place) -> bool:
    """Whether a number is a year.

    Args:
        year: the number.
        place: where it stands, with the preposition, "Anfang" or "Jahr" before it.
    """
    is_named = not place.is_bare and not (place.begins_with("at", "in") and place.end - place.at == 3)
    if is_named:
        return True  # "im Jahr 2000", "Ende 1999"
    following = place.following
    after, before = count_words()
    if following in after or following[:1].isdigit() or _is_first_count(place) or _is_designation(place):
        return False
    if place.previous == "um" and following == "auf":
        return False  # "um 2000 auf 5000 gestiegen"
    if place.is_bare and (_is_counted(place, before) or _is_after_digits(place)):
        return False
    is_noun = following[:1].isupper() and following.isalpha() and place.pos_of_following in NOUN_TAGS
    if year in LIKELY_YEARS:
        return not (is_noun and year % ROUND == 0 and following not in vocabulary().words)
    is_announced = not place.is_bare or place.is_after(*ANNOUNCING)
    is_before_word = following[:1].islower()
    begins_sentence = place.previous in SENTENCE_STOPS or place.previous.isspace()
    is_attribute = (
        place.is_after("article", "one") and year % HALF_ROUND != 0
    )  # "des 1849 verstorbenen Dichters"
    return (
        (is_announced and not is_noun)
        or (is_before_word and (begins_sentence or is_attribute))
        or _is_paired(place)
    )


def _is_counted(place: Place, before: frozenset[str]) -> bool:
    """“rund 2000”, “mehr als 2000”; “mehr Gäste als 2019” and “Als 2019 …” compare and begin."""
    words = place.lexemes.words_before(place.at, 2)
    if words[:1] == ["als"]:
        return words[1:2] in (["mehr"], ["weniger"])
    return bool(words) and words[0] in before


def _is_designation(place: Place) -> bool:
    """“2003 EL61”, “2012 VP113”: celestial bodies are named by year, letters and number."""
    words = place.lexemes.words
    end = place.end + 2
    return place.following.isupper() and end < len(words) and words[end].isdigit()


def _is_after_digits(place: Place) -> bool:
    """“Seite 12 1990”: part of a longer number; a year before is fine (“2005/2010”)."""
    return place.previous[:1].isdigit() and not place.is_after(YEAR_NUMBER)


def _is_first_count(place: Place) -> bool:
    """“2000 bis 3000 Grad”, “2000 im Jahr 2011”: what follows shows that the number counts."""
    words = place.lexemes.words[place.end : place.end + 4]
    codes = place.lexemes.codes[place.end : place.end + 4]
    if len(words) < 4:
        return False
    if words[1] in {"bis", "oder"} and words[3].isdigit() and codes[3] == UNKNOWN:
        return True
    has_own_year = codes[3] in codes_of("year_unit", "shift", "this", "shifted_unit")
    return codes[1] in codes_of("at") and has_own_year


def _is_paired(place: Place) -> bool:
    """“(1898-1976)”, “1170–1230”; also in brackets alone: “(1492)”."""
    codes = place.lexemes.codes
    year = vocabulary().code_of[YEAR_NUMBER]
    after, before = codes[place.end : place.end + 4], codes[max(0, place.at - 4) : place.at]
    if before.endswith("(") and after.startswith(")"):
        return True
    return after.replace(" ", "").startswith(f"-{year}") or before.replace(" ", "").endswith(f"{year}-")
