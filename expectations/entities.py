"""main.dim_entity and main.entity_alias: what their declarations cannot say."""

from __future__ import annotations

import polars as pl

from expectations.suite import expect_true

OF_ENTITIES = (
    expect_true(
        "one_entity_per_country",
        ~pl.col("is_country") | (pl.col("entity_key").n_unique().over("country_code", "is_country") == 1),
        "critical",
        "No two countries have the same code: a country is one entity, under whichever name.",
    ),
    expect_true(
        "only_places_have_a_country",
        pl.col("country_code").is_null() | (pl.col("kind_code") == "place"),
        "row",
        "A country code says where a place is; persons and organisations are not told by countries.",
    ),
)

OF_ALIASES = (
    expect_true(
        "name_is_used",
        pl.col("article_count") >= 1,
        "row",
        "A name that no article uses is none.",
    ),
    expect_true(
        "mentions_are_as_many_as_articles",
        pl.col("mention_count") >= pl.col("article_count"),
        "row",
        "Each article that uses a name mentions it at least once.",
    ),
    expect_true(
        "derived_means_place",
        (pl.col("reference_code") != "derived") | (pl.col("kind_code") == "place"),
        "row",
        "A word derived from a country's name refers to the country.",
    ),
)
