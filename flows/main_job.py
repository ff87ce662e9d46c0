"""The main job, as a table of contents: bytes → documents → lines → articles → facts → gates → star."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial

from prefect import flow
from prefect.runtime import deployment
from prefect.task_runners import ThreadPoolTaskRunner

from flows.alerts.watch import Watch, watching
from flows.artifacts import show_in_prefect
from flows.assignment import Assignment
from flows.attempt import attempt, holds_work, leave, take_up
from flows.chapters import Worked, annotate, build_pages, load, together
from flows.gate_stopped import GateStoppedError
from flows.progress import RunProgress
from flows.run import Run, make_run
from flows.settings import Settings
from flows.shards import Call, calls, each, once
from flows.stages.annotate import annotation_processes
from flows.stages.bodies import select_bodies
from flows.stages.clean import classify_lines
from flows.stages.inventory import Found, take_inventory
from flows.stages.publish import begin_build, publish
from flows.stages.read import read_shard
from flows.stages.repetition import count_lines, find_repeated, select_reread
from flows.stages.select import is_news, select_new, select_stale
from flows.stages.tidy import tidy_quarantine, tidy_tags
from flows.summary import RunSummary, nothing_new, summarise_run
from flows.unattended import unattended
from flows.worker import annotators
from warehouse.home import Home
from warehouse.lock import writer_lock
from warehouse.publishing.publish import settle


@flow(name="presswerk", persist_result=False)
def main_job(settings: Settings, assignment: Assignment | None = None) -> RunSummary:
    """Turn raw files into a new generation of the warehouse.

    Every stage leaves its shards on disk, so a run that was killed goes on with the first missing one.

    Args:
        settings: the run's settings.
        assignment: what to work on; by default what is new.

    Returns:
        What was loaded; a summary without generation where nothing was new.

    Raises:
        GateStoppedError: a critical expectation failed.
        WriterBusyError: another run is writing.
    """
    # What is told of a run is told when the lock is free again, and not of faults that pass.
    with watching(settings) as watch:
        work = partial(_attempt, settings, assignment, watch)
        return unattended(settings, work) if deployment.id else work()


def _attempt(settings: Settings, assignment: Assignment | None, watch: Watch) -> RunSummary:
    with writer_lock(Home(settings.home), settings.wait_seconds), RunProgress() as progress:
        run = take_up(make_run(settings, assignment))
        if not run.is_taken_up:
            settle(run.home)
        watch.run_key = run.key
        with attempt(run, progress) as outcome:
            watch.summary = outcome.of(_stages(run, progress))
        return watch.summary


def _stages(run: Run, progress: RunProgress) -> RunSummary:
    found = once(progress, "inventory", take_inventory, run)
    progress.say(
        f"{found.source_count} files seen, {found.new_count} new, {found.stale_count} to work on again,"
        f" {found.stale_article_count} to annotate again"
    )
    if not found.is_news:
        if not holds_work(run):
            leave(run)
        return nothing_new(run, found)
    once(progress, "base", begin_build, run, found)
    processes = annotation_processes(run.settings, found)
    with annotators(processes, run.settings.pipeline) as executor:
        return _work(run, progress, found, executor)


def _work(run: Run, progress: RunProgress, found: Found, executor: Executor) -> RunSummary:
    # bytes → documents
    files = [Call(shard.file_count, (run, shard)) for shard in found.shards]
    read = each(progress, "read", read_shard, files)
    fresh = once(progress, "select", select_new, run, read)
    shards = [*fresh, *once(progress, "select", select_stale, run, fresh)]
    if not is_news(run, found, read, shards):
        leave(run)
        return nothing_new(run, found)

    # documents → lines with roles; pages that repetition now shows in another light are read again
    classified = each(progress, "lines", classify_lines, calls(run, shards))
    counts = once(progress, "repetition", count_lines, run, classified)
    if reread := once(progress, "repetition", select_reread, run, classified, counts):
        classified += each(progress, "reread", classify_lines, calls(run, reread))
        shards += reread
        counts = once(progress, "repetition", count_lines, run, classified)
    repeated = once(progress, "repetition", find_repeated, run, counts)

    # lines → articles → facts, of which only what can be right goes on
    pages = build_pages(run, progress, shards, classified, repeated)
    bodies = once(progress, "bodies", select_bodies, run, pages.pages)
    facts = annotate(run, progress, bodies, executor)

    # facts → star schema
    worked = together([Worked(read=tuple(read)), pages, facts])
    prepared, verified = load(run, progress, found, worked)

    # star schema → published file
    published = once(progress, "publish", publish, run) if verified.may_publish else None
    summary = summarise_run(run, found, prepared, verified, published)
    show_in_prefect(summary, verified)
    if published is None:
        raise GateStoppedError(summary)
    tidy_tags(run)
    tidy_quarantine(run)
    leave(run)
    return summary


def with_workers(workers: int) -> Callable[..., RunSummary]:
    """The main job on a number of threads."""
    return main_job.with_options(task_runner=ThreadPoolTaskRunner(max_workers=workers))  # type: ignore[arg-type]
