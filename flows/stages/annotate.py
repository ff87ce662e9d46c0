"""Articles → sentences; later also mentions, quotes, quantities and dates."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run, pipeline
from flows.stages.select import DocumentShard
from flows.workspace import Counts, ShardReport, run_shard
from transforms.annotate.sentences import split_sentences

_PIPELINE_IN_USE = threading.Lock()
"""A spaCy pipeline serves one thread at a time: its memory zone belongs to its vocabulary."""


@dataclass(frozen=True)
class AnnotatedShard:
    """The articles of one shard with their annotation.

    Attributes:
        documents: the documents the articles were built from.
        classified: report of the stage that gave the lines their roles.
        articles: report of the stage that built the articles.
        sentences: report of the stage that annotated them.
    """

    documents: DocumentShard
    classified: ShardReport
    articles: ShardReport
    sentences: ShardReport

    @property
    def code(self) -> str:
        """Name of the shard."""
        return self.articles.shard_code

    def file(self, name: str) -> Path:
        """One Parquet file of the shard, of the last stage that wrote it."""
        stages = (self.sentences, self.articles, self.classified)
        return next(file for stage in stages if (file := stage.file(name)).exists())


@task(cache_policy=NO_CACHE, persist_result=False)
def annotate_shard(
    run: Run, documents: DocumentShard, classified: ShardReport, articles: ShardReport
) -> AnnotatedShard:
    """Split the bodies of one shard into sentences."""

    def action(folder: Path) -> Counts:
        bodies = pl.read_parquet(articles.file("articles"), columns=["article_key", "body"])
        with _PIPELINE_IN_USE:
            sentences = split_sentences(bodies, pipeline(run.settings.pipeline))
        sentences.write_parquet(folder / "sentences.parquet")
        return Counts(len(bodies), len(sentences))

    report = run_shard(run.home.work, "sentences", articles.shard_code, action)
    return AnnotatedShard(documents, classified, articles, report)
