"""main.fact_article: what its declaration cannot say."""

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl

from expectations.suite import Expect, expect_true

CLOCK_TOLERANCE = timedelta(days=1)
"""How far a page may be ahead of the clock that read it. A page whose zone is not known is off by up to 14
hours, a date without time of day by up to 24."""

EXPECTATIONS = (
    Expect(
        "article_key_is_document_key",
        "ExpectColumnPairValuesToBeEqual",
        {"column_A": "article_key", "column_B": "document_key"},
        "row",
        "One document gives one version, under the same key.",
    ),
    expect_true(
        "body_has_letters",
        pl.col("body").str.contains(r"\p{L}"),
        "row",
        "A body says something: it holds at least one letter.",
    ),
    expect_true(
        "published_before_run",
        pl.col("published_at") <= pl.col("run_started_at") + CLOCK_TOLERANCE,
        "row",
        f"published_at is not later than the run, give or take {CLOCK_TOLERANCE.days} day: such a date is"
        " misread.",
    ),
    expect_true(
        "published_before_crawl",
        pl.col("published_at") <= pl.col("crawled_at") + CLOCK_TOLERANCE,
        "warning",
        "published_at is not later than the file it was read from; a warning only, since unpacking and"
        " copying may set the file's time to anything.",
    ),
    expect_true(
        "updated_after_published",
        pl.col("updated_at") >= pl.col("published_at"),
        "warning",
        "A page was not changed before it was published.",
    ),
)


def with_context(articles: pl.DataFrame, documents: pl.DataFrame, run_started_at: datetime) -> pl.DataFrame:
    """Articles with the times that theirs are held against.

    Args:
        articles: rows of `Article`.
        documents: `document_key`, `modified_at` of their documents.
        run_started_at: start of the run, with zone.

    Returns:
        The same rows, in the same order, with `crawled_at` and `run_started_at`.
    """
    crawled = documents.select("document_key", crawled_at="modified_at").unique("document_key")
    started = pl.lit(run_started_at).cast(pl.Datetime("us", "UTC")).alias("run_started_at")
    return articles.join(crawled, on="document_key", how="left", maintain_order="left").with_columns(started)
