"""Documents → lines with roles → articles."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run, publisher_list
from flows.stages.select import DocumentShard
from flows.workspace import Counts, ShardReport, run_shard, shard_code
from transforms.clean.article.articles import build_articles
from transforms.clean.lines import split_lines
from transforms.clean.publisher.evidence import detect_publisher
from transforms.clean.repeated import demote_repeated, work_keys
from transforms.clean.roles.assign import assign_roles
from transforms.clean.roles.line_model import WEIGHTS_PATH, LineModel
from warehouse.tables.base import polars_schema
from warehouse.tables.document import Document
from warehouse.tables.keys import stable_key_expr
from warehouse.tables.line import Line

ANNOTATED_LANGUAGES = ("de",)
"""Languages with a configured pipeline. Documents in others are kept in raw, not made into articles."""


@task(cache_policy=NO_CACHE, persist_result=False)
def classify_lines(run: Run, shard: DocumentShard) -> ShardReport:
    """Split the documents of a shard into lines, give each its role, and tell each page's publisher."""

    def action(folder: Path) -> Counts:
        documents = shard.scan().collect()
        lines = assign_roles(split_lines(documents.lazy()), line_model()).collect()
        publishers = detect_publisher(documents.lazy(), lines.lazy(), publisher_list(run.publishers_file))
        pages = publishers.join(work_keys(lines.lazy()), on="document_key", how="left").collect()
        lines.write_parquet(folder / "lines.parquet")
        pages.write_parquet(folder / "pages.parquet")
        return Counts(len(documents), len(lines))

    return run_shard(run.work, "lines", shard.code, action)


@task(cache_policy=NO_CACHE, persist_result=False)
def build_shard(run: Run, shard: DocumentShard, classified: ShardReport, repeated: Path) -> ShardReport:
    """Apply what repetition tells to the lines of a shard, and build its articles."""

    def action(folder: Path) -> Counts:
        documents = shard.scan().collect()
        pages = pl.read_parquet(classified.file("pages"))
        lines = demote_repeated(
            pl.scan_parquet(classified.file("lines")), pages.lazy(), pl.scan_parquet(repeated)
        )
        is_annotated = pl.col("language_code").is_in(list(ANNOTATED_LANGUAGES))
        built = build_articles(
            documents.lazy().filter(is_annotated), lines, pages.lazy(), publisher_list(run.publishers_file)
        )
        articles, topics, placed, rejected = pl.collect_all(
            [built.articles, built.topics, built.lines, built.rejected]
        )
        articles.with_columns(
            # Versions and duplicates are known when the article stands among all others.
            version_group_key="article_key",
            version_number=pl.lit(1, dtype=pl.Int32),
            is_current=pl.lit(value=True),
            duplicate_of_key=pl.lit(None, dtype=pl.Int64),
            story_key=pl.lit(None, dtype=pl.Int64),
        ).write_parquet(folder / "articles.parquet")
        topics.rename({"document_key": "article_key"}).with_columns(
            topic_key=stable_key_expr(pl.col("topic_name"))
        ).write_parquet(folder / "topics.parquet")
        placed.select(polars_schema(Line).names()).write_parquet(folder / "lines.parquet")
        _with_outcome(documents, articles, is_annotated).write_parquet(folder / "documents.parquet")
        rejected.write_parquet(folder / "rejected.parquet")
        return Counts(len(placed), len(articles), len(rejected))

    code = shard_code(shard.code, repeated.stem)
    return run_shard(run.work, "articles", code, action)


def _with_outcome(documents: pl.DataFrame, articles: pl.DataFrame, is_annotated: pl.Expr) -> pl.DataFrame:
    """Documents as rows of `Document`, but for the run, with what became of them."""
    outcome = (
        pl.when(~is_annotated)
        .then(pl.lit("language"))
        .when(pl.col("document_key").is_in(articles["document_key"].implode()))
        .then(pl.lit("article"))
        .otherwise(pl.lit("no_article"))
    )
    columns = [name for name in polars_schema(Document) if name != "run_key"]
    return documents.with_columns(outcome_code=outcome).select(columns)


@cache
def line_model() -> LineModel:
    """The line model of this process, loaded once."""
    return LineModel.load(WEIGHTS_PATH)
