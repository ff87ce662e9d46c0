"""main.fact_quote: what its declaration cannot say."""

from __future__ import annotations

import polars as pl

from expectations import facts
from expectations.facts import stands
from expectations.suite import expect_between, expect_true

MAX_QUOTE_LENGTH = 1_500
"""Code points of the longest plausible quotation. Of the 2,877 that Petersen-Frey and Biemann (2024) marked
in 700 German news articles, 2 exceed 1,000 and none exceeds 1,175."""

_cue_end = pl.col("cue_start") + pl.col("cue_length")

EXPECTATIONS = (
    *facts.EXPECTATIONS,
    expect_true(
        "speaker_stands_in_body",
        pl.col("speaker_surface").is_null() | pl.col("speaker_stands_in_body"),
        "row",
        "substr(body, speaker_start + 1, speaker_length) is speaker_surface.",
    ),
    expect_true(
        "cue_inside_body",
        pl.col("cue_start").is_null() | (_cue_end <= pl.col("body_character_count")).fill_null(value=False),
        "row",
        "The cue ends inside the body.",
    ),
    expect_true(
        "text_says_something",
        pl.col("text").str.contains(r"[\p{L}\p{N}]"),
        "row",
        "A quotation holds a letter or a digit.",
    ),
    expect_true(
        "scare_quote_has_no_speaker",
        (pl.col("kind_code") != "scare")
        | (pl.col("speaker_surface").is_null() & pl.col("speaker_alias_key").is_null()),
        "row",
        "Scare quotes quote nobody.",
    ),
    expect_between(
        "length",
        "warning",
        f"No quotation is longer than {MAX_QUOTE_LENGTH} code points.",
        maximum=MAX_QUOTE_LENGTH,
        code="quote_not_too_long",
    ),
)


def with_context(quotes: pl.DataFrame, articles: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Quotations with whether they and their speakers stand where they say.

    Args:
        quotes: rows of `Quote`.
        articles: `article_key`, `body` of their articles.
        sentences: accepted rows of `Sentence` of the same articles.

    Returns:
        The same rows, in the same order, with what `expectations.facts.with_place` adds,
        `speaker_stands_in_body` and `body_character_count` (NULL where the article is missing).
    """
    bodies = articles.select("article_key", body_character_count=pl.col("body").str.len_chars()).unique(
        "article_key"
    )
    return (
        facts.with_place(quotes, articles, sentences, text="text")
        .with_columns(
            speaker_stands_in_body=stands(
                quotes, articles, "speaker_start", "speaker_length", "speaker_surface"
            )
        )
        .join(bodies, on="article_key", how="left", maintain_order="left")
    )
