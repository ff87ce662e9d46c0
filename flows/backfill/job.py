"""A backfill as a Prefect flow: partitions → candidate → comparison → published generation."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from flows.alerts.watch import watching
from flows.attempt import attempt
from flows.backfill.base import have_base
from flows.backfill.candidate import Candidate, have_candidate
from flows.backfill.place import Place
from flows.backfill.plan import run_of
from flows.backfill.request import request_from_json
from flows.backfill.work import Job, PauseWanted, work
from flows.gate_stopped import GateStoppedError
from flows.progress import RunProgress
from flows.run import Run
from flows.settings import Settings
from flows.shards import once
from flows.stages.annotate import annotation_processes
from flows.stages.inventory import Found, take_inventory
from flows.stages.publish import publish
from flows.summary import RunSummary
from flows.worker import annotators
from warehouse.connect import connect_reader
from warehouse.generation import current_generation
from warehouse.home import Home
from warehouse.journal.backfills import (
    Backfill,
    BackfillError,
    State,
    backfill_id,
    change_backfill,
    find_open_backfill,
    partitions,
    release_partitions,
    want_pause,
)
from warehouse.lock import WriterBusyError, writer_lock
from warehouse.publishing.publish import finish_publication
from warehouse.statements import statement


class PartitionsFailedError(RuntimeError):
    """Partitions failed, after all others were worked on."""


@dataclass(frozen=True)
class Outcome:
    """How far a backfill has come.

    Attributes:
        state: its state in the journal.
        summary: the same in words, and as what it was published.
    """

    state: State
    summary: RunSummary


def backfill_job(settings: Settings, name: str, *, publishes: bool) -> Outcome:
    """Work on a backfill until it can be compared, or is published.

    Args:
        settings: settings of the home; the pipeline is that of the plan.
        name: id of the backfill.
        publishes: whether to publish it, too.

    Raises:
        BackfillError: there is no such backfill, it has come to its end, or its recipe has changed.
        GateStoppedError: a critical expectation failed; nothing was published.
        WriterBusyError: another process works on it, or publishes.
    """
    runner: Any = ThreadPoolTaskRunner(max_workers=settings.workers)
    of_workers = _backfill.with_options(task_runner=runner, flow_run_name=name)
    return of_workers(settings, name, publishes)


@flow(name="backfill", persist_result=False)
def _backfill(settings: Settings, name: str, publishes: bool) -> Outcome:
    home = Home(settings.home)
    place = Place(home, _find_planned(home, name).number)
    with place.lock():
        backfill = _find_planned(home, name)  # another process may have ended it while this one began
        run = run_of(settings, backfill, request_from_json(backfill.request))
        if (generation := _published_as(run, place)) is not None:
            summary = RunSummary(f"{name} is published.", 0, 0, home.pointer, generation=generation)
            return _end(place, summary)
        with watching(settings) as watch, RunProgress() as progress:
            watch.run_key = run.key
            with _journalled(place), attempt(run, progress) as outcome:
                result = _go_on(run, place, progress, publishes=publishes)
                outcome.of(result.summary)
            if result.state == "published":
                # Nothing else is news to those who watch the warehouse.
                watch.summary = result.summary
        return result


def _go_on(run: Run, place: Place, progress: RunProgress, *, publishes: bool) -> Outcome:
    found = once(progress, "inventory", take_inventory, run)
    waiting = [part for part in partitions(run.home, place.number) if part.state != "done"]
    processes = annotation_processes(run.settings, found) if waiting else 1
    with annotators(processes, run.settings.pipeline) as executor:
        job = Job(run, place, progress, executor)
        try:
            if waiting:
                once(progress, "base", have_base, run, place, found)
                work(job)
                _check_done(job)
            candidate = _candidate(job, found)
            if publishes:
                return _publish(job, found, candidate)
        except PauseWanted:
            want_pause(run.home, place.number, is_wanted=False)
            return _outcome(job, "paused", "Paused, as asked.")
        detail = (
            f"Ready: {candidate.article_count} articles with new facts on generation"
            f" {candidate.base_generation}, {candidate.left_out_count} left out. {candidate.verdict}"
        )
        return _outcome(job, "ready", detail, candidate)


def _candidate(job: Job, found: Found) -> Candidate:
    candidate = have_candidate(job, found)
    if candidate is None:
        _check_done(job)
    assert candidate is not None
    if not candidate.may_publish:
        report = job.place.folder / "reports" / "quality.html"
        raise GateStoppedError(RunSummary(candidate.verdict, 0, 0, job.run.home.pointer, report=report))
    return candidate


def _publish(job: Job, found: Found, candidate: Candidate) -> Outcome:
    with writer_lock(job.run.home, job.run.settings.wait_seconds):
        if candidate.base_generation != current_generation(job.run.home):
            # A scheduled run has published meanwhile; now none can.
            candidate = _candidate(job, found)
        published = once(job.progress, "publish", publish, job.run)
    with connect_reader(job.run.home) as con:
        loaded = dict(con.execute(statement("row_counts")).fetchall())
    summary = RunSummary(
        f"{candidate.article_count} articles have new facts, {candidate.left_out_count} were left out."
        f" {candidate.verdict}",
        0,
        0,
        job.run.home.pointer,
        generation=published.number,
        loaded=loaded,
        report=job.place.folder / "reports" / "quality.html",
    )
    change_backfill(
        job.run.home,
        job.place.number,
        left_out_count=candidate.left_out_count,
        base_generation=candidate.base_generation,
    )
    return _end(job.place, summary)


def _end(place: Place, summary: RunSummary) -> Outcome:
    """Note that a backfill is published. Its keys, its report and its comparison stay."""
    change_backfill(
        place.home, place.number, "published", detail=summary.verdict, published_generation=summary.generation
    )
    leave_place(place)
    return Outcome("published", summary)


def leave_place(place: Place) -> None:
    """Remove what a backfill only needs until it is published."""
    for folder in (place.work, place.build, place.tags, place.loading):
        shutil.rmtree(folder, ignore_errors=True)
    place.candidate.unlink(missing_ok=True)


@contextmanager
def _journalled(place: Place) -> Iterator[None]:
    """Keep the state of a backfill while it is worked on, also where that ends badly."""
    release_partitions(place.home, place.number)
    want_pause(place.home, place.number, is_wanted=False)
    change_backfill(place.home, place.number, "running")
    try:
        yield
    except GateStoppedError as stopped:
        change_backfill(place.home, place.number, "stopped", detail=str(stopped))
        raise
    except WriterBusyError as busy:
        # Only a candidate that is ready asks for the writer's lock.
        change_backfill(place.home, place.number, "ready", detail=f"Not published: {busy}")
        raise
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"
        change_backfill(place.home, place.number, "incomplete", detail=detail)
        raise
    except BaseException:
        change_backfill(place.home, place.number, "paused", detail="Interrupted; finished shards are kept.")
        raise
    finally:
        release_partitions(place.home, place.number)


def _check_done(job: Job) -> None:
    all_of_them = partitions(job.run.home, job.place.number)
    failed = [part for part in all_of_them if part.state == "failed"]
    if failed:
        done = sum(part.state == "done" for part in all_of_them)
        name = backfill_id(job.place.number)
        raise PartitionsFailedError(
            f"{len(failed)} of {len(all_of_them)} partitions of {name} failed, {done} are done."
            f" The first: {failed[0].label}: {failed[0].error}"
            f" `presswerk backfill resume {name}` tries only those again."
        )


def _outcome(job: Job, state: State, detail: str, candidate: Candidate | None = None) -> Outcome:
    change_backfill(
        job.run.home,
        job.place.number,
        state,
        detail=detail,
        left_out_count=candidate.left_out_count if candidate else None,
        base_generation=candidate.base_generation if candidate else None,
    )
    return Outcome(state, RunSummary(detail, 0, 0, job.run.home.pointer))


def _published_as(run: Run, place: Place) -> int | None:
    """The generation in which a backfill was published, if it was killed before that was noted.

    A candidate that has left its place is on its way there: that publication goes on.
    """
    if place.candidate.exists() and not run.build_file.exists():
        with writer_lock(run.home, run.settings.wait_seconds):
            return finish_publication(run.home, run.key)
    with connect_reader(run.home) as con:
        row = con.execute(statement("backfill/published_as"), {"run_key": run.key}).fetchone()
    return row[0] if row else None


def _find_planned(home: Home, name: str) -> Backfill:
    backfill = find_open_backfill(home, name)
    if backfill.state == "planning":
        raise BackfillError(f"The plan of {name} was never written to its end. Cancel it and start anew.")
    return backfill
