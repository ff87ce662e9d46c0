"""Topics: the tags a page gives itself."""

from __future__ import annotations

import polars as pl

from transforms.clean.article.metadata import metadata_lines

LABEL = (
    r"^(?i:themen|thema|schlagwörter|schlagworte|schlagwort|stichwörter|stichworte|tags?|keywords|topics?"
    r"|mehr zu(?:m thema| den themen)?|hashtags?)\s*(?::\s*(?<rest>.*)|$)"
)
"""What introduces tags: a word with a colon, or the word alone on its line."""

MAXIMUM_TOPIC_LENGTH = 60
"""Code points. Tags are names and catchwords; what is longer is a headline that strayed into the list."""

SEPARATOR = r"\s*[,;|·•]\s*"
END_OF_LIST = r"[>›»|]|\d{1,2}\.\s?\d{1,2}\.|\d:\d{2}|[ -]News$|^(?i:startseite|home)$|^Von \p{Lu}"
"""Breadcrumbs, their root, dates and bylines: what follows a plain list of topics without being one."""

OTHER_LABEL = r":$|^[\p{L} ]{3,25}:\s"


def find_topics(lines: pl.LazyFrame) -> pl.LazyFrame:
    """The tags of each document, in page order.

    Two shapes count, both on metadata lines only: words with a hash sign, and the lines (or the rest of
    the line) after a label such as "Themen:". After a label that is followed by hash tags only hash tags
    count, because breadcrumbs of sections often follow in the same bullet list.

    Args:
        lines: rows of `Line`, lines of one document together and in page order.
    Returns:
        `document_key`, `topic_number` (from 1), `topic_name` without `#`; distinct within a document, upper
        and lower case not told apart.
    """
    named = _after_labels(metadata_lines(lines))
    topic_name = (
        pl.col("topic_name")
        .str.replace_all("#", "", literal=True)
        .str.strip_chars(" \t.,;:|·•-–")
        .alias("topic_name")
    )
    return (
        named.explode("topic_name")
        .with_columns(topic_name)
        .filter(
            pl.col("topic_name").str.len_chars() <= MAXIMUM_TOPIC_LENGTH,
            # Bare numbers are numbers of comments and pages.
            pl.col("topic_name").str.contains(r"\p{L}"),
        )
        .with_columns(folded=pl.col("topic_name").str.to_lowercase())
        .unique(["document_key", "folded"], keep="first", maintain_order=True)
        .select(
            "document_key",
            topic_number=(pl.int_range(pl.len()).over("document_key") + 1).cast(pl.Int32),
            topic_name="topic_name",
        )
    )


def _after_labels(metadata: pl.LazyFrame) -> pl.LazyFrame:
    """Metadata lines that name topics, with their tags as a list."""
    text = pl.col("text")
    is_label = text.str.contains(LABEL)
    rest = text.str.extract(LABEL, 1).fill_null("").str.strip_chars()
    has_hash = text.str.contains(r"(?:^|\s)#[\p{L}\d]")
    span = pl.col("label_count")
    in_span = ["document_key", "run_number", "label_count"]
    marked = metadata.with_columns(
        is_label=is_label,
        has_hash=has_hash,
        rest=pl.when(is_label).then(rest).otherwise(text),
        ends_list=~is_label & (text.str.contains(END_OF_LIST) | text.str.contains(OTHER_LABEL)),
        label_count=is_label.cum_sum().over("document_key", "run_number"),
    ).with_columns(
        is_closed=pl.col("ends_list").cum_max().over(in_span),
        label_has_rest=(pl.col("is_label") & (pl.col("rest") != "")).any().over(in_span),
        span_has_hash=pl.col("has_hash").any().over(in_span),
    )
    plain = (span > 0) & ~pl.col("is_closed") & ~pl.col("span_has_hash")
    listed = plain & (pl.col("is_label") | ~pl.col("label_has_rest"))
    return marked.filter(pl.col("has_hash") | (listed & (pl.col("rest") != ""))).select(
        "document_key",
        topic_name=pl.when(pl.col("has_hash"))
        .then(pl.col("rest").str.extract_all(r"#[^#,;|·•]+"))
        .otherwise(pl.col("rest").str.replace_all(SEPARATOR, "|").str.split("|")),
    )
