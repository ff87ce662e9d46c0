"""Known names as a frame: countries, places and organisations by what articles call them."""

from __future__ import annotations

from functools import cache

import polars as pl

from transforms.gazetteer.lexicon import known_forms

SHORTEST_CASELESS = 4
"""Shorter names mean something else in small letters too often."""

KNOWN_SCHEMA = pl.Schema(
    {
        "name": pl.String(),
        "known_name": pl.String(),
        "known_kind": pl.String(),
        "country_code": pl.String(),
        "is_country": pl.Boolean(),
    }
)


@cache
def known_frame() -> pl.DataFrame:
    """One row per form of a known name ("Russlands", "Russische Föderation").

    `known_name` is the name to show, `country_code` the ISO code of the country it is or lies in.
    """
    return pl.DataFrame(
        [
            (
                text,
                form.known.name,
                "organisation" if form.known.label == "ORG" else "place",
                form.known.country_code,
                form.known.sort == "country",
            )
            for text, form in sorted(known_forms().items())
        ],
        schema=KNOWN_SCHEMA,
        orient="row",
    )


@cache
def caseless_frame() -> pl.DataFrame:
    """One row per form in small letters, `caseless`, for names written in capitals throughout ("UKRAINE").

    Forms that differ in capitals only and mean different things are left out, and so are short ones: "US".
    """
    return (
        known_frame()
        .with_columns(caseless=pl.col("name").str.to_lowercase())
        .filter(
            (pl.col("name").str.len_chars() >= SHORTEST_CASELESS)
            & (pl.col("known_name").n_unique().over("caseless") == 1)
        )
        .unique("caseless", keep="first", maintain_order=True)
        .drop("name")
    )
