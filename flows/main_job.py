"""The main job, as a table of contents: bytes → documents → lines → articles → facts → gates → star."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

from prefect import flow
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.task_runners import ThreadPoolTaskRunner

from flows.assignment import Assignment
from flows.attempt import attempt, leave, take_up
from flows.gate_stopped import GateStoppedError
from flows.progress import RunProgress
from flows.run import Run, make_run
from flows.settings import Settings
from flows.shards import Call, batch_calls, calls, each, once
from flows.stages.annotate import (
    AnnotatedShard,
    annotate_shard,
    annotation_processes,
    locate_tags,
    plan_tagging,
    tag_shard,
)
from flows.stages.bodies import BodyShard, select_bodies
from flows.stages.clean import build_shard, classify_lines
from flows.stages.gate import plan_batches
from flows.stages.gate_facts import check_facts
from flows.stages.gate_pages import check_pages, plan_page_batches
from flows.stages.inventory import Found, take_inventory
from flows.stages.load import begin_load, load_clean, load_raw, load_star
from flows.stages.prepare import Prepared, prepare
from flows.stages.publish import begin_build, publish
from flows.stages.read import read_shard
from flows.stages.repetition import count_lines, find_repeated, select_reread
from flows.stages.resolve import Resolved, resolve
from flows.stages.select import is_news, select_new, select_stale
from flows.stages.tidy import tidy_tags
from flows.stages.verify import verify
from flows.summary import RunSummary, nothing_new, quality_table, summarise_run, to_markdown
from flows.worker import annotators
from flows.workspace import ShardReport
from warehouse.home import Home
from warehouse.lock import writer_lock


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
    with writer_lock(Home(settings.home), settings.wait_seconds), RunProgress() as progress:
        run = take_up(make_run(settings, assignment))
        with attempt(run, progress) as outcome:
            return outcome.of(_stages(run, progress))


def _stages(run: Run, progress: RunProgress) -> RunSummary:
    found = once(progress, "inventory", take_inventory, run)
    progress.say(
        f"{found.source_count} files seen, {found.new_count} new, {found.stale_count} to work on again,"
        f" {found.stale_article_count} to annotate again"
    )
    if not found.is_news:
        if not run.is_taken_up:
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

    # lines → articles, of which only what can be right goes on
    built = each(progress, "articles", build_shard, calls(run, shards, classified, repeated))
    page_batches = plan_page_batches(shards, classified, built)
    pages = each(progress, "page-gate", check_pages, batch_calls(run, page_batches))

    # articles → facts
    bodies = once(progress, "bodies", select_bodies, run, pages)
    tagged, annotated = _annotate(run, progress, bodies, executor)
    facts = each(progress, "fact-gate", check_facts, batch_calls(run, plan_batches(annotated)))

    # facts → star schema
    prepared = once(progress, "prepare", prepare, run, found, read, shards, built, pages, bodies, facts)
    resolved = once(progress, "resolve", resolve, run, prepared)
    reports = [*read, *classified, *built, *pages, *tagged, *(shard.facts for shard in annotated), *facts]
    reports += [resolved.report, *_load(run, progress, found, prepared, resolved)]
    costs = tuple(progress.costs)
    verified = once(progress, "verify", verify, run, found, prepared, resolved, reports, costs)

    # star schema → published file
    published = once(progress, "publish", publish, run) if verified.may_publish else None
    summary = summarise_run(run, found, prepared, verified, published)
    create_markdown_artifact(to_markdown(summary), key="presswerk-run", description="Summary of the run")
    create_table_artifact(
        quality_table(verified), key="presswerk-quality", description="Outcome of the gates"
    )
    if published is None:
        raise GateStoppedError(summary)
    tidy_tags(run)
    leave(run)
    return summary


def _annotate(
    run: Run, progress: RunProgress, bodies: list[BodyShard], executor: Executor
) -> tuple[list[ShardReport], list[AnnotatedShard]]:
    """Bodies → tags → facts. Tags of paragraphs that any run has met are taken from disk."""
    untagged = plan_tagging(run, bodies)
    to_tag = [Call(shard.paragraph_count, (run, shard, executor)) for shard in untagged]
    tagged = each(progress, "tags", tag_shard, to_tag)
    located = locate_tags(run, bodies)
    to_annotate = [Call(shard.article_count, (run, shard, located, executor)) for shard in bodies]
    return tagged, each(progress, "facts", annotate_shard, to_annotate)


def _load(
    run: Run, progress: RunProgress, found: Found, prepared: Prepared, resolved: Resolved
) -> list[ShardReport]:
    """Load what the gates let through, in steps that a run which takes up a killed one need not repeat."""
    with progress.stage("load", prepared.document_count) as stage:
        begin_load(run, prepared)
        steps = [load_raw(run, found, prepared), load_clean(run, prepared)]
        steps.append(load_star(run, found, prepared, resolved))
        stage.advance(prepared.document_count)
    return steps


def with_workers(workers: int) -> Callable[..., RunSummary]:
    """The main job on a number of threads."""
    return main_job.with_options(task_runner=ThreadPoolTaskRunner(max_workers=workers))  # type: ignore[arg-type]
