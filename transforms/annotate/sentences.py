"""Bodies → sentences."""

import re
from contextlib import nullcontext

import polars as pl
from spacy.language import Language

from transforms.annotate.pieces import cut_bodies

PARAGRAPH_BREAK = re.compile(r"\n\n")
WORD = r"[\p{L}\p{N}]\S*"
"""A word is what stands between white space and holds a letter or digit: the same count with every
pipeline."""
BATCH_SIZE = 64
"""Articles per batch of `nlp.pipe`: 8 to 64 are fastest, 256 cost a quarter more."""
ARTICLES_PER_ZONE = 512
"""Articles after which the words that only they hold are forgotten."""
KEPT_WORDS = 50_000
"""Size to which the vocabulary may grow, about 29 MB.

The tokenizer does not remember how it split words it first met in a memory zone: with a fresh vocabulary that
costs four fifths of the speed. 47,000 words of 150 pages are .83 of the tokens of 150 others.
"""

SENTENCE_SCHEMA: dict[str, type[pl.DataType]] = {
    "article_key": pl.Int64,
    "sentence_number": pl.Int32,
    "paragraph_number": pl.Int32,
    "start": pl.Int32,
    "length": pl.Int32,
    "text": pl.String,
    "word_count": pl.Int32,
}
SPAN_SCHEMA: dict[str, type[pl.DataType]] = {
    "article_key": pl.Int64,
    "start": pl.Int32,
    "text": pl.String,
    "begins_paragraph": pl.Boolean,
}


def split_sentences(articles: pl.DataFrame, nlp: Language, batch_size: int = BATCH_SIZE) -> pl.DataFrame:
    """Split the bodies of articles into sentences.

    Args:
        articles: `article_key` (unique) and `body`, whose paragraphs are separated by blank lines.
        nlp: a pipeline that splits sentences; see `load_pipeline`.
        batch_size: articles per batch.

    Returns:
        One row per sentence, by article and position. `start` and `length` count code points of the body,
        without white space around the sentence, so that ``body[start : start + length] == text``. A
        sentence never crosses a paragraph; paragraphs and sentences are numbered from 1.
    """
    spans = [_spans(chunk, nlp, batch_size) for chunk in articles.iter_slices(ARTICLES_PER_ZONE)]
    return _trim_and_number(pl.concat([pl.DataFrame(schema=SPAN_SCHEMA), *spans]))


def _spans(articles: pl.DataFrame, nlp: Language, batch_size: int) -> pl.DataFrame:
    """Sentences with the white space that follows them."""
    bodies = articles["body"].to_list()
    found: list[set[int]] = [set() for _ in bodies]
    with nlp.memory_zone() if len(nlp.vocab) > KEPT_WORDS else nullcontext():
        for doc, piece in nlp.pipe(cut_bodies(bodies), as_tuples=True, batch_size=batch_size):
            starts = [piece.start + sentence.start_char for sentence in doc.sents]
            # Where a body had to be cut, the sentence goes on: only the pipeline's own boundaries count.
            found[piece.body_number].update(starts[1:] if piece.start else starts)
    keys: list[int] = []
    starts = []
    texts: list[str] = []
    begins_paragraph: list[bool] = []
    for key, body, sentences in zip(articles["article_key"], bodies, found, strict=True):
        paragraphs = {0, *(match.end() for match in PARAGRAPH_BREAK.finditer(body))}
        offsets = sorted(paragraphs | sentences)
        keys.extend([key] * len(offsets))
        starts.extend(offsets)
        texts.extend(body[start:end] for start, end in zip(offsets, [*offsets[1:], len(body)], strict=True))
        begins_paragraph.extend([offset in paragraphs for offset in offsets])
    columns = {"article_key": keys, "start": starts, "text": texts, "begins_paragraph": begins_paragraph}
    return pl.DataFrame(columns, schema=SPAN_SCHEMA)


def _trim_and_number(spans: pl.DataFrame) -> pl.DataFrame:
    """Spans with white space around them → rows of `Sentence` without `run_key`."""
    text = pl.col("text").str.strip_chars_start()
    indent = pl.col("text").str.len_chars() - text.str.len_chars()
    return (
        spans.lazy()
        .with_columns(
            paragraph_number=pl.col("begins_paragraph").cum_sum().over("article_key"),
            start=pl.col("start") + indent,
            text=text.str.strip_chars_end(),
        )
        .filter(pl.col("text") != "")
        .with_columns(
            sentence_number=pl.int_range(1, pl.len() + 1).over("article_key"),
            length=pl.col("text").str.len_chars(),
            word_count=pl.col("text").str.count_matches(WORD),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in SENTENCE_SCHEMA.items())
        .collect()
    )
