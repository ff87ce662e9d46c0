"""Working through the partitions of a backfill, beside whatever scheduled runs do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from flows.assignment import Assignment
from flows.backfill.place import Place
from flows.backfill.results import load_worked, store_worked
from flows.chapters import Worked, annotate, build_pages, together
from flows.interruption import is_interruption
from flows.logs import LOG
from flows.progress import RunProgress
from flows.recipe import package_hash
from flows.run import Run
from flows.shards import calls, each, once
from flows.stages.bodies import select_bodies
from flows.stages.clean import classify_lines
from flows.stages.repetition import count_lines, find_repeated, select_reread
from flows.stages.select import select_stale
from flows.workspace import ShardReport
from warehouse.generation import GenerationError
from warehouse.journal.backfills import (
    Partition,
    backfill_id,
    begin_partition,
    end_partition,
    find_backfill,
    partitions,
)
from warehouse.publishing.space import no_space_error

_GATES = ("page-gate", "fact-gate")


class PauseWanted(Exception):  # noqa: N818 - it is no error
    """Somebody has asked for a pause."""


@dataclass(frozen=True)
class Job:
    """What working on a backfill needs.

    Attributes:
        run: the run that the backfill is.
        place: where it keeps its things.
        progress: shows and measures it.
        executor: what annotates.
    """

    run: Run
    place: Place
    progress: RunProgress
    executor: Executor

    @property
    def is_pages(self) -> bool:
        """Whether pages are read again."""
        return self.run.assignment.documents is not None

    def of_partition(self, number: int) -> Run:
        """The run as it works on one partition only."""
        keys = self.place.partition(number)
        assignment = Assignment(
            "backfill",
            (),
            documents=keys if self.is_pages else None,
            articles=None if self.is_pages else keys,
        )
        return replace(self.run, work=self.place.work / f"{number:04d}", assignment=assignment)


def work(job: Job) -> Worked:
    """Work on every partition that is not done; what failed is marked, and the rest goes on.

    Returns:
        What all partitions that are done have made.

    Raises:
        PauseWanted: somebody has asked for a pause.
    """
    _take_tags(job.run)
    if job.is_pages:
        return _work_on_pages(job)
    made = [_attempt(job, part, lambda run: _annotate_bodies(job, run)) for part in _partitions(job)]
    return together([worked for worked in made if worked is not None])


def is_all_done(job: Job) -> bool:
    """Whether no partition is left to work on."""
    return all(part.state == "done" for part in _partitions(job))


def _annotate_bodies(job: Job, run: Run) -> Worked:
    def select() -> Worked:
        return Worked(bodies=tuple(once(job.progress, "bodies", select_bodies, run, [])))

    return annotate(run, job.progress, _frozen(job, run, "bodies", select).bodies, job.executor)


def _work_on_pages(job: Job) -> Worked:
    """Pages → lines, partition by partition; what repetition tells over all; then lines → facts.

    What is repeated is a function of all pages, so that it cannot matter how they are divided.
    """
    classified: dict[int, Worked] = {}
    for part in _partitions(job):
        lines = _attempt(job, part, lambda run: _classify(job, run), is_last=False)
        if lines is not None:
            classified[part.number] = lines
    if not classified:
        return Worked()
    drawn_in, repeated = _compare(job, list(classified.values()))
    made = [_read(job, drawn_in, replace(job.run, work=job.place.work / "drawn-in"), repeated)]
    for part in _partitions(job):
        if part.number in classified:
            lines = classified[part.number]
            action = _reader(job, lines, repeated)
            worked = _attempt(job, part, action, basis=repeated.stem)
            made += [worked] if worked is not None else []
    return together(made)


def _reader(job: Job, lines: Worked, repeated: Path) -> Callable[[Run], Worked]:
    return lambda run: _read(job, lines, run, repeated)


def _classify(job: Job, run: Run) -> Worked:
    def select() -> Worked:
        return Worked(shards=tuple(once(job.progress, "select", select_stale, run, [])))

    shards = _frozen(job, run, "shards", select).shards
    classified = each(job.progress, "lines", classify_lines, calls(run, shards))
    return Worked(shards=shards, classified=tuple(classified))


def _compare(job: Job, parts: Sequence[Worked]) -> tuple[Worked, Path]:
    """Pages outside of the backfill that repetition now shows in another light, and what is repeated."""
    run = replace(job.run, work=job.place.work / "drawn-in")
    _forget_judgements(run)
    classified: list[ShardReport] = list(together(parts).classified)
    counts = once(job.progress, "repetition", count_lines, run, classified)
    drawn_in = Worked()
    if reread := once(job.progress, "repetition", select_reread, run, classified, counts):
        lines = each(job.progress, "reread", classify_lines, calls(run, reread))
        drawn_in = Worked(shards=tuple(reread), classified=tuple(lines))
        counts = once(job.progress, "repetition", count_lines, run, [*classified, *lines])
    return drawn_in, once(job.progress, "repetition", find_repeated, run, counts)


def _read(job: Job, lines: Worked, run: Run, repeated: Path) -> Worked:
    if not lines.shards:
        return Worked()
    pages = build_pages(run, job.progress, lines.shards, lines.classified, repeated)
    bodies = once(job.progress, "bodies", select_bodies, run, pages.pages)
    return together([pages, annotate(run, job.progress, bodies, job.executor)])


def _attempt(
    job: Job, part: Partition, action: Callable[[Run], Worked], *, basis: str = "", is_last: bool = True
) -> Worked | None:
    """Work on one partition, unless it is done already; None where it failed.

    Args:
        job: the job.
        part: the partition.
        action: makes what is to be made.
        basis: what the result rests on besides the partition and the code.
        is_last: whether the partition is done with it.
    """
    run = job.of_partition(part.number)
    file = run.work / "worked.json"
    rests_on = f"{package_hash()} {basis}"
    if is_last and (done := load_worked(file, job.place.folder, rests_on)) is not None:
        if part.state != "done":
            _mark_done(job, part, done)
        return done
    _pause_if_wanted(job)
    if part.state != "running" and (is_last or part.state != "done"):
        job.progress.say(f"Partition {part.number}: {part.label}, {part.item_count} items")
        begin_partition(job.run.home, job.place.number, part.number)
    _forget_judgements(run)
    try:
        worked = action(run)
    except GenerationError:
        raise
    except Exception as error:
        if is_interruption(error):
            raise KeyboardInterrupt from error
        if no_space := no_space_error(error, job.place.folder):
            raise no_space from error
        _mark_failed(job, part, error)
        return None
    if is_last:
        store_worked(worked, file, job.place.folder, rests_on)
        _mark_done(job, part, worked)
    return worked


def _mark_done(job: Job, part: Partition, worked: Worked) -> None:
    end_partition(
        job.run.home,
        job.place.number,
        part.number,
        "done",
        article_count=sum(shard.article_count for shard in worked.bodies),
        fact_count=sum(report.counts.output_count for report in worked.facts),
        rejected_count=sum(report.counts.rejected_count for report in (*worked.pages, *worked.facts)),
    )


def _mark_failed(job: Job, part: Partition, error: Exception) -> None:
    message = f"{type(error).__name__}: {error}"
    LOG.warning("Partition %d (%s) failed: %s", part.number, part.label, message)
    end_partition(job.run.home, job.place.number, part.number, "failed", error=message)


def _forget_judgements(run: Run) -> None:
    """What other code has judged is judged anew; what it has annotated is what this code would have."""
    note = run.work / "code"
    if not note.exists() or note.read_text(encoding="utf-8") != package_hash():
        for gate in _GATES:
            shutil.rmtree(run.work / gate, ignore_errors=True)
        run.work.mkdir(parents=True, exist_ok=True)
        note.write_text(package_hash(), encoding="utf-8")


def _frozen(job: Job, run: Run, name: str, select: Callable[[], Worked]) -> Worked:
    """The input of a partition, as it was when the partition was first begun.

    Later generations may hold other articles; what does not go with them any more is left out in the end.
    """
    file = run.work / f"{name}.json"
    known = load_worked(file, job.place.folder, "")
    if known is None:
        known = select()
        store_worked(known, file, job.place.folder, "")
    return known


def _partitions(job: Job) -> list[Partition]:
    return partitions(job.run.home, job.place.number)


def _pause_if_wanted(job: Job) -> None:
    if find_backfill(job.run.home, backfill_id(job.place.number)).is_pause_wanted:
        raise PauseWanted


def _take_tags(run: Run) -> None:
    """Have the tags of runs too, where the pipeline is the same: no paragraph is tagged twice."""
    run.tags.mkdir(parents=True, exist_ok=True)
    for file in run.home.tags(run.recipe.tag).glob("*.parquet"):
        target = run.tags / file.name
        # A run may put its files of tags together at this very moment.
        with suppress(FileNotFoundError, FileExistsError):
            if file.stem != "none":
                os.link(file, target)
