"""A batch of pages as blocks of text, and the index arithmetic inside each page.

All of it is vectorised over the batch and never looks across a document's edge. Sums are kept in doubles;
they are exact for whole numbers and for multiples of a power of two, which is what callers pass.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Doubles = NDArray[np.float64]

FAR: Final = 40  # blocks; farther than this is "far", whatever the page's length


@dataclass(frozen=True)
class Blocks:
    """Text blocks of a batch of documents, in reading order.

    Attributes:
        text: one string per block.
        document: number of the document within the batch, ascending from 0.
        blank_before: physical blank lines between the block and the one before it.
    """

    text: pl.Series
    document: Ints
    blank_before: Ints

    @property
    def size(self) -> int:
        """Number of blocks."""
        return len(self.document)

    @property
    def starts(self) -> Ints:
        """Index of the first block of each document."""
        return np.flatnonzero(np.diff(self.document, prepend=-1))


def to_blocks(lines: pl.DataFrame) -> tuple[Blocks, Ints]:
    """Join the lines of each block.

    Args:
        lines: rows of `Line`, documents contiguous, lines ascending.

    Returns:
        The blocks, and for each line the index of its block.
    """
    document_key = lines["document_key"].to_numpy()
    new_document = np.ones(len(document_key), dtype=bool)
    new_document[1:] = document_key[1:] != document_key[:-1]
    block_number = lines["block_number"].to_numpy()
    new_block = new_document.copy()
    new_block[1:] |= block_number[1:] != block_number[:-1]
    block_of_line = np.cumsum(new_block) - 1
    line_number = lines["line_number"].to_numpy().astype(np.int64)
    previous = np.where(new_document, 0, np.roll(line_number, 1))
    blank_before = line_number - previous - 1
    text = lines.select(pl.coalesce("repaired_text", "text").alias("text"))
    if new_block.all():
        joined = text["text"]
    else:
        joined = (
            text.with_columns(block=pl.Series(block_of_line))
            .group_by("block", maintain_order=True)
            .agg(pl.col("text").str.join(" "))["text"]
        )
    document = np.cumsum(new_document)[new_block] - 1
    return Blocks(joined, document, blank_before[new_block]), block_of_line


class Frame:
    """Index arithmetic inside documents: shifts, window sums and extremes that stop at a document's edge."""

    def __init__(self, blocks: Blocks) -> None:
        self.size = blocks.size
        self.starts = blocks.starts
        self.document = blocks.document
        counts = np.diff(np.append(self.starts, self.size))
        self.first = np.repeat(self.starts, counts)
        self.count = np.repeat(counts, counts)
        self.index = np.arange(self.size)
        self.place = self.index - self.first
        self.last = self.first + self.count - 1

    def shift(self, values: Floats, offset: int, outside: float = -1.0) -> Floats:
        """The value `offset` blocks further on, or `outside`."""
        target = self.index + offset
        inside = (target >= self.first) & (target <= self.last)
        shifted = np.where(inside, values[np.clip(target, 0, self.size - 1)], outside)
        return shifted.astype(np.float32)

    def _cumulated(self, values: Floats) -> Doubles:
        return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])

    def window(self, values: Floats, before: int, after: int) -> Floats:
        """Sum over the blocks from `before` blocks back to `after` blocks on, the block itself included."""
        total = self._cumulated(values)
        low = np.maximum(self.index - before, self.first)
        high = np.minimum(self.index + after, self.last) + 1
        summed: Doubles = total[high] - total[low]
        return summed.astype(np.float32)

    def window_size(self, before: int, after: int) -> Floats:
        """Number of blocks that `window` sums over."""
        low = np.maximum(self.index - before, self.first)
        high = np.minimum(self.index + after, self.last) + 1
        size: Ints = high - low
        return size.astype(np.float32)

    def total(self, values: Floats) -> Floats:
        """Sum over the document, for each block."""
        summed = np.add.reduceat(values.astype(np.float64), self.starts)
        return summed[self.document].astype(np.float32)

    def before(self, values: Floats) -> Floats:
        """Sum over the blocks before, the block itself excluded."""
        total = self._cumulated(values)
        return (total[self.index] - total[self.first]).astype(np.float32)

    def distance_back(self, where: Bools) -> Floats:
        """Blocks back to the last marked one, 0 if marked itself, `FAR` if there is none."""
        seen = np.maximum.accumulate(np.where(where, self.index, -1))
        return np.where(seen >= self.first, np.minimum(self.index - seen, FAR), FAR).astype(np.float32)

    def distance_on(self, where: Bools) -> Floats:
        """Blocks on to the next marked one, 0 if marked itself, `FAR` if there is none."""
        ahead = np.minimum.accumulate(np.where(where, self.index, 2 * self.size)[::-1])[::-1]
        return np.where(ahead <= self.last, np.minimum(ahead - self.index, FAR), FAR).astype(np.float32)

    def is_next_to(self, where: Bools, passing: Bools) -> Bools:
        """Blocks whose nearest neighbour on each side is marked, those to pass over left out."""
        counted = np.where(passing, -1, self.index)
        before = np.append(-1, np.maximum.accumulate(counted)[:-1])
        counted = np.where(passing, self.size, self.index)
        after = np.append(np.minimum.accumulate(counted[::-1])[::-1][1:], self.size)
        inside = (before >= self.first) & (after <= self.last)
        at = np.clip(before, 0, self.size - 1), np.clip(after, 0, self.size - 1)
        surrounded: Bools = inside & where[at[0]] & where[at[1]]
        return surrounded

    def best_region(self, score: Floats) -> tuple[Ints, Ints]:
        """First and last block of the run with the greatest sum of scores, per document."""
        total = self._cumulated(score)
        # Prefix sums are pressed down document by document, so that one running minimum over the whole batch
        # starts afresh at each document.
        span = float(np.abs(score).sum(dtype=np.float64)) + 1.0
        press = self.document * (2.0 * span)
        opening = total[:-1] - press
        lowest = np.minimum.accumulate(opening)
        gain = (total[1:] - press) - lowest
        best = np.maximum.reduceat(gain, self.starts)
        is_end = gain >= best[self.document]
        end = self._first_marked(is_end)
        low_at = np.maximum.accumulate(np.where(opening <= lowest, self.index, 0))
        return low_at[end], end

    def best(self, score: Floats) -> Ints:
        """Index of the first block with the greatest score, per document."""
        greatest = np.maximum.reduceat(score, self.starts)
        return self._first_marked(score >= greatest[self.document])

    def _first_marked(self, where: Bools) -> Ints:
        marked = np.flatnonzero(where)
        opens = np.diff(self.document[marked], prepend=-1) != 0
        first: Ints = marked[opens]
        return first
