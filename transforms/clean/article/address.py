"""The address of a page, where the page itself shows it."""

from __future__ import annotations

import polars as pl

from transforms.clean.article.metadata import BULLET
from transforms.clean.lines import readable_text

MAXIMUM_ADDRESS_BYTES = 500
"""Browsers show and share far shorter ones; longer lines are scripts or data."""

TOP_LINES = 8
"""An unlabelled address counts within so many non-blank lines from the top; further down it is a link."""

LABEL = (
    r"(?i:url|adresse|permalink|kurzlink|canonical(?:[ -]?url)?|original(?:[ -]?(?:url|link|artikel))?"
    r"|link zum (?:artikel|beitrag)|artikel-?url|quell-?url)"
)
ADDRESS = r"((?i:https?://|www\.)[^\s<>\"]+\.[^\s<>\"]+)"


def find_addresses(lines: pl.LazyFrame) -> pl.LazyFrame:
    """The address that a page gives as its own.

    A line that is nothing but an address counts near the top, where dumps and print views put it. Anywhere
    on the page counts a line that names it ("Permalink: …"). Addresses inside prose are links to others.

    Args:
        lines: rows of `Line`, lines of one document together and in page order.
    Returns:
        `document_key` and `url` (with scheme, without fragment); no row where the page shows none.
    """
    bare = pl.col("text").str.extract(rf"^{ADDRESS}$", 1)
    labelled = pl.col("text").str.extract(rf"^{LABEL}\s*[:=]\s*{ADDRESS}$", 1)
    found = (
        lines.select(
            "document_key",
            "line_number",
            "role_code",
            readable=readable_text(),
            line_rank=pl.int_range(pl.len()).over("document_key"),
        )
        .filter(
            pl.col("role_code").is_in(["metadata", "boilerplate"]),
            pl.col("readable").str.len_bytes() <= MAXIMUM_ADDRESS_BYTES,
        )
        .with_columns(
            holds_address=pl.col("readable").str.contains_any(["://", "www."], ascii_case_insensitive=True)
        )
        .filter("holds_address")
        .with_columns(text=pl.col("readable").str.replace(BULLET, "").str.strip_chars())
        .with_columns(labelled=labelled, bare=pl.when(pl.col("line_rank") < TOP_LINES).then(bare))
        .filter(pl.col("labelled").is_not_null() | pl.col("bare").is_not_null())
    )
    return (
        found.sort("document_key", pl.col("labelled").is_null(), "line_number")
        .group_by("document_key", maintain_order=True)
        .agg(url=pl.coalesce("labelled", "bare").first())
        .select("document_key", url=_with_scheme(pl.col("url")))
    )


def host_of(url: pl.Expr) -> pl.Expr:
    """The host of an address in lower case, without `www.`; null where there is none."""
    host = url.str.extract(r"^(?i:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?([^/:?#\s]+\.[^/:?#\s]+)", 1)
    return host.str.to_lowercase().str.strip_chars_end(".").str.replace(r"^www\.", "")


def _with_scheme(url: pl.Expr) -> pl.Expr:
    address = url.str.replace(r"#.*$", "").str.strip_chars_end(".,;)")
    has_scheme = address.str.contains("://", literal=True)
    return pl.when(has_scheme).then(address).otherwise(pl.concat_str(pl.lit("https://"), address))
