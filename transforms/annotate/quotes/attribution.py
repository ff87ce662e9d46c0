"""What one cue says: who speaks, and which items hold what is said."""

from __future__ import annotations

from typing import NamedTuple

from transforms.annotate.quotes.cues import Cue


class Attribution(NamedTuple):
    """One cue in a unit; all numbers are items of it.

    Attributes:
        cue: the cue.
        item: the item it is read off (the finite verb, the participle, the preposition, the noun).
        clause: items of the clause that holds the cue.
        speaker: items of who speaks, or None.
        content: items of what is said without marks, or None where nothing depends on the cue.
        confidence: how sure the pattern is.
        is_reported: the cue itself stands in Konjunktiv ("sie habe gesagt"), so somebody else tells of it.
    """

    cue: Cue
    item: int
    clause: tuple[int, int]
    speaker: tuple[int, int] | None
    content: tuple[int, int] | None
    confidence: float
    is_reported: bool = False
