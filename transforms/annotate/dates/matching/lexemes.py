"""Text → words and the string of their classes, on which the patterns of dates run."""

from __future__ import annotations

import re
from itertools import accumulate, repeat
from typing import NamedTuple

from transforms.annotate.dates.matching.vocabulary import UNKNOWN, Vocabulary

LEXEME = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+|\s+|[^\W\d_]+|\d+|[^\w\s]|_+")
"""Every character belongs to one lexeme, so their lengths give the offsets. Latin letters come first, for a
class of ranges is faster than one of properties."""


class Lexemes(NamedTuple):
    """A text cut into words, numbers, marks and white space.

    Attributes:
        words: the lexemes; joined they are the text.
        codes: one character for each lexeme: its class (`Vocabulary`).
        offsets: where each lexeme starts, in code points, and the length of the text as the last one.
    """

    words: list[str]
    codes: str
    offsets: list[int]

    def code_before(self, at: int) -> str:
        """Class of the word before one, past white space; "" at the beginning."""
        before = self._before(at)
        return self.codes[before] if before >= 0 else ""

    def word_before(self, at: int) -> str:
        """The word before one, past white space; "" at the beginning."""
        before = self._before(at)
        return self.words[before] if before >= 0 else ""

    def words_before(self, at: int, count: int) -> list[str]:
        """Up to so many words or marks before one, the nearest first, in lower case, past white space."""
        found: list[str] = []
        while len(found) < count and (at := self._before(at)) >= 0:
            found.append(self.words[at].lower())
        return found

    def word_after(self, end: int) -> str:
        """The word behind white space that begins at `end`; "" where a mark follows."""
        return self.words[end + 1] if self.codes[end : end + 1] == " " and end + 1 < len(self.words) else ""

    def _before(self, at: int) -> int:
        return at - 2 if at > 0 and self.codes[at - 1] == " " else at - 1


def read_lexemes(text: str, vocabulary: Vocabulary) -> Lexemes:
    """Cut a text and look each lexeme up. Linear: one pass, one look-up a lexeme."""
    words = LEXEME.findall(text)
    codes = "".join(map(vocabulary.codes.get, words, repeat(UNKNOWN)))
    return Lexemes(words, codes, [0, *accumulate(map(len, words))])
