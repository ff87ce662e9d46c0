"""All distinct names of the warehouse → entities and aliases."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from transforms.resolve.links import link_names
from transforms.resolve.methods import METHODS
from transforms.resolve.natural import COUNTRY, with_natural_keys
from warehouse.tables.base import polars_schema
from warehouse.tables.dim_entity import DimEntity
from warehouse.tables.entity_alias import EntityAlias
from warehouse.tables.keys import SEPARATOR, stable_key_expr


class Resolution(NamedTuple):
    """Which entities there are, and which names mean them.

    Attributes:
        entities: rows of `DimEntity` but for the unknown member, by key.
        aliases: rows of `EntityAlias`, one per name, by key.
    """

    entities: pl.DataFrame
    aliases: pl.DataFrame


def resolve_names(names: pl.DataFrame, corrections: pl.DataFrame) -> Resolution:
    """Decide which entity each name means.

    First each name is looked at alone: tables of countries, places and organisations, and a key that all
    spellings of a name share. These keys identify the entities, so an entity keeps its key whatever else
    comes in. Then the names are looked at together: `link_names` finds those that mean the entity of another
    one. Last come the corrections. The result is a function of the set of rows, not of their order.

    Args:
        names: one row per distinct (`kind_code`, `reference_code`, `name`) with `article_count` and
            `mention_count` over the whole warehouse.
        corrections: in the shape of `CORRECTION_SCHEMA`.

    Returns:
        Entities and aliases.
    """
    ordered = names.sort("kind_code", "reference_code", "name")
    linked = link_names(with_natural_keys(ordered))
    corrected = _corrected(linked, corrections)
    with_keys = corrected.with_columns(entity_key=stable_key_expr(pl.col("entity_natural_key")))
    entities = _entities(with_keys)
    return Resolution(entities, _aliases(with_keys, entities))


def _corrected(linked: pl.DataFrame, corrections: pl.DataFrame) -> pl.DataFrame:
    """Names that a correction matches get the entity it names, by whatever spelling."""
    targets = with_natural_keys(
        corrections.select(
            "match", "match_kind", "country_code", name="entity", kind_code="kind_code"
        ).rename({"country_code": "corrected_country"})
    )
    followed = linked.select("natural_key", followed="entity_natural_key").unique("natural_key", keep="first")
    rows = (
        targets.join(followed, on="natural_key", how="left", maintain_order="left")
        .select(
            "match",
            "match_kind",
            corrected_key=pl.coalesce("followed", "natural_key"),
            corrected_name="name",
            corrected_kind="entity_kind",
            corrected_country=pl.coalesce("corrected_country", "country_code"),
        )
        .sort("match", "match_kind", nulls_last=True)
    )
    any_kind = rows.filter(pl.col("match_kind").is_null()).drop("match_kind")
    one_kind = rows.filter(pl.col("match_kind").is_not_null())
    columns = ("corrected_key", "corrected_name", "corrected_kind", "corrected_country")
    return (
        linked.join(any_kind, left_on="name", right_on="match", how="left", maintain_order="left")
        .join(
            one_kind,
            left_on=["name", "kind_code"],
            right_on=["match", "match_kind"],
            how="left",
            maintain_order="left",
            suffix="_of_kind",
        )
        .with_columns(pl.coalesce(f"{column}_of_kind", column).alias(column) for column in columns)
        .with_columns(entity_natural_key=pl.coalesce("corrected_key", "entity_natural_key"))
    )


def _entities(names: pl.DataFrame) -> pl.DataFrame:
    """One row per entity: what the corrections call it, else the tables, else its most frequent own name."""
    is_own = (pl.col("natural_key") == pl.col("entity_natural_key")) & pl.col("corrected_key").is_null()
    most_frequent = (
        pl.col("name")
        .filter(is_own)
        .sort_by(
            pl.struct(
                pl.col("mention_count").filter(is_own).neg(),
                pl.col("article_count").filter(is_own).neg(),
                pl.col("name").filter(is_own),
            )
        )
        .first()
    )
    kind = pl.col("entity_natural_key").str.split(SEPARATOR).list.first()
    is_country = kind == COUNTRY
    own_country = pl.when(is_own).then("country_code").drop_nulls().min()
    return (
        names.group_by("entity_key", "entity_natural_key")
        .agg(
            entity_name=pl.coalesce(
                pl.col("corrected_name").drop_nulls().min(),
                pl.col("known_name").filter(is_own).drop_nulls().min(),
                most_frequent,
                pl.col("name").min(),
            ),
            country_code=pl.coalesce(pl.col("corrected_country").drop_nulls().min(), own_country),
        )
        .with_columns(
            kind_code=pl.when(is_country).then(pl.lit("place")).otherwise(kind),
            is_country=is_country,
            country_code=pl.when(is_country)
            .then(pl.col("entity_natural_key").str.split(SEPARATOR).list.last())
            .otherwise("country_code"),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in polars_schema(DimEntity).items())
        .sort("entity_key")
    )


def _aliases(names: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    confidence = {code: method.confidence for code, method in METHODS.items()}
    is_shown = pl.col("name") == pl.col("entity_name")
    method = (
        pl.when(pl.col("corrected_key").is_not_null())
        .then(pl.lit("correction"))
        .when(pl.col("link_code").is_not_null())
        .then("link_code")
        .when("is_country")
        .then(pl.lit("country"))
        .when(pl.col("known_name").is_not_null())
        .then(pl.lit("known"))
        .when(is_shown)
        .then(pl.lit("name"))
        .otherwise(pl.lit("spelling"))
    )
    alias_key = stable_key_expr(pl.concat_str("kind_code", "reference_code", "name", separator=SEPARATOR))
    return (
        names.join(entities.select("entity_key", "entity_name"), on="entity_key", how="left")
        .with_columns(method_code=method, alias_key=alias_key, alias_name="name")
        .with_columns(confidence=pl.col("method_code").replace_strict(confidence, return_dtype=pl.Float64()))
        .select(pl.col(name).cast(dtype) for name, dtype in polars_schema(EntityAlias).items())
        .sort("alias_key")
    )
