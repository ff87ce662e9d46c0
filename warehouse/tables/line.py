"""clean.line: every line of every raw page, classified."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy
import polars as pl

from warehouse.tables.base import Table, code_column, count_column, reference, share_column

ROLES = {
    "title": "headline of the article",
    "heading": "sub-heading inside the article",
    "paragraph": "running text of the article, pull quotes included",
    "list_item": "item of a list that belongs to the article",
    "metadata": "tells date, author, topics or sections",
    "boilerplate": "everything else: navigation, advertising, consent, captions, teasers, comments",
}
BODY_ROLES = ("heading", "paragraph", "list_item")
"""Roles whose lines make up the body; the title is an article's own column."""


class Line(Table):
    """One non-blank line of one document.

    The raw text of a document is its lines and the white space between them: `text` stands at
    `raw_start` to the character, so nothing of a page is lost, whatever role a line was given.
    """

    schema_name: ClassVar[str] = "clean"
    table_name: ClassVar[str] = "line"

    document_key = reference("raw.document.document_key", "Document the line stands in.", primary_key=True)
    line_number = dy.Int32(
        primary_key=True,
        min=1,
        description="Physical line, blank ones counted, as an editor shows it.",
        metadata={"unit": "lines from 1"},
    )
    raw_start = count_column("Start of the line in raw.document.text.", "code points from 0")
    raw_length = count_column("Length of the line in raw.document.text.", "code points", minimum=1)
    text = dy.String(min_length=1, description="The line, exactly as it stands in raw.document.text.")
    repaired_text = dy.String(
        nullable=True,
        description="The line with mojibake, decomposed letters, control characters, soft hyphens and"
        " no-break spaces put right; NULL where `text` needed no repair.",
    )
    block_number = count_column(
        "Paragraph the line belongs to; hard-wrapped lines of one paragraph share it.",
        "blocks from 1",
        minimum=1,
    )
    role_code = code_column(ROLES, "Part the line plays on the page.")
    rule_code = dy.String(regex=r"^[a-z0-9_]+$", description="Rule or model that decided the role.")
    confidence = share_column("How sure the decision is; comparable within one rule_code.")
    line_hash = dy.Int64(description="Stable hash of the repaired text in lower case, to count repetition.")
    body_start = count_column(
        "Start of the line in its article's body; NULL outside the body.", "code points from 0", nullable=True
    )
    body_length = count_column("Length of the line in its article's body.", "code points", nullable=True)

    @dy.rule()
    def raw_length_is_length_of_text(cls) -> pl.Expr:
        """The span and the stored text must be the same thing."""
        return pl.col("text").str.len_chars() == pl.col("raw_length")

    @dy.rule()
    def body_span_is_whole_or_absent(cls) -> pl.Expr:
        """Start and length of a span only make sense together."""
        return pl.col("body_start").is_null() == pl.col("body_length").is_null()
