"""After publication: what the run leaves behind is put in order."""

from __future__ import annotations

import shutil

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.quarantine.retention import sweep_kept
from flows.run import Run
from flows.workspace import UNFINISHED_TAGS, shard_code, store_tags

MANY_FILES = 64
"""Small files of tags that are put together to one: to open a file costs about as much as to read one of
these."""
SMALL_BYTES = 32_000_000
"""Files below this size are small. Larger ones are left alone, so that no tag is copied again and again."""


@task(cache_policy=NO_CACHE, persist_result=False)
def tidy_tags(run: Run) -> None:
    """Forget tags that no article was annotated with any more, and put small files of tags together.

    Tags only save work: whatever happens here, the warehouse stays as it is.
    """
    folder = run.tags
    if not folder.is_dir():
        return
    for other in folder.parent.iterdir():
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    for unfinished in folder.glob(f"*{UNFINISHED_TAGS}"):
        unfinished.unlink()
    small = sorted(file for file in folder.glob("*.parquet") if file.stat().st_size < SMALL_BYTES)
    if len(small) < MANY_FILES:
        return
    together = folder / f"{shard_code(*(file.name for file in small))}.parquet"
    store_tags(pl.scan_parquet(small), together)
    for file in small:
        file.unlink()


@task(cache_policy=NO_CACHE, persist_result=False)
def tidy_quarantine(run: Run) -> None:
    """Forget rejected contents that no kept generation has an open row for."""
    sweep_kept(run.home)
