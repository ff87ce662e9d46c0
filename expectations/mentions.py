"""main.fact_mention: what its declaration cannot say."""

from __future__ import annotations

import polars as pl

from expectations import facts
from expectations.suite import expect_between, expect_true

MAX_NAME_LENGTH = 150
"""Code points of the longest plausible name. Of the 6,178 names in the test part of GermEval 2014, 3 exceed
100 (titles of books) and none exceeds 134."""

_of_name = pl.col("reference_code") == "name"
_name_end = pl.when(_of_name).then(pl.col("start") + pl.col("length"))
_previous_name_end = (
    _name_end.cum_max().forward_fill().shift(1).over("article_key", order_by=["start", "length"])
)

EXPECTATIONS = (
    *facts.EXPECTATIONS,
    expect_true(
        "name_says_something",
        pl.col("name").str.contains(r"[\p{L}\p{N}]"),
        "row",
        "A name holds a letter or a digit.",
    ),
    expect_true(
        "names_do_not_overlap",
        ~_of_name | (pl.col("start") >= _previous_name_end),
        "row",
        "No name begins inside another one; only words derived from a country's name may.",
    ),
    expect_true(
        "derived_means_place",
        _of_name | (pl.col("kind_code") == "place"),
        "row",
        "A word derived from a country's name refers to the country.",
    ),
    expect_between(
        "length",
        "warning",
        f"No mention is longer than {MAX_NAME_LENGTH} code points.",
        maximum=MAX_NAME_LENGTH,
        code="name_not_too_long",
    ),
)


def with_context(mentions: pl.DataFrame, articles: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Mentions with whether they stand where they say; see `expectations.facts.with_place`."""
    return facts.with_place(mentions, articles, sentences)
