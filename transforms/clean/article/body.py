"""Body of an article: where each of its lines stands in it."""

from __future__ import annotations

import polars as pl

from transforms.clean.article.metadata import BULLET
from transforms.clean.lines import readable_text
from warehouse.tables.line import BODY_ROLES

PARAGRAPH_SEPARATOR = "\n\n"

SUSPENDED = r"^(?:und|oder|bzw\.?|beziehungsweise|sowie|wie|als|noch|bis|statt|u\.)(?:\s|$)"
"""Words after which a hyphen at the line's end is a suspended one ("Staats- und Regierungschefs")."""


def body_pieces(lines: pl.LazyFrame) -> pl.LazyFrame:
    """What each body line puts into the body, and where.

    Blocks are joined by a blank line, the lines of one hard-wrapped block by a space. A hyphen that only
    the line break made is dropped, whether soft or written: the line ends in a letter and a hyphen, the
    next begins in lower case, and it is no suspended hyphen. Before a capital or a digit the hyphen stays
    and no space is put ("Nord-" and "Süd-Achse"). List items stand without their graphic mark.

    So a span shows its line's readable text, except for the mark in front of a list item and a hyphen
    dropped at the line's end.

    Args:
        lines: rows of `Line`, lines of one document together and in page order.
    Returns:
        One row per body line: `document_key`, `line_number`, `role_code`, `separator` (what stands before
        it), `piece`, `body_start`, `body_length` (code points from 0). The body is separators and pieces one
        after the other.
    """
    text = readable_text()
    unmarked = text.str.replace(BULLET, "")
    shown = pl.when((pl.col("role_code") == "list_item") & (unmarked != "")).then(unmarked).otherwise(text)
    soft_hyphen = pl.col("text").str.ends_with("\u00ad")
    body = (
        lines.filter(pl.col("role_code").is_in(list(BODY_ROLES)))
        .select("document_key", "line_number", "role_code", "block_number", piece=shown, soft=soft_hyphen)
        .filter(pl.col("piece") != "")
    )
    same_block = pl.all_horizontal(
        (pl.col(name) == pl.col(name).shift(1)).fill_null(False)
        for name in ("document_key", "block_number", "role_code")
    )
    return (
        body.with_columns(follows=same_block)
        .with_columns(glue=pl.when("follows").then(_glue()).otherwise(pl.lit("")))
        .with_columns(
            separator=_separator(),
            piece=pl.when((pl.col("glue").shift(-1) == "drop").fill_null(False) & ~pl.col("soft"))
            .then(pl.col("piece").str.head(-1))
            .otherwise("piece"),
        )
        .with_columns(body_length=pl.col("piece").str.len_chars().cast(pl.Int32))
        .with_columns(
            body_end=(pl.col("separator").str.len_chars() + pl.col("body_length"))
            .cum_sum()
            .over("document_key")
        )
        .select(
            "document_key",
            "line_number",
            "role_code",
            "separator",
            "piece",
            body_start=(pl.col("body_end") - pl.col("body_length")).cast(pl.Int32),
            body_length="body_length",
        )
    )


def _glue() -> pl.Expr:
    """How a line is joined to the one before it in its block: drop (its hyphen), keep (it) or space."""
    before, piece = pl.col("piece").shift(1), pl.col("piece")
    hyphenated = before.str.contains(r"\p{L}[-‐]$")
    continues = piece.str.contains(r"^\p{Ll}")
    return (
        pl.when(pl.col("soft").shift(1) & continues)
        .then(pl.lit("drop"))
        .when(~hyphenated | piece.str.contains(SUSPENDED))
        .then(pl.lit("space"))
        .when(continues)
        .then(pl.lit("drop"))
        .when(piece.str.contains(r"^[\p{Lu}\d]"))
        .then(pl.lit("keep"))
        .otherwise(pl.lit("space"))
    )


def _separator() -> pl.Expr:
    is_first = (pl.col("document_key") != pl.col("document_key").shift(1)).fill_null(True)
    return (
        pl.when(is_first)
        .then(pl.lit(""))
        .when(~pl.col("follows"))
        .then(pl.lit(PARAGRAPH_SEPARATOR))
        .when(pl.col("glue") == "space")
        .then(pl.lit(" "))
        .otherwise(pl.lit(""))
    )
