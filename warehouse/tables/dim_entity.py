"""main.dim_entity: who and what the articles speak of."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy
import polars as pl

from warehouse.tables.base import Table, code_column
from warehouse.tables.mention import NAME_KINDS


class DimEntity(Table):
    """One person, organisation, place or other named thing. Key 0 is the explicit unknown member.

    Which names mean one entity depends on the set of all documents, never on the order they came in;
    main.entity_alias lists the names.
    """

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "dim_entity"

    entity_key = dy.Int64(
        primary_key=True,
        description="Key of what the entity is identified by; stable from run to run; 0 for unknown.",
        metadata={"natural_key": True},
    )
    entity_name = dy.String(
        min_length=1, description="Name to show; `unbekannt` for the unknown member. Not unique: namesakes."
    )
    kind_code = code_column({**NAME_KINDS, "unknown": "the unknown member"}, "What kind of thing it is.")
    country_code = dy.String(
        nullable=True,
        regex=r"^[A-Z]{2}$",
        description="ISO 3166-1 alpha-2 code: of the country itself, and of capitals and other places known"
        " to lie in one.",
    )
    is_country = dy.Bool(description="Whether it is a country.")

    @dy.rule()
    def country_has_a_code(cls) -> pl.Expr:
        """Countries are told by their code."""
        return ~pl.col("is_country") | pl.col("country_code").is_not_null()

    @dy.rule()
    def country_is_a_place(cls) -> pl.Expr:
        """A government is asked for by the country of its capital; the country stays a place."""
        return ~pl.col("is_country") | (pl.col("kind_code") == "place")
