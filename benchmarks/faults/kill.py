"""When and whom to kill, and doing it."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.faults.process import PATIENCE_SECONDS, HangingRunError, RunProcess, Victim
from benchmarks.faults.stages import Whereabouts
from benchmarks.faults.watch import Event, HomeWatch
from benchmarks.faults.workshop import Reference, Workshop

_AIMS: Final = (("anywhere", 2), ("boundary", 3), ("inside", 4))
"""How kills are aimed, and how often: at any moment of a run, when it comes to a stage, within a stage. Half
of a short run is spent on imports, so most kills are aimed."""
_VICTIMS: Final[tuple[tuple[Victim, int], ...]] = (("run", 3), ("group", 2))
POLL_SECONDS: Final = 0.005


@dataclass(frozen=True)
class KillPlan:
    """One kill to come.

    Attributes:
        victim: whom to kill.
        stage: the stage to wait for; None counts from the start of the run.
        delay: seconds after that.
    """

    victim: Victim
    stage: str | None
    delay: float

    def __str__(self) -> str:
        """In words."""
        return f"{self.victim} killed {self.delay:.2f} s after {self.stage or 'its start'}"


@dataclass(frozen=True)
class Killed:
    """One kill that was done.

    Attributes:
        stage: the stage it hit.
        seconds: how long the run had lived.
    """

    stage: str
    seconds: float


def draw_plan(rng: random.Random, reference: Reference, *, with_annotators: bool = False) -> KillPlan:
    """A kill at a random moment.

    Args:
        rng: decides.
        reference: how the run goes when nobody disturbs it.
        with_annotators: whether an annotation process may be the victim.
    """
    victims = [*_VICTIMS, *([("annotator", 2)] if with_annotators else [])]
    victim: Victim = rng.choices([name for name, _ in victims], [weight for _, weight in victims])[0]  # type: ignore[assignment]
    aim = rng.choices([name for name, _ in _AIMS], [weight for _, weight in _AIMS])[0]
    if aim == "anywhere":
        return KillPlan(victim, None, rng.uniform(0.0, reference.seconds))
    number = rng.randrange(len(reference.entered))
    stage, began = reference.entered[number]
    if aim == "boundary":
        return KillPlan(victim, stage, 0.0)
    return KillPlan(victim, stage, rng.uniform(0.0, _end(reference.entered, number, reference) - began))


def _end(entered: Sequence[tuple[str, float]], number: int, reference: Reference) -> float:
    return entered[number + 1][1] if number + 1 < len(entered) else reference.seconds


def run_and_kill(workshop: Workshop, plan: KillPlan, run: RunProcess) -> Killed | None:
    """Kill a run that has just been started according to plan.

    Returns:
        Where it was hit; None where it had ended, or never came to the stage.

    Raises:
        HangingRunError: it neither came to the stage nor ended.
    """
    whereabouts, arrived = Whereabouts(), threading.Event()

    def notice(event: Event) -> None:
        if whereabouts.notice(event) and whereabouts.stage == plan.stage:
            if plan.delay == 0.0:
                run.kill(plan.victim)
            arrived.set()

    watch = HomeWatch(workshop.home, notice)
    try:
        if plan.stage is None:
            arrived.set()
        while run.is_running and not arrived.wait(POLL_SECONDS):
            if run.seconds > PATIENCE_SECONDS:
                run.kill("group")
                raise HangingRunError(run.said())
        due = run.started if plan.stage is None else time.monotonic()
        while run.is_running and time.monotonic() < due + plan.delay:
            time.sleep(POLL_SECONDS)
        seconds = run.seconds
        hit = run.kill(plan.victim) or (plan.delay == 0.0 and arrived.is_set())
        if plan.victim != "annotator" and hit:
            hit = run.wait() < 0
    finally:
        watch.close()
    return Killed(whereabouts.stage, seconds) if hit else None
