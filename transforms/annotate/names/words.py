"""The words of a tagged text as the rules for names look at them."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from transforms.annotate.names.mention import Label
from transforms.annotate.tagged import TaggedText

PROPER_TAGS = frozenset({"PROPN", "X"})
"""UPOS tags of a word that may be a name without more evidence; X is that of a pipeline without tagger."""

INDEFINITE = frozenset(
    ["ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine", "keinen", "keinem", "keiner", "jede"]
)
"""Articles and the like that hardly ever stand before a name."""


class Candidate(NamedTuple):
    """A run of tokens, ``first`` to ``last`` (exclusive), that may be a name."""

    first: int
    last: int
    label: Label
    method: str


class Words:
    """The tokens of one text with their words, looked at by number."""

    def __init__(self, tagged: TaggedText) -> None:
        self.tagged = tagged
        self.text = tagged.text
        self.starts = tagged.starts
        self.ends = tagged.ends
        self.pos = tagged.pos
        text = tagged.text
        self.words = [text[start:end] for start, end in zip(tagged.starts, tagged.ends, strict=True)]
        self.nominatives: dict[str, bool] = {}
        """Words in -s → whether one stands as a subject: asked for each name, told once for each word."""

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Each distinct word → the numbers of its tokens."""
        positions: dict[str, list[int]] = {}
        for token, word in enumerate(self.words):
            if word in positions:
                positions[word].append(token)
            else:
                positions[word] = [token]
        return positions

    @cached_property
    def capitalised(self) -> list[str]:
        """The distinct words that begin with a capital."""
        return [word for word in self.positions if word[0].isupper()]

    @cached_property
    def sentence_starts(self) -> frozenset[int]:
        """Offsets at which sentences begin."""
        return frozenset(sentence.start for sentence in self.tagged.sentences)

    @cached_property
    def lone_persons(self) -> frozenset[str]:
        """The words that the pipeline takes for a person's whole name somewhere in the text."""
        spans = (self.text[name.start : name.end] for name in self.tagged.names if name.label == "PER")
        return frozenset(span for span in spans if " " not in span)

    def token_from(self, offset: int) -> int:
        """Number of the first token that begins at or after an offset."""
        return bisect_left(self.starts, offset)

    def follows_closely(self, token: int) -> bool:
        """Whether exactly one space stands between the token before and this one."""
        return (
            0 < token < len(self.words)
            and self.starts[token] - self.ends[token - 1] == 1
            and self.text[self.ends[token - 1]] == " "
        )

    def begins_sentence(self, token: int) -> bool:
        """Whether the token is the first of its sentence, where a capital says nothing."""
        return self.starts[token] in self.sentence_starts

    def is_proper(self, token: int) -> bool:
        """Whether the token is written like a name and tagged as one, or not tagged at all."""
        return self.pos[token] in PROPER_TAGS and self.words[token][:1].isupper()

    def surface(self, first: int, last: int) -> str:
        """The text of some tokens."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def is_qualified(self, token: int) -> bool:
        """Whether an adjective or an indefinite article stands before a word: "eine unheilvolle Allianz"."""
        if not self.follows_closely(token):
            return False
        before = self.words[token - 1]
        return before in INDEFINITE or (self.pos[token - 1] == "ADJ" and before[:1].islower())
