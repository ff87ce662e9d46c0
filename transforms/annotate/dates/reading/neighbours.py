"""What neighbours tell of each other: "im Juli und August 2019", "am Freitag (24. Mai)"."""

from __future__ import annotations

import re

from transforms.annotate.dates.reading.readings import CalendarDate, Expression, Weekday, YearPart

AND = re.compile(r"\s*(?:,|und|oder|sowie|/)\s*(?:am |im )?")
BRACKET = re.compile(r"\s*\(\s*")
MAX_GAP = 16
"""Longest connector in code points."""


def complete_neighbours(text: str, expressions: list[Expression]) -> list[Expression]:
    """Give members of a list the year of the next one, and a weekday the date in brackets behind it.

    Args:
        text: the text.
        expressions: its expressions, ascending, without overlap.

    Returns:
        The same, completed.
    """
    shared: list[Expression] = []
    for expression in reversed(expressions):
        shared.append(_completed_by(shared[-1], expression, text) if shared else expression)
    return shared[::-1]


def _completed_by(following: Expression, expression: Expression, text: str) -> Expression:
    own, other = expression.reading, following.reading
    gap = text[expression.end : following.start]
    if isinstance(own, Weekday) and isinstance(other, CalendarDate) and other.day is not None:
        return expression._replace(reading=other) if BRACKET.fullmatch(gap) else expression
    if not isinstance(own, CalendarDate | YearPart) or type(own) is not type(other) or own.year is not None:
        return expression
    if not isinstance(other, CalendarDate | YearPart) or other.year is None or own.year_shift is not None:
        return expression
    if isinstance(own, CalendarDate) and isinstance(other, CalendarDate) and other.month is None:
        return expression
    if len(gap) > MAX_GAP or AND.fullmatch(gap) is None:
        return expression
    return expression._replace(reading=own._replace(year=other.year))
