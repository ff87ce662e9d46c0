"""From lines with roles to articles."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from transforms.clean.article.address import find_addresses
from transforms.clean.article.body import PARAGRAPH_SEPARATOR, body_pieces
from transforms.clean.article.published import find_published
from transforms.clean.article.sections import find_sections
from transforms.clean.article.topics import find_topics
from transforms.clean.lines import readable_text
from warehouse.tables.keys import stable_key_expr

PAYLOAD_LENGTH = 500
"""Code points of a rejected page that go into quarantine; the page itself stays in raw.document."""


class Articles(NamedTuple):
    """What becomes of the lines of a batch of documents.

    Attributes:
        articles: columns of `Article` as far as one document tells them.
        topics: `document_key`, `topic_number`, `topic_name`, for the articles only.
        lines: the given lines with `body_start` and `body_length`.
        rejected: documents without an article, in the columns of `Quarantine`.
    """

    articles: pl.LazyFrame
    topics: pl.LazyFrame
    lines: pl.LazyFrame
    rejected: pl.LazyFrame


def build_articles(
    documents: pl.LazyFrame,
    lines: pl.LazyFrame,
    document_publishers: pl.LazyFrame,
    publishers: pl.DataFrame,
) -> Articles:
    """Build the article of each document.

    Args:
        documents: `document_key`, `source_uri`, `member`, `url`, `language_code`, `text`.
        lines: rows of `Line` with final roles, lines of one document together and in page order; those
            of documents that are not among `documents` pass through without a span.
        document_publishers: rows of `detect_publisher`.
        publishers: the frame of `load_publishers`.
    Returns:
        Articles and rejects; together they are the documents. A document without a single paragraph is
        rejected with the reason `no_body`.
    """
    lines = lines.cache()  # read for each of an article's parts: let what comes before be done once
    bearing = (
        lines.filter(pl.col("role_code") == "paragraph")
        .select("document_key")
        .unique()
        .join(documents, on="document_key", how="semi")
    )
    pieces = body_pieces(lines.join(bearing, on="document_key", how="semi", maintain_order="left"))
    spans = pieces.select("document_key", "line_number", "body_start", "body_length")
    return Articles(
        articles=_articles(documents, lines, pieces, document_publishers, publishers),
        topics=find_topics(lines).join(bearing, on="document_key", how="semi", maintain_order="left"),
        lines=lines.drop("body_start", "body_length", strict=False).join(
            spans, on=["document_key", "line_number"], how="left", maintain_order="left"
        ),
        rejected=_rejected(documents.join(bearing, on="document_key", how="anti"), lines),
    )


def _articles(
    documents: pl.LazyFrame,
    lines: pl.LazyFrame,
    pieces: pl.LazyFrame,
    document_publishers: pl.LazyFrame,
    publishers: pl.DataFrame,
) -> pl.LazyFrame:
    body = pl.concat_str("separator", "piece").str.join("")
    bodies = pieces.group_by("document_key", maintain_order=True).agg(
        body=body, paragraph_count=(pl.col("separator").is_in(["", PARAGRAPH_SEPARATOR])).sum()
    )
    date_key = pl.col("published_date").dt.strftime("%Y%m%d").cast(pl.Int32)
    frames = [
        document_publishers.select("document_key", "publisher_key"),
        titles(lines),
        find_published(lines, document_publishers),
        find_sections(lines, document_publishers, publishers),
        find_addresses(lines).rename({"url": "address"}),
        boilerplate_shares(lines),
    ]
    joined = documents.select("document_key", "url", "language_code").join(bodies, on="document_key")
    for frame in frames:
        joined = joined.join(frame, on="document_key", how="left")
    return joined.select(
        pl.col("document_key").alias("article_key"),
        "document_key",
        "publisher_key",
        date_key.fill_null(0).alias("published_date_key"),
        "title",
        "body",
        stable_key_expr(pl.col("body")).alias("body_hash"),
        "published_at",
        pl.col("published_at_source").fill_null("none"),
        "published_at_precision",
        "updated_at",
        "language_code",
        pl.coalesce("url", "address").alias("url"),
        pl.col("section_names").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        word_count(pl.col("body")).alias("word_count"),
        pl.col("paragraph_count").cast(pl.Int32),
        "boilerplate_share",
    )


def titles(lines: pl.LazyFrame) -> pl.LazyFrame:
    """`document_key`, `title`; a hard-wrapped title is one, a second title line elsewhere is not added."""
    return (
        lines.filter(pl.col("role_code") == "title")
        .group_by("document_key", maintain_order=True)
        .agg(
            title=readable_text()
            .filter(pl.col("block_number") == pl.col("block_number").first())
            .str.join(" ")
        )
    )


def boilerplate_shares(lines: pl.LazyFrame) -> pl.LazyFrame:
    """`document_key`, `boilerplate_share`: part of the page's characters, white space aside."""
    readable = readable_text()
    characters = readable.str.len_chars() - readable.str.count_matches(" ", literal=True)
    on_boilerplate = pl.when(pl.col("role_code") == "boilerplate").then(characters).otherwise(0)
    return (
        lines.select("document_key", characters=characters, boilerplate=on_boilerplate)
        .group_by("document_key")
        .agg(pl.col("characters").sum(), pl.col("boilerplate").sum())
        .select(
            "document_key",
            boilerplate_share=pl.when(pl.col("characters") > 0)
            .then(pl.col("boilerplate") / pl.col("characters"))
            .otherwise(0.0),
        )
    )


def word_count(body: pl.Expr) -> pl.Expr:
    """Words of a body: what white space separates, free-standing dashes aside.

    Counting the separators is far cheaper than matching the words, and gives the same: a body holds no
    white space but single spaces and blank lines.
    """
    dashes = sum(
        (body.str.count_matches(dash, literal=True).cast(pl.Int32) for dash in (" – ", " - ", " — ")),
        pl.lit(0),
    )
    spaces = body.str.count_matches(" ", literal=True).cast(pl.Int32)
    breaks = body.str.count_matches(PARAGRAPH_SEPARATOR, literal=True).cast(pl.Int32)
    return (spaces + breaks + 1 - dashes).cast(pl.Int32)


def _rejected(documents: pl.LazyFrame, lines: pl.LazyFrame) -> pl.LazyFrame:
    line_counts = lines.group_by("document_key").agg(line_count=pl.len())
    count = pl.col("line_count").fill_null(0).cast(pl.String)
    return documents.join(line_counts, on="document_key", how="left").select(
        stage_code=pl.lit("clean"),
        reason_code=pl.lit("no_body"),
        detail=pl.concat_str(
            pl.lit("None of the "),
            count,
            pl.lit(" non-blank lines reads as a paragraph of an article; clean.line tells what each is."),
        ),
        source_uri="source_uri",
        member="member",
        document_key="document_key",
        payload=pl.col("text").str.head(PAYLOAD_LENGTH),
    )
