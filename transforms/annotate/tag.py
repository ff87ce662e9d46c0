"""Paragraphs → tags: the one place where a spaCy pipeline runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.strings import StringStore
from spacy.tokens import Doc

from transforms.annotate.paragraphs import split_paragraphs
from transforms.annotate.pieces import Piece, cut_bodies
from transforms.annotate.tagged import POS_LETTERS, TaggedText, assemble

Offsets = NDArray[np.int32]

BATCH_SIZE = 128
"""Paragraphs per batch of `nlp.pipe`; see benchmarks/README.md for what other sizes cost."""
PARAGRAPHS_PER_ZONE = 4_096
"""Paragraphs after which the words that only they hold are forgotten."""
KEPT_WORDS = 50_000
"""Size to which the vocabulary may grow, about 29 MB.

The tokenizer does not remember how it split words it first met in a memory zone: with a fresh vocabulary that
costs four fifths of the speed. 47,000 words of 150 pages are .83 of the tokens of 150 others.
"""

LABELS = {
    **{"PER": "PER", "PERSON": "PER", "ORG": "ORG", "MISC": "MISC"},
    **{"LOC": "LOC", "GPE": "LOC", "FAC": "LOC"},
}
"""Entity labels of the pipelines there are, CoNLL 2003 and OntoNotes, and what they are here. Others (dates,
amounts) are no names."""

TAG_SCHEMA: dict[str, pl.DataType] = {
    "paragraph_key": pl.Int64(),
    "starts": pl.List(pl.Int32),
    "ends": pl.List(pl.Int32),
    "pos": pl.String(),
    "lemmas": pl.List(pl.String),
    "sentence_starts": pl.List(pl.Int32),
    "sentence_ends": pl.List(pl.Int32),
    "name_starts": pl.List(pl.Int32),
    "name_ends": pl.List(pl.Int32),
    "name_labels": pl.List(pl.String),
}
"""What a pipeline says of one paragraph; offsets count code points of the paragraph, `pos` holds a letter for
each token."""

_ATTRIBUTES: list[int | str] = ["IDX", "LENGTH", "POS", "LEMMA", "SENT_START", "IS_SPACE"]
_LETTER_OF_ID = {0: "X", **{IDS[tag]: letter for tag, letter in POS_LETTERS.items()}}


def tag_paragraphs(paragraphs: pl.DataFrame, nlp: Language, batch_size: int = BATCH_SIZE) -> pl.DataFrame:
    """Tag paragraphs.

    Args:
        paragraphs: `paragraph_key` and `text`.
        nlp: a pipeline that splits sentences; see `load_pipeline`.
        batch_size: paragraphs per batch.

    Returns:
        One row per paragraph, in the same order, with the columns of `TAG_SCHEMA`.
    """
    chunks = [_tag_chunk(chunk, nlp, batch_size) for chunk in paragraphs.iter_slices(PARAGRAPHS_PER_ZONE)]
    return pl.concat([pl.DataFrame(schema=TAG_SCHEMA), *chunks])


def tag_texts(texts: Iterable[str], nlp: Language) -> Iterator[TaggedText]:
    """Tag whole texts, paragraph by paragraph.

    Args:
        texts: any texts; paragraphs are separated by blank lines.
        nlp: a pipeline that splits sentences.

    Yields:
        One tagged text for each text, in order.
    """
    bodies = list(texts)
    articles = pl.DataFrame(
        {"article_key": range(len(bodies)), "body": bodies}, schema_overrides={"body": pl.String}
    )
    paragraphs = split_paragraphs(articles.lazy()).collect()
    tags = tag_paragraphs(paragraphs.select("paragraph_key", "text").unique("paragraph_key"), nlp)
    yield from assemble(articles, paragraphs, tags)


def _tag_chunk(paragraphs: pl.DataFrame, nlp: Language, batch_size: int) -> pl.DataFrame:
    texts = paragraphs["text"].to_list()
    tags = _Tags(texts)
    with nlp.memory_zone() if len(nlp.vocab) > KEPT_WORDS else nullcontext():
        for doc, piece in nlp.pipe(cut_bodies(texts), as_tuples=True, batch_size=batch_size):
            tags.add(doc, piece)
    return tags.frame(paragraphs["paragraph_key"])


class _Lemmas(dict[int, str]):
    """Lemmas by their hash, looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        lemma = self[key] = self._strings[key]
        return lemma


class _Tags:
    """The tags of some paragraphs while their pieces come in; nearly always the one piece is the paragraph.

    Values of all paragraphs stand one after the other, with the paragraph each belongs to.
    """

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._starts: list[Offsets] = []
        self._ends: list[Offsets] = []
        self._token_counts = [0] * len(texts)
        self._pos: list[list[str]] = [[] for _ in texts]
        self._lemmas: list[str] = []
        self._lemma_of: _Lemmas | None = None
        self._sentence_starts: list[list[int]] = [[0] for _ in texts]
        self._names: list[tuple[int, int, int, str]] = []

    def add(self, doc: Doc, piece: Piece) -> None:
        """Take in a piece; the pieces come in order."""
        paragraph, offset = piece
        table = doc.to_array(_ATTRIBUTES)
        begins = table[:, 4] == 1
        begins[:1] = False  # the paragraph's beginning is one already; a cut begins no sentence
        self._sentence_starts[paragraph] += (table[begins, 0].astype(np.int64) + offset).tolist()
        table = table[table[:, 5] == 0]
        starts = table[:, 0].astype(np.int32)
        ends = starts + table[:, 1].astype(np.int32)
        self._starts.append(starts + offset)
        self._ends.append(ends + offset)
        self._token_counts[paragraph] += len(starts)
        self._pos[paragraph] += [_LETTER_OF_ID[tag] for tag in table[:, 2].tolist()]
        self._lemmas += self._lemmas_of(doc, table[:, 3].tolist(), starts, ends)
        self._names += [
            (paragraph, name.start_char + offset, name.end_char + offset, LABELS[name.label_])
            for name in doc.ents
            if name.label_ in LABELS
        ]

    def _lemmas_of(self, doc: Doc, hashes: list[int], starts: Offsets, ends: Offsets) -> list[str]:
        if self._lemma_of is None:
            self._lemma_of = _Lemmas(doc.vocab.strings)
        lemmas = [self._lemma_of[key] for key in hashes]
        if 0 in hashes:  # without a lemma a word stands for itself
            text = doc.text  # put together anew each time it is asked for
            words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
            lemmas = [lemma or word for lemma, word in zip(lemmas, words, strict=True)]
        return lemmas

    def frame(self, keys: pl.Series) -> pl.DataFrame:
        """The tags as rows of `TAG_SCHEMA`, one for each paragraph."""
        none = np.empty(0, dtype=np.int32)
        sentences = [_sentences(*columns) for columns in zip(self._texts, self._sentence_starts, strict=True)]
        names: list[list[tuple[int, int, str]]] = [[] for _ in self._texts]
        for paragraph, start, end, label in self._names:
            names[paragraph].append((start, end, label))
        columns: dict[str, object] = {
            "paragraph_key": keys,
            "starts": _lists(np.concatenate([none, *self._starts]), self._token_counts),
            "ends": _lists(np.concatenate([none, *self._ends]), self._token_counts),
            "pos": ["".join(letters) for letters in self._pos],
            "lemmas": _lists(self._lemmas, self._token_counts),
            "sentence_starts": [[start for start, _ in spans] for spans in sentences],
            "sentence_ends": [[end for _, end in spans] for spans in sentences],
            "name_starts": [[start for start, _, _ in of_one] for of_one in names],
            "name_ends": [[end for _, end, _ in of_one] for of_one in names],
            "name_labels": [[label for _, _, label in of_one] for of_one in names],
        }
        return pl.DataFrame(columns, schema=TAG_SCHEMA)


def _sentences(text: str, starts: list[int]) -> list[tuple[int, int]]:
    """Sentences without the white space around them."""
    return [
        (start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        if (part := text[start:end]).strip()
    ]


def _lists(values: Offsets | list[str], counts: list[int]) -> pl.Series:
    """Values that stand one after the other as one list per paragraph, without a Python list for each."""
    ends = np.cumsum([0, *counts], dtype=np.int64)
    return pl.Series(pl.from_arrow(pa.LargeListArray.from_arrays(pa.array(ends), pa.array(values))))
