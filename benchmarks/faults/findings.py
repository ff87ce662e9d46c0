"""What the trials of one scenario came to, and how it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from benchmarks.faults.comparison import Difference
from benchmarks.faults.stages import STAGES

BAR: Final = 40
"""Characters of the longest bar of a histogram."""


@dataclass
class Findings:
    """The outcome of one scenario.

    Attributes:
        scenario: its name.
        trials: times a run was disturbed and put right again.
        kills: processes killed, or other harm done.
        stages: stage → kills that hit it.
        differences: tables that were not as after an undisturbed run.
        unopenable: times the published file could not be read or did not agree with itself.
        violations: everything that should not have been, one line each, the above among it.
        shards_finished: shards that killed runs had finished.
        shards_in_flight: shards that they had begun.
        shards_redone: finished shards that were done once more.
        seconds: time taken.
        notes: what else is worth knowing.
    """

    scenario: str
    trials: int = 0
    kills: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    unopenable: int = 0
    violations: list[str] = field(default_factory=list)
    shards_finished: int = 0
    shards_in_flight: int = 0
    shards_redone: int = 0
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)

    def blame(self, where: str, faults: Sequence[object]) -> None:
        """Note what should not have been."""
        self.violations += [f"{where}: {fault}" for fault in faults]

    def take_soundness(self, where: str, faults: Sequence[str]) -> None:
        """Note what is wrong with a published file, if anything is."""
        self.unopenable += bool(faults)
        self.blame(where, faults)

    def take_differences(self, where: str, differences: Sequence[Difference]) -> None:
        """Note how a warehouse differs from what it should be, if it does."""
        self.differences += differences
        self.blame(where, differences)


_COLUMNS: Final = (
    *("scenario", "trials", "harm", "lost", "doubled", "added", "differing", "unreadable"),
    *("finished", "in flight", "redone", "violations", "minutes"),
)


def to_table(all_findings: Sequence[Findings]) -> str:
    """One line per scenario."""
    rows = [list(_COLUMNS), *([str(value) for value in _row(found)] for found in all_findings)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_COLUMNS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _row(found: Findings) -> tuple[object, ...]:
    rows = found.differences
    return (
        found.scenario,
        found.trials,
        found.kills,
        sum(difference.lost for difference in rows),
        sum(difference.doubled for difference in rows),
        sum(difference.added for difference in rows),
        sum(difference.differing for difference in rows),
        found.unopenable,
        found.shards_finished,
        found.shards_in_flight,
        found.shards_redone,
        len(found.violations),
        f"{found.seconds / 60:.1f}",
    )


def to_histogram(stages: Counter[str]) -> str:
    """Which stages the kills hit, in the order of a run."""
    most = max(stages.values(), default=1)
    names = [stage for stage in STAGES if stage in stages]
    names += sorted(stage for stage in stages if stage not in STAGES)
    return "\n".join(
        f"  {name:<12} {stages[name]:>4}  {'#' * round(BAR * stages[name] / most)}" for name in names
    )
