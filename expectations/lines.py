"""clean.line: what its declaration cannot say."""

from __future__ import annotations

import polars as pl

from expectations.spans import spans_stand
from expectations.suite import expect_between, expect_true
from warehouse.tables.line import BODY_ROLES

MAX_BODY_LINE_LENGTH = 5_000
"""Code points of the longest plausible paragraph. Of the 73,555 blocks of the 300 German pages in the
trafilatura benchmark the longest has 4,608, the next 2,525; beyond that a page has lost its line breaks."""

_in_body = pl.col("body_start").is_not_null()

EXPECTATIONS = (
    expect_true(
        "stands_in_document",
        pl.col("stands_in_document"),
        "row",
        "text is what the document's text holds at raw_start, raw_length code points long.",
    ),
    expect_true(
        "body_span_inside_body",
        ~_in_body
        | (pl.col("body_start") + pl.col("body_length") <= pl.col("body_character_count")).fill_null(
            value=False
        ),
        "row",
        "A line that stands in a body ends inside that body.",
    ),
    expect_true(
        "only_body_roles_in_body",
        ~_in_body | pl.col("role_code").is_in(BODY_ROLES),
        "row",
        f"Only lines with the roles {', '.join(BODY_ROLES)} stand in a body.",
    ),
    expect_between(
        "body_line_length",
        "warning",
        f"No line of a body is longer than {MAX_BODY_LINE_LENGTH} code points.",
        maximum=MAX_BODY_LINE_LENGTH,
        code="body_line_not_too_long",
        derived=pl.when(_in_body).then(pl.col("raw_length")),
    ),
)


def with_context(lines: pl.DataFrame, documents: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Lines with what their expectations need to know about their document and their article.

    Args:
        lines: rows of `Line`.
        documents: `document_key`, `text` of their documents.
        articles: `document_key`, `body` of the articles built from them.

    Returns:
        The same rows, in the same order, with `stands_in_document` and `body_character_count` (NULL where
        the document gave no article).
    """
    hosts = documents.select("text", host_key="document_key").unique("host_key", maintain_order=True)
    spans = lines.select("text", host_key="document_key", start="raw_start", length="raw_length")
    bodies = articles.select("document_key", body_character_count=pl.col("body").str.len_chars()).unique(
        "document_key"
    )
    return lines.with_columns(spans_stand(hosts, spans).alias("stands_in_document")).join(
        bodies, on="document_key", how="left", maintain_order="left"
    )
