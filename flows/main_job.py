"""The main job, as a table of contents: bytes → documents → lines → articles → facts → gates → star."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from prefect import flow
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.task_runners import ThreadPoolTaskRunner

from flows.progress import RunProgress
from flows.run import Run, make_run
from flows.settings import Settings
from flows.shards import Call, calls, each, each_in_turn
from flows.stages.annotate import annotate_shard
from flows.stages.clean import build_shard, classify_lines
from flows.stages.gate import check_batch, plan_batches
from flows.stages.inventory import take_inventory
from flows.stages.load import load_clean, load_raw, load_star
from flows.stages.prepare import prepare
from flows.stages.publish import begin_build, publish
from flows.stages.read import read_shard
from flows.stages.repetition import count_lines, find_repeated, select_reread
from flows.stages.select import is_news, select_new, select_stale
from flows.stages.verify import verify
from flows.summary import RunSummary, nothing_new, quality_table, summarise_run, to_markdown


class GateStoppedError(RuntimeError):
    """A gate stopped the publication; the published warehouse is the one of before."""

    def __init__(self, summary: RunSummary) -> None:
        """Keep the summary of the stopped run."""
        super().__init__(f"{summary.verdict} Nothing was published. Report: {summary.report}")
        self.summary = summary


@flow(name="presswerk", persist_result=False)
def main_job(settings: Settings) -> RunSummary:
    """Turn raw files into a new generation of the warehouse.

    Every stage leaves its shards on disk, so a run that was killed goes on with the first missing one.

    Returns:
        What was loaded; a summary without generation where nothing was new.
    Raises:
        GateStoppedError: a critical expectation failed.
    """
    with RunProgress() as progress:
        return _stages(make_run(settings), progress)


def _stages(run: Run, progress: RunProgress) -> RunSummary:
    found = take_inventory(run)
    progress.say(
        f"{found.source_count} files seen, {found.new_count} new, {found.stale_count} to work on again"
    )
    if not found.is_news:
        return nothing_new(run, found)
    begin_build(run)

    # bytes → documents
    files = [Call(shard.file_count, (run, shard)) for shard in found.shards]
    read = each(progress, "Reading files", read_shard, files)
    fresh = select_new(run, read)
    shards = [*fresh, *select_stale(run, fresh)]
    if not is_news(run, found, read, shards):
        shutil.rmtree(run.home.work)
        return nothing_new(run, found)

    # documents → lines with roles; pages that repetition now shows in another light are read again
    classified = each(progress, "Telling text from furniture", classify_lines, calls(run, shards))
    counts = count_lines(run, classified)
    if reread := select_reread(run, classified, counts):
        classified += each(progress, "Reading earlier pages again", classify_lines, calls(run, reread))
        shards += reread
        counts = count_lines(run, classified)
    repeated = find_repeated(run, counts)

    # lines → articles → facts
    built, annotated = each_in_turn(
        progress,
        "Building and annotating articles",
        (build_shard, calls(run, shards, classified, repeated)),
        (annotate_shard, calls(run, shards, classified)),
    )

    # facts → gates → star schema
    batches = [Call(batch.document_count, (run, batch)) for batch in plan_batches(annotated)]
    gated = each(progress, "Checking expectations", check_batch, batches)
    prepared = prepare(run, found, read, shards, built, gated)
    with progress.stage("Loading", prepared.document_count) as stage:
        load_raw(run, found, prepared)
        load_clean(run, prepared)
        load_star(run, found, prepared)
        stage.advance(prepared.document_count)
    verified = verify(
        run, found, prepared, [*read, *classified, *built, *(shard.sentences for shard in annotated), *gated]
    )

    # star schema → published file
    published = publish(run) if verified.may_publish else None
    summary = summarise_run(run, found, prepared, verified, published)
    create_markdown_artifact(to_markdown(summary), key="presswerk-run", description="Summary of the run")
    create_table_artifact(
        quality_table(verified), key="presswerk-quality", description="Outcome of the gates"
    )
    if published is None:
        raise GateStoppedError(summary)
    shutil.rmtree(run.home.work, ignore_errors=True)
    return summary


def with_workers(workers: int) -> Callable[..., RunSummary]:
    """The main job on a number of threads."""
    return main_job.with_options(task_runner=ThreadPoolTaskRunner(max_workers=workers))  # type: ignore[arg-type]
