"""Numbers with their unit at one place in a text, ranges taken together."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.annotate.quantities.articles import is_article
from transforms.annotate.quantities.compounds import read_compound
from transforms.annotate.quantities.counted import find_counted
from transforms.annotate.quantities.labels import is_code_behind, is_ordinal
from transforms.annotate.quantities.number_words import read_number_word
from transforms.annotate.quantities.numerals import GAP, Numeral, read_numeral
from transforms.annotate.quantities.units import SUBUNIT, Unit, UnitSpan, of_country, unit_after, unit_before
from transforms.annotate.tagged import Span, TaggedText


class Reading(NamedTuple):
    """Numbers and unit at a place, before the words around them are looked at.

    Attributes:
        numerals: one number, or the two of a range.
        unit: their unit, if any.
        start: where the first number, or a currency before it, begins.
        end: where the last number, or the unit behind it, ends.
    """

    numerals: tuple[Numeral, ...]
    unit: Unit | None
    start: int
    end: int

    @property
    def low(self) -> float | None:
        """The smallest value: in "100 bis 300 Milliarden" the scale belongs to both numbers."""
        return shared_scale(self.numerals[0], self.numerals[-1])

    @property
    def high(self) -> float | None:
        """The largest value."""
        return self.numerals[-1].value


RANGE = re.compile(rf"{GAP}?[-–—]{{1,2}}{GAP}?|{GAP}(?:bis(?:{GAP}zu)?|oder){GAP}")
AND = re.compile(rf"{GAP}und{GAP}")
BETWEEN_BEFORE = re.compile(rf"\bzwischen{GAP}(?:rund{GAP}|etwa{GAP})?$", re.IGNORECASE)
TORN_RANGE = re.compile(rf"(?P<low>\d+|[^\W\d_]+)-{GAP}(?:bis|oder){GAP}(?=\w)")
"""The beginning of "drei- bis viertausend"."""
TORN_SCALES = (("tausend", 1000.0), ("hundert", 100.0))
SAME_UNIT = re.compile(
    rf"{GAP}(?:auf|und|sowie|statt|beziehungsweise|bzw\.){GAP}(?:(?:rund|etwa|knapp|über|fast){GAP})?"
)
CENTS = re.compile(rf"{GAP}(?=\d\d(?!\d)|[a-zäöü]+(?:zig|ßig|ssig|zehn|elf|zwölf)(?![^\W_]))")
"""Before the hundredths of "4 Euro 50", "vier Euro fünfzig"."""
HUNDREDTHS = range(10, 100)
MINUS = re.compile(rf"(?:(?<![^\s(])[-−–]|\b[Mm]inus{GAP})$")
BEFORE_SIGNED = frozenset("-−– \u00a0\u202f")
LOOK_BACK = 30
"""Code points before a number in which "zwischen" stands."""
COUNTRY_WINDOW = 2000
"""Code points before an amount in which a country tells whose crowns they are."""


def read_measure(tagged: TaggedText, first: Numeral, sentence: Span) -> Reading | None:
    """Read on from a number: its unit, the second number of a range, the second's unit.

    Args:
        tagged: the body.
        first: a numeral in it.
        sentence: the sentence it stands in.

    Returns:
        The numbers with their unit; None where the number turns out to be part of a code, a date or a word,
        or "ein" to be an article.
    """
    text = tagged.text
    before, after = unit_before(text, first.start), unit_after(text, first.end)
    numerals, after = _with_second(tagged, first, after, sentence)
    end = after.offset if after else numerals[-1].end
    unit = after.unit if after else before.unit if before else None
    if after is None and _goes_on(text, numerals[-1]):
        return None
    if unit is None and len(numerals) == 1 and (other := SAME_UNIT.match(text, end)):
        unit = _borrowed_unit(text, other.end())
    if unit and unit.code == "XXX":
        unit = of_country(unit, "", text[max(0, first.start - COUNTRY_WINDOW) : first.start])
    if unit is None and first.form == "decimal_point":
        return None
    if unit and unit.form == "money" and len(numerals) == 1 and (cents := SUBUNIT.match(text, end)):
        value = (first.value or 0.0) + int(cents["hundredths"]) / 100
        numerals, end = (first._replace(value=value),), cents.end()
    elif (
        unit
        and unit.form == "money"
        and len(numerals) == 1
        and (spoken := _spoken_cents(tagged, first, end, sentence))
    ):
        numerals, end = (first._replace(value=(first.value or 0.0) + spoken[0] / 100),), spoken[1]
    numerals = _signed(text, numerals, unit)
    start = min(before.offset if before else first.start, numerals[0].start)
    reading = Reading(numerals, unit, start, end)
    if first.form == "article" and is_article(text, first, unit, end, sentence.start):
        return None
    return reading


def _spoken_cents(tagged: TaggedText, first: Numeral, end: int, sentence: Span) -> tuple[float, int] | None:
    """The hundredths behind a currency that name no unit of their own, and their end: "vier Euro fünfzig"."""
    text = tagged.text
    match = CENTS.match(text, end)
    if match is None or first.value is None or not first.value.is_integer() or first.scale != 1.0:
        return None
    cents = read_numeral(text, match.end())
    if cents is None or cents.value is None or cents.form not in {"digits", "words"} or cents.scale != 1.0:
        return None
    if (
        cents.value not in HUNDREDTHS
        or cents.end > sentence.end
        or find_counted(tagged, cents.end, sentence.end)
    ):
        return None
    is_word = text[cents.end : cents.end + 1].isalnum() or unit_after(text, cents.end) is not None
    return None if is_word or is_code_behind(text, cents) else (cents.value, cents.end)


def _with_second(
    tagged: TaggedText, first: Numeral, after: UnitSpan | None, sentence: Span
) -> tuple[tuple[Numeral, ...], UnitSpan | None]:
    """The numbers from the first on, with the unit behind the last."""
    text, end = tagged.text, after.offset if after else first.end
    if first.value is None or (joint := _joint(text, first.start, end, sentence)) is None:
        return (first,), after
    second = read_numeral(text, joint) if text[joint].isalnum() else None
    if second is None or second.form == "article" or second.value is None or is_ordinal(tagged, second):
        return (first,), after
    second_unit = unit_after(text, second.end)
    low = shared_scale(_signed(text, (first,), second_unit.unit if second_unit else None)[0], second)
    is_range = low is not None and low < second.value and read_compound(text, joint) is None
    if is_range and (after is None or (second_unit and second_unit.unit == after.unit)):
        return (first, second), second_unit
    return (first,), after


def _joint(text: str, start: int, end: int, sentence: Span) -> int | None:
    """Where the second number of a range begins, if something joins one to the first."""
    joint = RANGE.match(text, end)
    if joint is None and (joint := AND.match(text, end)):
        is_between = BETWEEN_BEFORE.search(text[max(sentence.start, start - LOOK_BACK) : start])
        joint = joint if is_between else None
    return joint.end() if joint and joint.end() < sentence.end else None


def shared_scale(first: Numeral, second: Numeral) -> float | None:
    """The first number of two, with the scale of the second where it belongs to both."""
    if first.value is None or second.value is None:
        return first.value
    is_shared = first.scale == 1.0 and second.scale != 1.0 and first.value < second.value / second.scale
    return first.value * second.scale if is_shared else first.value


def _goes_on(text: str, last: Numeral) -> bool:
    """Whether a number without a unit is only the beginning of something: "2-Zimmer-Wohnung", "3:1", "5G"."""
    end = last.end
    if text[end : end + 1].isalpha() or is_code_behind(text, last):
        return True
    return text.startswith("-", end) and text[end + 1 : end + 2].isalpha()


def _borrowed_unit(text: str, start: int) -> Unit | None:
    """The unit of the next number, which this one shares: "von 5 auf 7 Prozent"."""
    other = read_numeral(text, start) if text[start : start + 1].isdigit() else None
    after = unit_after(text, other.end) if other else None
    return after.unit if after else None


def _signed(text: str, numerals: tuple[Numeral, ...], unit: Unit | None) -> tuple[Numeral, ...]:
    """Take in a minus; a dash is one before a measured number only."""
    first = numerals[0]
    if text[first.start - 1 : first.start] not in BEFORE_SIGNED:
        return numerals
    sign = MINUS.search(text[max(0, first.start - 6) : first.start])
    if sign is None or (unit is None and sign[0] == "–") or first.value is None:
        return numerals
    return (first._replace(start=first.start - len(sign[0]), value=-first.value), *numerals[1:])


def read_torn_range(text: str, start: int) -> tuple[Numeral, Numeral] | None:
    """Read "drei- bis viertausend": the end of the second number belongs to the first as well.

    Args:
        text: running text.
        start: where the first number begins.
    """
    match = TORN_RANGE.match(text, start)
    if match is None or (high := read_numeral(text, match.end())) is None or high.value is None:
        return None
    word = read_number_word(match["low"].lower())
    low = float(match["low"]) if match["low"].isdigit() else word.value if word and not word.rest else None
    written = text[high.start : high.end].lower()
    scale = next((scale for ending, scale in TORN_SCALES if written.endswith(ending)), 1.0)
    if low is None or high.value < scale:
        return None
    return Numeral(start, match.end("low"), low * scale, None, scale, "words"), high
