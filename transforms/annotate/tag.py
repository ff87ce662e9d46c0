"""Paragraphs → tags: the one place where a spaCy pipeline runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext

import numpy as np
import polars as pl
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc

from transforms.annotate.paragraphs import split_paragraphs
from transforms.annotate.pieces import cut_bodies
from transforms.annotate.tagged import POS_LETTERS, TaggedText, assemble

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
    rows = [_Tags() for _ in texts]
    lemmas: dict[int, str] = {}
    with nlp.memory_zone() if len(nlp.vocab) > KEPT_WORDS else nullcontext():
        for doc, piece in nlp.pipe(cut_bodies(texts), as_tuples=True, batch_size=batch_size):
            rows[piece.body_number].add(doc, piece.start, lemmas)
    records = [
        (key, *row.columns(text))
        for key, text, row in zip(paragraphs["paragraph_key"], texts, rows, strict=True)
    ]
    return pl.DataFrame(records, schema=TAG_SCHEMA, orient="row")


class _Tags:
    """The tags of one paragraph while its pieces come in; nearly always the one piece is the paragraph."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.pos: list[str] = []
        self.lemmas: list[str] = []
        self.sentence_starts: list[int] = [0]
        self.names: list[tuple[int, int, str]] = []

    def add(self, doc: Doc, offset: int, known_lemmas: dict[int, str]) -> None:
        """Take in a piece.

        Args:
            doc: the piece.
            offset: where in the paragraph it begins.
            known_lemmas: lemmas by their hash, filled as they are met.
        """
        table = doc.to_array(_ATTRIBUTES)
        is_start = table[:, 4] == 1
        is_start[:1] = False  # the paragraph's beginning is one already; a cut begins no sentence
        self.sentence_starts += (table[is_start, 0].astype(np.int64) + offset).tolist()
        table = table[table[:, 5] == 0]
        starts = table[:, 0].astype(np.int64) + offset
        self.starts += starts.tolist()
        self.ends += (starts + table[:, 1].astype(np.int64)).tolist()
        self.pos.append("".join([_LETTER_OF_ID[tag] for tag in table[:, 2].tolist()]))
        strings = doc.vocab.strings
        text = doc.text
        for start, end, lemma in zip(
            (starts - offset).tolist(),
            self.ends[-len(starts) :] if len(starts) else [],
            table[:, 3].tolist(),
            strict=True,
        ):
            if lemma == 0:
                self.lemmas.append(text[start : end - offset])
                continue
            known = known_lemmas.get(lemma)
            if known is None:
                known = known_lemmas[lemma] = strings[lemma]
            self.lemmas.append(known)
        self.names += [
            (name.start_char + offset, name.end_char + offset, LABELS[name.label_])
            for name in doc.ents
            if name.label_ in LABELS
        ]

    def columns(self, text: str) -> tuple[object, ...]:
        """The columns of `TAG_SCHEMA` after the key."""
        ends = [*self.sentence_starts[1:], len(text)]
        sentences = [
            (start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
            for start, end in zip(self.sentence_starts, ends, strict=True)
            if (part := text[start:end]).strip()
        ]
        return (
            self.starts,
            self.ends,
            "".join(self.pos),
            self.lemmas,
            [start for start, _ in sentences],
            [end for _, end in sentences],
            [start for start, _, _ in self.names],
            [end for _, end, _ in self.names],
            [label for _, _, label in self.names],
        )
