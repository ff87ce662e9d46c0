"""bytes → documents."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.workspace import Counts, ShardReport, run_shard
from transforms.read.language import detect_language
from transforms.read.text_dump import read_text_dumps


@task(
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=2,
    retry_delay_seconds=[1, 5],  # network folders hiccup; nothing else here gets better by waiting
    retry_condition_fn=lambda _task, _run, state: isinstance(state.data, OSError),
)
def read_shard(run: Run, files: Path) -> ShardReport:
    """Read the files of one shard into documents, their sources, and what was rejected."""

    def action(folder: Path) -> Counts:
        listing = pl.read_parquet(files)
        documents, sources, rejected = read_text_dumps(listing, run.settings.max_file_bytes)
        modified_at = pl.from_epoch("modified_ns", time_unit="ns").dt.cast_time_unit("us")
        detect_language(documents.lazy()).with_columns(
            modified_at=modified_at.dt.replace_time_zone("UTC")
        ).collect().write_parquet(folder / "documents.parquet")
        sources.write_parquet(folder / "sources.parquet")
        rejected.write_parquet(folder / "rejected.parquet")
        return Counts(len(listing), len(documents), len(rejected))

    return run_shard(run.home.work, "read", files.stem, action)
