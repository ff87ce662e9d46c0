"""Match of a rule → expressions with their readings."""

from __future__ import annotations

import re

from transforms.annotate.dates.matching.lexemes import Lexemes
from transforms.annotate.dates.reading.calendar_dates import CALENDAR_READERS
from transforms.annotate.dates.reading.clock_times import CLOCK_READERS
from transforms.annotate.dates.reading.fixed_values import FIXED_READERS
from transforms.annotate.dates.reading.match import Match
from transforms.annotate.dates.reading.readings import Expression
from transforms.annotate.dates.reading.relative_dates import RELATIVE_READERS
from transforms.annotate.dates.reading.year_parts import YEAR_PART_READERS

READERS = CALENDAR_READERS | YEAR_PART_READERS | CLOCK_READERS | RELATIVE_READERS | FIXED_READERS


def read_match(rule: str, found: re.Match[str], lexemes: Lexemes) -> list[Expression]:
    """Read a match.

    Args:
        rule: name of the rule in `patterns`.
        found: its match on the class characters.
        lexemes: the text.

    Returns:
        The expressions, in order; none where numbers cannot be what the pattern takes them for ("23.45.").
    """
    return READERS[rule](Match(rule, found, lexemes))
