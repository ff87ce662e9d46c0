"""main.fact_sentence: what its declaration cannot say."""

from __future__ import annotations

import polars as pl

from expectations.spans import spans_stand
from expectations.suite import expect_between, expect_true

MAX_SENTENCE_LENGTH = 1_500
"""Code points of the longest plausible sentence. Of the 15,263 sentences that a rule splitter finds in the
300 German pages of the trafilatura benchmark, 3 exceed 1,000 and none exceeds 1,490."""

_previous_end = (pl.col("start") + pl.col("length")).shift(1).over("article_key", order_by="sentence_number")

EXPECTATIONS = (
    expect_true(
        "stands_in_body",
        pl.col("stands_in_body"),
        "row",
        "substr(body, start + 1, length) is the sentence.",
    ),
    expect_true(
        "starts_after_previous",
        pl.col("start") >= _previous_end,
        "row",
        "Sentences follow each other in the body in the order of their numbers and do not overlap.",
    ),
    expect_between(
        "length",
        "warning",
        f"No sentence is longer than {MAX_SENTENCE_LENGTH} code points.",
        maximum=MAX_SENTENCE_LENGTH,
        code="sentence_not_too_long",
    ),
)


def with_context(sentences: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Sentences with whether they stand in their body.

    Args:
        sentences: rows of `Sentence`.
        articles: `article_key`, `body` of their articles.

    Returns:
        The same rows, in the same order, with `stands_in_body`.
    """
    hosts = articles.select(host_key="article_key", text="body").unique("host_key", maintain_order=True)
    spans = sentences.select("start", "length", "text", host_key="article_key")
    return sentences.with_columns(spans_stand(hosts, spans).alias("stands_in_body"))
