"""What cannot be loaded any more, because the warehouse went on while the backfill was at work."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl

from flows.chapters import Worked
from flows.run import Run
from flows.stages.annotate import AnnotatedShard
from flows.stages.bodies import BodyShard
from flows.stages.select import DocumentShard
from flows.workspace import ShardReport
from warehouse.statements import statement

_OWNERS = ("document_key", "article_key")
"""Columns that say whose a row is; an article's key is its document's."""


def find_left_out(run: Run, worked: Worked) -> pl.DataFrame:
    """Documents that the base no longer holds, and known articles whose body or day is another one now.

    Args:
        run: the run; its base is the generation to load onto.
        worked: what is to be loaded.

    Returns:
        `item_key`, each once.
    """
    bodies = [str(shard.bodies) for shard in worked.bodies if shard.is_known]
    keys = [str(shard.keys) for shard in worked.shards]
    gone = [pl.DataFrame(schema={"item_key": pl.Int64})]
    with run.connect_base() as con:
        if bodies:
            gone.append(con.execute(statement("backfill/changed_bodies"), {"articles": bodies}).pl())
        if keys:
            gone.append(con.execute(statement("backfill/gone_documents"), {"documents": keys}).pl())
    return pl.concat(gone).unique("item_key").sort("item_key")


def without(worked: Worked, left_out: pl.DataFrame, folder: Path) -> Worked:
    """What was made, but for some documents or articles.

    Args:
        worked: what was made.
        left_out: `item_key` of what is to go.
        folder: where files are written anew; those of the partitions stay as they are.
    """
    if left_out.is_empty():
        return worked
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    gone = left_out.lazy()
    bodies = {shard.code: _bodies(shard, gone, folder) for shard in worked.bodies}

    def reports(of_stage: tuple[ShardReport, ...]) -> tuple[ShardReport, ...]:
        return tuple(_report(report, gone, folder) for report in of_stage)

    return replace(
        worked,
        shards=tuple(_documents(shard, gone, folder) for shard in worked.shards),
        built=reports(worked.built),
        pages=reports(worked.pages),
        bodies=tuple(bodies[shard.code] for shard in worked.bodies),
        annotated=tuple(AnnotatedShard(bodies[shard.bodies.code], shard.facts) for shard in worked.annotated),
        facts=reports(worked.facts),
    )


def _bodies(shard: BodyShard, gone: pl.LazyFrame, folder: Path) -> BodyShard:
    file = folder / f"bodies-{shard.code}.parquet"
    kept = _keep(pl.scan_parquet(shard.bodies), gone).collect()
    kept.write_parquet(file)
    return replace(shard, bodies=file, article_count=len(kept))


def _documents(shard: DocumentShard, gone: pl.LazyFrame, folder: Path) -> DocumentShard:
    file = folder / f"documents-{shard.code}.parquet"
    kept = _keep(pl.scan_parquet(shard.keys), gone).collect()
    kept.write_parquet(file)
    return replace(shard, keys=file, document_count=len(kept))


def _report(report: ShardReport, gone: pl.LazyFrame, folder: Path) -> ShardReport:
    own = folder / report.stage_code / report.shard_code
    own.mkdir(parents=True)
    for file in report.folder.glob("*.parquet"):
        _keep(pl.scan_parquet(file), gone).sink_parquet(own / file.name)
    return replace(report, folder=own)


def _keep(rows: pl.LazyFrame, gone: pl.LazyFrame) -> pl.LazyFrame:
    """Rows of others; rows of nobody (the results of a gate) stay."""
    names = rows.collect_schema().names()
    owner = next((name for name in _OWNERS if name in names), None)
    return rows if owner is None else rows.join(gone, left_on=owner, right_on="item_key", how="anti")
