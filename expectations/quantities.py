"""main.fact_quantity: what its declaration cannot say."""

from __future__ import annotations

import polars as pl

from expectations import facts
from expectations.suite import expect_between, expect_true

MAX_VALUE = 1e18
"""Larger than any amount in the news: all debts of the world are some 1e14 dollars, and the largest numbers
that newspapers write out are Trillionen (1e18). Beyond, a number was misread."""

_is_vague = pl.col("modifier_code") == "vague"
_largest = pl.max_horizontal(pl.col("low_value", "high_value", "magnitude_value").abs())

EXPECTATIONS = (
    *facts.EXPECTATIONS,
    expect_true(
        "vague_claim_has_no_value",
        ~_is_vague
        | (
            pl.col("magnitude_value").is_not_null()
            & pl.col("low_value").is_null()
            & pl.col("high_value").is_null()
        ),
        "row",
        "A vague claim has an order of magnitude and no value.",
    ),
    expect_true(
        "at_least_has_a_low_value",
        ~pl.col("modifier_code").is_in(["at_least", "more_than"]) | pl.col("low_value").is_not_null(),
        "row",
        "Who says at least or more than says from where.",
    ),
    expect_true(
        "at_most_has_a_high_value",
        ~pl.col("modifier_code").is_in(["at_most", "less_than"]) | pl.col("high_value").is_not_null(),
        "row",
        "Who says at most or less than says up to where.",
    ),
    expect_true(
        "measured_claim_has_a_unit",
        ~pl.col("form_code").is_in(["percent", "money", "measure", "duration"])
        | pl.col("unit_code").is_not_null(),
        "row",
        "Percentages, amounts of money, measures and spans of time have a unit.",
    ),
    expect_between(
        "largest_value",
        "warning",
        f"No number claimed is larger than {MAX_VALUE:.0e}.",
        maximum=MAX_VALUE,
        code="value_not_too_large",
        derived=_largest,
    ),
)


def with_context(quantities: pl.DataFrame, articles: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Number claims with whether they stand where they say; see `expectations.facts.with_place`."""
    return facts.with_place(quantities, articles, sentences)
