"""The candidate: the published generation with the new facts loaded and judged, before anybody sees it."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import polars as pl

from flows.backfill.base import generation_in, have_base
from flows.backfill.left_out import find_left_out, without
from flows.backfill.work import Job, is_all_done, work
from flows.chapters import Worked, load
from flows.stages.inventory import Found
from warehouse.comparison import extract_side, write_comparison
from warehouse.generation import current_generation
from warehouse.publishing.build import discard_build
from warehouse.publishing.durable import move, write


@dataclass(frozen=True)
class Candidate:
    """What is known of a candidate.

    Attributes:
        base_generation: the generation it was built on.
        may_publish: whether nothing critical failed.
        verdict: the outcome of the gates in one line.
        article_count: articles whose facts are new.
        left_out_count: documents and articles that had vanished or changed since they were worked on.
    """

    base_generation: int
    may_publish: bool
    verdict: str
    article_count: int
    left_out_count: int


def have_candidate(job: Job, found: Found) -> Candidate | None:
    """Have a candidate on the generation that is published now, and the comparison with it.

    A scheduled run may publish while it is being built: whoever publishes it looks again.

    Args:
        job: the job.
        found: what the inventory found.

    Returns:
        The candidate; None where a partition is not done: pages are compared with all that are known, so it
        may have to be worked on again when others have come.
    """
    known = load_candidate(job)
    if known is not None and known.may_publish and known.base_generation == current_generation(job.run.home):
        return known
    job.place.candidate.unlink(missing_ok=True)
    _discard(job, is_stopped=known is not None)
    base = have_base(job.run, job.place, found)
    worked = work(job)
    if not is_all_done(job):
        return None
    # The names of all articles are resolved together, so what was resolved on another base does not count.
    folder = job.place.loading / f"{base:06d}"
    for other in job.place.loading.glob("*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    left_out = find_left_out(job.run, worked)
    to_load = without(worked, left_out, folder / "kept")
    articles = _articles(to_load, folder)
    with job.run.connect_base() as con:
        extract_side(con, articles, folder / "old")
    run = replace(job.run, work=folder)
    _, verified = load(run, job.progress, found, to_load, job.place.folder / "reports")
    with run.connect_build() as con:
        extract_side(con, articles, folder / "new")
        # What the file itself says: a base may have been taken between two looks at the pointer.
        base = generation_in(con)
    write_comparison(
        job.place.comparison, folder / "old", folder / "new", run.settings.duckdb_memory, run.settings.workers
    )
    candidate = Candidate(
        base_generation=base,
        may_publish=verified.may_publish,
        verdict=verified.summary,
        article_count=sum(shard.article_count for shard in to_load.bodies),
        left_out_count=len(left_out),
    )
    unfinished = job.place.candidate.with_suffix(".begun")
    write(unfinished, json.dumps(asdict(candidate)))
    move(unfinished, job.place.candidate)
    return candidate


def load_candidate(job: Job) -> Candidate | None:
    """The candidate that is there, if one is."""
    if not job.place.candidate.exists() or not job.run.build_file.exists():
        return None
    return Candidate(**json.loads(job.place.candidate.read_text(encoding="utf-8")))


def _discard(job: Job, *, is_stopped: bool) -> None:
    """Give up a build that a gate stopped, or that does not follow what is published now.

    Half a load of one that does follow it goes on.
    """
    if not job.run.build_file.exists():
        return
    with job.run.connect_build() as con:
        is_outdated = generation_in(con) != current_generation(job.run.home)
    if is_stopped or is_outdated:
        discard_build(job.run.build_file)
        (job.place.build / "load.json").unlink(missing_ok=True)


def _articles(worked: Worked, folder: Path) -> Path:
    """Keys of the articles whose facts the candidate has anew, or no longer."""
    file = folder / "articles.parquet"
    keys = [
        *(pl.read_parquet(shard.bodies, columns=["article_key"]) for shard in worked.bodies),
        *(pl.read_parquet(shard.keys).select(article_key="document_key") for shard in worked.shards),
    ]
    all_keys = pl.concat([pl.DataFrame(schema={"article_key": pl.Int64}), *keys])
    all_keys.unique().sort("article_key").write_parquet(file)
    return file
