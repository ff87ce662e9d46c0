"""Which bodies to annotate: those of articles just built, and known ones that another recipe annotated."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.stages.select import chosen_keys
from flows.workspace import ShardReport, shard_code
from transforms.annotate.paragraphs import split_paragraphs
from warehouse.statements import statement

ARTICLES_PER_SHARD = 500
"""Articles annotated at a time by one process: some ten seconds of work, which is what a killed run loses."""


@dataclass(frozen=True)
class BodyShard:
    """Bodies to be annotated together.

    Attributes:
        code: hash of the bodies, their days and the recipe.
        bodies: Parquet file with `article_key`, `body`, `published_on`, `source_uri`, `member`.
        paragraphs: Parquet file with the `paragraph_key` of each of their paragraphs, and `shard_code`.
        article_count: how many bodies there are.
        is_known: whether the articles are in the warehouse already.
    """

    code: str
    bodies: Path
    paragraphs: Path
    article_count: int
    is_known: bool


@task(cache_policy=NO_CACHE, persist_result=False)
def select_bodies(run: Run, gated: Sequence[ShardReport]) -> list[BodyShard]:
    """The bodies of accepted articles, and those in the warehouse that another recipe annotated."""
    folder = run.work / "bodies"
    folder.mkdir(parents=True, exist_ok=True)
    shards = []
    for report in gated:
        documents = pl.scan_parquet(report.file("raw.document")).select(
            "document_key", "source_uri", "member"
        )
        articles = pl.scan_parquet(report.file("main.fact_article")).select(
            "article_key", "document_key", "body", "body_hash", "published_date_key"
        )
        bodies = articles.join(documents, on="document_key", how="left").sort("article_key").collect()
        shards += [
            _body_shard(run, folder, part, is_known=False) for part in bodies.iter_slices(ARTICLES_PER_SHARD)
        ]
    for file in _extract_stale(run, gated):
        shards.append(_body_shard(run, folder, pl.read_parquet(file, hive_partitioning=False), is_known=True))
    return shards


def _extract_stale(run: Run, gated: Sequence[ShardReport]) -> list[Path]:
    """Bodies in the warehouse that another recipe annotated, in files of a shard each.

    Articles whose pages this run has read are left out: what has become of them, the run itself knows.
    """
    folder = run.work / "stale-bodies"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    worked = pl.concat(
        [
            pl.LazyFrame(schema={"document_key": pl.Int64}),
            *(pl.scan_parquet(report.file("raw.document")).select("document_key") for report in gated),
        ]
    )
    worked.sink_parquet(folder / "worked.parquet")
    with run.connect_base() as con:
        con.execute(
            statement("annotate/stale_bodies"),
            {
                "recipe": run.recipe.annotation,
                "pipeline": run.recipe.pipeline,
                "takes_stale": run.takes_stale,
                "chosen": str(chosen_keys(run.work, "article_key", run.assignment.articles)),
                "worked": str(folder / "worked.parquet"),
                "shard_articles": ARTICLES_PER_SHARD,
                "folder": str(folder / "shards"),
            },
        )
    return sorted((folder / "shards").rglob("*.parquet"), key=lambda file: (len(str(file)), str(file)))


def _body_shard(run: Run, folder: Path, articles: pl.DataFrame, *, is_known: bool) -> BodyShard:
    code = shard_code(
        run.recipe.annotation, *articles.select("article_key", "body_hash", "published_date_key").rows()
    )
    bodies = articles.select(
        "article_key",
        "body",
        "source_uri",
        "member",
        # 0 stands for an unknown day.
        published_on=pl.col("published_date_key").cast(pl.String).str.to_date("%Y%m%d", strict=False),
    )
    shard = BodyShard(
        code=code,
        bodies=folder / f"{code}.parquet",
        paragraphs=folder / f"{code}.paragraphs.parquet",
        article_count=len(bodies),
        is_known=is_known,
    )
    bodies.write_parquet(shard.bodies)
    split_paragraphs(bodies.lazy()).select(
        "paragraph_key", shard_code=pl.lit(code)
    ).unique().collect().write_parquet(shard.paragraphs)
    return shard
