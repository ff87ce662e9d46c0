"""Evidence from lines that stand on many pages of one publisher: what recurs is furniture, not news."""

from __future__ import annotations

import polars as pl

from transforms.clean.lines import readable_text
from warehouse.tables.base import UNKNOWN_KEY
from warehouse.tables.line import BODY_ROLES

MINIMUM_WORKS = 3
"""Different articles a line must stand in. Two may be a story and its follow-up that repeats a sentence; at
three the furniture of a site is far more likely. Lower finds more and damages serials sooner."""

MINIMUM_WORKS_OF_UNKNOWN = 10
"""The same for pages of unknown publishers, which are many outlets in one: three of them printing one agency
sentence under their own headlines is everyday."""

MAXIMUM_REPEATED_SHARE = 0.5
"""Of a document's body characters. Beyond it the document is a copy or a new version of another article: its
text recurs because the article does, and stays as it was."""

SHORT_LINE = 60
"""Code points. Closed sentences below it ("Verletzt wurde niemand.") recur in unrelated news by chance."""

REPEATED_CONFIDENCE = 0.9


def work_keys(lines: pl.LazyFrame) -> pl.LazyFrame:
    """The identity under which a document counts when repetition is counted.

    Copies and new versions of one article mostly keep their headline, so the headline stands for the
    work; without one, the longest body line does, and on a page without a body its longest line.

    Args:
        lines: rows of `Line`.
    Returns:
        `document_key`, `work_key`; one row per document that has a line.
    """
    rank = (
        pl.when(pl.col("role_code") == "title")
        .then(0)
        .when(pl.col("role_code").is_in(list(BODY_ROLES)))
        .then(1)
        .otherwise(2)
    )
    # Of several title lines the first counts, of all others the longest; the hash settles a tie.
    order = pl.when(rank == 0).then(pl.col("line_number")).otherwise(-pl.col("raw_length"))
    best = pl.struct(
        rank.cast(pl.Int8).alias("rank"), order.cast(pl.Int32).alias("order"), pl.col("line_hash")
    )
    return (
        lines.select("document_key", best=best)
        .group_by("document_key")
        .agg(pl.col("best").sort().first())
        .select("document_key", work_key=pl.col("best").struct.field("line_hash"))
    )


def repeated_lines(
    line_counts: pl.LazyFrame,
    minimum_works: int = MINIMUM_WORKS,
    minimum_works_of_unknown: int = MINIMUM_WORKS_OF_UNKNOWN,
) -> pl.LazyFrame:
    """The lines that recur on pages of a publisher.

    Args:
        line_counts: `publisher_key`, `line_hash`, `work_count` (different works the line stands in).
        minimum_works: bar for known publishers.
        minimum_works_of_unknown: bar for the unknown member.
    Returns:
        `publisher_key`, `line_hash`.
    """
    bar = (
        pl.when(pl.col("publisher_key") == UNKNOWN_KEY)
        .then(minimum_works_of_unknown)
        .otherwise(minimum_works)
    )
    return line_counts.filter(pl.col("work_count") >= bar).select("publisher_key", "line_hash")


def demote_repeated(
    lines: pl.LazyFrame, document_publishers: pl.LazyFrame, repeated: pl.LazyFrame
) -> pl.LazyFrame:
    """Turn recurring body lines into boilerplate.

    Three things that recur are left alone, because they recur in honest articles too: a heading that leads
    to text of the article's own ("Hintergrund"); a short closed sentence or list item in the midst of such
    text; and everything where more than half of the body recurs, since then the article itself was
    found twice. The title is never demoted.

    Args:
        lines: rows of `Line`, lines of one document together and in page order.
        document_publishers: at least `document_key`, `publisher_key`.
        repeated: rows of `repeated_lines`.
    Returns:
        The same lines in the same order; demoted ones have `role_code` boilerplate and `rule_code`
        repeated.
    """
    publisher = document_publishers.select("document_key", "publisher_key")
    known = repeated.select("publisher_key", "line_hash", recurs=pl.lit(True)).unique()
    is_body = pl.col("role_code").is_in(list(BODY_ROLES))
    marked = (
        lines.join(publisher, on="document_key", how="left", maintain_order="left")
        .join(known, on=["publisher_key", "line_hash"], how="left", maintain_order="left")
        .with_columns(is_body=is_body, recurs=pl.col("recurs").fill_null(False) & is_body)
        .with_columns(is_own=pl.col("is_body") & (pl.col("role_code") != "heading") & ~pl.col("recurs"))
    )
    demoted = pl.col("recurs") & ~_is_part_of_own_text()
    is_demoted = demoted & (_body_share(demoted) <= MAXIMUM_REPEATED_SHARE)
    return marked.with_columns(
        role_code=pl.when(is_demoted).then(pl.lit("boilerplate")).otherwise("role_code"),
        rule_code=pl.when(is_demoted).then(pl.lit("repeated")).otherwise("rule_code"),
        confidence=pl.when(is_demoted).then(REPEATED_CONFIDENCE).otherwise("confidence"),
    ).drop("publisher_key", "recurs", "is_body", "is_own")


def _body_share(chosen: pl.Expr) -> pl.Expr:
    """Part of each document's body characters that stands on the chosen lines."""
    characters = pl.when("is_body").then(pl.col("raw_length")).otherwise(0)
    on_chosen = pl.when(chosen).then(characters).otherwise(0)
    return on_chosen.sum().over("document_key") / characters.sum().over("document_key")


def _is_part_of_own_text() -> pl.Expr:
    """Whether a recurring line is held in place by lines that only this article has."""
    is_heading = pl.col("role_code") == "heading"
    own = pl.when(~is_heading).then("is_own")  # null: headings are looked through
    document = pl.col("document_key")
    ends = (document != document.shift(-1)).fill_null(True)
    begins = (document != document.shift(1)).fill_null(True)
    # Writing False at the edges keeps the fills inside their document, at a fraction of the cost of windows.
    own_after = pl.when(ends).then(False).otherwise(own.shift(-1)).backward_fill()
    own_before = pl.when(begins).then(False).otherwise(own.shift(1)).forward_fill()
    is_short = pl.col("raw_length") < SHORT_LINE
    is_closed = (pl.col("role_code") == "list_item") | readable_text().str.contains(r"[.?][\"“”«»]?$")
    return (is_heading & own_after) | (~is_heading & is_short & is_closed & own_before & own_after)
