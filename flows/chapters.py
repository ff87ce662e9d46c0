"""Chapters of the main job that a backfill goes through as well, each over several stages."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from pathlib import Path

from flows.progress import RunProgress
from flows.run import Run
from flows.shards import Call, batch_calls, calls, each, once
from flows.stages.annotate import (
    AnnotatedShard,
    annotate_shard,
    locate_tags,
    plan_tagging,
    tag_shard,
)
from flows.stages.bodies import BodyShard
from flows.stages.clean import build_shard
from flows.stages.gate import plan_batches
from flows.stages.gate_facts import check_facts
from flows.stages.gate_pages import check_pages, plan_page_batches
from flows.stages.inventory import Found
from flows.stages.load import begin_load, load_clean, load_marts, load_raw, load_star
from flows.stages.prepare import Prepared, prepare
from flows.stages.resolve import Resolved, resolve
from flows.stages.select import DocumentShard
from flows.stages.verify import Verified, verify
from flows.workspace import ShardReport


@dataclass(frozen=True)
class Worked:
    """What the stages have made that is to be loaded, in the order they made it.

    Attributes:
        read: reports of the files read.
        shards: the documents worked on.
        classified: reports of their lines.
        built: reports of their articles.
        pages: reports of the gate's batches of pages.
        bodies: the bodies annotated.
        tagged: reports of the paragraphs tagged.
        annotated: their facts.
        facts: reports of the gate's batches of facts.
    """

    read: tuple[ShardReport, ...] = ()
    shards: tuple[DocumentShard, ...] = ()
    classified: tuple[ShardReport, ...] = ()
    built: tuple[ShardReport, ...] = ()
    pages: tuple[ShardReport, ...] = ()
    bodies: tuple[BodyShard, ...] = ()
    tagged: tuple[ShardReport, ...] = ()
    annotated: tuple[AnnotatedShard, ...] = ()
    facts: tuple[ShardReport, ...] = ()

    @property
    def reports(self) -> list[ShardReport]:
        """The reports of all shards."""
        facts = (shard.facts for shard in self.annotated)
        return [*self.read, *self.classified, *self.built, *self.pages, *self.tagged, *facts, *self.facts]


def together(parts: Sequence[Worked]) -> Worked:
    """What several parts have made, as if it were one."""
    columns = {
        field.name: tuple(item for part in parts for item in getattr(part, field.name))
        for field in fields(Worked)
    }
    return Worked(**columns)


def build_pages(
    run: Run,
    progress: RunProgress,
    shards: Sequence[DocumentShard],
    classified: Sequence[ShardReport],
    repeated: Path,
) -> Worked:
    """Lines → articles, of which only what can be right goes on."""
    built = each(progress, "articles", build_shard, calls(run, shards, classified, repeated))
    batches = plan_page_batches(shards, classified, built)
    pages = each(progress, "page-gate", check_pages, batch_calls(run, batches))
    return Worked(shards=tuple(shards), classified=tuple(classified), built=tuple(built), pages=tuple(pages))


def annotate(run: Run, progress: RunProgress, bodies: Sequence[BodyShard], executor: Executor) -> Worked:
    """Bodies → tags → facts, judged. Tags of paragraphs that any run has met are taken from disk."""
    untagged = plan_tagging(run, bodies)
    to_tag = [Call(shard.paragraph_count, (run, shard, executor)) for shard in untagged]
    tagged = each(progress, "tags", tag_shard, to_tag)
    located = locate_tags(run, bodies)
    to_annotate = [Call(shard.article_count, (run, shard, located, executor)) for shard in bodies]
    annotated = each(progress, "facts", annotate_shard, to_annotate)
    facts = each(progress, "fact-gate", check_facts, batch_calls(run, plan_batches(annotated)))
    return Worked(bodies=tuple(bodies), tagged=tuple(tagged), annotated=tuple(annotated), facts=tuple(facts))


def load(
    run: Run, progress: RunProgress, found: Found, worked: Worked, reports_folder: Path | None = None
) -> tuple[Prepared, Verified]:
    """Facts → star schema, judged as a whole.

    Args:
        run: the run.
        progress: shows and measures it.
        found: what the inventory found.
        worked: what is to be loaded.
        reports_folder: where the quality report goes; by default among those of the home.
    """
    prepared = once(
        progress,
        "prepare",
        prepare,
        run,
        found,
        worked.read,
        worked.shards,
        worked.built,
        worked.pages,
        worked.bodies,
        worked.facts,
    )
    resolved = once(progress, "resolve", resolve, run, prepared)
    steps = _load(run, progress, found, prepared, resolved)
    reports = [*worked.reports, resolved.report, *steps]
    verified = once(
        progress,
        "verify",
        verify,
        run,
        found,
        prepared,
        resolved,
        reports,
        tuple(progress.costs),
        reports_folder,
    )
    return prepared, verified


def _load(
    run: Run, progress: RunProgress, found: Found, prepared: Prepared, resolved: Resolved
) -> list[ShardReport]:
    """Load what the gates let through, in steps that a run which takes up a killed one need not repeat."""
    with progress.stage("load", prepared.document_count) as stage:
        begin_load(run, prepared)
        steps = [load_raw(run, found, prepared), load_clean(run, prepared)]
        steps.append(load_star(run, found, prepared, resolved))
        steps.append(load_marts(run, prepared))
        stage.advance(prepared.document_count)
    return steps
