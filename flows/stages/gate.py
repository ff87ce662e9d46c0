"""What the gates share: shards are judged in batches, table by table; bad rows go to quarantine."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import polars as pl

from flows.workspace import Counts

BATCH_ROWS = 100_000
"""Rows judged together: enough to spread the fixed cost of a suite (some 0.3 s for all tables), few
enough to keep the pandas copy under 100 MB."""

ONE_AT_A_TIME = threading.Lock()
"""Great Expectations judges one frame at a time, whatever the number of threads. A second batch would only
hold its tables in memory while it waits, and slow the first one down."""


class Sized(Protocol):
    """A shard that knows how many rows are to be judged."""

    @property
    def row_count(self) -> int:
        """Rows of the shard's largest table."""


ShardT = TypeVar("ShardT", bound=Sized)


def plan_batches(shards: Sequence[ShardT]) -> list[tuple[ShardT, ...]]:
    """Put shards together until a batch has about `BATCH_ROWS` rows."""
    batches: list[tuple[ShardT, ...]] = []
    pending: list[ShardT] = []
    rows = 0
    for shard in shards:
        pending.append(shard)
        rows += shard.row_count
        if rows >= BATCH_ROWS:
            batches.append(tuple(pending))
            pending, rows = [], 0
    if pending:
        batches.append(tuple(pending))
    return batches


class Judge:
    """Judges the tables of one batch and collects what was found.

    Attributes:
        tables: table → its rows; of a judged table, the accepted ones.
    """

    def __init__(self, tables: dict[str, pl.DataFrame]) -> None:
        """Take the tables to judge."""
        self.tables = tables
        self._input_count = sum(len(frame) for frame in tables.values())
        self._results: list[pl.DataFrame] = []
        self._rejected: list[pl.DataFrame] = []

    def judge(self, name: str, with_context: pl.DataFrame | None = None) -> pl.DataFrame:
        """Judge one table and leave only its accepted rows.

        Args:
            name: the table.
            with_context: its rows with further columns that its expectations look at.

        Returns:
            The rejected rows, as rows of the quarantine.
        """
        from expectations.catalog import suites
        from expectations.gate import check

        frame = self.tables[name] if with_context is None else with_context
        verdict = check(name, frame, suites()[name])
        self._results.append(verdict.results)
        self._rejected.append(verdict.rejected)
        self.tables[name] = verdict.accepted.select(self.tables[name].columns)
        return verdict.rejected

    def keep_those_of(self, name: str, owner: str, key: str) -> None:
        """Leave out the rows of a table whose owner was rejected: the facts of no article are none."""
        self.tables[name] = self.tables[name].join(self.tables[owner], on=key, how="semi")

    def write(
        self, folder: Path, sources: pl.DataFrame, rejected_before: pl.DataFrame | None = None
    ) -> Counts:
        """Write the accepted rows of every table, the rejected ones, and the results.

        Args:
            folder: where to write.
            sources: `document_key`, `source_uri` and `member` of the documents; an article's key is its
                document's.
            rejected_before: what the stage before the gate rejected, with `stage_code` and `article_key`.
        """
        by_gate = pl.concat(self._rejected).with_columns(stage_code=pl.lit("gate"))
        before = [] if rejected_before is None else [rejected_before]
        rejected = (
            pl.concat([by_gate, *before], how="diagonal")
            .with_columns(document_key=pl.coalesce("document_key", "article_key"))
            .join(sources, on="document_key", how="left")
        )
        for name, frame in self.tables.items():
            frame.write_parquet(folder / f"{name}.parquet")
        rejected.write_parquet(folder / "rejected.parquet")
        pl.concat(self._results).write_parquet(folder / "results.parquet")
        output_count = sum(len(frame) for frame in self.tables.values())
        return Counts(self._input_count, output_count, len(rejected))
