"""What a run has cost, as rows of the ops tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import polars as pl

from flows.progress import StageCost
from flows.run import Run
from flows.workspace import ShardReport
from warehouse.journal.attempts import attempts
from warehouse.tables.base import polars_schema
from warehouse.tables.operations import Attempt, Shard, Stage


def shard_rows(run: Run, shards: Sequence[ShardReport]) -> pl.DataFrame:
    """Finished shards as rows of `Shard`."""
    records = [
        {
            "run_key": run.key,
            "stage_code": shard.stage_code,
            "shard_code": shard.shard_code,
            **asdict(shard.counts),
            "seconds": shard.seconds,
            "was_resumed": shard.was_resumed,
        }
        for shard in shards
    ]
    return pl.DataFrame(records, schema=polars_schema(Shard))


def stage_rows(run: Run, shards: Sequence[ShardReport], costs: Sequence[StageCost]) -> pl.DataFrame:
    """The stages so far as rows of `Stage`: what was measured of each, and the sums of its shards."""
    measured = (
        pl.DataFrame([asdict(cost) for cost in costs], schema=_COST_SCHEMA)
        .group_by("stage_code", maintain_order=True)
        .agg(pl.col("item_count", "seconds").sum(), pl.col("peak_memory_bytes").max())
        .with_row_index("stage_number", offset=1)
    )
    of_shards = (
        shard_rows(run, shards)
        .group_by("stage_code")
        .agg(
            shard_count=pl.len(),
            resumed_count=pl.col("was_resumed").sum(),
            rejected_count=pl.col("rejected_count").sum(),
            token_count=pl.when(pl.col("token_count").count() > 0).then(pl.col("token_count").sum()),
        )
    )
    schema = polars_schema(Stage)
    return (
        measured.join(of_shards, on="stage_code", how="left", maintain_order="left")
        .with_columns(
            pl.col("shard_count", "resumed_count", "rejected_count").fill_null(0),
            run_key=pl.lit(run.key, dtype=pl.Int64),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in schema.items())
    )


def attempt_rows(run: Run) -> pl.DataFrame:
    """The attempts that the journal knows as rows of `Attempt`."""
    schema = polars_schema(Attempt)
    return pl.DataFrame([asdict(attempt) for attempt in attempts(run.home)], schema=schema)


_COST_SCHEMA = {
    "stage_code": pl.String,
    "item_count": pl.Int64,
    "seconds": pl.Float64,
    "peak_memory_bytes": pl.Int64,
}
