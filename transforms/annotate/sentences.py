"""Tagged bodies → rows of fact_sentence."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from transforms.annotate.paragraphs import BREAK
from transforms.annotate.tagged import TaggedText
from warehouse.tables.base import polars_schema
from warehouse.tables.sentence import Sentence

WORD = r"[\p{L}\p{N}]\S*"
"""A word is what stands between white space and holds a letter or digit: the same count with every
pipeline."""

_FOUND = ("article_key", "sentence_number", "paragraph_number", "start", "length", "text")
SENTENCE_SCHEMA = {name: dtype for name, dtype in polars_schema(Sentence).items() if name != "run_key"}


def sentence_rows(keys: Iterable[int], tagged: Iterable[TaggedText]) -> pl.DataFrame:
    """The sentences of bodies.

    Args:
        keys: `article_key` of each body.
        tagged: the bodies.

    Returns:
        Rows of `Sentence` but for the run, by article and position. Paragraphs and sentences are numbered
        from 1; a sentence never crosses a paragraph.
    """
    rows = []
    for key, body in zip(keys, tagged, strict=True):
        paragraph, end_of_previous = 1, 0
        for number, (start, end) in enumerate(body.sentences, start=1):
            if number > 1 and BREAK in body.text[end_of_previous:start]:
                paragraph += 1
            end_of_previous = end
            rows.append((key, number, paragraph, start, end - start, body.text[start:end]))
    found = pl.DataFrame(rows, schema={name: SENTENCE_SCHEMA[name] for name in _FOUND}, orient="row")
    return found.with_columns(word_count=pl.col("text").str.count_matches(WORD).cast(pl.Int32)).select(
        SENTENCE_SCHEMA.keys()
    )
