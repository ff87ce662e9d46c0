"""One trial: a step of the history whose runs are disturbed, and what must hold afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benchmarks.faults.findings import Findings
from benchmarks.faults.kill import KillPlan, run_and_kill
from benchmarks.faults.process import HangingRunError
from benchmarks.faults.recovery import LeftBehind, left_behind, redone
from benchmarks.faults.soundness import Fingerprint, faults_of, fingerprint
from benchmarks.faults.workshop import Workshop
from flows.exit_code import ExitCode

CLEAN_ENDS: Final = (ExitCode.DONE, ExitCode.FAULT)
"""How a run may end that has lost an annotation process: without it, or with an error."""


@dataclass
class Trial:
    """One step of the history, worked through by runs that are killed.

    Attributes:
        workshop: where.
        step: the step.
        before: the step whose home it begins with.
        found: what it came to.
        where: how it is named in a violation.
        old: what was published before.
    """

    workshop: Workshop
    step: int
    before: int
    found: Findings
    where: str
    old: Fingerprint

    @property
    def has_published(self) -> bool:
        """Whether one of its runs came as far as publishing."""
        return fingerprint(self.workshop.home).generation != self.old.generation

    def kill(self, plan: KillPlan, *, own_server: bool = False, is_cold: bool = False) -> bool:
        """Start a run and kill it, then look at what is published.

        Args:
            plan: when and whom to kill.
            own_server: whether the run has a temporary server of its own.
            is_cold: whether it imports everything itself.

        Returns:
            Whether there was a kill; otherwise the run came to its end.
        """
        run = self.workshop.start(own_server=own_server, is_cold=is_cold)
        try:
            killed = run_and_kill(self.workshop, plan, run)
            code = run.wait()
        except HangingRunError as error:
            self.found.blame(f"{self.where}, {plan}", [f"hangs: {error}"])
            return True
        if plan.victim == "annotator" and code not in CLEAN_ENDS:
            self.found.blame(f"{self.where}, {plan}", [f"ended with {code}: {run.said()}"])
        if killed is None and code != ExitCode.DONE:
            self.found.blame(f"{self.where}, left alone", [f"ended with {code}: {run.said()}"])
        if killed is not None:
            self.found.kills += 1
            self.found.stages[killed.stage] += 1
        self.look(f"{self.where}, {plan}")
        return killed is not None and (plan.victim != "annotator" or code != ExitCode.DONE)

    def look(self, where: str) -> None:
        """The published file must open, agree with itself, and be the old one or the new one."""
        self.found.take_soundness(where, faults_of(self.workshop.home))
        now = fingerprint(self.workshop.home)
        if now == self.old:
            return
        if now.generation <= self.old.generation:
            self.found.blame(where, [f"the published file changed: {self.old} became {now}"])
        else:
            self.found.take_differences(where, self.workshop.differences(self.step, self.before))

    def recover(self, *, is_same_input: bool = True) -> None:
        """Run undisturbed; the warehouse must be what it would have been without the kills.

        Args:
            is_same_input: whether the killed runs worked on the same input, so that nothing they finished
                need be done again.
        """
        left, had_published = left_behind(self.workshop.home), self.has_published
        run = self.workshop.start()
        try:
            code = run.wait()
        except HangingRunError as error:
            self.found.blame(f"{self.where}, recovery", [f"hangs: {error}"])
            return
        if code != ExitCode.DONE:
            self.found.blame(f"{self.where}, recovery", [f"ended with {code}: {run.said()}"])
            return
        self.look(f"{self.where}, recovery")
        if not self.has_published:
            self.found.blame(f"{self.where}, recovery", [f"nothing was published: {run.said()}"])
        self.found.blame(f"{self.where}, recovery", self.workshop.leftovers())
        self.found.blame(f"{self.where}, recovery", [f"process {pid} goes on" for pid in run.outlived_by()])
        if is_same_input and not had_published and self.has_published:
            self.account(left)

    def account(self, left: LeftBehind) -> None:
        """Note what the recovery cost."""
        again = redone(self.workshop.home, left)
        self.found.shards_finished += len(left.finished)
        self.found.shards_in_flight += len(left.in_flight)
        self.found.shards_redone += len(again)
        if again:
            self.found.blame(f"{self.where}, recovery", [f"finished, but done again: {sorted(again)}"])
