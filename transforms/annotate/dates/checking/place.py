"""Where in a text a rule matched, and which words stand around."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from transforms.annotate.dates.matching.lexemes import Lexemes
from transforms.annotate.dates.matching.vocabulary import vocabulary
from transforms.annotate.tagged import TaggedText

UNTAGGED = "X"


class Place(NamedTuple):
    """A stretch of lexemes of a tagged text.

    Attributes:
        at: number of the first lexeme.
        end: number of the lexeme after the last.
        lexemes: the text.
        tagged: the same text with tags and names.
    """

    at: int
    end: int
    lexemes: Lexemes
    tagged: TaggedText

    @property
    def start_offset(self) -> int:
        """First code point."""
        return self.lexemes.offsets[self.at]

    @property
    def end_offset(self) -> int:
        """Code point after the last."""
        return self.lexemes.offsets[self.end]

    @property
    def is_bare(self) -> bool:
        """Whether it is one word."""
        return self.end - self.at == 1

    @property
    def first_word(self) -> str:
        """The first word as written."""
        return self.lexemes.words[self.at]

    @property
    def last_word(self) -> str:
        """The last word as written."""
        return self.lexemes.words[self.end - 1]

    @property
    def following(self) -> str:
        """The word after it, "" where a mark follows."""
        return self.lexemes.word_after(self.end)

    @property
    def previous(self) -> str:
        """The word or mark before it."""
        return self.lexemes.word_before(self.at)

    @property
    def pos_of_following(self) -> str:
        """Part of speech of the word after it; "X" if there is none or nothing is tagged."""
        token = self.tagged.token_at(self.lexemes.offsets[min(self.end + 1, len(self.lexemes.words))])
        return self.tagged.pos[token] if token < len(self.tagged) else UNTAGGED

    def begins_with(self, *names: str) -> bool:
        """Whether the first word is of one of the classes."""
        return self.lexemes.codes[self.at] in codes_of(*names)

    def is_after(self, *names: str) -> bool:
        """Whether the word before is of one of the classes."""
        return self.lexemes.code_before(self.at) in codes_of(*names)

    def is_before(self, *names: str) -> bool:
        """Whether the word after it is of one of the classes."""
        after = self.lexemes.codes[self.end : self.end + 2]
        return after.startswith(" ") and after[1:] in codes_of(*names)


@cache
def codes_of(*names: str) -> frozenset[str]:
    """The characters of some classes."""
    return frozenset(vocabulary().code_of[name] for name in names)
