"""What is loaded as a whole: dimensions, sources and rejections, brought together from all shards."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.score_card import load_score_card
from flows.stages.annotate import FACT_TABLES
from flows.stages.bodies import BodyShard
from flows.stages.inventory import Found
from flows.stages.rejections import at_each_place, quarantine_rows, rejected_documents
from flows.stages.select import DocumentShard
from flows.workspace import ShardReport, shard_code
from transforms.annotate.quotes import cue_rows
from warehouse.generation import current_generation
from warehouse.tables.base import Table, polars_schema
from warehouse.tables.dim_cue import DimCue
from warehouse.tables.dim_publisher import DimPublisher
from warehouse.tables.dim_topic import DimTopic
from warehouse.tables.keys import SEPARATOR, stable_key_expr
from warehouse.tables.source import Source


@dataclass(frozen=True)
class Prepared:
    """Everything that is to be loaded, as Parquet files.

    Attributes:
        pages: reports of the gate's batches of pages.
        facts: reports of the gate's batches of facts.
        folder: where the files of the other tables are.
        code: hash of all that is to be loaded, and of what it is loaded onto.
        document_count: documents worked on.
        reworked_count: how many of them the warehouse knew before.
        annotated_count: articles annotated.
        reannotated_count: how many of them were in the warehouse already and are not built anew.
    """

    pages: tuple[ShardReport, ...]
    facts: tuple[ShardReport, ...]
    folder: Path
    code: str
    document_count: int
    reworked_count: int
    annotated_count: int
    reannotated_count: int

    @property
    def gated(self) -> tuple[ShardReport, ...]:
        """Reports of all batches that were judged."""
        return (*self.pages, *self.facts)

    def files(self, table: str) -> list[Path]:
        """The accepted rows of a table that was gated batch by batch."""
        reports = self.facts if table in FACT_TABLES else self.pages
        return [report.file(table) for report in reports]

    def file(self, name: str) -> Path:
        """The rows of one of the other tables.

        Besides tables there are ``worked``, the keys of the documents worked on (`document_key`, and equal
        to it `article_key`), ``annotated``, the `article_key` of all articles whose facts are new: theirs and
        those of articles annotated again, and ``tried``, what a replay puts through again.
        """
        return self.folder / f"{name}.parquet"


@task(cache_policy=NO_CACHE, persist_result=False)
def prepare(
    run: Run,
    found: Found,
    read: Sequence[ShardReport],
    shards: Sequence[DocumentShard],
    built: Sequence[ShardReport],
    pages: Sequence[ShardReport],
    bodies: Sequence[BodyShard],
    facts: Sequence[ShardReport],
) -> Prepared:
    """Write the tables that are loaded as a whole, and the results of judging them."""
    from expectations.catalog import suites
    from expectations.gate import check

    folder = run.work / "load"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found_at = _found_at(read)
    lost = rejected_documents(pages)
    tables = {
        "raw.source": _sources(run, found_at.join(lost, on="document_key", how="anti")),
        "main.dim_publisher": _publishers(pages),
        "main.dim_topic": _distinct(pages, "main.bridge_article_topic", DimTopic),
        "main.dim_cue": _cues(),
        "ops.accuracy_figure": load_score_card(),
    }
    results, rejected = [], [pl.read_parquet(found.rejected)]
    for name, frame in tables.items():
        verdict = check(name, frame, suites()[name])
        verdict.accepted.write_parquet(folder / f"{name}.parquet")
        results.append(verdict.results)
        rejected.append(verdict.rejected.with_columns(stage_code=pl.lit("gate")))
    rejected += [pl.read_parquet(report.file("rejected")) for report in (*read, *built, *pages, *facts)]
    quarantine = check(
        "raw.quarantine",
        quarantine_rows(run, at_each_place(pl.concat(rejected, how="diagonal"), found_at)),
        suites()["raw.quarantine"],
    )
    quarantine.accepted.write_parquet(folder / "raw.quarantine.parquet")
    if run.assignment.tried is not None:
        shutil.copyfile(run.assignment.tried, folder / "tried.parquet")
    pl.concat([*results, quarantine.results]).write_parquet(folder / "results.parquet")
    worked = pl.concat([pl.DataFrame(schema={"document_key": pl.Int64}), *(_keys(shard) for shard in shards)])
    worked = worked.with_columns(article_key="document_key")
    worked.write_parquet(folder / "worked.parquet")
    _annotated(worked, bodies).write_parquet(folder / "annotated.parquet")
    gated = (*pages, *facts)
    return Prepared(
        pages=tuple(pages),
        facts=tuple(facts),
        folder=folder,
        code=shard_code(
            run.key,
            # Names are resolved together with those of all articles there are.
            current_generation(run.home),
            *(report.shard_code for report in gated),
            *(_file_hash(file) for file in (found.listing, *sorted(folder.glob("*.parquet")))),
        ),
        document_count=len(worked),
        reworked_count=sum(shard.document_count for shard in shards if shard.is_known),
        annotated_count=sum(shard.article_count for shard in bodies),
        reannotated_count=sum(shard.article_count for shard in bodies if shard.is_known),
    )


def _file_hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _annotated(worked: pl.DataFrame, bodies: Sequence[BodyShard]) -> pl.DataFrame:
    """Keys of the articles whose facts are new, or gone with their article."""
    again = [pl.read_parquet(shard.bodies, columns=["article_key"]) for shard in bodies if shard.is_known]
    return pl.concat([worked.select("article_key"), *again])


def _cues() -> pl.DataFrame:
    """The words that announce quotations, as rows of `DimCue`."""
    return (
        pl.DataFrame(cue_rows())
        .with_columns(cue_key=stable_key_expr(pl.col("cue_lemma")))
        .select(polars_schema(DimCue).names())
    )


def _keys(shard: DocumentShard) -> pl.DataFrame:
    return pl.read_parquet(shard.keys)


def _found_at(read: Sequence[ShardReport]) -> pl.DataFrame:
    """The places at which this run found documents, as reading gives them."""
    schema = {"source_uri": pl.String, "member": pl.String, "document_key": pl.Int64}
    sizes = {"byte_size": pl.Int64, "modified_ns": pl.Int64}
    frames = [pl.read_parquet(report.file("sources")) for report in read]
    return pl.concat([pl.DataFrame(schema={**schema, **sizes}), *frames])


def _sources(run: Run, found_at: pl.DataFrame) -> pl.DataFrame:
    """Places where documents were found in this run, as rows of `Source`."""
    schema = polars_schema(Source)
    now = pl.lit(run.started_at).cast(schema["first_seen_at"])
    natural_key = pl.concat_str(
        "source_uri",
        pl.col("member").fill_null(""),
        pl.col("document_key").cast(pl.String),
        separator=SEPARATOR,
    )
    keyed = found_at.with_columns(
        source_key=stable_key_expr(natural_key), first_seen_at=now, last_seen_at=now
    )
    return keyed.select(schema.names())


def _publishers(pages: Sequence[ShardReport]) -> pl.DataFrame:
    """The publishers of the pages, but for the unknown member, which is always there."""
    return _distinct(pages, "clean.page", DimPublisher).filter(pl.col("publisher_key") != 0)


def _distinct(pages: Sequence[ShardReport], name: str, dimension: type[Table]) -> pl.DataFrame:
    schema = polars_schema(dimension)
    frames = [pl.read_parquet(report.file(name), columns=schema.names()) for report in pages]
    return (
        pl.concat([pl.DataFrame(schema=schema), *frames])
        .sort(schema.names())
        .unique(dimension.primary_key(), keep="first", maintain_order=True)
    )
