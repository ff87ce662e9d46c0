"""One text with what the pipeline says of it: tokens, sentences, names. The rules for facts read this."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import polars as pl

POS_LETTERS = {
    **{"ADJ": "A", "ADP": "P", "ADV": "D", "AUX": "U", "CCONJ": "C", "DET": "T", "INTJ": "I", "NOUN": "N"},
    **{"NUM": "M", "PART": "R", "PRON": "O", "PROPN": "E", "PUNCT": ".", "SCONJ": "S", "SYM": "Y"},
    **{"VERB": "V", "X": "X"},
}
"""One letter for each tag of Universal Dependencies v2, in which tags are stored."""
_POS_OF_LETTER = {letter: tag for tag, letter in POS_LETTERS.items()}


class Span(NamedTuple):
    """A part of a text, in code points: ``text[start:end]``."""

    start: int
    end: int


class Name(NamedTuple):
    """A span that the pipeline takes for a name; `label` is PER, ORG, LOC or MISC."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class TaggedText:
    """A body with what a spaCy pipeline says of it.

    Token lists run in parallel; all offsets count code points of `text`.

    Attributes:
        text: the body; paragraphs are separated by blank lines.
        starts: start of each token, ascending; white space is no token.
        ends: end of each token.
        pos: UPOS tag of each token (Universal Dependencies v2); "X" where the pipeline has no tagger.
        lemmas: lemma of each token; the word itself where the pipeline has no lemmatizer.
        sentences: the sentences, ascending, without white space around them; none crosses a paragraph.
        names: what the pipeline's entity recogniser found, ascending, without overlap.
    """

    text: str
    starts: list[int]
    ends: list[int]
    pos: list[str]
    lemmas: list[str]
    sentences: list[Span]
    names: list[Name] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, token: int) -> str:
        """The token as written."""
        return self.text[self.starts[token] : self.ends[token]]

    def token_at(self, offset: int) -> int:
        """Number of the token that covers an offset, else of the next one; `len(self)` after the last."""
        return bisect_right(self.ends, offset)

    def tokens_in(self, start: int, end: int) -> range:
        """Numbers of the tokens that begin within ``start:end``."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def sentence_at(self, offset: int) -> int:
        """Number (from 0) of the sentence an offset stands in; between two, of the earlier one.

        Before the first sentence, and in a text without one, it is 0.
        """
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def names_in(self, start: int, end: int) -> list[Name]:
        """Names that begin within ``start:end``."""
        return self.names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self.names]


def assemble(articles: pl.DataFrame, paragraphs: pl.DataFrame, tags: pl.DataFrame) -> Iterator[TaggedText]:
    """Put the tags of paragraphs together to tagged bodies.

    Args:
        articles: `article_key` and `body`.
        paragraphs: the paragraphs of the bodies, see `split_paragraphs`.
        tags: the tags of all of these paragraphs, see `tag_paragraphs`.

    Yields:
        One tagged text for each article, in order.
    """
    rows_of_article: dict[int, list[tuple[Any, ...]]] = {key: [] for key in articles["article_key"]}
    columns = [name for name in tags.columns if name != "paragraph_key"]
    placed = (
        paragraphs.select("article_key", "paragraph_number", "start", "paragraph_key")
        .join(tags, on="paragraph_key", how="inner")
        .sort("article_key", "paragraph_number")
        .select("article_key", "start", *columns)
    )
    for key, *row in placed.iter_rows():
        rows_of_article[key].append(tuple(row))
    for key, body in articles.select("article_key", "body").iter_rows():
        yield _assemble_one(body, rows_of_article[key])


def _assemble_one(body: str, rows: list[tuple[Any, ...]]) -> TaggedText:
    tagged = TaggedText(body, [], [], [], [], [], [])
    for offset, starts, ends, pos, lemmas, *spans in rows:
        sentence_starts, sentence_ends, name_starts, name_ends, name_labels = spans
        tagged.starts.extend([start + offset for start in starts])
        tagged.ends.extend([end + offset for end in ends])
        tagged.pos.extend([_POS_OF_LETTER[letter] for letter in pos])
        tagged.lemmas.extend(lemmas)
        for start, end in zip(sentence_starts, sentence_ends, strict=True):
            tagged.sentences.append(Span(start + offset, end + offset))
        for start, end, label in zip(name_starts, name_ends, name_labels, strict=True):
            tagged.names.append(Name(start + offset, end + offset, label))
    return tagged
