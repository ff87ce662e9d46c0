"""Numerals: a number as written, in digits or in words, of one or several words."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from transforms.annotate.quantities.number_words import NumberWord, read_number_word


class Numeral(NamedTuple):
    """One number as written.

    Attributes:
        start: offset in code points.
        end: offset behind it, with "Millionen" and the like.
        value: the number; None for "tausende".
        magnitude: 1000 for "tausende"; None where there is a value.
        scale: factor that its last words stand for: 1e6 for "2 Millionen", 1 for "2".
        form: how it is written; an 'article' ("eine" in "eine Stunde") is a number only before a unit, a
            'decimal_point' ("3.5") only before a unit or with a scale.
    """

    start: int
    end: int
    value: float | None
    magnitude: float | None
    scale: float
    form: Literal["digits", "words", "fraction", "article", "decimal_point", "vague"]


GAP = "[ \u00a0\u202f]"
"""What may stand between the parts of a number: spaces, also those that do not break."""
GROUPED = re.compile(
    rf"(?P<whole>\d{{1,3}}(?P<mark>[.'’ʼ]|{GAP})\d{{3}}(?:(?P=mark)\d{{3}})*+)(?!\d)(?P<part>,\d+)?"
)
"""14.000, 1.234.567,89; Swiss 14'000; DIN 5008 with spaces: 14 000."""
RUN = re.compile(r"\d++")
SPACES = " \u00a0\u202f"
MARKS = frozenset("./⁄'’ʼ½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
"""What may go on with a number behind its first digits."""
PLAIN = re.compile(r"\d++(?:,\d++(?!,\d))?")
DECIMAL_POINT = re.compile(r"\d+\.\d{1,2}(?![\d.])")
FRACTION = re.compile(
    rf"(?:(?P<whole>\d++){GAP})?(?P<top>\d{{1,2}})[/⁄](?P<bottom>[2-9]|1[026]|20|100)(?![\d/])"
)
VULGAR = re.compile("(?P<whole>\\d*+)(?P<sign>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])")
VULGAR_VALUES = {
    **{"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5},
    **{"⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8},
}
NEXT_WORD = re.compile(rf"{GAP}?(?P<word>[^\W\d_]++)(?![\w-])")
ARTICLE_ADJECTIVE = re.compile(rf"{GAP}(?:gut|knapp)e[mnrs]?(?={GAP})")
""" "ein gutes Dutzend"."""
FIRST_WORD = re.compile(r"[^\W\d_]++")
JOINED = re.compile(rf"{GAP}(?:und|Komma|komma){GAP}(?P<word>[^\W\d_]++)")
ABBREVIATIONS = frozenset({"tsd", "mio", "mrd", "bio"})
DOZEN, THOUSAND, MILLION = 12.0, 1e3, 1e6
MIN_ADDED = 13
"""Smallest number that continues another ("zwei Millionen dreihundert"): below it stands a number of its own
more often, as in "um eine Million zwei Jahre danach"."""


def read_numeral(text: str, start: int) -> Numeral | None:
    """Read the numeral that begins at an offset.

    Args:
        text: running text.
        start: where a digit, a fraction sign or a word begins.

    Returns:
        The longest numeral there; None where there is none. Words that only begin with a number ("Achtung",
        "80-Jähriger") are none.
    """
    if text[start].isalpha():
        return _read_words(text, start)
    if _is_plain(text, start) and (match := PLAIN.match(text, start)):
        value = float(match[0].replace(",", "."))
        return _with_scale(text, Numeral(start, match.end(), value, None, 1.0, "digits"))
    if match := VULGAR.match(text, start):
        value = float(match["whole"] or 0) + VULGAR_VALUES[match["sign"]]
        return _with_scale(text, Numeral(start, match.end(), value, None, 1.0, "fraction"))
    if (match := FRACTION.match(text, start)) and int(match["top"]) < int(match["bottom"]):
        value = float(match["whole"] or 0) + int(match["top"]) / int(match["bottom"])
        return _with_scale(text, Numeral(start, match.end(), value, None, 1.0, "fraction"))
    if (match := GROUPED.match(text, start)) and not match["whole"].startswith("0"):
        digits = match["whole"].replace(match["mark"], "")
        value = float(digits + (match["part"] or "").replace(",", "."))
        return _with_scale(text, Numeral(start, match.end(), value, None, 1.0, "digits"))
    if match := DECIMAL_POINT.match(text, start):
        return _with_scale(text, Numeral(start, match.end(), float(match[0]), None, 1.0, "decimal_point"))
    if match := PLAIN.match(text, start):
        value = float(match[0].replace(",", "."))
        return _with_scale(text, Numeral(start, match.end(), value, None, 1.0, "digits"))
    return None


def _is_plain(text: str, start: int) -> bool:
    """Whether digits are neither grouped nor part of a fraction: so are most of them."""
    match = RUN.match(text, start)
    if match is None:
        return False
    mark, after = text[match.end() : match.end() + 1], text[match.end() + 1 : match.end() + 2]
    return mark not in MARKS and not (mark in SPACES and after.isdigit()) if mark else True


def _with_scale(text: str, numeral: Numeral) -> Numeral:
    """Take in the scales and fractions that follow digits: "14 Mio.", "3 Viertel", "2 Dutzend"."""
    value, end, scale, form = numeral.value or 0.0, numeral.end, 1.0, numeral.form
    while (match := NEXT_WORD.match(text, end)) and (word := read_number_word(match["word"].lower())):
        if word.kind == "fraction" and form == "digits" and match["word"][0].isupper():
            form = "fraction"
        elif word.kind == "scale":
            scale *= word.value
            form = "digits" if form == "decimal_point" else form
        else:
            break
        value *= word.value
        end = _behind(text, match)
    return numeral._replace(value=round(value, 9), end=end, scale=scale, form=form)


def _behind(text: str, match: re.Match[str]) -> int:
    """The end of a word, with the stop of an abbreviation."""
    has_stop = match["word"].lower() in ABBREVIATIONS and text.startswith(".", match.end())
    return match.end() + 1 if has_stop else match.end()


class _Sum:
    """A number while its words are read: "zwei Millionen | dreihundert | tausend"."""

    def __init__(self, first: float) -> None:
        self.total, self.current, self.scale = 0.0, first, 1.0

    def add(self, word: NumberWord) -> bool:
        """Take in the next word, if the number can go on with it."""
        if word.kind == "scale" and self.current:
            self.scale *= word.value
            self.current *= word.value
            if word.value >= MILLION:
                self.total, self.current = self.total + self.current, 0.0
        elif word.kind == "cardinal" and not word.rest:
            if not (self.scale >= THOUSAND and MIN_ADDED <= word.value < self.scale):
                return False
            self.total, self.current, self.scale = self.total + self.current, word.value, 1.0
        elif word.kind in {"half", "fraction"} and self.scale == 1.0:
            self.current *= word.value
        else:
            return False
        return True

    @property
    def value(self) -> float:
        return round(self.total + self.current, 9)


def _read_words(text: str, start: int) -> Numeral | None:
    first = FIRST_WORD.match(text, start)
    word = read_number_word(first[0].lower()) if first else None
    if first is None or word is None or word.rest:
        return None
    if word.kind == "fraction" or (word.kind == "scale" and word.value == DOZEN):
        return None  # "das Viertel"; "Dutzend" counts with its number only
    if word.kind == "vague" or (word.kind == "scale" and word.value >= MILLION):
        return _read_vague(text, start, first, word)
    number = _Sum(word.value)
    form: Literal["words", "article", "fraction"] = "article" if word.kind == "article" else "words"
    end = first.end()
    if word.kind == "article" and (adjective := ARTICLE_ADJECTIVE.match(text, end)):
        end = adjective.end()
    while (match := NEXT_WORD.match(text, end)) and (following := read_number_word(match["word"].lower())):
        if not number.add(following):
            break
        form = "fraction" if following.kind == "fraction" else form
        form = "words" if form == "article" and following.kind == "scale" else form
        end = _behind(text, match)
    if joined := _read_joined(text, end, number):
        end = joined
    if word.kind == "half" and number.scale == 1.0:
        return None  # "halb acht", "halbe Sachen"
    return Numeral(start, end, number.value, None, number.scale, form)


def _read_joined(text: str, end: int, number: _Sum) -> int | None:
    """Take in "und drei Viertel", "Komma drei fünf", with the scale after it; returns the end."""
    if not (match := JOINED.match(text, end)) or number.scale != 1.0:
        return None
    first = read_number_word(match["word"].lower())
    if first is None or first.kind not in {"cardinal", "article"} or first.rest:
        return None
    if "omma" in match[0]:
        number.current += first.value / 10 ** len(str(int(first.value)))
        end = match.end()
    else:
        part = NEXT_WORD.match(text, match.end())
        share = read_number_word(part["word"].lower()) if part else None
        if part is None or share is None or share.kind not in {"half", "fraction"}:
            return None
        number.current += first.value * share.value
        end = part.end()
    match = NEXT_WORD.match(text, end)
    scale = read_number_word(match["word"].lower()) if match else None
    if match and scale and scale.kind == "scale" and number.add(scale):
        return _behind(text, match)
    return end


def _read_vague(text: str, start: int, first: re.Match[str], word: NumberWord) -> Numeral | None:
    """Read a scale without a number: "tausende", "Hunderte Millionen"."""
    if word.kind == "scale" and not first[0].lower().endswith("en"):
        return None  # "je Million", "in Mio. Euro"
    magnitude, scale, end = word.value, word.value, first.end()
    while (match := NEXT_WORD.match(text, end)) and (following := read_number_word(match["word"].lower())):
        if following.kind != "scale":
            break
        magnitude *= following.value
        scale *= following.value
        end = _behind(text, match)
    return Numeral(start, end, None, magnitude, scale, "vague")
