"""Which of the intervals that bear the same name is meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from transforms.annotate.dates.resolving.intervals import Interval
from transforms.annotate.dates.resolving.tense import Direction

FAR_DAYS, NEAR_DAYS = 330, 21
"""A date further off than the first is written with its year where another of its name is nearer than the
second, so the nearer one is meant whatever the tense ("wurde für den 4. Juni angesetzt")."""


def choose_by_tense(candidates: Iterable[Interval], anchor: date, way: Direction | None) -> Interval | None:
    """The last one begun for the past, the first one not over for the future, else the nearest."""
    ordered = sorted(candidates)
    nearest = min(ordered, key=lambda found: found.distance(anchor), default=None)
    if way == "past":
        side = [found for found in reversed(ordered) if found.first <= anchor]
    elif way == "future":
        side = [found for found in ordered if found.last >= anchor]
    else:
        side = []
    if not side or nearest is None:
        return nearest
    is_far = side[0].distance(anchor) > FAR_DAYS and nearest.distance(anchor) < NEAR_DAYS
    return nearest if is_far else side[0]


def choose_beside(candidates: Iterable[Interval], anchor: date, shift: int) -> Interval | None:
    """That of the same year (0), the last one over (-1), the next to begin (1), and so on."""
    ordered = sorted(candidates)
    if shift == 0:
        return next((found for found in ordered if found.first.year == anchor.year), None)
    if shift < 0:
        side = [found for found in reversed(ordered) if found.last < anchor]
    else:
        side = [found for found in ordered if found.first > anchor]
    return side[abs(shift) - 1] if len(side) >= abs(shift) else None
