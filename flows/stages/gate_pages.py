"""Lines and articles → gate: bad rows go to quarantine, the rest goes on to annotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.stages.gate import ONE_AT_A_TIME, Judge, plan_batches
from flows.stages.rejections import keep_documents
from flows.stages.select import DocumentShard
from flows.workspace import Counts, ShardReport, run_shard, shard_code
from warehouse.statements import statement

_BY_DOCUMENT = ("clean.page", "clean.line", "main.fact_article")


@dataclass(frozen=True)
class PageShard:
    """The pages of one shard, read and cleaned.

    Attributes:
        documents: the documents.
        classified: report of the stage that gave the lines their roles.
        articles: report of the stage that built the articles.
    """

    documents: DocumentShard
    classified: ShardReport
    articles: ShardReport

    @property
    def item_count(self) -> int:
        """Documents of the shard."""
        return self.documents.document_count

    @property
    def row_count(self) -> int:
        """Lines of the shard."""
        return self.articles.counts.input_count

    def file(self, name: str) -> Path:
        """One Parquet file of the shard, of the last stage that wrote it."""
        stages = (self.articles, self.classified)
        return next(file for stage in stages if (file := stage.file(name)).exists())


PageBatch = tuple[PageShard, ...]


def plan_page_batches(
    shards: Sequence[DocumentShard], classified: Sequence[ShardReport], built: Sequence[ShardReport]
) -> list[PageBatch]:
    """Batches of pages to judge together."""
    return plan_batches([PageShard(*parts) for parts in zip(shards, classified, built, strict=True)])


@task(cache_policy=NO_CACHE, persist_result=False)
def check_pages(run: Run, batch: PageBatch) -> ShardReport:
    """Judge the pages of a batch table by table and write what may be loaded."""

    def action(folder: Path) -> Counts:
        with ONE_AT_A_TIME:
            judge = Judge(_read_tables(run, batch))
            sources = judge.tables["raw.document"].select("document_key", "source_uri", "member")
            kept = _judge(run, judge)
            return judge.write(folder, sources.join(kept, on="document_key", how="left"))

    code = shard_code(run.key, *(shard.articles.shard_code for shard in batch))
    return run_shard(run.work, "page-gate", code, action)


def _read_tables(run: Run, batch: PageBatch) -> dict[str, pl.DataFrame]:
    """The batch's rows by table, now pointing to the run that loads them."""
    run_key = pl.lit(run.key, dtype=pl.Int64)

    def rows(name: str) -> pl.DataFrame:
        return pl.concat([pl.read_parquet(shard.file(name)) for shard in batch])

    not_counted = pl.lit(0, dtype=pl.Int32)
    return {
        "raw.document": rows("documents").with_columns(run_key=run_key),
        "clean.page": rows("pages").with_columns(run_key=run_key),
        "clean.line": rows("lines"),
        # Sentences and facts are counted when they are loaded.
        "main.fact_article": rows("articles").with_columns(
            run_key=run_key,
            annotation_run_key=run_key,
            sentence_count=not_counted,
            mention_count=not_counted,
            quote_count=not_counted,
            quantity_count=not_counted,
            date_mention_count=not_counted,
            quoted_share=pl.lit(0.0),
            hedged_share=pl.lit(0.0),
        ),
        "main.bridge_article_topic": rows("topics"),
    }


def _judge(run: Run, judge: Judge) -> pl.DataFrame:
    """Judge all tables, each after those it depends on.

    Returns:
        `document_key` and `payload_uri` of the documents that were rejected themselves.
    """
    from expectations import articles, documents, lines

    tables = judge.tables
    before = tables["raw.document"]
    judge.judge(
        "raw.document",
        documents.with_context(tables["raw.document"], tables["clean.line"], _known(run, tables)),
    )
    kept = keep_documents(run, before, tables["raw.document"])
    del before
    for name in _BY_DOCUMENT:
        judge.keep_those_of(name, "raw.document", "document_key")
    judge.judge("clean.page")
    bad_lines = judge.judge(
        "clean.line",
        lines.with_context(tables["clean.line"], tables["raw.document"], tables["main.fact_article"]),
    )
    # An article whose page has a line that cannot be right cannot be trusted either.
    tables["main.fact_article"] = tables["main.fact_article"].join(bad_lines, on="document_key", how="anti")
    judge.judge(
        "main.fact_article",
        articles.with_context(tables["main.fact_article"], tables["raw.document"], run.started_at),
    )
    judge.keep_those_of("main.bridge_article_topic", "main.fact_article", "article_key")
    judge.judge("main.bridge_article_topic")
    tables["raw.document"] = _mark_rejected_articles(tables)
    return kept


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
    with run.connect_base() as con:
        return con.execute(statement("inventory/known_hashes")).pl()
