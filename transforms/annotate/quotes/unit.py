"""A sentence as the rules for quotations see it: what stands in marks is one item, whatever is in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from transforms.annotate.quotes.cues import Reading
from transforms.annotate.quotes.grammar import FINITE_AUXILIARIES, PREPOSITIONS, RELATIVES
from transforms.annotate.quotes.marks import Marked
from transforms.annotate.quotes.names_in_marks import looks_like_name
from transforms.annotate.subjunctive import SUBJUNCTIVE_II, is_subjunctive_i
from transforms.annotate.tagged import Span, TaggedText

PROPER = frozenset({"PROPN", "PERSON"})
"""Tags of names: "PERSON" where a mention says that it is one of a person."""
FIRST_PERSON = frozenset({"ich", "mich", "mir", "mein", "meine", "meiner", "meinem", "meinen"})
QUOTED = "„“"
"""The word that stands for an item in marks."""
SEPARATORS = frozenset({",", ";", ":", "–", "—", "-", "…", "..."})
STOPS = frozenset({".", "!", "?", "…", "..."})


@dataclass(frozen=True)
class Segment:
    """What stands between two separators, as item numbers; `opener` is the separator before it."""

    start: int
    end: int
    opener: str


@dataclass(frozen=True)
class Unit:
    """One sentence, or several that one quotation in marks holds together.

    Attributes:
        start: first code point.
        end: the code point after the last one.
        words: the items as written; `QUOTED` for text in marks, with the marks.
        starts: first code point of each item.
        ends: code point after each item.
        pos: UPOS of each item; "PERSON" for the name of a person, "QUOTE" for text in marks.
        readings: what each item may be as a cue.
        quotes: item number → text in marks.
        names: items of text in marks that may be a name.
    """

    start: int
    end: int
    words: list[str]
    starts: list[int]
    ends: list[int]
    pos: list[str]
    readings: list[tuple[Reading, ...]]
    quotes: dict[int, Marked]
    names: frozenset[int]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, items: tuple[int, int]) -> Span:
        """Where items stand in the text."""
        return Span(self.starts[items[0]], self.ends[items[1] - 1])

    def content_span(self, items: tuple[int, int]) -> Span:
        """Where items stand in the text, without a stop at their end."""
        start, end = items
        while end > start + 1 and self.words[end - 1] in STOPS:
            end -= 1
        return self.span((start, end))

    @cached_property
    def lower(self) -> list[str]:
        """The items in lower case."""
        return [word.lower() for word in self.words]

    @cached_property
    def segments(self) -> list[Segment]:
        """The items between commas, colons and dashes; those within brackets do not divide."""
        segments, start, opener, depth = [], 0, "", 0
        for i, word in enumerate(self.words):
            if word == "(":
                depth += 1
            elif word == ")":
                depth = max(0, depth - 1)
            elif depth == 0 and word in SEPARATORS:
                segments.append(Segment(start, i, opener))
                start, opener = i + 1, word
        end = len(self.words)
        while end > start and self.words[end - 1] in STOPS:
            end -= 1
        segments.append(Segment(start, end, opener))
        return segments

    @cached_property
    def segment_numbers(self) -> list[int]:
        """Number of the segment of each item; a separator belongs to the one before it."""
        numbers: list[int] = []
        for number, segment in enumerate(self.segments):
            numbers.extend([number] * (segment.end + 1 - len(numbers)))
        numbers.extend([len(self.segments) - 1] * (len(self.words) - len(numbers)))
        return numbers

    def is_finite(self, i: int) -> bool:
        """Whether an item is, as far as can be told, a finite verb."""
        word = self.words[i]
        if word in FINITE_AUXILIARIES:
            return True
        if self.pos[i] in {"VERB", "AUX"}:
            return not (word.startswith("ge") and word.endswith(("t", "en"))) and not self._is_infinitive(i)
        return self.pos[i] == "X" and (
            is_subjunctive_i(word, "X") or any(r.kind == "finite" for r in self.readings[i])
        )

    def _is_infinitive(self, i: int) -> bool:
        return i > 0 and self.words[i - 1] == "zu"

    def is_subjunctive(self, i: int) -> bool:
        """Whether an item is Konjunktiv I, or the Konjunktiv II that stands for it."""
        return i in self._first_subjunctives or self.words[i] in SUBJUNCTIVE_II

    @cached_property
    def _first_subjunctives(self) -> list[int]:
        """Items in Konjunktiv I: asked for often, and seldom any."""
        return [
            i for i, word in enumerate(self.words) if word.islower() and is_subjunctive_i(word, self.pos[i])
        ]

    def has_finite(self, segment: Segment) -> bool:
        """Whether a segment holds a finite verb."""
        return any(self.is_finite(i) for i in range(segment.start, segment.end))

    @cached_property
    def is_alone(self) -> bool:
        """Whether there is nothing but texts in marks and punctuation."""
        return all(i in self.quotes or not word.isalnum() for i, word in enumerate(self.words))

    @cached_property
    def goes_on(self) -> bool:
        """Whether the sentence, without a cue of its own, may go on with what was said before.

        It is in Konjunktiv I, or in the plural of Konjunktiv II: only there does the second take the place of
        a first that looks like the indicative; elsewhere it says what would be.
        """
        if not FIRST_PERSON.isdisjoint(self.lower):
            return False
        return self.is_reported or any(word in SUBJUNCTIVE_II and word.endswith("en") for word in self.words)

    @cached_property
    def is_reported(self) -> bool:
        """Whether Konjunktiv I alone says that the sentence is what someone else claims."""
        if not FIRST_PERSON.isdisjoint(self.lower):
            return False  # "ich habe" is no Konjunktiv
        return any(not self._is_set_phrase(i) for i in self._first_subjunctives)

    def _is_set_phrase(self, i: int) -> bool:
        """Whether a form is part of "es sei denn" or "sei es …, sei es …"."""
        return self.words[i] == "sei" and self.lower[i + 1 : i + 2] in (["denn"], ["es"])

    def has_subjunctive(self, start: int, end: int) -> bool:
        """Whether one of the items ``start:end`` is a Konjunktiv."""
        return any(start <= i < end for i in self._first_subjunctives) or not SUBJUNCTIVE_II.isdisjoint(
            self.words[start:end]
        )

    def is_relative(self, segment: Segment) -> bool:
        """Whether a segment is a relative clause: a relative pronoun begins it, a finite verb ends it."""
        start, end = segment.start, segment.end
        if segment.opener != "," or end - start < 2 or not self.is_finite(end - 1):
            return False
        if any(self.words[i] in FINITE_AUXILIARIES or self.is_subjunctive(i) for i in range(start, end - 3)):
            return False  # "…, die Lage sei geklärt worden" is a main clause
        return self.lower[start] in RELATIVES or (
            self.lower[start + 1] in RELATIVES and self.lower[start] in PREPOSITIONS
        )


def build_unit(
    tagged: TaggedText,
    tokens: range,
    marked: Sequence[Marked],
    found: Sequence[tuple[Reading, ...] | None],
    pos: Sequence[str],
    mentioned: Collection[int] = frozenset(),
) -> Unit:
    """Lay out a range of tokens as a unit.

    Args:
        tagged: the text.
        tokens: token numbers.
        marked: texts in marks to take as one item each, ascending, without overlap.
        found: for every token of the text what it may be as a cue.
        pos: UPOS of every token of the text.
        mentioned: where texts in marks begin that are known to be names.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    readings: list[tuple[Reading, ...]] = []
    quotes: dict[int, Marked] = {}
    token = tokens.start
    for item in [*marked, None]:
        stop = (
            tokens.stop if item is None else bisect_left(tagged.starts, item.outer_start, token, tokens.stop)
        )
        starts += tagged.starts[token:stop]
        ends += tagged.ends[token:stop]
        words += [tagged.text[tagged.starts[i] : tagged.ends[i]] for i in range(token, stop)]
        tags += pos[token:stop]
        readings += [found[i] or () for i in range(token, stop)]
        if item is not None:
            quotes[len(words)] = item
            words.append(QUOTED)
            starts.append(item.outer_start)
            ends.append(item.outer_end)
            tags.append("QUOTE")
            readings.append(())
            token = bisect_left(tagged.starts, item.outer_end, stop, tokens.stop)
    names = frozenset(
        i
        for i, item in quotes.items()
        if item.outer_start in mentioned or looks_like_name(tagged.text[item.start : item.end])
    )
    return Unit(starts[0], ends[-1], words, starts, ends, tags, readings, quotes, names)
