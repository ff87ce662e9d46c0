"""Metadata lines of a page, with what their order on the page tells about them."""

from __future__ import annotations

import polars as pl

from transforms.clean.lines import readable_text

BULLET = r"^[-–—*•·▪►▸‣◦■»›]\s*"
"""A graphic list mark. Numbers ("1.") are not marks: they are part of what an item says."""


def metadata_lines(lines: pl.LazyFrame) -> pl.LazyFrame:
    """One row per line with the role `metadata`.

    Args:
        lines: rows of `Line`, lines of one document together and in page order.
    Returns:
        `document_key`, `line_number`, `place` (position among the non-blank lines of the whole frame, so
        that neighbours differ by one), `run_number` (shared by metadata lines that follow each other
        without another non-blank line between), `has_bullet`, and `text`: readable, without list mark.
    """
    readable = readable_text()
    place = pl.col("place")
    continues = (place == place.shift(1) + 1) & (pl.col("document_key") == pl.col("document_key").shift(1))
    return (
        lines.select("document_key", "line_number", "role_code", readable.alias("text"))
        .with_row_index("place")
        .filter(pl.col("role_code") == "metadata")
        .with_columns(
            place=place.cast(pl.Int64),
            run_number=(~continues.fill_null(False)).cum_sum().cast(pl.Int64),
            has_bullet=pl.col("text").str.contains(BULLET),
            text=pl.col("text").str.replace(BULLET, "").str.strip_chars(),
        )
        .select("document_key", "line_number", "place", "run_number", "has_bullet", "text")
    )


def title_places(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Where the title stands, on the scale of `metadata_lines`.

    Args:
        lines: the same frame that `metadata_lines` is given.
    Returns:
        `document_key`, `title_place`; no row for a document without a title.
    """
    return (
        lines.select("document_key", "role_code")
        .with_row_index("place")
        .filter(pl.col("role_code") == "title")
        .group_by("document_key")
        .agg(title_place=pl.col("place").min().cast(pl.Int64))
    )
