"""main.fact_date_mention: which days an article speaks of."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy
import polars as pl

from warehouse.tables.base import code_column
from warehouse.tables.fact import SurfaceFact

DATE_TYPES = {
    "date": "a day or a longer part of the calendar",
    "time": "a time of day, with its day",
    "set": "a repeated time: jeden Montag; never resolved",
}
GRANULARITIES = {
    "time_of_day": "part of a day",
    "day": "day",
    "weekend": "Saturday and Sunday",
    "week": "week",
    "month": "month",
    "quarter": "quarter of a year",
    "season": "season",
    "half_year": "half of a year",
    "year": "year",
    "decade": "ten years",
    "century": "hundred years",
    "unknown": "not told",
}
ANCHORS = {
    "absolute": "the words say it all: 3. Mai 2024",
    "publication": "counted from the day of publication: gestern, am Montag, im Mai",
    "text": "counted from another date in the text: am Tag darauf",
    "none": "not resolved",
}
DATE_MODIFIERS = {
    "start": "the beginning of it: Anfang März",
    "mid": "the middle of it: Mitte März",
    "end": "the end of it: Ende März",
    "approx": "about then: um 1900",
}


class DateMention(SurfaceFact):
    """One date expression in an article's body, resolved to an interval of days where that is possible.

    Durations ("drei Wochen lang") are number claims, see main.fact_quantity.
    """

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "fact_date_mention"

    type_code = code_column(DATE_TYPES, "What kind of expression it is.")
    from_date = dy.Date(nullable=True, description="First day; NULL where it could not be resolved.")
    to_date = dy.Date(nullable=True, description="Last day, included; NULL where it could not be resolved.")
    granularity_code = code_column(GRANULARITIES, "Unit of the calendar that is named.")
    anchor_code = code_column(ANCHORS, "What the days were counted from.")
    modifier_code = code_column(
        DATE_MODIFIERS, "Which part is meant; NULL where it is the whole.", nullable=True
    )
    timex_value = dy.String(
        nullable=True,
        min_length=1,
        description="Value as in TIMEX3 (ISO-TimeML): 2024-05-03, 2024-W18, 2024-SP; NULL where unresolved.",
    )

    @dy.rule()
    def interval_is_whole_or_absent(cls) -> pl.Expr:
        """An interval has two ends."""
        return pl.col("from_date").is_null() == pl.col("to_date").is_null()

    @dy.rule()
    def from_date_is_at_most_to_date(cls) -> pl.Expr:
        """Time runs forwards."""
        return pl.col("from_date") <= pl.col("to_date")

    @dy.rule()
    def interval_has_an_anchor(cls) -> pl.Expr:
        """What was resolved says from where; what says so was resolved."""
        return pl.col("from_date").is_null() == (pl.col("anchor_code") == "none")
