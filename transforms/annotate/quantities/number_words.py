"""German number words → numbers, one word at a time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

WordKind = Literal["cardinal", "article", "half", "fraction", "scale", "vague"]


class NumberWord(NamedTuple):
    """What a word says about a number.

    Attributes:
        kind: 'cardinal' ("zwölf"), 'article' ("ein", a number only before some words), 'half' ("halbes"),
            'fraction' ("drittel"), 'scale' (multiplies what stands before it: "dutzend", "Millionen") or
            'vague' (a scale in the plural: "tausende").
        value: the number, the share or the factor.
        rest: letters after the number, lower case: "tägig" in "zweitägig".
    """

    kind: WordKind
    value: float
    rest: str = ""


DIGITS = {
    **{"ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "fuenf": 5, "sechs": 6},
    **{"sieben": 7, "acht": 8, "neun": 9},
}
TEENS = {
    **{"zehn": 10, "elf": 11, "zwölf": 12, "zwoelf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15},
    **{"fuenfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19},
}
TENS = {
    **{"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "fuenfzig": 50},
    **{"sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90},
}
SCALES = {
    **{"hundert": 1e2, "tausend": 1e3, "tsd": 1e3, "hunderttausend": 1e5, "dutzend": 12.0, "dutzends": 12.0},
    **{"million": 1e6, "millionen": 1e6, "mio": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9},
    **{"billion": 1e12, "billionen": 1e12, "bio": 1e12, "billiarde": 1e15, "billiarden": 1e15},
    **{"trillion": 1e18, "trillionen": 1e18},
}
"""Factors, in the long scale of German: a Billion is a million millions."""
SCALE_ENDINGS = ("hundert", "tausend", "dutzend")
ARTICLES = frozenset({"ein", "eine", "einen", "einem", "einer", "eines"})
HALF = frozenset({"halb", "halbe", "halben", "halber", "halbes", "halbem"})
_PARTS = {
    **{"drit": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieb": 7, "ach": 8, "neun": 9, "zehn": 10, "zwölf": 12},
    **{"zwanzigs": 20, "hunderts": 100, "tausends": 1000, "millions": 1_000_000},
}
FRACTIONS = {stem + ending: 1 / parts for stem, parts in _PARTS.items() for ending in ("tel", "teln", "tels")}
WHOLE_WORDS = {
    **{"anderthalb": 1.5, "einundhalb": 1.5, "dreiviertel": 0.75, "null": 0.0},
    **{"zweier": 2.0, "dreier": 3.0, "zweien": 2.0, "dreien": 3.0},
}
"""Words that no rule composes. Only two and three take case endings before a noun ("zweier Städte")."""
PLURAL = frozenset({"e", "en", "er"})
"""Endings of "tausend" and "hundert" as plural nouns."""
VAGUE_PREFIX = re.compile("zig|aber|viel|mehr(?:ere)?")


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SMALL = re.compile(
    rf"(?:(?P<one>{_any(DIGITS)})und)?(?P<ten>{_any(TENS)})|(?P<teen>{_any(TEENS)})|(?P<digit>{_any(DIGITS)})"
)
_HALVED = re.compile("(?:und)?einhalb")


@lru_cache(maxsize=50_000)
def read_number_word(word: str) -> NumberWord | None:
    """Read one word as (the beginning of) a number.

    Args:
        word: letters only, lower case; ß and umlauts also as ss and ue.

    Returns:
        What it says, or None where it does not begin with a number. A `rest` that is no part of the number is
        left to the caller: most of them make another word ("achtung", "einige").
    """
    if word in ARTICLES:
        return NumberWord("article", 1.0)
    if word in HALF:
        return NumberWord("half", 0.5)
    if word in FRACTIONS:
        return NumberWord("fraction", FRACTIONS[word])
    if word in SCALES:
        return NumberWord("scale", SCALES[word])
    if word in WHOLE_WORDS:
        return NumberWord("cardinal", WHOLE_WORDS[word])
    if prefix := VAGUE_PREFIX.match(word):
        return _vague(word[prefix.end() :])
    value, end = _compose(word)
    if end == 0:
        return _vague(word)
    rest = word[end:]
    if rest in PLURAL and word[:end].endswith(SCALE_ENDINGS):
        return NumberWord("vague", value)
    return NumberWord("cardinal", value, rest)


def _vague(word: str) -> NumberWord | None:
    """Scales in the plural, "dutzende", and what stands after "zig" or "aber"."""
    for ending in ("", *sorted(PLURAL)):
        if word.endswith(ending) and word.removesuffix(ending) in SCALES:
            return NumberWord("vague", SCALES[word.removesuffix(ending)])
    value, end = _compose(word)
    if end and (word[end:] in PLURAL or end == len(word)) and value >= SCALES["hundert"]:
        return NumberWord("vague", value)
    return None


def _compose(word: str) -> tuple[float, int]:
    """The number at the beginning of a word, and where it ends: 0 where there is none."""
    if word.startswith("anderthalb"):
        value, end = 1.5, len("anderthalb")
    else:
        value, end = _below_thousand(word, 0)
    if not word.startswith("tausend", end):
        return value, end
    thousands = value if end else 1.0
    end += len("tausend")
    value, after = _below_thousand(word, _skip_und(word, end))
    return (thousands * 1000 + value, after) if value else (thousands * 1000, end)


def _below_thousand(word: str, start: int) -> tuple[float, int]:
    """A number with at most one "hundert"; ``(0, start)`` where there is none."""
    value, end = _below_hundred(word, start)
    if not word.startswith("hundert", end):
        return value, end
    hundreds = value if end > start else 1.0
    end += len("hundert")
    value, after = _below_hundred(word, _skip_und(word, end))
    return (hundreds * 100 + value, after) if value else (hundreds * 100, end)


def _below_hundred(word: str, start: int) -> tuple[float, int]:
    match = _SMALL.match(word, start)
    if match is None:
        return 0.0, start
    groups = match.groupdict()
    value = float(
        DIGITS.get(groups["one"] or "", 0)
        + TENS.get(groups["ten"] or "", 0)
        + TEENS.get(groups["teen"] or "", 0)
        + DIGITS.get(groups["digit"] or "", 0)
    )
    if half := _HALVED.match(word, match.end()):
        return value + 0.5, half.end()
    return value, match.end()


def _skip_und(word: str, start: int) -> int:
    """Behind "und", but only between two numbers: "hundertundeins"."""
    after = start + len("und")
    return after if word.startswith("und", start) and _SMALL.match(word, after) else start
