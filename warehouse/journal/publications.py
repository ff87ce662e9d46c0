"""What was published when, and what was taken back: kept also for generations that are retired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from warehouse.home import Home
from warehouse.journal.database import connect_journal
from warehouse.statements import statement

Kind = Literal["publish", "rollback"]


@dataclass(frozen=True)
class PublicationEvent:
    """One change of what is published.

    Attributes:
        kind_code: ``publish`` for a new generation, ``rollback`` for one that was there.
        generation: the generation that became the published one.
        previous_generation: the one that was published until then; None where there was none.
        run_key: the run that made the generation; None where it does not say.
        happened_at: when.
    """

    kind_code: Kind
    generation: int
    previous_generation: int | None
    run_key: int | None
    happened_at: datetime


def record_publication(
    home: Home, kind: Kind, generation: int, *, previous: int | None, run_key: int | None
) -> None:
    """Write down a change of what is published. That of a publication is written once only."""
    with connect_journal(home) as journal:
        journal.execute(
            statement("journal/add_publication"),
            {
                "kind_code": kind,
                "generation": generation,
                "previous_number": previous,
                "run_key": run_key,
                "now": datetime.now(UTC).isoformat(),
            },
        )


def publication_events(home: Home) -> list[PublicationEvent]:
    """All changes of what is published, oldest first."""
    with connect_journal(home) as journal:
        rows = journal.execute(statement("journal/publications")).fetchall()
    return [
        PublicationEvent(kind, generation, previous, run_key, datetime.fromisoformat(at))
        for kind, generation, previous, run_key, at in rows
    ]
