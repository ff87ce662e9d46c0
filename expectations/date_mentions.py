"""main.fact_date_mention: what its declaration cannot say."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from expectations import facts
from expectations.suite import expect_true

DAYS_OF: Mapping[str, tuple[int, int]] = {
    "time_of_day": (1, 2),
    "day": (1, 1),
    "weekend": (2, 3),
    "week": (7, 7),
    "month": (28, 31),
    "quarter": (90, 92),
    "season": (89, 94),
    "half_year": (181, 184),
    "year": (365, 366),
    "decade": (3_652, 3_653),
    "century": (36_524, 36_525),
}
"""Fewest and most days of one unit in the Gregorian calendar. A night lasts into the next day, a weekend may
begin on Friday; seasons are those of the sky (89 to 94 days) or of three whole months (90 to 92)."""

_days = (pl.col("to_date") - pl.col("from_date")).dt.total_days() + 1
_is_one_unit = ~pl.col("timex_value").str.contains("/", literal=True).fill_null(value=False)


def _bound(place: int) -> pl.Expr:
    bounds = {code: days[place] for code, days in DAYS_OF.items()}
    return pl.col("granularity_code").replace_strict(bounds, default=None, return_dtype=pl.Int64)


EXPECTATIONS = (
    *facts.EXPECTATIONS,
    expect_true(
        "interval_not_shorter_than_its_unit",
        _days >= _bound(0),
        "row",
        "An interval holds at least one of the unit that is named: a month has 28 days or more.",
    ),
    expect_true(
        "interval_not_longer_than_its_unit",
        ~_is_one_unit | (_days <= _bound(1)),
        "row",
        "An interval that is not a range of two values is one of the unit that is named: a day is one day.",
    ),
    expect_true(
        "repeated_time_is_unresolved",
        (pl.col("type_code") != "set") | pl.col("from_date").is_null(),
        "row",
        "A repeated time has no interval.",
    ),
)


def with_context(
    date_mentions: pl.DataFrame, articles: pl.DataFrame, sentences: pl.DataFrame
) -> pl.DataFrame:
    """Date mentions with whether they stand where they say; see `expectations.facts.with_place`."""
    return facts.with_place(date_mentions, articles, sentences)
