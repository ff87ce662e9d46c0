"""Scenario: two or three runs start on one home at the same moment."""

from __future__ import annotations

import random
from collections.abc import Set
from typing import Final

from benchmarks.faults.findings import Findings
from benchmarks.faults.process import PATIENCE_SECONDS, HangingRunError, RunProcess
from benchmarks.faults.soundness import fingerprint
from benchmarks.faults.stages import START
from benchmarks.faults.trial import Trial
from benchmarks.faults.workshop import Workshop
from flows.exit_code import ExitCode

MOST_WRITERS: Final = 3


def race_writers(workshop: Workshop, step: int, count: int, rng: random.Random, found: Findings) -> None:
    """Start runs at the same time; every second time they are told to wait for each other.

    Args:
        workshop: where.
        step: the step.
        count: how often.
        rng: decides how many runs there are.
        found: what it comes to.
    """
    for number in range(count):
        found.trials += 1
        workshop.restore(step - 1)
        workshop.arrange(step)
        waits = number % 2 == 1
        writers = rng.randint(2, MOST_WRITERS)
        where = f"trial {found.trials}, {writers} writers that {'wait' if waits else 'do not wait'}"
        trial = Trial(workshop, step, step - 1, found, where, fingerprint(workshop.home))
        faults_before = len(found.violations)
        flags = ["--wait", f"{PATIENCE_SECONDS:.0f}"] if waits else []
        runs = [workshop.start(flags=flags) for _ in range(writers)]
        found.kills += writers - 1
        found.stages[START] += writers - 1
        # A run that starts late may find that another has finished, and then that there is nothing new.
        allowed = {ExitCode.DONE} if waits else {ExitCode.DONE, ExitCode.BUSY}
        codes = race(runs, found, where, allowed=allowed)
        found.notes.append(f"{where}: ended with {[int(code) for code in codes]}")
        trial.look(where)
        if not trial.has_published:
            found.blame(where, ["nothing was published"])
        trial.recover()
        if len(found.violations) > faults_before:
            kept = workshop.keep_home(f"{found.scenario}-{found.trials}")
            found.notes.append(f"{where}: home kept in {kept}")


def race(runs: list[RunProcess], found: Findings, where: str, *, allowed: Set[int]) -> list[int]:
    """Wait for runs that go on at the same time: one works, the others wait, or say that it is writing.

    Returns:
        Their exit codes.
    """
    try:
        codes = [run.wait() for run in runs]
    except HangingRunError as error:
        found.blame(where, [f"hangs: {error}"])
        return []
    if ExitCode.DONE not in codes or not set(codes) <= allowed:
        said = "\n".join(run.said() for run in runs)
        found.blame(where, [f"ended with {codes}:\n{said}"])
    return codes
