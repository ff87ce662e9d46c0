"""Dates on the date lines of a page: found, labelled and read."""

from __future__ import annotations

import polars as pl

from transforms.clean.article.date_patterns import (
    ANY_LABEL,
    BYLINE,
    CLOCK_ONLY,
    DATE_SHAPE,
    LABEL_ONLY,
    MACHINE,
    MONTH_NUMBERS,
    PIECE,
    UPDATED_LABEL,
)
from transforms.clean.article.metadata import metadata_lines
from transforms.clean.lines import readable_text
from warehouse.tables.dim_date import FIRST_YEAR, LAST_YEAR
from warehouse.tables.line import BODY_ROLES

MAXIMUM_HEADER_BYTES = 120
"""Length of a header's date line; longer lines are captions and teasers."""

MAXIMUM_HEADER_REST = 40
"""Code points of what such a line says beside the date: a name, an office, a reading time."""

JOIN_DISTANCE = 3
"""Lines. A clock time or a label belongs to the date line that follows or precedes it no further off."""

PIVOT_YEAR = 69
"""Two-digit years from here are of the 20th century, those below of the 21st (POSIX.1-2017, strptime %y)."""


def date_candidates(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Every date (or labelled time of day) on a metadata line.

    Where no metadata line gives a date, a date line that was taken for boilerplate counts if it stands
    between title and text and says hardly anything else.

    A line with only a clock time is read as the end of a date line just before it, a line with only a
    label as the beginning of the date line after it. Dates that do not exist or lie outside the
    calendar of `dim_date` give no row, nor do dates without a year: the pipeline does not guess.

    Args:
        lines: rows of `Line`, lines of one document together and in page order.
    Returns:
        `document_key`, `place`, `piece_number`, `label_code` (published, updated, state or none),
        `line_code` (machine, byline or header), `is_fallback` (not on a metadata line), `local_date` (Date,
        null for a time alone), `local_minute` (Int32 minutes from midnight, null without a time),
        `offset_minutes` (Int32, null unless the page gives a zone).
    """
    pieces = (
        pl.concat([_joined_lines(metadata_lines(lines)), _header_lines(lines)])
        .with_columns(piece=pl.col("text").str.extract_all(PIECE))
        .with_columns(piece_number=pl.int_ranges(0, pl.col("piece").list.len()))
        .explode("piece", "piece_number", empty_as_null=False)
        .with_columns(pl.col("piece").str.extract_groups(PIECE))
        .unnest("piece")
    )
    return (
        pieces.with_columns(
            local_date=_date(),
            local_minute=_minutes(),
            offset_minutes=_offset(),
            label_code=_label_code(),
            line_code=_line_code(),
        )
        .filter(
            pl.col("local_date").dt.year().is_between(FIRST_YEAR, LAST_YEAR)
            | (pl.col("only_hour").is_not_null() & pl.col("local_minute").is_not_null())
        )
        .select(
            "document_key",
            "place",
            "piece_number",
            "label_code",
            "line_code",
            "is_fallback",
            "local_date",
            "local_minute",
            "offset_minutes",
        )
    )


def _joined_lines(metadata: pl.LazyFrame) -> pl.LazyFrame:
    """Metadata lines with a digit, each with its label line before and its clock line after."""
    document = pl.col("document_key")
    text = pl.col("text")
    is_clock = text.str.contains(CLOCK_ONLY)
    is_label = text.str.contains(LABEL_ONLY)
    near_next = (document.shift(-1) == document) & (
        pl.col("line_number").shift(-1) - pl.col("line_number") <= JOIN_DISTANCE
    )
    near_previous = near_next.shift(1)
    clock_after = pl.when(near_next & is_clock.shift(-1) & ~is_clock).then(text.shift(-1))
    label_before = pl.when(near_previous & is_label.shift(1)).then(text.shift(1))
    joined = pl.concat_str(label_before, text, clock_after, separator=" ", ignore_nulls=True)
    return (
        metadata.with_columns(joined=joined, alone=text)
        .filter(pl.col("alone").str.contains(r"[0-9]") & ~is_clock)
        .select("document_key", "place", "alone", text="joined", is_fallback=pl.lit(False))
    )


def _header_lines(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Boilerplate lines between title and text that consist of a date and little else.

    Captions stand there, too; their dates are those of pictures, so what remains beside the date must be
    short, and the date must have a time of day or a label, or stand alone.
    """
    place, role, text = pl.col("place"), pl.col("role_code"), pl.col("text")
    numbered = lines.select("document_key", "role_code", text=readable_text()).with_row_index("place")
    zones = numbered.group_by("document_key").agg(
        title_place=place.filter(role == "title").min(),
        body_place=place.filter(role.is_in(list(BODY_ROLES))).min(),
    )
    rest = text.str.replace_all(PIECE, "").str.strip_chars(" ,;|/()–•·-.:")
    is_telling = text.str.contains(rf"(?i){ANY_LABEL}|\d[:.]\d{{2}}\s?uhr|\d:\d{{2}}") | (rest == "")
    return (
        numbered.filter(role == "boilerplate", text.str.len_bytes() <= MAXIMUM_HEADER_BYTES)
        # A column rather than a further condition, so that the pattern is not tried on the long lines.
        .with_columns(is_dated=text.str.contains(DATE_SHAPE))
        .filter("is_dated")
        .join(zones, on="document_key")
        .filter(place.is_between("title_place", "body_place"))
        .with_columns(is_header=is_telling & (rest.str.len_chars() <= MAXIMUM_HEADER_REST))
        .filter("is_header")
        .select("document_key", place.cast(pl.Int64), alone="text", text="text", is_fallback=pl.lit(True))
    )


def _date() -> pl.Expr:
    two_digits = pl.coalesce("year", "text_year").cast(pl.Int32)
    century = pl.when(two_digits < PIVOT_YEAR).then(2000).otherwise(1900)
    year = pl.coalesce(
        pl.col("iso_year").cast(pl.Int32),
        pl.when(two_digits < 100).then(two_digits + century).otherwise(two_digits),
    )
    by_name = pl.col("month_name").str.to_lowercase().str.head(3).replace_strict(MONTH_NUMBERS, default=None)
    month = pl.coalesce(
        pl.col("iso_month").cast(pl.Int32), pl.col("month").cast(pl.Int32), by_name.cast(pl.Int32)
    )
    day = pl.coalesce("iso_day", "day", "text_day").cast(pl.Int32)
    # Built as text because that road gives null for the 31st of February where pl.date raises.
    parts = [part.cast(pl.String).str.zfill(width) for part, width in ((year, 4), (month, 2), (day, 2))]
    return pl.concat_str(parts, separator="-").str.to_date("%Y-%m-%d", strict=False)


def _minutes() -> pl.Expr:
    hour = pl.coalesce("hour", "dot_hour", "full_hour", "only_hour", "early_hour").cast(pl.Int32)
    minute = pl.coalesce("minute", "dot_minute", "only_minute", "early_minute").cast(pl.Int32).fill_null(0)
    return pl.when((hour < 24) & (minute < 60)).then(hour * 60 + minute)


def _offset() -> pl.Expr:
    zone = pl.col("zone").str.to_lowercase()
    digits = zone.str.replace_all(r"[^0-9]", "")
    size = digits.str.head(2).cast(pl.Int32, strict=False) * 60 + digits.str.tail(2).cast(
        pl.Int32, strict=False
    )
    return pl.when(zone == "z").then(0).when(zone.str.starts_with("-")).then(-size).otherwise(size)


def _label_code() -> pl.Expr:
    label = pl.col("label").str.to_lowercase()
    return (
        pl.when(label.is_null())
        .then(pl.lit("none"))
        .when(label == "stand")
        .then(pl.lit("state"))
        .when(label.str.contains(rf"^(?:{UPDATED_LABEL})$"))
        .then(pl.lit("updated"))
        .otherwise(pl.lit("published"))
    )


def _line_code() -> pl.Expr:
    return (
        pl.when(pl.col("alone").str.contains(MACHINE))
        .then(pl.lit("machine"))
        .when(pl.col("alone").str.contains(BYLINE))
        .then(pl.lit("byline"))
        .otherwise(pl.lit("header"))
    )
