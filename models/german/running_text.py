"""Tokens of a corpus → the text they were cut from, as far as the corpus tells."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

NO_SPACE_BEFORE = frozenset([",", ".", ";", ":", "!", "?", ")", "]", "…", "“", "”", "«", "%", "'", "’"])
NO_SPACE_AFTER = frozenset(["(", "[", "„", "»", "‚"])


class Word(NamedTuple):
    """One word of a treebank; `form` is as written, with its contractions undone."""

    form: str
    pos: str
    lemma: str


class TreebankSentence(NamedTuple):
    """A sentence of a treebank: its text and where each of its tokens begins and ends in it.

    A contraction ("im") is one token with the word class and lemma of its first part.
    """

    text: str
    words: list[Word]
    spans: list[tuple[int, int]]


def read_treebank(path: Path) -> Iterator[TreebankSentence]:
    """Read the sentences of a CoNLL-U file with their original spacing."""
    words: list[Word] = []
    spans: list[tuple[int, int]] = []
    text, inside_until = "", 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 10:
                if not line.strip() and words:
                    yield TreebankSentence(text.rstrip(), words, spans)
                    words, spans, text, inside_until = [], [], "", 0
                continue
            number, form, lemma, pos, misc = cells[0], cells[1], cells[2], cells[3], cells[9]
            if "-" in number:
                inside_until = int(number.split("-")[1])
                spans.append((len(text), len(text) + len(form)))
                words.append(Word(form, "", ""))
                text += form + ("" if "SpaceAfter=No" in misc else " ")
            elif number.isdigit() and int(number) > inside_until:
                spans.append((len(text), len(text) + len(form)))
                words.append(Word(form, pos, lemma))
                text += form + ("" if "SpaceAfter=No" in misc else " ")
            elif number.isdigit() and not words[-1].pos:
                words[-1] = Word(words[-1].form, pos, lemma)


def join(words: list[str]) -> tuple[str, list[int]]:
    """Set tokens as running text.

    Args:
        words: tokens without a word on the spaces between them.

    Returns:
        The text by the usual rules of spacing, and where in it each token begins. Straight quotation marks
        open and close in turn.
    """
    text, starts, quoted, glue = "", [], False, True
    for word in words:
        closes = word == '"' and quoted
        if not glue and word not in NO_SPACE_BEFORE and not closes:
            text += " "
        starts.append(len(text))
        text += word
        glue = word in NO_SPACE_AFTER or (word == '"' and not quoted)
        quoted ^= word == '"'
    return text, starts
