"""Scenario: the run is killed again and again, at any moment, and then comes to its end."""

from __future__ import annotations

import random
import sys
from typing import Final

from benchmarks.faults.findings import Findings
from benchmarks.faults.kill import draw_plan
from benchmarks.faults.soundness import fingerprint
from benchmarks.faults.trial import Trial
from benchmarks.faults.workshop import NOTHING, Workshop

MOST_KILLS: Final = 6
"""Kills in a row before the run is left alone."""
OWN_SERVER_SHARE: Final = 0.04
"""Share of the runs with a temporary server of their own: they take three times as long to start."""
COLD_SHARE: Final = 0.1
"""Share of the other runs that import everything themselves."""


def kill_runs(workshop: Workshop, kills: int, rng: random.Random, found: Findings, last: int) -> None:
    """Work through the history again and again, until there were so many kills.

    The home goes from step to step as the killed and recovered runs leave it; only where it has come to
    differ, it is put right before the next step.
    """
    target = found.kills + kills
    while found.kills < target:
        workshop.restore(NOTHING)
        for step in range(last + 1):
            if found.kills >= target:
                return
            _kill_step(workshop, step, rng, found, target)


def _kill_step(workshop: Workshop, step: int, rng: random.Random, found: Findings, target: int) -> None:
    found.trials += 1
    what = workshop.history[step]
    workshop.arrange(step)
    where = f"trial {found.trials}, {what.name}"
    trial = Trial(workshop, step, step - 1, found, where, fingerprint(workshop.home))
    faults_before = len(found.violations)
    for _ in range(rng.randint(1, min(MOST_KILLS, target - found.kills))):
        plan = draw_plan(rng, workshop.reference(step), with_annotators=what.has_processes)
        own_server, is_cold = rng.random() < OWN_SERVER_SHARE, rng.random() < COLD_SHARE
        if not trial.kill(plan, own_server=own_server, is_cold=is_cold):
            break
    trial.recover()
    print(f"{found.kills} of {target} kills, {len(found.violations)} violations", file=sys.stderr, flush=True)
    if len(found.violations) > faults_before:
        found.notes.append(f"{where}: home kept in {workshop.keep_home(f'{found.scenario}-{found.trials}')}")
        workshop.restore(step)


def kill_and_move_on(
    workshop: Workshop, before: int, step: int, kills: int, rng: random.Random, found: Findings
) -> None:
    """Kill a run, change the input folder or the recipe, and only then let a run come to its end.

    Args:
        workshop: where.
        before: the step whose home it begins with. The run of the step after it is killed.
        step: a later step, whose run comes to its end.
        kills: how many.
        rng: decides.
        found: what it comes to.
    """
    for _ in range(kills):
        found.trials += 1
        workshop.restore(before)
        workshop.arrange(before + 1)
        name = f"trial {found.trials}, {workshop.history[step].name} after a killed run of another input"
        trial = Trial(workshop, before + 1, before, found, name, fingerprint(workshop.home))
        faults_before = len(found.violations)
        trial.kill(draw_plan(rng, workshop.reference(before + 1)))
        # A run that published before it was killed has made the home of the step between.
        start = before + 1 if trial.has_published else before
        workshop.arrange(step)
        Trial(workshop, step, start, found, name, fingerprint(workshop.home)).recover(is_same_input=False)
        if len(found.violations) > faults_before:
            kept = workshop.keep_home(f"{found.scenario}-{found.trials}")
            found.notes.append(f"{name}: home kept in {kept}")
