"""One attempt at a run: whose work it takes up, and how it ended, written down whatever happens."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from prefect.runtime import flow_run

from flows.alerts.watch import tell_of_abandoned
from flows.gate_stopped import GateStoppedError
from flows.interruption import is_interruption
from flows.logs import LOG, bind
from flows.progress import RunProgress
from flows.recipe import package_hash
from flows.run import Run
from flows.summary import RunSummary
from warehouse.connect import connect_reader
from warehouse.generation import current_generation
from warehouse.home import Home
from warehouse.journal.attempts import abandon_attempts, begin_attempt, end_attempt
from warehouse.publishing.durable import move, write
from warehouse.publishing.space import no_space_error

_IDENTITY = "run.json"
"""File in the work folder that says whose work it is."""


class Outcome:
    """What came out of an attempt, once it is known."""

    summary: RunSummary | None = None

    def of(self, summary: RunSummary) -> RunSummary:
        """Take note of the summary."""
        self.summary = summary
        _ended.append(summary)
        return summary


_ended: list[RunSummary] = []


def last_summary() -> RunSummary | None:
    """The summary of the run that this process has ended last, if any.

    Prefect writes down the end of a flow after its work is done. Where its server does not answer any more,
    that fails, and the summary would be lost with it.
    """
    return _ended[-1] if _ended else None


def take_up(run: Run) -> Run:
    """The run that was killed in the same work folder, if it was about the same thing; else the run itself.

    A run that is taken up keeps its key and its start, so that whatever its earlier attempts have finished,
    down to the judged and loaded rows, is its own.

    What other code has judged and loaded is not taken up: a new version may judge otherwise.

    Args:
        run: a new run. Its caller is the only user of its work folder.
    """
    file = run.work / _IDENTITY
    identity = {
        "recipe": run.recipe.code,
        "code": package_hash(),
        "kind": run.assignment.kind_code,
    }
    killed = _read(file)
    if killed is not None and {name: killed.get(name) for name in identity} == identity:
        earlier = replace(run, started_at=datetime.fromisoformat(killed["started_at"]), is_taken_up=True)
        if not _is_published(earlier):
            return earlier
        leave(earlier)
    run.work.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".begun")
    write(unfinished, json.dumps({**identity, "started_at": run.started_at.isoformat()}))
    move(unfinished, file)
    return run


def holds_work(run: Run) -> bool:
    """Whether an attempt that was killed has left anything that a later one need not do again.

    A run over other files may find nothing new; the work is not its to throw away.
    """
    return run.is_taken_up and any(run.work.glob("*/*/report.json"))


def leave(run: Run) -> None:
    """Put the work folder of a run that has come to its end away, and what it has built."""
    shutil.rmtree(run.work, ignore_errors=True)
    shutil.rmtree(run.build, ignore_errors=True)


@contextmanager
def attempt(run: Run, progress: RunProgress) -> Iterator[Outcome]:
    """Keep the journal of one attempt.

    Args:
        run: the run; its caller is the only user of its work folder.
        progress: knows what the attempt has cost.

    Yields:
        What takes the summary.
    """
    bind(run=run.key)
    if abandon_attempts(run.home, run.work):
        tell_of_abandoned(run.settings)
    number = begin_attempt(
        run.home,
        run_key=run.key,
        kind_code=run.assignment.kind_code,
        work=run.work,
        recipe_hash=run.recipe.code,
        flow_run_id=flow_run.id,
    )
    outcome, generation = Outcome(), None
    code, detail = "failed", "Ended without an outcome."
    try:
        yield outcome
        if outcome.summary is not None:
            generation = outcome.summary.generation
            without = "rested" if run.assignment.kind_code == "backfill" else "nothing_new"
            code, detail = "published" if generation else without, outcome.summary.verdict
    except GateStoppedError as stopped:
        # It has ended: the next run judges and loads anew, for the fault may have been in that.
        (run.work / _IDENTITY).unlink(missing_ok=True)
        code, detail = "stopped", str(stopped)
        raise
    except Exception as error:
        if is_interruption(error):
            code = "interrupted"
        no_space = no_space_error(error, run.home.root)
        detail = f"{type(error).__name__}: {no_space or error}"
        if no_space is None or no_space is error:
            raise
        raise no_space from error
    except BaseException as error:
        code, detail = "interrupted", f"{type(error).__name__}: {error}"
        raise
    finally:
        peak = progress.peak_memory_bytes
        _write_down(run.home, number, code, detail, generation=generation, peak_memory_bytes=peak)


def _write_down(
    home: Home, number: int, code: str, detail: str, *, generation: int | None, peak_memory_bytes: int | None
) -> None:
    """End the attempt in the journal, if it can be written to.

    On a full disk it cannot: the error that ended the run must not give way to that of the journal. The
    attempt is taken for abandoned then.
    """
    try:
        end_attempt(home, number, code, detail, generation=generation, peak_memory_bytes=peak_memory_bytes)
    except sqlite3.Error as error:
        LOG.warning("%s could not be written (%s); the attempt ended: %s", home.journal, error, detail)


def _read(file: Path) -> dict[str, str] | None:
    if not file.exists():
        return None
    record: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return record


def _is_published(run: Run) -> bool:
    """Whether a run was killed only after it had published: its key is taken then."""
    if not current_generation(run.home):
        return False
    with connect_reader(run.home) as con:
        row = con.execute("SELECT count(*) FROM main.dim_run WHERE run_key = $1", [run.key]).fetchone()
    return row is not None and row[0] > 0
