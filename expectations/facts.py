"""What is expected of every fact taken from a body, whatever it says."""

from __future__ import annotations

import polars as pl

from expectations.spans import spans_stand
from expectations.suite import expect_true

EXPECTATIONS = (
    expect_true(
        "stands_in_body",
        pl.col("stands_in_body"),
        "row",
        "substr(body, start + 1, length) is what the fact says it is.",
    ),
    expect_true(
        "starts_in_its_sentence",
        pl.col("starts_in_its_sentence"),
        "row",
        "The sentence of that number is there, and the fact begins inside it.",
    ),
)


def with_place(
    facts: pl.DataFrame, articles: pl.DataFrame, sentences: pl.DataFrame, text: str = "surface"
) -> pl.DataFrame:
    """Facts with whether they stand where they say.

    Args:
        facts: rows with `article_key`, `start`, `length`, `sentence_number` and the text.
        articles: `article_key`, `body` of their articles.
        sentences: accepted rows of `Sentence` of the same articles.
        text: column that holds what stands in the body.

    Returns:
        The same rows, in the same order, with `stands_in_body` and `starts_in_its_sentence`.
    """
    of_sentence = sentences.select(
        "article_key", "sentence_number", sentence_start="start", sentence_length="length"
    ).unique(["article_key", "sentence_number"])
    into_sentence = pl.col("start") - pl.col("sentence_start")
    placed = facts.join(
        of_sentence, on=["article_key", "sentence_number"], how="left", maintain_order="left"
    ).with_columns(
        starts_in_its_sentence=((into_sentence >= 0) & (into_sentence < pl.col("sentence_length"))).fill_null(
            value=False
        ),
        stands_in_body=stands(facts, articles, "start", "length", text),
    )
    return placed.drop("sentence_start", "sentence_length")


def stands(facts: pl.DataFrame, articles: pl.DataFrame, start: str, length: str, text: str) -> pl.Series:
    """Whether a span of each fact is what the body holds there; false where any part of it is NULL."""
    hosts = articles.select(host_key="article_key", text="body").unique("host_key", maintain_order=True)
    spans = facts.select(
        host_key="article_key", start=pl.col(start), length=pl.col(length), text=pl.col(text)
    )
    return spans_stand(hosts, spans)
