"""Attempts of runs, as the journal keeps them: also those that failed or were killed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warehouse.home import Home
from warehouse.journal.database import connect_journal
from warehouse.statements import statement

ALL = -1
"""As a number of rows: no limit."""


@dataclass(frozen=True)
class Attempt:
    """One attempt of a run.

    Attributes:
        attempt_number: counted from 1 in each home.
        run_key: key of the run; several attempts share it where a killed run was taken up again.
        kind_code: what kind of run.
        recipe_hash: the run's recipe.
        process_id: the process that worked on it.
        flow_run_id: Prefect's name for it.
        started_at: when it began, UTC.
        ended_at: when it ended, UTC; None while it is running and where it was killed.
        outcome_code: see `ops.attempt`.
        detail: what came out, in a sentence.
        generation_number: the generation it published.
        peak_memory_bytes: the most memory its processes held at a time.
    """

    attempt_number: int
    run_key: int
    kind_code: str
    recipe_hash: str
    process_id: int
    flow_run_id: str | None
    started_at: datetime
    ended_at: datetime | None
    outcome_code: str
    detail: str | None
    generation_number: int | None
    peak_memory_bytes: int | None


def begin_attempt(
    home: Home, *, run_key: int, kind_code: str, work: Path, recipe_hash: str, flow_run_id: str | None
) -> int:
    """Write down that an attempt begins.

    Args:
        home: the warehouse's home.
        run_key: the run.
        kind_code: what kind of run.
        work: its work folder, of which the caller is the only user.
        recipe_hash: the run's recipe.
        flow_run_id: Prefect's name for it.

    Returns:
        The number of the attempt.
    """
    with connect_journal(home) as journal:
        row = journal.execute(
            statement("journal/attempt/begin"),
            {
                "run_key": run_key,
                "kind_code": kind_code,
                "work_folder": _name(home, work),
                "recipe_hash": recipe_hash,
                "process_id": os.getpid(),
                "flow_run_id": flow_run_id,
                "started_at": _now(),
            },
        ).fetchone()
    number: int = row["attempt_number"]
    return number


def end_attempt(
    home: Home,
    number: int,
    outcome_code: str,
    detail: str,
    *,
    generation: int | None = None,
    peak_memory_bytes: int | None = None,
) -> None:
    """Write down how an attempt ended.

    Args:
        home: the warehouse's home.
        number: the attempt.
        outcome_code: see `ops.attempt`.
        detail: the same in a sentence.
        generation: the generation it published.
        peak_memory_bytes: the most memory its processes held at a time.
    """
    with connect_journal(home) as journal:
        journal.execute(
            statement("journal/attempt/end"),
            {
                "attempt_number": number,
                "ended_at": _now(),
                "outcome_code": outcome_code,
                "detail": detail,
                "generation_number": generation,
                "peak_memory_bytes": peak_memory_bytes,
            },
        )


def abandon_attempts(home: Home, work: Path) -> int:
    """Mark the attempts that were killed in a work folder, of which the caller is the only user.

    Returns:
        How many there were.
    """
    with connect_journal(home) as journal:
        killed = journal.execute(
            statement("journal/attempt/abandon"), {"work_folder": _name(home, work)}
        ).fetchall()
    return len(killed)


def attempts(home: Home, limit: int = ALL) -> list[Attempt]:
    """Attempts of a home, the newest first.

    Args:
        home: the warehouse's home.
        limit: how many at the most.
    """
    if not home.journal.exists():
        return []
    with connect_journal(home) as journal:
        rows = journal.execute(statement("journal/attempt/list"), {"row_limit": limit}).fetchall()
    return [_attempt(dict(row)) for row in rows]


def _attempt(row: dict[str, Any]) -> Attempt:
    times = {name: _time(row[name]) for name in ("started_at", "ended_at")}
    return Attempt(**{**row, **times})


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _name(home: Home, work: Path) -> str:
    """The folder below the home, so that a home can be moved."""
    return work.relative_to(home.root).as_posix()


def _now() -> str:
    return datetime.now(UTC).isoformat()
