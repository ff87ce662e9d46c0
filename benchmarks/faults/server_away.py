"""Scenario: the Prefect server is killed in the middle of a run, and stays away or comes back."""

from __future__ import annotations

import random
import threading
import time
from typing import Final

from benchmarks.faults.findings import Findings
from benchmarks.faults.process import HangingRunError
from benchmarks.faults.server import LastingServer
from benchmarks.faults.soundness import fingerprint
from benchmarks.faults.stages import Whereabouts
from benchmarks.faults.trial import Trial
from benchmarks.faults.workshop import Workshop
from flows.exit_code import ExitCode

LONGEST_ABSENCE: Final = 8.0
"""Seconds after which the server comes back, at the most, where it does."""
ENDS: Final = (ExitCode.DONE, ExitCode.FAULT)
"""How a run may end that has lost its server: published all the same, or failed."""


def take_server_away(
    workshop: Workshop, server: LastingServer, step: int, count: int, rng: random.Random, found: Findings
) -> None:
    """Kill the server at random moments of the run of a step; every second time it comes back.

    Args:
        workshop: where.
        server: the server of its runs; it runs before and after.
        step: the step.
        count: how often.
        rng: decides when.
        found: what it comes to.
    """
    for number in range(count):
        absence = rng.uniform(1.0, LONGEST_ABSENCE) if number % 2 else None
        moment = rng.uniform(0.0, workshop.reference(step).seconds)
        _take_away_once(workshop, server, step, moment, absence, found)


def _take_away_once(
    workshop: Workshop,
    server: LastingServer,
    step: int,
    moment: float,
    absence: float | None,
    found: Findings,
) -> None:
    found.trials += 1
    workshop.restore(step - 1)
    workshop.arrange(step)
    stays = "stays away" if absence is None else f"is back after {absence:.1f} s"
    where = f"trial {found.trials}, server gone after {moment:.1f} s, {stays}"
    trial = Trial(workshop, step, step - 1, found, where, fingerprint(workshop.home))
    faults_before = len(found.violations)
    whereabouts = Whereabouts()
    with workshop.watched(whereabouts):
        run = workshop.start()
        time.sleep(moment)
        if run.is_running:
            found.kills += 1
            found.stages[whereabouts.stage] += 1
        server.kill()
        back = None if absence is None else threading.Timer(absence, server.start)
        if back:
            back.start()
        try:
            code = run.wait()
            found.notes.append(f"{where} ({whereabouts.stage}): ended with {code} after {run.seconds:.0f} s")
            if code not in ENDS:
                found.blame(where, [f"ended with {code}: {run.said()}"])
        except HangingRunError as error:
            found.blame(where, [f"hangs: {error}"])
        if back:
            back.join()
        else:
            server.start()
    trial.look(where)
    trial.recover(is_same_input=True)
    if len(found.violations) > faults_before:
        found.notes.append(f"{where}: home kept in {workshop.keep_home(f'{found.scenario}-{found.trials}')}")
