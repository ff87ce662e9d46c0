"""Lines that recur across the pages of a publisher: counted over everything the warehouse has seen.

The counts are no table of their own: they follow from clean.line and clean.page, so that they can never
disagree with the pages they were taken from.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.stages.select import DocumentShard, extract_known
from flows.workspace import ShardReport, shard_code
from transforms.clean.repeated import repeated_lines
from warehouse.statements import statement
from warehouse.tables.line import BODY_ROLES

_COUNTS_SCHEMA = {
    "publisher_key": pl.Int64,
    "line_hash": pl.Int64,
    "known_work_count": pl.Int64,
    "work_count": pl.Int64,
}


@task(cache_policy=NO_CACHE, persist_result=False)
def count_lines(run: Run, pages: Sequence[ShardReport]) -> Path:
    """In how many works each line of the pages stands, with and without these pages, as a Parquet file."""
    file = run.work / "line-counts.parquet"
    _line_counts(run, pages).write_parquet(file)
    return file


@task(cache_policy=NO_CACHE, persist_result=False)
def select_reread(run: Run, pages: Sequence[ShardReport], counts: Path) -> list[DocumentShard]:
    """Earlier pages whose reading changes because a line of theirs is repeated from now on.

    Only lines that cross the bar in this run count, so a page is read again at most once for each of its
    lines, and the result is the same as if all pages had come at once.
    """
    now = _repeated(run, counts, "work_count")
    before = _repeated(run, counts, "known_work_count")
    newly = now.join(before, on=["publisher_key", "line_hash"], how="anti")
    if newly.is_empty():
        return []
    newly_file = run.work / "newly-repeated.parquet"
    newly.write_parquet(newly_file)
    with run.connect_base() as con:
        affected = con.execute(
            statement("repetition/affected_documents"),
            {
                "newly_repeated": str(newly_file),
                "pages": _files(pages, "pages"),
                "body_roles": list(BODY_ROLES),
            },
        ).pl()
    return extract_known(run, affected, "reread")


@task(cache_policy=NO_CACHE, persist_result=False)
def find_repeated(run: Run, counts: Path) -> Path:
    """The repeated lines among the pages worked on, in a Parquet file named after its content."""
    repeated = _repeated(run, counts, "work_count").sort("publisher_key", "line_hash")
    file = run.work / f"repeated-{shard_code(*repeated.rows())}.parquet"
    repeated.write_parquet(file)
    return file


def _line_counts(run: Run, pages: Sequence[ShardReport]) -> pl.DataFrame:
    if not pages:
        return pl.DataFrame(schema=_COUNTS_SCHEMA)
    with run.connect_base() as con:
        return con.execute(
            statement("repetition/line_counts"),
            {"pages": _files(pages, "pages"), "lines": _files(pages, "lines")},
        ).pl()


def _repeated(run: Run, counts: Path, column: str) -> pl.DataFrame:
    named = pl.scan_parquet(counts).select("publisher_key", "line_hash", work_count=column)
    return repeated_lines(named, run.settings.minimum_works).collect()


def _files(pages: Sequence[ShardReport], name: str) -> list[str]:
    return [str(report.file(name)) for report in pages]
