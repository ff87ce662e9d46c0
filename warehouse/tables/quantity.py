"""main.fact_quantity: how many, how much."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy
import polars as pl

from warehouse.tables.base import code_column
from warehouse.tables.fact import SurfaceFact

QUANTITY_MODIFIERS = {
    "approx": "about: etwa, rund, fast",
    "at_least": "this or more: mindestens",
    "at_most": "this or less: höchstens, bis zu",
    "more_than": "more: über, mehr als",
    "less_than": "less: unter, weniger als",
    "vague": "an order of magnitude: Tausende, Dutzende",
}
QUANTITY_FORMS = {
    "cardinal": "a plain number",
    "percent": "percent or percentage points",
    "money": "an amount of money",
    "measure": "a length, area, mass, temperature or other physical quantity",
    "duration": "a span of time, an age",
    "fraction": "a part: ein Drittel, jeder Zehnte",
}


class Quantity(SurfaceFact):
    """One number claim in an article's body.

    "10 bis 15" has a low and a high value, "12" the same value twice, "mindestens 12" only a low one, "bis zu
    12" only a high one; "Tausende" has a magnitude and no value. Read the values with the modifier: "mehr als
    12" names 12 and means more. Years, dates, clock times and ordinals are no number claims.
    """

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "fact_quantity"

    low_value = dy.Float64(nullable=True, description="Smallest value claimed, in units of unit_code.")
    high_value = dy.Float64(nullable=True, description="Largest value claimed, in units of unit_code.")
    magnitude_value = dy.Float64(
        nullable=True, description="Order of magnitude of a vague claim: 1000 for Tausende, 12 for Dutzende."
    )
    modifier_code = code_column(
        QUANTITY_MODIFIERS, "How the number is qualified; NULL where it stands alone.", nullable=True
    )
    unit_code = dy.String(
        nullable=True,
        regex=r"^\S{1,20}$",
        description="Unit: ISO 4217 for money (cent and XXX: of a currency not named), UCUM for measures, %"
        " and [pp] (percentage points), English words for spans of time; NULL where things are counted.",
    )
    form_code = code_column(QUANTITY_FORMS, "What kind of quantity it is.")
    counted_lemma = dy.String(
        nullable=True, min_length=1, description="Lemma of the noun that is counted or measured."
    )
    is_hedged = dy.Bool(
        description="Whether the article keeps its distance: sollen, Konjunktiv, laut, angeblich."
    )

    @dy.rule()
    def low_value_is_at_most_high_value(cls) -> pl.Expr:
        """A range runs upwards."""
        return pl.col("low_value") <= pl.col("high_value")

    @dy.rule()
    def says_how_many(cls) -> pl.Expr:
        """A claim without any number is none."""
        return pl.any_horizontal(pl.col("low_value", "high_value", "magnitude_value").is_not_null())
