"""Hard-wrapped text: which physical lines are one paragraph."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

# RFC 2646 / RFC 5322 style plain text wraps at 72 to 80 columns; narrow columns of text browsers reach 60
# and wide ones 100. Beyond that a line is a paragraph of its own.
MIN_WRAP_WIDTH = 50
MAX_WRAP_WIDTH = 100
# A document counts as wrapped when this share of its characters lies in lines no longer than the wrap width
# ...
MIN_SHARE_WITHIN_WIDTH = 0.9
# ... and this many full lines run on, at least this share of them into a lower-case word. In German running
# text about 60 % of the words are lower case; lines of headlines or menus follow each other with a capital.
MIN_RUN_ON_LINES = 4
MIN_LOWER_CASE_SHARE = 0.3
MIN_LINES_OF_OWN_WIDTH = 3
# What no running text goes on with: a bullet, a number of a list, a drawn rule, an address.
OPENS_ANEW = r"^(?:[-*•·–▪►»]\s|\d{1,2}[.)]\s|[^\pL\pN]{3}|https?://)"


def number_blocks(lines: pl.DataFrame) -> pl.DataFrame:
    """Give each line the number of its block.

    A wrapped line is recognised as a typesetter would: the first word of the next line would not have
    fitted into it any more. Lines separated by a blank line, or followed by a bullet, never join.

    Args:
        lines: `document_key`, `line_number`, `text`, `repaired_text`, documents contiguous, lines ascending.

    Returns:
        The same rows with `block_number`: from 1 per document, equal for lines of one hard-wrapped paragraph.
    """
    document = lines["document_key"].to_numpy()
    is_first = np.ones(len(document), dtype=bool)
    is_first[1:] = document[1:] != document[:-1]
    text = lines.select(pl.coalesce("repaired_text", "text")).to_series()
    joins = _run_on(lines, text, is_first)
    starts_block = ~np.concatenate([[False], joins[:-1]]) if len(joins) else joins
    number = np.cumsum(starts_block)
    base = np.repeat(number[is_first], np.diff(np.append(np.flatnonzero(is_first), len(number))))
    return lines.with_columns(pl.Series("block_number", number - base + 1, dtype=pl.Int32))


def _run_on(lines: pl.DataFrame, text: pl.Series, is_first: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each line runs on into the next one."""
    length = text.str.len_chars().to_numpy().astype(np.int64)
    size = len(length)
    if size < MIN_RUN_ON_LINES:
        return np.zeros(size, dtype=bool)
    starts = np.flatnonzero(is_first)
    # Drawn rules and bare addresses may be wider than the text, and nothing runs on from them.
    several_words = text.str.contains(" ", literal=True).to_numpy()
    is_short = length <= MAX_WRAP_WIDTH
    within = np.where(is_short & several_words, length, 0)
    share_within = np.add.reduceat(np.where(is_short, length, 0), starts) / np.add.reduceat(length, starts)
    width = np.maximum.reduceat(within, starts)
    candidate = (share_within >= MIN_SHARE_WITHIN_WIDTH) & (width >= MIN_WRAP_WIDTH)
    if not candidate.any():
        return np.zeros(size, dtype=bool)
    per_line = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, size)))
    line_number = lines["line_number"].to_numpy()
    adjacent = np.zeros(size, dtype=bool)
    adjacent[:-1] = (line_number[1:] == line_number[:-1] + 1) & ~is_first[1:]
    next_text = text.shift(-1)
    next_word = next_text.str.extract(r"^(\S+)", 1).str.len_chars().fill_null(0).to_numpy().astype(np.int64)
    # A paragraph set off by blank lines may be wrapped more narrowly than the rest of the page.
    run = np.cumsum(np.concatenate([[True], ~adjacent[:-1]])) - 1
    run_starts = np.flatnonzero(np.diff(run, prepend=-1))
    run_width, run_size = np.maximum.reduceat(within, run_starts)[run], np.bincount(run)[run]
    is_narrow = (run_size >= MIN_LINES_OF_OWN_WIDTH) & (run_width >= MIN_WRAP_WIDTH)
    fits = length + 1 + next_word <= np.where(
        is_narrow, np.minimum(run_width, width[per_line]), width[per_line]
    )
    opens_anew = next_text.str.contains(OPENS_ANEW).fill_null(True).to_numpy()
    full = candidate[per_line] & adjacent & ~fits & ~opens_anew & (within > 0)
    lower = full & next_text.str.contains(r"^\p{Ll}").fill_null(False).to_numpy()
    full_count = np.bincount(per_line[full], minlength=len(starts))
    lower_count = np.bincount(per_line[lower], minlength=len(starts))
    wrapped = (full_count >= MIN_RUN_ON_LINES) & (lower_count >= MIN_LOWER_CASE_SHARE * full_count)
    runs_on: NDArray[np.bool_] = full & wrapped[per_line]
    return runs_on
