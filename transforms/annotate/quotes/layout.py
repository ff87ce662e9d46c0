"""A text laid out for the search for quotations: what is prepared once, before any sentence is read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.annotate.names.mention import Mention
from transforms.annotate.quotes.cues import Reading, readings
from transforms.annotate.quotes.marks import Marked, find_marked, top_level
from transforms.annotate.quotes.unit import Unit, build_unit
from transforms.annotate.subjunctive import SUBJUNCTIVE_I, SUBJUNCTIVE_II
from transforms.annotate.tagged import Span, TaggedText

NAME_SHARE = 0.75
"""Share of a text in marks that one name must cover for it to be that name: on the training part of the
Wikinews data none of 15 such texts was a quotation."""
INTEREST: dict[str, tuple[Reading, ...]] = {
    **dict.fromkeys(SUBJUNCTIVE_I | SUBJUNCTIVE_II, ()),
    **readings(),
}
"""Words a sentence must hold one of to be looked at: cues with what they may be, and Konjunktiv forms."""


class Stretch(NamedTuple):
    """A sentence, or several that one text in marks holds together, by number and number of its paragraph."""

    span: Span
    marked: list[Marked]
    number: int
    paragraph: int


class Layout:
    """One text with what the rules ask of it.

    Attributes:
        tagged: the text.
        marked: texts in marks that stand in no other.
        nested: start of each of them that holds others → those.
        mentioned: where texts in marks begin that are names.
    """

    def __init__(self, tagged: TaggedText, mentions: Sequence[Mention]) -> None:
        self.tagged = tagged
        everything = find_marked(tagged.text)
        self.marked = top_level(everything)
        self.nested = _nested(everything, self.marked) if len(everything) > len(self.marked) else {}
        self.mentioned = _mentioned(self.marked, mentions)
        self._pos = _with_names(tagged, mentions)
        spans = zip(tagged.starts, tagged.ends, strict=True)
        self._found = [INTEREST.get(tagged.text[start:end]) for start, end in spans]

    def stretches(self) -> Iterator[Stretch]:
        """The sentences in order, those that a text in marks holds together as one."""
        text, sentences = self.tagged.text, self.tagged.sentences
        at = mark = number = paragraph = before = 0
        while at < len(sentences):
            start, end = sentences[at]
            inside: list[Marked] = []
            while True:
                while mark < len(self.marked) and self.marked[mark].outer_start < end:
                    inside.append(self.marked[mark])
                    mark += 1
                if not inside or inside[-1].outer_end <= end or at + 1 == len(sentences):
                    break
                at += 1
                end = sentences[at].end
            at += 1
            paragraph += "\n\n" in text[before:start]
            before = end
            yield Stretch(Span(start, end), inside, number, paragraph)
            number += 1

    def may_quote(self, stretch: Stretch) -> bool:
        """Whether a stretch holds marks, a cue or a Konjunktiv."""
        tokens = self.tagged.tokens_in(*stretch.span)
        return bool(tokens) and (
            bool(stretch.marked)
            or any(found is not None for found in self._found[tokens.start : tokens.stop])
        )

    def sentences_around(self, inner: Marked, outer: Marked) -> Span:
        """The sentences within a text in marks that hold one within it."""
        sentences, sentence_at = self.tagged.sentences, self.tagged.sentence_at
        start = sentences[sentence_at(inner.outer_start)].start
        end = sentences[sentence_at(inner.outer_end - 1)].end
        return Span(max(outer.start, start), min(outer.end, max(end, inner.outer_end)))

    def unit(self, span: Span, marked: Sequence[Marked]) -> Unit | None:
        """Lay out a part of the text; None if it holds no word."""
        tokens = self.tagged.tokens_in(*span)
        if not tokens:
            return None
        return build_unit(self.tagged, tokens, marked, self._found, self._pos, self.mentioned)


def _with_names(tagged: TaggedText, mentions: Sequence[Mention]) -> list[str]:
    """Parts of speech, with the words of names as such whatever the tagger says."""
    pos = list(tagged.pos)
    for mention in mentions:
        if mention.reference == "name":
            for token in tagged.tokens_in(mention.start, mention.end):
                if tagged.text[tagged.starts[token]].isupper():
                    pos[token] = "PERSON" if mention.label == "PER" else "PROPN"
    return pos


def _nested(everything: Sequence[Marked], outer: Sequence[Marked]) -> dict[int, list[Marked]]:
    """Start of a text in marks → the texts in marks right within it."""
    starts = [item.outer_start for item in outer]
    inside: dict[int, list[Marked]] = {}
    for item in everything:
        holder = outer[bisect_right(starts, item.outer_start) - 1]
        if item is not holder and item.outer_end <= holder.end:
            inside.setdefault(holder.outer_start, []).append(item)
    return {start: top_level(items) for start, items in inside.items()}


def _mentioned(marked: Sequence[Marked], mentions: Sequence[Mention]) -> set[int]:
    """Where texts in marks begin that are one name, for the most part."""
    starts = [mention.start for mention in mentions]
    found = set()
    for item in marked:
        for number in range(max(0, bisect_left(starts, item.outer_start) - 1), len(mentions)):
            mention = mentions[number]
            if mention.start >= item.end:
                break
            covered = min(mention.end, item.end) - max(mention.start, item.start)
            if mention.reference == "name" and covered > NAME_SHARE * (item.end - item.start):
                found.add(item.outer_start)
    return found
