"""main.fact_article: the articles."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy
import polars as pl

from warehouse.tables.base import Table, at_column, code_column, count_column, reference, share_column

PUBLISHED_SOURCES = {
    "header": "a line with date and time near the title",
    "byline": "a line with author or agency and date",
    "labelled": "a line that names it (Stand, Veröffentlicht, Aktualisiert)",
    "machine": "an ISO 8601 timestamp on a line of its own",
    "none": "the page does not say",
}


class Article(Table):
    """One version of one article.

    A page whose text changed at the same address gives a new version, not a new article
    (slowly changing dimension, type 2): `is_current` marks the last one.
    """

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "fact_article"

    article_key = dy.Int64(
        primary_key=True,
        description="Equal to document_key: one document gives one version.",
    )
    document_key = reference("raw.document.document_key", "Document the version was built from.")
    publisher_key = reference("main.dim_publisher.publisher_key", "Publisher; 0 where unknown.")
    published_date_key = dy.Int32(
        min=0,
        description="Day of publication in the publisher's zone; 0 where unknown.",
        metadata={"references": "main.dim_date.date_key"},
    )
    story_key = dy.Int64(
        nullable=True, description="Story the article belongs to; NULL until stories are built."
    )
    run_key = reference("main.dim_run.run_key", "Run that wrote the row.")
    version_group_key = dy.Int64(
        description="Shared by all versions of one article: key of its address, or of its place."
    )
    version_number = count_column("Version, oldest first.", "versions from 1", minimum=1)
    is_current = dy.Bool(description="Whether it is the newest version.")
    duplicate_of_key = reference(
        "main.fact_article.article_key",
        "First article with the same body; NULL where there is none.",
        nullable=True,
    )
    title = dy.String(nullable=True, min_length=1, description="Headline; NULL where the page shows none.")
    body = dy.String(
        min_length=1,
        description="Headings, paragraphs and list items joined by blank lines; offsets of facts count its"
        " code points.",
    )
    body_hash = dy.Int64(description="Stable hash of the body, to find the same text elsewhere.")
    published_at = at_column(
        "When the page says it was published; NULL where it does not say.", nullable=True
    )
    published_at_source = code_column(PUBLISHED_SOURCES, "Where published_at was found.")
    published_at_precision = code_column(
        {"minute": "date and time of day", "day": "date only; published_at is the start of that day"},
        "How exact published_at is.",
        nullable=True,
    )
    updated_at = at_column("When the page says it was last changed.", nullable=True)
    language_code = dy.String(regex=r"^[a-z]{2,3}$", description="ISO 639 code of the body's language.")
    url = dy.String(nullable=True, description="Address of the page, where it is known.")
    section_names = dy.List(
        dy.String(), description="Sections from the breadcrumbs, outermost first; empty where there are none."
    )
    word_count = count_column("Words of the body.")
    sentence_count = count_column("Sentences of the body.")
    paragraph_count = count_column("Paragraphs, headings and list items of the body.")
    boilerplate_share = share_column(
        "Characters of the page, white space aside, that stand on boilerplate lines."
    )
    quoted_share = share_column(
        "Code points of the body that stand in direct or partial quotations, overlaps counted once: the"
        " words of others. Pull quotes repeat the text, scare quotes quote nobody: both are left out."
    )
    hedged_share = share_column(
        "Sentences of the body that keep their distance from what they say: an indirect quotation or a hedged"
        " number claim begins in them."
    )
    mention_count = count_column("Mentions in the body, names and derived references alike.")
    quote_count = count_column("Quotations in the body, of all kinds.")
    quantity_count = count_column("Number claims in the body.")
    date_mention_count = count_column("Date expressions in the body.")
    annotation_run_key = reference(
        "main.dim_run.run_key", "Run that last took sentences and facts from the body."
    )

    @dy.rule()
    def published_at_has_a_source(cls) -> pl.Expr:
        """A time without a source cannot be trusted; a source without a time is a bug."""
        return pl.col("published_at").is_null() == (pl.col("published_at_source") == "none")

    @dy.rule()
    def published_at_has_a_precision(cls) -> pl.Expr:
        """A day and a minute must not be taken for one another."""
        return pl.col("published_at").is_null() == pl.col("published_at_precision").is_null()
