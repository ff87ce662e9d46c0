"""raw.document: what its declaration cannot say."""

from __future__ import annotations

import polars as pl

from expectations.spans import uncovered_counts
from expectations.suite import expect_between, expect_true

_HEX_PER_HALF_KEY = 8
_HALF_KEY = 2**32


def _half_key(offset: int) -> pl.Expr:
    """Eight hexadecimal digits of the content hash as an unsigned number; NULL where they are none."""
    return pl.col("content_hash").str.slice(offset, _HEX_PER_HALF_KEY).str.to_integer(base=16, strict=False)


_first_half = _half_key(0)
_signed_half = pl.when(_first_half >= _HALF_KEY // 2).then(_first_half - _HALF_KEY).otherwise(_first_half)

EXPECTATIONS = (
    expect_true(
        "key_belongs_to_one_content",
        (pl.col("content_hash").n_unique().over("document_key") == 1)
        & (pl.col("known_content_hash").is_null() | (pl.col("known_content_hash") == pl.col("content_hash"))),
        "critical",
        "Two different contents never share a document_key, neither here nor with the warehouse.",
    ),
    expect_true(
        "key_is_start_of_content_hash",
        _signed_half * _HALF_KEY + _half_key(_HEX_PER_HALF_KEY) == pl.col("document_key"),
        "row",
        "document_key is the first 64 bits of content_hash.",
    ),
    expect_between(
        "uncovered_character_count",
        "row",
        "The lines and the white space between them are the whole text: nothing else is outside a line.",
        maximum=0,
        code="nothing_outside_lines",
    ),
)


def with_context(
    documents: pl.DataFrame, lines: pl.DataFrame, known: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Documents with what their expectations need to know beside them.

    Args:
        documents: rows of `Document`.
        lines: the rows of `Line` of these documents; those of other documents are ignored.
        known: `document_key`, `content_hash` of documents that the warehouse already holds.

    Returns:
        The same rows, in the same order, with `uncovered_character_count` and `known_content_hash`.
    """
    hosts = documents.select("text", host_key="document_key").unique("host_key", maintain_order=True)
    spans = lines.select("text", host_key="document_key", start="raw_start", length="raw_length")
    counts = uncovered_counts(hosts, spans).rename(
        {"host_key": "document_key", "uncovered_count": "uncovered_character_count"}
    )
    if known is None:
        known = pl.DataFrame(schema={"document_key": pl.Int64, "content_hash": pl.String})
    hashes = known.select("document_key", known_content_hash="content_hash").unique("document_key")
    return documents.join(counts, on="document_key", how="left", maintain_order="left").join(
        hashes, on="document_key", how="left", maintain_order="left"
    )
