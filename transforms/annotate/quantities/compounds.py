"""Numbers inside words: "500-Milliarden-Euro-Sondervermögen", "80-Jähriger", "zweitägig", "dreimal"."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from transforms.annotate.quantities.number_words import SCALES, read_number_word
from transforms.annotate.quantities.numerals import Numeral
from transforms.annotate.quantities.units import ADJECTIVES, UNITS_BY_NOUN, UNITS_BY_SYMBOL, Unit


class Compound(NamedTuple):
    """A word with a number in it.

    Attributes:
        numerals: the numbers; two where "10- bis 12-stündig" gives a range.
        end: where the word ends.
        measure_end: where number and unit end.
        unit: the unit, None in "dreimal".
        tail: the noun at its end ("Sondervermögen"), "" where it ends with the unit.
        counted: what is counted where neither unit nor tail says it: "Einwohner" in "80.000-Einwohner-Stadt".
    """

    numerals: tuple[Numeral, ...]
    end: int
    measure_end: int
    unit: Unit | None
    tail: str
    counted: str | None = None


WORD = re.compile(r"\d++(?:[.,]\d++)*+[^\W\d_]*(?:-[^\W\d_]++|-%){0,6}+|[^\W\d_]++(?:-[^\W\d_]++|-%){0,6}+")
HEAD = re.compile(r"\d++(?:[.,]\d++)*+|[^\W\d_]++")
FIRST_OF_TWO = re.compile(
    r"(?P<number>\d+|[^\W\d_]+)-? (?:bis|oder) (?=\d|[^\W\d_])|(?P<digits>\d+)-(?=\d+-)"
)
"""The first number in "10- bis 12-stündig", "50-60-Jährige"."""
FIRST_OF_SEVERAL = re.compile(
    r"(?P<number>\d+|[^\W\d_]+)- (?:und|sowie|beziehungsweise|bzw\.) (?:[a-z]+\.? )?(?=\d|[^\W\d_])"
)
"""The first number in "27- beziehungsweise 30-jährig", a claim of its own."""
DIGITS = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?$")
AMOUNTS = tuple(
    tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["amounts"].split()
)
"""Last parts of what millions are paid, owed or lost as: a Millionenstadt has inhabitants instead."""
ADJECTIVE = re.compile(rf"(?P<ending>{'|'.join(ADJECTIVES)})(?:e[mnrs]?)?(?P<tail>[^\W\d_]*)$")
TIMES = frozenset({"mal", "malige", "maligen", "maliger", "maliges"})
COUNTED_FROM = 100
"""From here on digits before a noun in a compound count it ("80.000-Einwohner-Stadt"); smaller ones rather
tell a kind of thing ("2-Zimmer-Wohnung")."""
MEMBERS = re.compile(r"-?köpfig(?:e[mnrs]?)?$")
PERSON = "Person"
"""What "-köpfig" counts, so that "eine zwölfköpfige Jury" and "zwölf Personen" can be compared."""
SCALE_COMPOUND = re.compile(r"(?P<scale>[Mm]illionen|[Mm]illiarden|[Bb]illionen)-?(?P<tail>[^\W\d_]+)")


def read_compound(text: str, start: int) -> Compound | None:
    """Read a word that begins with a number and goes on with a unit.

    Args:
        text: running text.
        start: where the word begins.

    Returns:
        The compound; None where the word is only a number, or something else altogether ("Achtung",
        "Zwei-Staaten-Lösung", "90er").
    """
    head = HEAD.match(text, start)
    if head is None:
        return None
    end = head.end()
    following = text[end : end + 1]
    if following == "-" or text.startswith((" bis ", " oder "), end):
        return _read_first(text, start) or _read_one(text, start)
    is_word = following.isalpha() or not head[0].isdigit()
    return _read_one(text, start) if is_word else None


def _read_first(text: str, start: int) -> Compound | None:
    """Read the number before a compound that shares its unit: "10- bis 12-stündig"."""
    if first := FIRST_OF_TWO.match(text, start):
        low = _number(first["number"] or first["digits"])
        high = _read_one(text, first.end())
        if low is not None and high and high.tail == "" and high.numerals[0].value is not None:
            end = first.end("number") if first["number"] else first.end("digits")
            numeral = Numeral(start, end, low, None, 1.0, "digits")
            if low < high.numerals[0].value:
                return high._replace(numerals=(numeral, *high.numerals))
    if first := FIRST_OF_SEVERAL.match(text, start):
        value, other = _number(first["number"]), _read_one(text, first.end())
        if value is not None and other and other.tail == "":
            numeral = Numeral(start, first.end("number"), value, None, 1.0, "digits")
            return Compound((numeral,), numeral.end + 1, numeral.end + 1, other.unit, "")
    return None


def _read_one(text: str, start: int) -> Compound | None:
    match = WORD.match(text, start)
    if match is None:
        return None
    if text[start] in "MmBb":
        return _read_scale(match)
    head, *parts = match[0].split("-")
    if not parts:
        return _read_solid(head, start)
    value = _number(head)
    if value is None:
        return None
    end, scale = start + len(head), 1.0
    if (word := read_number_word(parts[0].lower())) and word.kind == "scale":
        value, scale, end = value * word.value, word.value, end + 1 + len(parts[0])
        parts = parts[1:]
    if not parts:
        return None
    numeral = Numeral(start, end, round(value, 9), None, scale, "digits")
    unit = UNITS_BY_NOUN.get(parts[0].lower()) or UNITS_BY_SYMBOL.get(parts[0])
    if parts[0].lower() in TIMES and len(parts) == 1:
        return Compound((numeral,), match.end(), match.end(), None, "")
    if unit is None:
        if MEMBERS.match(parts[0].lower()):
            return Compound((numeral,), match.end(), match.end(), None, "", PERSON)
        if len(parts) > 1 and value >= COUNTED_FROM and head[0].isdigit() and parts[0][0].isupper():
            return Compound((numeral,), match.end(), end, None, "", parts[0])
        adjective = ADJECTIVE.match(parts[0].lower())
        if adjective is None or adjective["tail"]:
            return None
        return Compound(
            (numeral,), match.end(), match.end(), ADJECTIVES[adjective["ending"]], "-".join(parts[1:])
        )
    return Compound((numeral,), match.end(), end + 1 + len(parts[0]), unit, "-".join(parts[1:]))


def _read_solid(word: str, start: int) -> Compound | None:
    """Read one word without a hyphen: "zweitägig", "80jährige", "dreimal"."""
    lower = word.lower()
    if lower[0].isdigit():
        digits = re.match(r"[\d.,]+", lower)
        rest = lower[digits.end() :] if digits else ""
        value = _number(lower.removesuffix(rest)) if rest else None
    else:
        number = read_number_word(lower)
        rest = number.rest if number and number.kind == "cardinal" else ""
        value = number.value if number else None
    if not rest or value is None:
        return None
    numeral = Numeral(start, start + len(word) - len(rest), value, None, 1.0, "words")
    end = start + len(word)
    if rest in TIMES and value >= 2:
        return Compound((numeral,), end, end, None, "")
    if MEMBERS.match(rest):
        return Compound((numeral,), end, end, None, "", PERSON)
    adjective = ADJECTIVE.match(rest)
    if adjective is None or adjective["tail"]:
        return None
    return Compound((numeral,), end, end, ADJECTIVES[adjective["ending"]], "")


def _read_scale(match: re.Match[str]) -> Compound | None:
    """Read "Milliardenpaket": how large it is, but no number."""
    scaled = SCALE_COMPOUND.fullmatch(match[0])
    if scaled is None or not scaled["tail"].lower().endswith(AMOUNTS):
        return None
    magnitude = SCALES[scaled["scale"].lower()]
    numeral = Numeral(match.start(), match.end(), None, magnitude, magnitude, "vague")
    return Compound((numeral,), match.end(), match.end(), None, scaled["tail"].capitalize())


def _number(written: str) -> float | None:
    """A number without scale, in digits or as one word."""
    if DIGITS.match(written):
        return float(written.replace(".", "").replace(",", "."))
    word = read_number_word(written.lower())
    if word is None or word.rest or word.kind not in {"cardinal", "article", "scale"}:
        return None
    return word.value
