"""bytes → documents."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import task_run

from flows.run import Run
from flows.stages.inventory import FileShard
from flows.stages.rejections import keep_files
from flows.workspace import Counts, ShardReport, run_shard
from transforms.read.language import detect_language
from transforms.read.text_dump import read_text_dumps

RETRY_DELAYS = [1.0, 5.0]
"""Seconds before reading a shard again. Network folders hiccup; nothing else gets better by waiting."""


class PassingReadError(OSError):
    """Files could not be read for a reason that may pass."""


@task(
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=len(RETRY_DELAYS),
    retry_delay_seconds=RETRY_DELAYS,
    retry_condition_fn=lambda _task, _run, state: isinstance(state.data, PassingReadError),
)
def read_shard(run: Run, shard: FileShard) -> ShardReport:
    """Read the files of one shard into documents, their sources, and what was rejected."""

    def action(folder: Path) -> Counts:
        listing = pl.read_parquet(shard.listing)
        documents, sources, rejected = read_text_dumps(listing, run.settings.max_file_bytes)
        failed = rejected.filter(pl.col("reason_code") == "io_error")
        if len(failed) and task_run.run_count <= len(RETRY_DELAYS):
            raise PassingReadError(failed["detail"][0])
        modified_at = pl.from_epoch("modified_ns", time_unit="ns").dt.cast_time_unit("us")
        detect_language(documents.lazy()).with_columns(
            modified_at=modified_at.dt.replace_time_zone("UTC")
        ).collect().write_parquet(folder / "documents.parquet")
        sources.write_parquet(folder / "sources.parquet")
        keep_files(run, rejected, listing).write_parquet(folder / "rejected.parquet")
        return Counts(len(listing), len(documents), len(rejected))

    return run_shard(run.work, "read", shard.code, action)
