"""Floors: what each figure may not fall below, and on which data that was measured."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final, Literal, NamedTuple

from benchmarks.accuracy.figure import Figure

FLOORS_PATH: Final = Path(__file__).with_name("floors.json")
MARGIN: Final = 0.002
"""How far below the figure its floor is set, before rounding down. Processors round differently, so that of
thousands of items a few borderline ones may flip; of fewer than 300 not one may be lost."""
DIGITS: Final = 3

Figures = Mapping[str, Sequence[Figure]]
"""Measure → its figures."""


class ChangedCorpusError(ValueError):
    """A data set is not the one that the floors were set on."""


class UnknownFloorError(ValueError):
    """A floor is to be lowered that does not exist."""


@dataclass(frozen=True)
class Floors:
    """What is checked in.

    Attributes:
        pipeline: name and version of the pipeline that the floors were set with; for the reader.
        corpora: data set → sha256 of its files.
        floors: measure → code of a figure → its floor.
    """

    pipeline: str = ""
    corpora: Mapping[str, str] = field(default_factory=dict)
    floors: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path) -> Floors:
        """Read them; none where the file does not exist."""
        return cls(**json.loads(file.read_text(encoding="utf-8"))) if file.exists() else cls()

    def save(self, file: Path) -> None:
        """Write them, sorted, so that a change reads well in a diff."""
        text = json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False)
        file.write_text(text + "\n", encoding="utf-8")

    def of(self, measure: str, code: str) -> float | None:
        """The floor of a figure, if it has one."""
        return self.floors.get(measure, {}).get(code)

    def accept(self, names: Collection[str], hashes: Mapping[str, str]) -> Floors:
        """The same floors, to be held on other data from now on.

        Args:
            names: data sets that may differ.
            hashes: data set → sha256 as found.
        """
        return replace(
            self, corpora={**self.corpora, **{name: hashes[name] for name in names if name in hashes}}
        )

    def with_new(self, hashes: Mapping[str, str]) -> Floors:
        """The same floors, with the hashes of data sets that had none."""
        return replace(self, corpora={**hashes, **self.corpora})

    def require_same_corpora(self, hashes: Mapping[str, str]) -> None:
        """Refuse data that the floors were not set on.

        Args:
            hashes: data set → sha256 as found.

        Raises:
            ChangedCorpusError: at least one differs; the message names all of them.
        """
        changed = [name for name, found in hashes.items() if self.corpora.get(name, found) != found]
        if changed:
            lines = "\n".join(
                f"  {name}: expected sha256 {self.corpora[name]}, found {hashes[name]}" for name in changed
            )
            raise ChangedCorpusError(
                f"The floors were set on other data, so they say nothing about this:\n{lines}\nFetch the same"
                " version, or accept the new one with --accept-corpus NAME."
            )


Outcome = Literal["held", "below", "no floor", "not measured"]


class Verdict(NamedTuple):
    """One figure held against its floor; `value` is None where a figure with a floor was not measured."""

    measure: str
    code: str
    value: float | None
    floor: float | None
    outcome: Outcome

    @property
    def is_failure(self) -> bool:
        """Whether ground was lost. A figure that is measured no more counts: else dropping it would pass."""
        return self.outcome in ("below", "not measured")


def judge(floors: Floors, figures: Figures) -> list[Verdict]:
    """Hold figures against their floors.

    Args:
        floors: what is checked in.
        figures: measures that were taken; floors of others are left alone.
    """
    return [verdict for measure in figures for verdict in _judge(floors, measure, figures[measure])]


def _judge(floors: Floors, measure: str, figures: Sequence[Figure]) -> Iterator[Verdict]:
    for figure in figures:
        floor = floors.of(measure, figure.code)
        outcome: Outcome = "no floor"
        if floor is not None:
            outcome = "held" if figure.value >= floor else "below"  # NaN is below
        yield Verdict(measure, figure.code, figure.value, floor, outcome)
    codes = {figure.code for figure in figures}
    for code, floor in floors.floors.get(measure, {}).items():
        if code not in codes:
            yield Verdict(measure, code, None, floor, "not measured")


def floor_for(value: float) -> float:
    """The floor that a figure supports: a little below it, rounded down."""
    return math.floor((value - MARGIN) * 10**DIGITS) / 10**DIGITS


def raise_floors(floors: Floors, figures: Figures) -> tuple[Floors, list[str]]:
    """Raise each floor as far as its figure supports; no floor becomes lower.

    Returns:
        The new floors, and one line per change.
    """
    changes = []
    changed = {measure: dict(of_measure) for measure, of_measure in floors.floors.items()}
    for measure, of_measure in figures.items():
        for figure in of_measure:
            old, new = floors.of(measure, figure.code), floor_for(figure.value)
            if math.isfinite(new) and (old is None or new > old):
                changed.setdefault(measure, {})[figure.code] = new
                changes.append(f"raised {figure.code}: {'none' if old is None else old} → {new}")
    return replace(floors, floors=changed), changes


def lower_floors(floors: Floors, figures: Figures, codes: Collection[str]) -> tuple[Floors, list[str]]:
    """Lower the floors of the named figures to what they support now; drop those measured no more.

    Returns:
        The new floors, and one line per change.

    Raises:
        UnknownFloorError: a code is no figure of the measures taken that has a floor.
    """
    fallen = {verdict.code: verdict for verdict in judge(floors, figures) if verdict.floor is not None}
    if unknown := sorted(set(codes) - fallen.keys()):
        raise UnknownFloorError(
            f"No floor to lower: {', '.join(unknown)}."
            f" Measured now, with a floor: {', '.join(sorted(fallen)) or 'none'}."
        )
    changes = []
    changed = {measure: dict(of_measure) for measure, of_measure in floors.floors.items()}
    for code in codes:
        measure, _, value, floor, _ = fallen[code]
        assert floor is not None
        if value is None:
            del changed[measure][code]
            changes.append(f"DROPPED the floor of {code}, which is measured no more: it was {floor}")
        elif (new := floor_for(value)) < floor:
            changed[measure][code] = new
            changes.append(f"LOWERED {code}: {floor} → {new}")
    return replace(floors, floors=changed), changes
