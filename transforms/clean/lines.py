"""Documents to lines: physical lines with true raw offsets, and the repaired reading of each line."""

from typing import Final

import ftfy
import polars as pl

from transforms.clean.blocks import number_blocks
from warehouse.tables.base import polars_schema
from warehouse.tables.keys import stable_key_expr
from warehouse.tables.line import Line

DECIDED_LATER: Final = ("role_code", "rule_code", "confidence", "body_start", "body_length")
LINE_SCHEMA: Final = {name: dtype for name, dtype in polars_schema(Line).items() if name not in DECIDED_LATER}

# What ends a line besides "\n". Each replacement keeps the number of code points, so that
# offsets counted after it are offsets into the raw text ("\r\n" leaves a trailing space, which is stripped).
LINE_BREAKS: Final[dict[str, str]] = {
    "\r\n": " \n",
    "\r": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}

# UTF-8 that was once read as cp1252 shows as a capital letter with diacritic followed by a symbol
# ("Ã¤", "â€ž", "Â "). ftfy decides; this only keeps its slow pass (1.5 MB/s) away from healthy lines.
MOJIBAKE = r"Ã[\x{80}-\x{bf}\x{178}\x{152}\x{153}\x{17d}\x{17e}\x{2013}-\x{203a}]|â[€‚„]|Â[\x{80}-\x{bf}]"
NON_BREAKING_OR_WIDE_SPACE = r"[\t\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]"
INVISIBLE = (
    r"[\x{00}-\x{08}\x{0e}-\x{1f}\x{7f}-\x{84}\x{86}-\x{9f}\x{ad}\x{200b}-\x{200f}"
    r"\x{202a}-\x{202e}\x{2060}-\x{206f}\x{feff}]"
)
COMBINING_MARK = r"[\x{300}-\x{36f}]"
NEEDS_REPAIR = "|".join([MOJIBAKE, NON_BREAKING_OR_WIDE_SPACE, INVISIBLE, COMBINING_MARK, "  "])


def split_lines(documents: pl.LazyFrame) -> pl.LazyFrame:
    """One row per non-blank physical line of each document.

    Lines end at CR LF, LF, CR, vertical tab, form feed, U+2028 and U+2029. Nothing of a line is
    altered in `text`; what reading needs repaired (mojibake, NFC, invisible characters, odd spaces) is in
    `repaired_text`.

    Args:
        documents: rows of `Document`; of its columns `document_key` and `text` are used.

    Returns:
        Rows of `Line` without role, in document order. `line_number` counts from 1 and counts blank lines;
        `raw_start` and `raw_length` count code points of the document text; `repaired_text` is null where it
        equals `text`; `block_number` is shared by the lines of one hard-wrapped paragraph; `line_hash` is
        xxHash3 of the repaired text in lower case.
    """
    physical = (
        documents.select(
            "document_key",
            pl.col("text").str.replace_many(LINE_BREAKS, leftmost=True).str.split("\n").alias("text"),
        )
        .with_columns(line_number=pl.int_ranges(1, pl.col("text").list.len() + 1, dtype=pl.Int32))
        .explode("text", "line_number", empty_as_null=True)
    )
    next_start = (pl.col("text").str.len_chars() + 1).cum_sum()
    line_start = next_start.shift(1, fill_value=0)
    is_first = pl.col("line_number") == 1
    document_start = pl.when(is_first).then(line_start).forward_fill()
    stripped_left = pl.col("text").str.strip_chars_start()
    lines = physical.select(
        "document_key",
        "line_number",
        raw_start=(
            line_start - document_start + pl.col("text").str.len_chars() - stripped_left.str.len_chars()
        ).cast(pl.Int32),
        text=stripped_left.str.strip_chars_end(),
    ).filter(pl.col("text") != "")
    return (
        lines.with_columns(raw_length=pl.col("text").str.len_chars().cast(pl.Int32))
        .map_batches(
            _with_repaired_text,
            schema={
                **_schema_of("document_key", "line_number", "raw_start", "text", "raw_length"),
                "repaired_text": pl.String,
            },
        )
        .map_batches(
            number_blocks,
            schema={
                **_schema_of(
                    "document_key", "line_number", "raw_start", "text", "raw_length", "repaired_text"
                ),
                "block_number": pl.Int32,
            },
        )
        .with_columns(line_hash=stable_key_expr(readable_text().str.to_lowercase()))
        .select(list(LINE_SCHEMA))
    )


def readable_text() -> pl.Expr:
    """The line as a reader sees it: repaired where it had to be."""
    return pl.coalesce("repaired_text", "text")


def repair(text: pl.Series) -> pl.Series:
    """The readable form of lines that need one.

    Args:
        text: lines that match `NEEDS_REPAIR`.

    Returns:
        The same lines after mojibake repair, in NFC, without control characters, zero-width characters and
        soft hyphens, with every kind of space as one plain space.
    """
    garbled = text.str.contains(MOJIBAKE)
    if garbled.any():
        fixed = [ftfy.fix_text(line, uncurl_quotes=False) for line in text.filter(garbled)]
        text = text.clone().scatter(garbled.arg_true(), pl.Series(fixed, dtype=pl.String))
    return (
        text.str.normalize("NFC")
        .str.replace_all(NON_BREAKING_OR_WIDE_SPACE, " ")
        .str.replace_all(INVISIBLE, "")
        .str.replace_all(" {2,}", " ")
        .str.strip_chars()
    )


def _with_repaired_text(lines: pl.DataFrame) -> pl.DataFrame:
    text = lines["text"]
    damaged = text.str.contains(NEEDS_REPAIR)
    if not damaged.any():
        return lines.with_columns(repaired_text=pl.lit(None, dtype=pl.String))
    before = text.filter(damaged)
    after = repair(before)
    changed = after.set(after == before, None)  # null says: as in the raw text
    nothing = pl.Series("repaired_text", [None], dtype=pl.String).new_from_index(0, len(text))
    return lines.with_columns(nothing.scatter(damaged.arg_true(), changed).alias("repaired_text"))


def _schema_of(*columns: str) -> dict[str, pl.DataType]:
    return {column: LINE_SCHEMA[column] for column in columns}
