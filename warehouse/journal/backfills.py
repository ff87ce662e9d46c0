"""Backfills in the journal: what is planned, how far each partition has come, what became of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from warehouse.home import Home
from warehouse.journal.database import connect_journal
from warehouse.statements import statement

State = Literal[
    "planning", "planned", "running", "paused", "incomplete", "ready", "stopped", "published", "cancelled"
]
"""What a backfill can be.

``planning``: its plan was never written to the end. ``planned``: nothing is done yet. ``running``: in work,
or killed in the middle of it. ``paused``: told to, or interrupted. ``incomplete``: some partitions failed.
``ready``: it can be compared and published. ``stopped``: a gate stops its publication. ``published`` and
``cancelled`` are its two ends."""
PartitionState = Literal["planned", "running", "done", "failed"]
ENDS: frozenset[State] = frozenset({"published", "cancelled"})
_ID = re.compile(r"^bf-(\d{1,9})$")


class BackfillError(ValueError):
    """There is no such backfill, or it is not in a state for what is asked."""


@dataclass(frozen=True)
class Backfill:
    """One backfill.

    Attributes:
        backfill_id: what users call it, such as ``bf-0001``.
        number: the same as a number.
        state: how far it has come.
        request: what was asked for, as JSON.
        pipeline: the spaCy pipeline, as it was named.
        recipe_hash: the recipe it was planned with.
        created_at: when it was planned, UTC.
        changed_at: when its state last changed, UTC.
        is_pause_wanted: whether it is to pause after the partition in work.
        left_out_count: items that had vanished or changed when the candidate was built.
        base_generation: the generation that the candidate was built on.
        published_generation: the generation that it was published as.
        detail: what came out, in a sentence.
    """

    backfill_id: str
    number: int
    state: State
    request: str
    pipeline: str
    recipe_hash: str
    created_at: datetime
    changed_at: datetime
    is_pause_wanted: bool
    left_out_count: int | None
    base_generation: int | None
    published_generation: int | None
    detail: str | None


@dataclass(frozen=True)
class Partition:
    """One partition of a backfill.

    Attributes:
        backfill_number: the backfill.
        number: counted from 1.
        label: which part it is: a month, a publisher.
        item_count: documents or articles planned.
        state: how far it has come.
        attempt_count: how often it was begun.
        article_count: articles that were annotated.
        fact_count: facts that passed the gate.
        rejected_count: what did not.
        error: why it failed.
        started_at: when it was last begun, UTC.
        ended_at: when that ended, UTC.
    """

    backfill_number: int
    number: int
    label: str
    item_count: int
    state: PartitionState
    attempt_count: int
    article_count: int | None
    fact_count: int | None
    rejected_count: int | None
    error: str | None
    started_at: datetime | None
    ended_at: datetime | None


def backfill_id(number: int) -> str:
    """What users call a backfill."""
    return f"bf-{number:04d}"


def backfill_number(name: str) -> int:
    """The number of a backfill.

    Args:
        name: its id.

    Raises:
        BackfillError: no backfill has such an id.
    """
    match = _ID.match(name)
    if match is None:
        raise BackfillError(
            f"{name!r} is no backfill. Their ids look like bf-0001: `presswerk backfill list`."
        )
    return int(match.group(1))


def begin_backfill(home: Home, *, request: str, pipeline: str, recipe_hash: str, now: datetime) -> int:
    """Take a number for a backfill whose plan is about to be written; returns it."""
    values = {"request": request, "pipeline": pipeline, "recipe_hash": recipe_hash, "now": now.isoformat()}
    with connect_journal(home) as journal:
        row = journal.execute(statement("journal/backfill/begin"), values).fetchone()
    number: int = row["backfill_number"]
    return number


def add_partitions(home: Home, number: int, partitions: Sequence[tuple[int, str, int]]) -> None:
    """Write down the partitions of a plan, at once or not at all; those that are there stay as they are.

    Args:
        home: the warehouse's home.
        number: the backfill.
        partitions: number, label and count of items of each.
    """
    with connect_journal(home) as journal:
        for partition_number, label, item_count in partitions:
            values = {
                "backfill_number": number,
                "partition_number": partition_number,
                "label": label,
                "item_count": item_count,
            }
            journal.execute(statement("journal/backfill/add_partition"), values)


def change_backfill(
    home: Home,
    number: int,
    state: State | None = None,
    *,
    detail: str | None = None,
    left_out_count: int | None = None,
    base_generation: int | None = None,
    published_generation: int | None = None,
) -> None:
    """Write down how far a backfill has come; what is None stays as it was, but for the detail."""
    values = {
        "backfill_number": number,
        "state_code": state,
        "detail": detail,
        "left_out_count": left_out_count,
        "base_generation": base_generation,
        "published_generation": published_generation,
        "now": _now(),
    }
    with connect_journal(home) as journal:
        journal.execute(statement("journal/backfill/change"), values)


def want_pause(home: Home, number: int, *, is_wanted: bool) -> None:
    """Ask whoever works on a backfill to pause after the partition in work, or take that back."""
    values = {"backfill_number": number, "is_pause_wanted": int(is_wanted)}
    with connect_journal(home) as journal:
        journal.execute(statement("journal/backfill/want_pause"), values)


def backfills(home: Home, number: int | None = None) -> list[Backfill]:
    """The backfills of a home, the newest first.

    Args:
        home: the warehouse's home.
        number: only this one.
    """
    if not home.journal.exists():
        return []
    with connect_journal(home) as journal:
        rows = journal.execute(statement("journal/backfill/list"), {"backfill_number": number}).fetchall()
    return [_backfill(dict(row)) for row in rows]


def find_backfill(home: Home, name: str) -> Backfill:
    """One backfill.

    Args:
        home: the warehouse's home.
        name: its id.

    Raises:
        BackfillError: there is none of that id.
    """
    found = backfills(home, backfill_number(name))
    if not found:
        raise BackfillError(f"There is no backfill {name} in {home.root}: see `presswerk backfill list`.")
    return found[0]


def partitions(home: Home, number: int | None = None) -> list[Partition]:
    """The partitions of a backfill in their order, or those of all backfills."""
    if not home.journal.exists():
        return []
    with connect_journal(home) as journal:
        values = {"backfill_number": number}
        rows = journal.execute(statement("journal/backfill/partitions"), values).fetchall()
    return [_partition(dict(row)) for row in rows]


def find_open_backfill(home: Home, name: str) -> Backfill:
    """One backfill that has not come to its end.

    Args:
        home: the warehouse's home.
        name: its id.

    Raises:
        BackfillError: there is none of that id, or it is published or cancelled.
    """
    backfill = find_backfill(home, name)
    if backfill.state in ENDS:
        raise BackfillError(f"{name} is {backfill.state}: there is nothing to go on with.")
    return backfill


def begin_partition(home: Home, number: int, partition_number: int) -> None:
    """Write down that a partition is being worked on."""
    values = {"backfill_number": number, "partition_number": partition_number, "now": _now()}
    with connect_journal(home) as journal:
        journal.execute(statement("journal/backfill/begin_partition"), values)


def end_partition(
    home: Home,
    number: int,
    partition_number: int,
    state: PartitionState,
    *,
    article_count: int | None = None,
    fact_count: int | None = None,
    rejected_count: int | None = None,
    error: str | None = None,
) -> None:
    """Write down what became of a partition."""
    values = {
        "backfill_number": number,
        "partition_number": partition_number,
        "state_code": state,
        "article_count": article_count,
        "fact_count": fact_count,
        "rejected_count": rejected_count,
        "error": error,
        "now": _now(),
    }
    with connect_journal(home) as journal:
        journal.execute(statement("journal/backfill/end_partition"), values)


def release_partitions(home: Home, number: int) -> None:
    """Plan anew what a killed process was working on; the caller holds the backfill's lock."""
    with connect_journal(home) as journal:
        journal.execute(statement("journal/backfill/release_partitions"), {"backfill_number": number})


def _backfill(row: dict[str, Any]) -> Backfill:
    number = row.pop("backfill_number")
    return Backfill(
        backfill_id=backfill_id(number),
        number=number,
        state=row.pop("state_code"),
        created_at=datetime.fromisoformat(row.pop("created_at")),
        changed_at=datetime.fromisoformat(row.pop("changed_at")),
        is_pause_wanted=bool(row.pop("is_pause_wanted")),
        **row,
    )


def _partition(row: dict[str, Any]) -> Partition:
    return Partition(
        number=row.pop("partition_number"),
        state=row.pop("state_code"),
        started_at=_time(row.pop("started_at")),
        ended_at=_time(row.pop("ended_at")),
        **row,
    )


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _now() -> str:
    return datetime.now(UTC).isoformat()
