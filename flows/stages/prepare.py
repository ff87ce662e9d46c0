"""What is loaded as a whole: dimensions, sources and rejections, brought together from all shards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.stages.inventory import Found
from flows.stages.rejections import quarantine_rows
from flows.stages.select import DocumentShard
from flows.workspace import ShardReport
from warehouse.tables.base import Table, polars_schema
from warehouse.tables.dim_publisher import DimPublisher
from warehouse.tables.dim_topic import DimTopic
from warehouse.tables.keys import SEPARATOR, stable_key_expr
from warehouse.tables.source import Source


@dataclass(frozen=True)
class Prepared:
    """Everything that is to be loaded, as Parquet files.

    Attributes:
        gated: reports of the gate's batches, which hold the tables that grow with the documents.
        folder: where the files of the other tables are.
        document_count: documents worked on.
        reworked_count: how many of them the warehouse knew before.
    """

    gated: tuple[ShardReport, ...]
    folder: Path
    document_count: int
    reworked_count: int

    def files(self, table: str) -> list[Path]:
        """The accepted rows of a table that was gated batch by batch."""
        return [report.file(table) for report in self.gated]

    def file(self, name: str) -> Path:
        """The rows of one of the other tables, or ``worked``: keys of the documents worked on."""
        return self.folder / f"{name}.parquet"


@task(cache_policy=NO_CACHE, persist_result=False)
def prepare(
    run: Run,
    found: Found,
    read: Sequence[ShardReport],
    shards: Sequence[DocumentShard],
    built: Sequence[ShardReport],
    gated: Sequence[ShardReport],
) -> Prepared:
    """Write the tables that are loaded as a whole, and the results of judging them."""
    from expectations.catalog import suites
    from expectations.gate import check

    folder = run.home.work / "load"
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "raw.source": _sources(run, read),
        "main.dim_publisher": _publishers(gated),
        "main.dim_topic": _distinct(gated, "main.bridge_article_topic", DimTopic),
    }
    results, rejected = [], [pl.read_parquet(found.rejected)]
    for name, frame in tables.items():
        verdict = check(name, frame, suites()[name])
        verdict.accepted.write_parquet(folder / f"{name}.parquet")
        results.append(verdict.results)
        rejected.append(verdict.rejected.with_columns(stage_code=pl.lit("gate")))
    rejected += [pl.read_parquet(report.file("rejected")) for report in (*read, *built, *gated)]
    quarantine = check(
        "raw.quarantine",
        quarantine_rows(run, pl.concat(rejected, how="diagonal")),
        suites()["raw.quarantine"],
    )
    quarantine.accepted.write_parquet(folder / "raw.quarantine.parquet")
    pl.concat([*results, quarantine.results]).write_parquet(folder / "results.parquet")
    worked = pl.concat([pl.DataFrame(schema={"document_key": pl.Int64}), *(_keys(shard) for shard in shards)])
    worked.write_parquet(folder / "worked.parquet")
    reworked_count = sum(shard.document_count for shard in shards if shard.is_known)
    return Prepared(tuple(gated), folder, len(worked), reworked_count)


def _keys(shard: DocumentShard) -> pl.DataFrame:
    return pl.read_parquet(shard.keys)


def _sources(run: Run, read: Sequence[ShardReport]) -> pl.DataFrame:
    """Places where documents were found in this run, as rows of `Source`."""
    schema = polars_schema(Source)
    now = pl.lit(run.started_at).cast(schema["first_seen_at"])
    natural_key = pl.concat_str(
        "source_uri",
        pl.col("member").fill_null(""),
        pl.col("document_key").cast(pl.String),
        separator=SEPARATOR,
    )
    frames = [
        pl.read_parquet(report.file("sources"))
        .with_columns(source_key=stable_key_expr(natural_key), first_seen_at=now, last_seen_at=now)
        .select(schema.names())
        for report in read
    ]
    return pl.concat([pl.DataFrame(schema=schema), *frames])


def _publishers(gated: Sequence[ShardReport]) -> pl.DataFrame:
    """The publishers of the pages, but for the unknown member, which is always there."""
    return _distinct(gated, "clean.page", DimPublisher).filter(pl.col("publisher_key") != 0)


def _distinct(gated: Sequence[ShardReport], name: str, dimension: type[Table]) -> pl.DataFrame:
    schema = polars_schema(dimension)
    frames = [pl.read_parquet(report.file(name), columns=schema.names()) for report in gated]
    return (
        pl.concat([pl.DataFrame(schema=schema), *frames])
        .sort(schema.names())
        .unique(dimension.primary_key(), keep="first", maintain_order=True)
    )
