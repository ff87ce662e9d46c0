"""Facts → gate: a fact that cannot be right goes to quarantine alone, the rest goes on."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.stages.annotate import FACT_TABLES, AnnotatedShard
from flows.stages.gate import ONE_AT_A_TIME, Judge
from flows.workspace import Counts, ShardReport, run_shard, shard_code

FactBatch = tuple[AnnotatedShard, ...]


@task(cache_policy=NO_CACHE, persist_result=False)
def check_facts(run: Run, batch: FactBatch) -> ShardReport:
    """Judge the facts of a batch table by table and write what may be loaded."""

    def action(folder: Path) -> Counts:
        with ONE_AT_A_TIME:
            articles = pl.concat([pl.read_parquet(shard.bodies.bodies) for shard in batch])
            judge = Judge(_read_tables(run, batch))
            _judge(judge, articles.select("article_key", "body"))
            sources = articles.select("source_uri", "member", document_key="article_key")
            return judge.write(folder, sources, _faults(batch))

    code = shard_code(run.key, *(shard.bodies.code for shard in batch))
    return run_shard(run.work, "fact-gate", code, action)


def _read_tables(run: Run, batch: FactBatch) -> dict[str, pl.DataFrame]:
    run_key = pl.lit(run.key, dtype=pl.Int64).alias("run_key")
    return {
        table: pl.concat([pl.read_parquet(shard.facts.file(name)) for shard in batch]).with_columns(run_key)
        for table, name in FACT_TABLES.items()
    }


def _faults(batch: FactBatch) -> pl.DataFrame:
    """Facts that are missing because a rule failed, as rows of the quarantine."""
    return pl.concat([pl.read_parquet(shard.facts.file("faults")) for shard in batch]).with_columns(
        stage_code=pl.lit("facts"), reason_code=pl.lit("rule_fault")
    )


def _judge(judge: Judge, articles: pl.DataFrame) -> None:
    from expectations import date_mentions, mentions, quantities, quotes, sentences

    tables = judge.tables
    judge.judge("main.fact_sentence", sentences.with_context(tables["main.fact_sentence"], articles))
    found = tables["main.fact_sentence"]
    contexts = {
        "main.fact_mention": mentions.with_context,
        "main.fact_quote": quotes.with_context,
        "main.fact_quantity": quantities.with_context,
        "main.fact_date_mention": date_mentions.with_context,
    }
    for name, with_context in contexts.items():
        judge.judge(name, with_context(tables[name], articles, found))
