"""Bodies → tags → facts, in processes of their own; a paragraph tagged before is not tagged again."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.settings import Settings
from flows.stages.bodies import BodyShard
from flows.stages.inventory import Found
from flows.worker import annotate_bodies, tag_bodies
from flows.workspace import Counts, ShardReport, run_shard, shard_code
from transforms.annotate.tag import TAG_SCHEMA
from warehouse.statements import statement

MIN_BYTES_FOR_PROCESSES = 4_000_000
"""Bytes of new files below which the run's own process annotates: half of a page is its article, and a
process takes four seconds to begin, in which one annotates some 800,000 code points."""
MIN_ARTICLES_FOR_PROCESSES = 500
"""Known articles to annotate again below which the same holds: as many make about 1.2 million code points."""

RETRY_DELAYS = [1.0, 10.0]
"""Seconds before a shard is tried again whose process was killed: mostly because the memory ran short, which
other work may have caused. A shard that kills its process each time fails the run."""
_ANNOTATING: dict[str, Any] = {
    "cache_policy": NO_CACHE,
    "persist_result": False,
    "retries": len(RETRY_DELAYS),
    "retry_delay_seconds": RETRY_DELAYS,
    "retry_condition_fn": lambda _task, _run, state: isinstance(state.data, BrokenProcessPool),
}

FACT_TABLES = {
    "main.fact_sentence": "sentences",
    "main.fact_mention": "mentions",
    "main.fact_quote": "quotes",
    "main.fact_quantity": "quantities",
    "main.fact_date_mention": "date_mentions",
}
"""Tables of facts, with the name that annotation gives their rows."""


@dataclass(frozen=True)
class TagShard:
    """Paragraphs to be tagged together.

    Attributes:
        code: hash of the paragraphs and the recipe.
        bodies: the shard whose bodies hold them.
        keys: Parquet file with their `paragraph_key`.
        paragraph_count: how many there are.
    """

    code: str
    bodies: BodyShard
    keys: Path
    paragraph_count: int


@dataclass(frozen=True)
class AnnotatedShard:
    """The facts of one shard of bodies.

    Attributes:
        bodies: the bodies.
        facts: report of the stage that found the facts.
    """

    bodies: BodyShard
    facts: ShardReport

    @property
    def item_count(self) -> int:
        """Articles of the shard."""
        return self.bodies.article_count

    @property
    def row_count(self) -> int:
        """Facts of the shard."""
        return self.facts.counts.output_count


def annotation_processes(settings: Settings, found: Found) -> int:
    """How many processes are worth their start for what a run has found; 1 stands for the run's own.

    They start before the first file is read, so that they are ready when there is something to annotate.
    """
    stale_count = found.stale_count + found.stale_article_count
    if found.new_byte_size < MIN_BYTES_FOR_PROCESSES and stale_count < MIN_ARTICLES_FOR_PROCESSES:
        return 1
    return settings.annotation_processes


@task(cache_policy=NO_CACHE, persist_result=False)
def plan_tagging(run: Run, shards: Sequence[BodyShard]) -> list[TagShard]:
    """The paragraphs that were never tagged under this recipe, each in the first shard that holds it."""
    if not shards:
        return []
    folder = run.work / "untagged"
    shutil.rmtree(folder, ignore_errors=True)
    _begin_tags(run)
    with run.connect_base() as con:
        con.execute(
            statement("annotate/untagged"),
            {"paragraphs": _paragraphs(shards), "tags": _tag_files(run), "folder": str(folder)},
        )
    planned = []
    for shard in shards:
        parts = sorted((folder / f"shard_code={shard.code}").glob("*.parquet"))
        if parts:
            keys = (
                pl.read_parquet(parts, hive_partitioning=False).select("paragraph_key").sort("paragraph_key")
            )
            code = shard_code(run.recipe.tag, *keys["paragraph_key"])
            file = folder / f"{code}.parquet"
            keys.write_parquet(file)
            planned.append(TagShard(code, shard, file, len(keys)))
    return planned


@task(**_ANNOTATING)
def tag_shard(run: Run, shard: TagShard, annotators: Executor) -> ShardReport:
    """Tag the paragraphs of one shard, and keep the tags for later runs."""

    def action(_: Path) -> Counts:
        target = run.tags / f"{shard.code}.parquet"
        work = annotators.submit(
            tag_bodies,
            run.settings.pipeline,
            run.settings.batch_paragraphs,
            shard.bodies.bodies,
            shard.keys,
            target,
        )
        return work.result()

    return run_shard(run.work, "tags", shard.code, action)


@task(cache_policy=NO_CACHE, persist_result=False)
def locate_tags(run: Run, shards: Sequence[BodyShard]) -> Path:
    """For each shard of bodies: which file holds the tags of each of its paragraphs."""
    folder = run.work / "located"
    shutil.rmtree(folder, ignore_errors=True)
    if shards:
        with run.connect_base() as con:
            con.execute(
                statement("annotate/located"),
                {"paragraphs": _paragraphs(shards), "tags": _tag_files(run), "folder": str(folder)},
            )
    return folder


@task(**_ANNOTATING)
def annotate_shard(run: Run, shard: BodyShard, located: Path, annotators: Executor) -> AnnotatedShard:
    """Find the facts of one shard of bodies."""

    def action(folder: Path) -> Counts:
        places = pl.read_parquet(located / f"shard_code={shard.code}" / "*.parquet", hive_partitioning=False)
        file = folder / "located.parquet"
        places.write_parquet(file)
        work = annotators.submit(annotate_bodies, shard.bodies, file, folder)
        return work.result()

    return AnnotatedShard(shard, run_shard(run.work, "facts", shard.code, action))


def _begin_tags(run: Run) -> None:
    """Have at least one file of tags, and none of a recipe that is no longer in use."""
    folder = run.tags
    folder.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(schema=TAG_SCHEMA).write_parquet(folder / "none.parquet")


def _tag_files(run: Run) -> list[str]:
    return sorted(str(file) for file in run.tags.glob("*.parquet"))


def _paragraphs(shards: Sequence[BodyShard]) -> list[str]:
    return [str(shard.paragraphs) for shard in shards]
