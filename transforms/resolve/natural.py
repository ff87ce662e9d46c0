"""Names → natural keys of entities, by rules that look at each name alone."""

from __future__ import annotations

import polars as pl

from transforms.resolve.spelling import spelling_key
from transforms.resolve.tables import caseless_frame, known_frame
from warehouse.tables.keys import SEPARATOR

COUNTRY = "country"
"""First part of the natural keys of countries; the second one is the ISO code."""


def with_natural_keys(names: pl.DataFrame) -> pl.DataFrame:
    """Add what each name means when it is looked at alone.

    A person is never looked up among places and organisations: "Luxemburg" may be Rosa's.

    Args:
        names: `name` and `kind_code`.

    Returns:
        The same rows with `natural_key`; `entity_kind`; `spelling`, the second part of the key; `known_name`,
        `country_code` and `is_country` from the tables (null, null, false for others).
    """
    is_known = pl.col("known_name").is_not_null() & (pl.col("kind_code") != "person")
    columns = ("known_name", "known_kind", "country_code", "is_country")
    known = (
        names.with_columns(caseless=pl.col("name").str.to_lowercase())
        .join(known_frame(), on="name", how="left", maintain_order="left")
        .join(caseless_frame(), on="caseless", how="left", maintain_order="left", suffix="_caseless")
        .with_columns(pl.coalesce(column, f"{column}_caseless").alias(column) for column in columns)
        .with_columns(pl.when(is_known).then(pl.col(column)).alias(column) for column in columns)
    )
    kind = pl.coalesce("known_kind", "kind_code")
    key = spelling_key(pl.coalesce("known_name", "name"), kind)
    return (
        known.with_columns(
            entity_kind=kind, spelling=key, is_country=pl.col("is_country").fill_null(value=False)
        )
        .with_columns(
            natural_key=pl.when("is_country")
            .then(pl.concat_str(pl.lit(COUNTRY), "country_code", separator=SEPARATOR))
            .otherwise(pl.concat_str("entity_kind", "spelling", separator=SEPARATOR))
        )
        .drop("known_kind", "caseless", *(f"{column}_caseless" for column in columns))
    )
