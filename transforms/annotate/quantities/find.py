"""A tagged body → its number claims."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from transforms.annotate.quantities.articles import QUALIFIED_ARTICLE
from transforms.annotate.quantities.candidates import number_starts
from transforms.annotate.quantities.clauses import SentenceHedges
from transforms.annotate.quantities.clock_times import is_clock_time
from transforms.annotate.quantities.compounds import Compound, read_compound
from transforms.annotate.quantities.counted import Counted, find_counted, plural_lemma, tail_lemma
from transforms.annotate.quantities.hedges import read_hedges
from transforms.annotate.quantities.labels import is_code_before, is_label, is_ordinal
from transforms.annotate.quantities.modifiers import (
    Modified,
    Modifier,
    modifier_before,
    modifier_behind,
    quantifier_before,
    words_before,
)
from transforms.annotate.quantities.numerals import GAP, read_numeral
from transforms.annotate.quantities.quantity import Quantity
from transforms.annotate.quantities.reading import (
    BETWEEN_BEFORE,
    Reading,
    read_measure,
    read_torn_range,
)
from transforms.annotate.quantities.shares import read_share
from transforms.annotate.quantities.units import Form, pound, unit_after
from transforms.annotate.tagged import Span, TaggedText

LOOK_BACK = 30
"""Code points before a number in which "zwischen" stands, or a name begins."""
MAX_VALUE = 1e24
"""Larger than anything counted in a text; a longer row of digits is a key or noise."""
BARE_SCALES = frozenset({100.0, 1000.0})
"""With "mehrere" before them, hundert and tausend are vague."""
TAIL = re.compile(r"-(?P<noun>[^\W\d_][\w-]*)")
"""The noun glued to a unit: "Hürde" in "5%-Hürde"."""
TORN_TAIL = re.compile(rf"{GAP}?-{GAP}?(?P<noun>[^\W\d_][\w-]*)")
RUN = re.compile(r"[\d.:/,-]*")
"""What hangs together with a number: dates, scores, phone numbers."""
IDIOM = re.compile(r"(?:mehr[^.!?]{0,20}sag|sag[^.!?]{0,20}mehr)\w*[^.!?]{0,12} als $")
"""Before "tausend Worte"."""
IDIOM_WINDOW = 50


def find_quantities(tagged: TaggedText, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Find the number claims in a body.

    Args:
        tagged: the body; without tags ("X") capitals and endings take their place.
        taken: spans that are something else: date mentions. No number in them is a claim.

    Returns:
        The claims in order, without overlap. Years, dates, clock times, ordinals, scores, numbers of
        paragraphs, places, phones and things in a series are none.
    """
    return _Finder(tagged, taken).find()


class _Finder:
    """One pass over a body."""

    def __init__(self, tagged: TaggedText, taken: Sequence[tuple[int, int]]) -> None:
        self.tagged = tagged
        self.text = tagged.text
        self.taken = sorted(taken)
        self.taken_until = list(accumulate((end for _, end in self.taken), max))
        self.hedges: dict[int, SentenceHedges] = {}

    def find(self) -> list[Quantity]:
        found: list[Quantity] = []
        behind = 0
        for start in number_starts(self.text):
            if start >= behind:
                quantity, behind = self._read_at(start)
                if quantity is not None:
                    if found and quantity.start < found[-1].end:
                        quantity = quantity._replace(start=quantity.measure.start)
                    found.append(quantity)
                    behind = max(behind, quantity.end)
        return found

    def _read_at(self, start: int) -> tuple[Quantity | None, int]:
        """The claim that begins at a candidate, and where to look for the next one."""
        sentence = self._sentence(start)
        if compound := read_compound(self.text, start):
            is_free = not self._is_taken(start, compound.end) and not is_code_before(self.text, start)
            return (self._of_compound(compound, sentence) if is_free else None), compound.end
        reading, end = self._reading(start, sentence)
        if reading is None or self._is_taken(reading.start, reading.end):
            return None, end
        return self._of_reading(reading, sentence), end

    def _reading(self, start: int, sentence: Span) -> tuple[Reading | None, int]:
        if torn := read_torn_range(self.text, start):
            after = unit_after(self.text, torn[1].end)
            end = after.offset if after else torn[1].end
            return Reading(torn, after.unit if after else None, start, end), end
        numeral = read_share(self.text, start) or read_numeral(self.text, start)
        if numeral is None:
            return None, start + 1
        if (numeral.value or numeral.magnitude or 0) > MAX_VALUE:
            return None, numeral.end
        if is_code_before(self.text, start) or is_ordinal(self.tagged, numeral):
            match = RUN.match(self.text, numeral.end)
            return None, match.end() if match else numeral.end
        if self.text.startswith("tausend", start) and IDIOM.search(
            self.text[max(sentence.start, start - IDIOM_WINDOW) : start]
        ):
            return None, numeral.end
        reading = read_measure(self.tagged, numeral, sentence)
        return reading, reading.end if reading else numeral.end

    def _sentence(self, offset: int) -> Span:
        if self.tagged.sentences:
            sentence = self.tagged.sentences[self.tagged.sentence_at(offset)]
            if sentence.start <= offset < sentence.end:
                return sentence
        return Span(offset, len(self.text))

    def _is_taken(self, start: int, end: int) -> bool:
        position = bisect_right(self.taken, (start, len(self.text)))
        return (position > 0 and self.taken_until[position - 1] > start) or (
            position < len(self.taken) and self.taken[position][0] < end
        )

    def _of_reading(self, reading: Reading, sentence: Span) -> Quantity | None:
        """The claim that a number with its unit makes together with the words around it."""
        first, unit = reading.numerals[0], reading.unit
        end, noun = reading.end, unit.noun if unit else None
        is_duration = unit is not None and unit.form == "duration"
        is_amount = unit is not None and unit.form in {"money", "measure"}
        counted = None if is_duration else find_counted(self.tagged, reading.end, sentence.end, is_amount)
        is_torn = "-" in self.text[reading.numerals[-1].end : reading.end]
        if unit and (tail := (TORN_TAIL if is_torn else TAIL).match(self.text, reading.end)):
            noun, end = tail_lemma(self.tagged, tail["noun"], tail.end()), tail.end()
        elif counted:
            noun, end = self._counted_lemma(reading, counted), counted.end
        if unit is None and self._is_name(reading, sentence, counted is not None):
            return None
        if noun is None and is_clock_time(self.text, first, *sentence):
            return None
        if first.form == "article" and unit is None and not (counted and counted.end > reading.end):
            return None
        unit = pound(unit, self.text[reading.end : end], reading.high) if unit else None
        modified = self._modifier(reading, sentence)
        behind, end_behind = modifier_behind(self.text, end)
        if behind and modified.modifier in {None, "approx"}:
            modified, end = modified._replace(modifier=behind), end_behind
            if counted is None and unit is None and (counted := find_counted(self.tagged, end, sentence.end)):
                noun, end = counted
        is_part = first.form == "fraction" or (first.form == "words" and 0 < (first.value or 0) < 1)
        form: Form = unit.form if unit else "fraction" if is_part else "cardinal"
        if unit is not reading.unit:
            reading = reading._replace(unit=unit)
        return self._quantity(reading, modified, end, noun, form)

    def _counted_lemma(self, reading: Reading, counted: Counted) -> str:
        """The lemma of a counted noun, with what the number says of its form."""
        first = reading.numerals[0]
        if first.form == "article" and self.text[first.start : first.end].lower() == "eine":
            # A feminine singular has no endings, so the word is its lemma whatever a table makes of it.
            return self.tagged.word(self.tagged.token_at(counted.end - 1))
        is_many = reading.unit is None and (reading.high or first.magnitude or 0) > 1
        return plural_lemma(self.tagged, counted, reading.start) if is_many else counted.lemma

    def _of_compound(self, compound: Compound, sentence: Span) -> Quantity:
        unit = compound.unit
        reading = Reading(compound.numerals, unit, compound.numerals[0].start, compound.measure_end)
        noun = unit.noun if unit else compound.counted or "Mal"
        if compound.tail:
            noun = tail_lemma(self.tagged, compound.tail, compound.end)
        form: Form = unit.form if unit else "cardinal"
        return self._quantity(reading, self._modifier(reading, sentence), compound.end, noun, form)

    def _is_name(self, reading: Reading, sentence: Span, is_counting: bool) -> bool:
        """Whether a number without a unit names something: "Platz 3", "Apollo 11", "Heilige Drei Könige"."""
        first = reading.numerals[0]
        if is_label(self.tagged, first, sentence.start, is_counting):
            return True
        is_capital = self.text[first.start].isupper() and first.start != sentence.start
        if is_counting and not (is_capital and (first.value or 100) < 100):
            return False
        names = self.tagged.names_in(max(0, reading.start - LOOK_BACK), reading.start + 1)
        return any(
            name.end >= reading.end
            and (name.start < reading.start or (is_capital and name.start == reading.start))
            for name in names
        )

    def _modifier(self, reading: Reading, sentence: Span) -> Modified:
        """What stands before the number; for a vague one the quantifier ("mehrere tausend")."""
        text, start, first = self.text, reading.start, reading.numerals[0]
        words = words_before(text, start, sentence.start)
        quantifier = quantifier_before(words)
        if first.value is None or (quantifier is not None and first.value in BARE_SCALES):
            return Modified("vague", start if quantifier is None else quantifier)
        if len(reading.numerals) > 1:
            window = text[max(sentence.start, start - LOOK_BACK) : start]
            if match := BETWEEN_BEFORE.search(window):
                start -= len(window) - match.start()
                words = words_before(text, start, sentence.start)
        modified = modifier_before(text, start, words, reading.unit is not None, first.value)
        if modified.modifier is None and QUALIFIED_ARTICLE.search(text, first.start, first.end):
            return modified._replace(modifier="approx")
        return modified

    def _quantity(
        self, reading: Reading, modified: Modified, end: int, noun: str | None, form: Form
    ) -> Quantity:
        first = reading.numerals[0]
        low, high, magnitude = reading.low, reading.high, None
        if modified.modifier == "vague":
            low, high, magnitude = None, None, first.magnitude or first.value
        elif len(reading.numerals) == 1:
            low, high = _bounds(first.value, modified.modifier)
        return Quantity(
            *(modified.start, end, low, high, magnitude, modified.modifier),
            *(reading.unit.code if reading.unit else None, noun, self._is_hedged(reading.start), form),
            *(Span(reading.start, reading.end), reading.numerals),
        )

    def _is_hedged(self, start: int) -> bool:
        if not self.tagged.sentences:
            return False
        number = self.tagged.sentence_at(start)
        if number not in self.hedges:
            self.hedges[number] = read_hedges(self.tagged, self.tagged.sentences[number])
        return self.hedges[number].cover(start)


def _bounds(value: float | None, modifier: Modifier | None) -> tuple[float | None, float | None]:
    """Low and high of one number: "mehr als 3" stays near its number, "mindestens 3" is open above."""
    return (None if modifier == "at_most" else value), (None if modifier == "at_least" else value)
