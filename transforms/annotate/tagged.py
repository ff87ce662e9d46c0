"""One text with what the pipeline says of it: tokens, sentences, names. The rules for facts read this."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
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
    def surnames(self) -> frozenset[str]:
        """The last words of the persons' names that have several."""
        persons = (self.text[name.start : name.end] for name in self.names if name.label == "PER")
        return frozenset(person.rpartition(" ")[2] for person in persons if " " in person)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self.names]


def assemble(articles: pl.DataFrame, paragraphs: pl.DataFrame, tags: pl.DataFrame) -> Iterator[TaggedText]:
    """Put the tags of paragraphs together to tagged bodies.

    Args:
        articles: `article_key` (unique) and `body`.
        paragraphs: the paragraphs of the bodies, see `split_paragraphs`.
        tags: the tags of all of these paragraphs, see `tag_paragraphs`.

    Yields:
        One tagged text for each article, in order.
    """
    order = articles.select("article_key").with_row_index("article")
    placed = (
        paragraphs.select("article_key", "paragraph_number", "start", "paragraph_key")
        .join(tags, on="paragraph_key", how="inner")
        .join(order, on="article_key", how="inner")
        .sort("article", "paragraph_number")
    )
    tokens = _Flat(placed, len(order), ("starts", "ends"), ("lemmas",))
    sentences = _Flat(placed, len(order), ("sentence_starts", "sentence_ends"))
    names = _Flat(placed, len(order), ("name_starts", "name_ends"), ("name_labels",))
    letters = dict(placed.group_by("article").agg(pl.col("pos").str.join()).iter_rows())
    for article, body in enumerate(articles["body"]):
        starts, ends, lemmas = tokens.of(article)
        yield TaggedText(
            text=body,
            starts=starts,
            ends=ends,
            pos=[_POS_OF_LETTER[letter] for letter in letters.get(article, "")],
            lemmas=lemmas,
            sentences=[Span(*columns) for columns in zip(*sentences.of(article), strict=True)],
            names=[Name(*columns) for columns in zip(*names.of(article), strict=True)],
        )


class _Flat:
    """Lists of all paragraphs, one after the other: Python meets each value once, not each list."""

    def __init__(
        self, placed: pl.DataFrame, articles: int, offsets: tuple[str, ...], others: tuple[str, ...] = ()
    ) -> None:
        """Lay out the lists.

        Args:
            placed: paragraphs with their tags, by `article` (a number from 0) and place.
            articles: number of articles.
            offsets: columns that count from the paragraph's `start`.
            others: columns beside them, with as many values.
        """
        length = pl.col(offsets[0]).list.len()
        flat = (
            placed.lazy()
            .filter(length > 0)  # an empty list would become a null
            .select("article", "start", *offsets, *others)
            .explode(*offsets, *others)
            .with_columns(pl.col(name) + pl.col("start") for name in offsets)
            .collect()
        )
        counts = placed.group_by("article").agg(length.sum())
        of_article = dict(counts.iter_rows())
        self._ends = list(accumulate(of_article.get(article, 0) for article in range(articles)))
        self._columns = [flat[name].to_list() for name in (*offsets, *others)]

    def of(self, article: int) -> list[list[Any]]:
        """The columns of one article."""
        first = self._ends[article - 1] if article else 0
        return [column[first : self._ends[article]] for column in self._columns]
