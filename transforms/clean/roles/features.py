"""Shallow features of text blocks: what a block looks like on its own and in the vocabulary of its page."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from transforms.clean.roles.cues import CUES, FOREIGN_STOP_WORD, STOP_WORD, cue_columns
from transforms.clean.roles.page import Blocks, Bools, Floats, Ints
from transforms.clean.roles.patterns import (
    BULLET,
    DATE,
    READER,
    TIME,
    URL,
    line_pattern_columns,
    pattern_code_column,
    reader_code_column,
)

LEXICAL_FEATURES: Final[tuple[str, ...]] = (
    "stop_words", "opens_lower", "opens_quote", "ends_sentence", "ends_question", "ends_colon",
    "ends_cut", "is_bullet", "any_cue", "separators", "has_date", "has_time", "has_url",
    *(f"cue_{group}" for group in CUES),
)  # fmt: skip
SENTENCE_END: Final = r"[.!?…][\"”“»«’‘')\]]*$|[.!?][\"”“»«]? ?\([^()]{2,12}\)$"
CUT_OFF: Final = r"(?:\.\.\.|…|\[…\]|»|›|>|→)$"
# Patterns look at lines up to these lengths only: what they tell apart is short, and long lines cost time.
SHORT_LINE_BYTES: Final = 200
PATTERN_BYTES: Final = 600
READER_BYTES: Final = 1500
SAMPLE_CHARS: Final = 200  # enough of a line to tell its language

# A block of at least this many words with this share of stop words reads as prose. jusText (Pomikálek 2011)
# asks for a stop-word density of .30 to .32 with lists of several hundred words; the list in use here is
# shorter.
PROSE_WORDS: Final = 12
PROSE_STOP_SHARE: Final = 0.2
# Capitalised words are compared by their first bytes, which passes over German inflection.
PREFIX_BYTES: Final = 6
PREFIX_MIN_BYTES: Final = 4
PREFIX_SLOT_BITS: Final = 12


def block_features(blocks: Blocks, lexical: pl.DataFrame) -> dict[str, Floats]:
    """Features of each block on its own, and of its words within the page.

    Args:
        blocks: at least one block.
        lexical: `lexical_columns` of the blocks.

    Returns:
        Feature name → one value per block.
    """
    features = {name: lexical[name].to_numpy().astype(np.float32) for name in LEXICAL_FEATURES}
    raw = _Bytes.of(blocks.text)
    word_starts = _word_starts(raw)
    features |= _shape_features(raw, word_starts)
    words = features["words"]
    features["stop_share"] = features["stop_words"] / words
    features["separator_share"] = features.pop("separators") / words
    features["is_prose"] = (
        (words >= PROSE_WORDS)
        & (features["stop_share"] >= PROSE_STOP_SHARE)
        & (features["link_density"] < 0.5)
    ).astype(np.float32)
    features["prose_chars"] = features["is_prose"] * features["chars"]
    features["cohesion"] = _cohesion(raw, word_starts, blocks.document, features["is_prose"] > 0)
    features["copies"] = _copies(blocks)
    return features


def lexical_columns(text: pl.Series) -> pl.DataFrame:
    """What patterns see in each block.

    Each distinct text is looked at once, and by each pattern only where it can apply.

    Args:
        text: block texts.

    Returns:
        One row per block: the columns of `LEXICAL_FEATURES`, the Boolean columns of `LINE_PATTERNS` and
        `settled_code`.
    """
    column = pl.col("text")
    distinct = (
        pl.DataFrame({"text": text})
        .with_row_index("row")
        .group_by("text", maintain_order=True)
        .agg("row")
        .with_row_index("distinct")
    )
    seen = (
        distinct.lazy()
        .select(
            "distinct",
            "row",
            "text",
            column.str.count_matches(STOP_WORD).alias("stop_words"),
            column.str.head(SAMPLE_CHARS).str.count_matches(FOREIGN_STOP_WORD).alias("foreign_words"),
            column.str.contains(r"^\p{Ll}").alias("opens_lower"),
            column.str.contains("^[\"„“»«‚']").alias("opens_quote"),
            column.str.tail(16).str.contains(SENTENCE_END).alias("ends_sentence"),
            column.str.ends_with("?").alias("ends_question"),
            column.str.ends_with(":").alias("ends_colon"),
            column.str.tail(4).str.contains(CUT_OFF).alias("ends_cut"),
            column.str.head(4).str.contains(BULLET).alias("is_bullet"),
        )
        .collect()
    )
    size = column.str.len_bytes()
    with_cue = cue_columns(seen.lazy())
    by_pattern = seen.lazy().filter(size <= PATTERN_BYTES).select("distinct", pattern_code_column(column))
    to_reader = seen.lazy().filter((size <= READER_BYTES) & column.str.contains(READER))
    by_words = to_reader.select("distinct", reader_code_column(column))
    short = (
        seen.lazy()
        .filter(column.str.len_bytes() <= SHORT_LINE_BYTES)
        .select(
            "distinct",
            column.str.count_matches(r" [|/•·›»>–-] ").alias("separators"),
            column.str.contains(DATE).alias("has_date"),
            column.str.contains(TIME).alias("has_time"),
            column.str.contains(URL).alias("has_url"),
            *line_pattern_columns(column),
        )
    )
    return (
        seen.lazy()
        .drop("text")
        .join(with_cue, on="distinct", how="left", maintain_order="left")
        .join(short, on="distinct", how="left", maintain_order="left")
        .join(by_pattern, on="distinct", how="left", maintain_order="left")
        .join(by_words, on="distinct", how="left", maintain_order="left")
        .with_columns(settled_code=pl.coalesce("pattern_code", "reader_code"))
        .drop("pattern_code", "reader_code")
        .with_columns(pl.exclude("settled_code", "row").fill_null(0).fill_null(False))
        .explode("row", empty_as_null=True)
        .sort("row")
        .drop("row", "distinct")
        .collect()
    )


@dataclass(frozen=True)
class _Bytes:
    """UTF-8 bytes of all blocks in one buffer, a newline after each block."""

    data: NDArray[np.uint8]
    starts: Ints
    lengths: Ints

    @classmethod
    def of(cls, text: pl.Series) -> "_Bytes":
        lengths = text.str.len_bytes().to_numpy().astype(np.int64)
        joined = "\n".join(text.to_list())
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths + 1)[:-1]])
        return cls(np.frombuffer((joined + "\n").encode(), dtype=np.uint8), starts, lengths)

    def count(self, where: Bools) -> Floats:
        """How many bytes of each block are marked."""
        counted: Floats = np.add.reduceat(where.view(np.int8), self.starts, dtype=np.int32).astype(np.float32)
        return counted


def _byte_class(*ranges: tuple[int, int]) -> Bools:
    table = np.zeros(256, dtype=bool)
    for low, high in ranges:
        table[low : high + 1] = True
    return table


_UPPER: Final = _byte_class((65, 90))
_LETTER: Final = _byte_class((65, 90), (97, 122), (128, 255))
_WORD: Final = _byte_class((48, 57), (65, 90), (97, 122), (128, 255))


def _word_starts(raw: _Bytes) -> Bools:
    """Bytes that are an ASCII capital at the start of a word."""
    starts = _UPPER[raw.data]
    starts[1:] &= ~_WORD[raw.data[:-1]]
    return starts


def _shape_features(raw: _Bytes, word_starts: Bools) -> dict[str, Floats]:
    data = raw.data
    chars = np.maximum(raw.lengths, 1).astype(np.float32)
    words = raw.count(data == 32) + 1
    capital_words = raw.count(word_starts)
    stops = raw.count((data == 46) | (data == 33) | (data == 63))
    commas = raw.count(data == 44)
    digits = raw.count((data >= 48) & (data <= 57))
    upper = raw.count(_UPPER[data])
    pipes = raw.count((data == 124) | (data == 62))
    return {
        "chars": chars,
        "log_chars": np.log1p(chars),
        "words": words,
        "word_length": chars / words,
        "capital_share": capital_words / words,
        "upper_share": upper / chars,
        "digit_share": digits / chars,
        "stops": np.minimum(stops, 20),
        "word_chars": raw.count(_WORD[data]),
        "words_per_stop": np.minimum(words / (stops + 1), 60),
        "comma_share": commas / words,
        "link_density": np.minimum(pipes / words * 2, 1),
    }


def _cohesion(raw: _Bytes, word_starts: Bools, document: Ints, is_prose: Bools) -> Floats:
    """Share of a block's capitalised words that prose elsewhere in the page uses too; -1 without such words.

    A heading speaks of what its article speaks of; a teaser of another article does not. Words are kept as
    hashes of their first bytes, in a fixed number of slots per document: two words in one slot (one pair in
    some thousand) count as the same.
    """
    padded = np.append(raw.data, np.zeros(PREFIX_BYTES, dtype=np.uint8))
    position = np.flatnonzero(word_starts)
    is_word = np.ones(len(position), dtype=bool)
    key = np.zeros(len(position), dtype=np.uint64)
    inside = is_word.copy()
    for offset in range(PREFIX_BYTES):
        byte = padded[position + offset]
        inside &= _LETTER[byte]
        if offset < PREFIX_MIN_BYTES:
            is_word &= inside
        key = key * np.uint64(257) + np.where(inside, byte, 0).astype(np.uint64)
    position, key = position[is_word], key[is_word]
    block = np.searchsorted(raw.starts, position, side="right") - 1
    mixed = (key * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - PREFIX_SLOT_BITS)
    slot = (document[block] << PREFIX_SLOT_BITS) + mixed.astype(np.int64)
    slots = (int(document[-1]) + 1) << PREFIX_SLOT_BITS
    first, last = np.zeros(slots, dtype=np.int32), np.zeros(slots, dtype=np.int32)
    in_prose = is_prose[block]
    prose_slot, prose_block = slot[in_prose], block[in_prose].astype(np.int32) + 1
    last[prose_slot] = prose_block
    first[prose_slot[::-1]] = prose_block[::-1]
    seen_first, seen_last = first[slot], last[slot]
    elsewhere = (seen_first > 0) & ((seen_first != block + 1) | (seen_last != block + 1))
    size = len(raw.starts)
    total = np.bincount(block, minlength=size)
    shared = np.bincount(block, weights=elsewhere, minlength=size)
    return np.where(total > 0, shared / np.maximum(total, 1), -1).astype(np.float32)


def _copies(blocks: Blocks) -> Floats:
    """How often the same text stands in the document."""
    copies = pl.DataFrame({"document": blocks.document, "text": blocks.text}).select(
        pl.len().over("document", "text")
    )
    count: Ints = copies.to_series().to_numpy()
    return np.minimum(count, 5).astype(np.float32)


def as_matrix(features: dict[str, Any], names: tuple[str, ...]) -> Floats:
    """Feature columns as one matrix, a row per feature: trees read whole columns."""
    return np.stack([np.asarray(features[name], dtype=np.float32) for name in names])
