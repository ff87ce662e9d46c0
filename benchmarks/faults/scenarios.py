"""The scenarios, each with its ground: which history, which pipeline, how many trials."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from benchmarks.faults.disk import CannotMountError, fill_disk, refuse_early, small_disk
from benchmarks.faults.findings import Findings
from benchmarks.faults.inputs import harm_inputs
from benchmarks.faults.kills import kill_and_move_on, kill_runs
from benchmarks.faults.server_away import take_server_away
from benchmarks.faults.session import Session
from benchmarks.faults.writers import race_writers

Scenario = Callable[[Session, Findings], None]

BLANK: Final = {"pipeline": "blank"}
"""The pipeline that loads at once and leaves more of a run's time to everything else."""
GERMAN: Final = {"pipeline": "german"}
GERMAN_SHARE: Final = 0.2
"""Share of the kills in runs with the shipped pipeline."""
LAST_STEP: Final = 4
MOVES: Final = ((0, 2), (1, 3))
"""The step before the killed run, and the step that is run after it: new files, another recipe."""


def kills(session: Session, found: Findings) -> None:
    """Kill runs with the blank pipeline."""
    count = session.kills - round(session.kills * GERMAN_SHARE)
    with session.workshop("blank", BLANK, found) as workshop:
        workshop.lay_ground(LAST_STEP)
        kill_runs(workshop, count, session.rng("kills"), found, LAST_STEP)


def german_kills(session: Session, found: Findings) -> None:
    """Kill runs with the shipped pipeline."""
    count = round(session.kills * GERMAN_SHARE)
    with session.workshop("german", GERMAN, found) as workshop:
        workshop.lay_ground(LAST_STEP)
        kill_runs(workshop, count, session.rng("german-kills"), found, LAST_STEP)


def moving_on(session: Session, found: Findings) -> None:
    """Kill a run, change input or recipe, and run again."""
    with session.workshop("moving", BLANK, found) as workshop:
        workshop.lay_ground(max(step for _, step in MOVES))
        for before, step in MOVES:
            workshop.lay_detour(before, step)
            kill_and_move_on(workshop, before, step, session.trials, session.rng("moving-on"), found)


def disk_full(session: Session, found: Findings) -> None:
    """Fill a small disk."""
    with session.workshop("disk", BLANK, found) as workshop:
        workshop.lay_ground(1)
        try:
            with small_disk(workshop.home) as disk:
                refuse_early(workshop, disk, 1, found)
                fill_disk(workshop, disk, 1, session.trials, session.rng("disk"), found)
        except CannotMountError as error:
            found.notes.append(f"left out: {error}")


def inputs(session: Session, found: Findings) -> None:
    """Harm the input folder while it is read."""
    with session.workshop("inputs", BLANK, found) as workshop:
        workshop.lay_ground(1)
        harm_inputs(workshop, 1, session.trials, session.rng("inputs"), found)


def server_away(session: Session, found: Findings) -> None:
    """Kill the Prefect server."""
    with session.workshop("server-away", BLANK, found) as workshop:
        workshop.lay_ground(1)
        take_server_away(workshop, session.server, 1, session.trials, session.rng("server"), found)


def two_writers(session: Session, found: Findings) -> None:
    """Start several runs at once."""
    with session.workshop("writers", BLANK, found) as workshop:
        workshop.lay_ground(1)
        race_writers(workshop, 1, session.trials, session.rng("writers"), found)


SCENARIOS: Final[dict[str, Scenario]] = {
    "kills": kills,
    "german-kills": german_kills,
    "moving-on": moving_on,
    "disk-full": disk_full,
    "inputs": inputs,
    "server-away": server_away,
    "two-writers": two_writers,
}
"""All of them, by the name that the command line knows."""
