"""What a measure reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure.

    Attributes:
        code: what was measured, e.g. ``dates.relaxed_f``.
        value: the figure; shares and F between 0 and 1.
        count: gold items it rests on.
        corpus: name of the data, e.g. ``KRAUTS Dolomiten-100``.
        note: what a reader must know beside it.
    """

    code: str
    value: float
    count: int
    corpus: str
    note: str = ""
