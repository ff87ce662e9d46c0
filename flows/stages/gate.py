"""Facts → gates: each batch of shards is judged; bad rows go to quarantine, the rest goes on."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.stages.annotate import AnnotatedShard
from flows.workspace import Counts, ShardReport, run_shard, shard_code
from warehouse.statements import statement

BATCH_ROWS = 100_000
"""Lines judged together: enough to spread the fixed cost of a suite (some 0.3 s for all tables), few
enough to keep the pandas copy under 100 MB."""

_ONE_AT_A_TIME = threading.Lock()
"""Great Expectations judges one frame at a time, whatever the number of threads. A second batch would only
hold its tables in memory while it waits, and slow the first one down."""

_BY_DOCUMENT = ("clean.page", "clean.line", "main.fact_article")
_BY_ARTICLE = ("main.fact_sentence", "main.bridge_article_topic")


@dataclass(frozen=True)
class Batch:
    """Shards that are judged together."""

    shards: tuple[AnnotatedShard, ...]

    @property
    def document_count(self) -> int:
        """Documents of all shards."""
        return sum(shard.documents.document_count for shard in self.shards)


def plan_batches(shards: Sequence[AnnotatedShard]) -> list[Batch]:
    """Put shards together until a batch has about `BATCH_ROWS` lines."""
    batches: list[Batch] = []
    pending: list[AnnotatedShard] = []
    rows = 0
    for shard in shards:
        pending.append(shard)
        rows += shard.articles.counts.input_count
        if rows >= BATCH_ROWS:
            batches.append(Batch(tuple(pending)))
            pending, rows = [], 0
    if pending:
        batches.append(Batch(tuple(pending)))
    return batches


@task(cache_policy=NO_CACHE, persist_result=False)
def check_batch(run: Run, batch: Batch) -> ShardReport:
    """Judge the rows of a batch table by table and write what may be loaded."""

    def action(folder: Path) -> Counts:
        with _ONE_AT_A_TIME:
            return _check(run, batch, folder)

    return run_shard(
        run.home.work, "gate", shard_code(run.key, *(shard.code for shard in batch.shards)), action
    )


def _check(run: Run, batch: Batch, folder: Path) -> Counts:
    tables = _read_tables(run, batch)
    input_count = sum(len(frame) for frame in tables.values())
    documents = tables["raw.document"]
    results, rejected = _judge(run, tables)
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet")
    _with_source(rejected, documents).write_parquet(folder / "rejected.parquet")
    results.write_parquet(folder / "results.parquet")
    return Counts(input_count, sum(len(frame) for frame in tables.values()), len(rejected))


def _read_tables(run: Run, batch: Batch) -> dict[str, pl.DataFrame]:
    """The batch's rows by table, now pointing to the run that loads them."""
    run_key = pl.lit(run.key, dtype=pl.Int64).alias("run_key")

    def rows(name: str, *, with_run: bool = False) -> pl.DataFrame:
        frame = pl.concat([pl.read_parquet(shard.file(name)) for shard in batch.shards])
        return frame.with_columns(run_key) if with_run else frame

    return {
        "raw.document": rows("documents", with_run=True),
        "clean.page": rows("pages", with_run=True),
        "clean.line": rows("lines"),
        # Sentences are counted when they have been judged.
        "main.fact_article": rows("articles", with_run=True).with_columns(
            sentence_count=pl.lit(0, dtype=pl.Int32)
        ),
        "main.fact_sentence": rows("sentences", with_run=True),
        "main.bridge_article_topic": rows("topics"),
    }


def _judge(run: Run, tables: dict[str, pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Judge all tables, leaving only accepted rows in them.

    A table is judged after those it depends on, and what belongs to a rejected row is left out with it:
    the sentences of a rejected article are no facts.
    """
    from expectations import articles, documents, lines, sentences
    from expectations.catalog import suites
    from expectations.gate import check

    results, rejected = [], []

    def judge(name: str, with_context: pl.DataFrame | None = None) -> pl.DataFrame:
        frame = tables[name] if with_context is None else with_context
        verdict = check(name, frame, suites()[name])
        results.append(verdict.results)
        rejected.append(verdict.rejected)
        tables[name] = verdict.accepted.select(tables[name].columns)
        return verdict.rejected

    judge(
        "raw.document",
        documents.with_context(tables["raw.document"], tables["clean.line"], _known(run, tables)),
    )
    for name in _BY_DOCUMENT:
        tables[name] = tables[name].join(tables["raw.document"], on="document_key", how="semi")
    judge("clean.page")
    bad_lines = judge(
        "clean.line",
        lines.with_context(tables["clean.line"], tables["raw.document"], tables["main.fact_article"]),
    )
    # An article whose page has a line that cannot be right cannot be trusted either.
    tables["main.fact_article"] = tables["main.fact_article"].join(bad_lines, on="document_key", how="anti")
    judge(
        "main.fact_article",
        articles.with_context(tables["main.fact_article"], tables["raw.document"], run.started_at),
    )
    for name in _BY_ARTICLE:
        tables[name] = tables[name].join(tables["main.fact_article"], on="article_key", how="semi")
    judge(
        "main.fact_sentence",
        sentences.with_context(tables["main.fact_sentence"], tables["main.fact_article"]),
    )
    judge("main.bridge_article_topic")
    tables["main.fact_article"] = _with_sentence_count(tables)
    tables["raw.document"] = _mark_rejected_articles(tables)
    return pl.concat(results), pl.concat(rejected)


def _with_sentence_count(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Articles with the number of the sentences that were accepted."""
    counts = tables["main.fact_sentence"].group_by("article_key").agg(sentence_count=pl.len().cast(pl.Int32))
    return (
        tables["main.fact_article"]
        .drop("sentence_count")
        .join(counts, on="article_key", how="left", maintain_order="left")
        .with_columns(pl.col("sentence_count").fill_null(0))
    )


def _mark_rejected_articles(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    accepted = tables["main.fact_article"].select("document_key", is_accepted=pl.lit(value=True))
    lost = (pl.col("outcome_code") == "article") & pl.col("is_accepted").is_null()
    return (
        tables["raw.document"]
        .join(accepted, on="document_key", how="left")
        .with_columns(outcome_code=pl.when(lost).then(pl.lit("rejected")).otherwise("outcome_code"))
        .drop("is_accepted")
    )


def _known(run: Run, tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    keys = tables["raw.document"].select("document_key")  # noqa: F841 - DuckDB reads it by its name
    with run.connect() as con:
        return con.execute(statement("inventory/known_hashes")).pl()


def _with_source(rejected: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Rejected rows with the place their document came from; an article's key is its document's."""
    return rejected.with_columns(
        document_key=pl.coalesce("document_key", "article_key"), stage_code=pl.lit("gate")
    ).join(documents.select("document_key", "source_uri", "member"), on="document_key", how="left")
