"""Who spoke last, for what goes on without a cue."""

from __future__ import annotations

from typing import NamedTuple

from transforms.annotate.quotes.layout import Stretch
from transforms.annotate.tagged import Span


class Said(NamedTuple):
    """A speaker, None where it is known only that somebody speaks, and the stretch they spoke in."""

    speaker: Span | None
    stretch: Stretch

    def goes_on_in(self, stretch: Stretch) -> bool:
        """Whether a stretch follows, in the same paragraph or in a quotation that has not been closed."""
        if self.stretch.number != stretch.number - 1:
            return False
        marked = self.stretch.marked
        return self.stretch.paragraph == stretch.paragraph or (
            bool(marked) and marked[-1].end == marked[-1].outer_end
        )
