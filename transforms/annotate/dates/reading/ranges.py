"""Two expressions with "bis", a dash or "zwischen … und" around them → one range."""

from __future__ import annotations

import re
from functools import cache

from transforms.annotate.dates.matching.vocabulary import words_of
from transforms.annotate.dates.reading.readings import CalendarDate, Expression, Fixed, Shifted

AND = re.compile(r"\s+(?:und|bis)\s+(?:(?:dem|der|den) )?")
SLASH = re.compile(r"\s*/\s*")
FROM = re.compile(r"(?:\b[Vv]o[nm]|\b[Zz]wischen)\s+(?:(?:dem|den|der)\s+)?\Z")
BETWEEN = re.compile(r"\b[Zz]wischen\s+(?:(?:dem|den|der)\s+)?\Z")
LOOK_BACK = 16
"""Code points before an expression in which "von" or "zwischen" may stand."""
MAX_GAP = 40
"""Longest connector in code points."""


@cache
def _until() -> re.Pattern[str]:
    """“bis”, “bis zum”, “bis voraussichtlich”, a dash."""
    adverbs = "|".join(sorted(words_of("limit_adverb")))
    return re.compile(
        rf"\s*(?:bis(?: (?:{adverbs}))?(?: (?:zum|zur|in den|ins|in die))?|[-–—])\s*(?:(?:den|dem|der|die) )?"
    )


def join_ranges(text: str, expressions: list[Expression]) -> list[Expression]:
    """Join neighbours that are the two ends of one range.

    Args:
        text: the text.
        expressions: its expressions, ascending, without overlap.

    Returns:
        The same with each joined pair as one expression, whose `ends` keep the two.
    """
    joined: list[Expression] = []
    for expression in expressions:
        if joined and _are_ends(text, joined[-1], expression):
            left = joined.pop()
            before = FROM.search(text, max(0, left.start - LOOK_BACK), left.start)
            start = before.start() if before else left.start
            right = expression._replace(hint=None)  # "bis" tells the end, not that it lies ahead
            joined.append(right._replace(start=start, ends=(left, right)))
        else:
            joined.append(expression)
    return joined


def _are_ends(text: str, left: Expression, right: Expression) -> bool:
    gap = text[left.end : right.start]
    if len(gap) > MAX_GAP or left.ends is not None or not _are_alike(left, right):
        return False
    if _until().fullmatch(gap):
        return True
    if SLASH.fullmatch(gap):
        return _is_next_year(left, right)
    is_between = BETWEEN.search(text, max(0, left.start - LOOK_BACK), left.start)
    return is_between is not None and AND.fullmatch(gap) is not None


def _are_alike(left: Expression, right: Expression) -> bool:
    if left.type != right.type or left.type not in {"date", "time"}:
        return False
    first, second = left.reading, right.reading
    if isinstance(first, CalendarDate) and isinstance(second, CalendarDate):
        return (first.day is None) == (second.day is None) and (first.month is None) == (second.month is None)
    if isinstance(first, Fixed | Shifted) or isinstance(second, Fixed):
        return False
    return type(first) is type(second) or (isinstance(first, CalendarDate) and isinstance(second, Shifted))


def _is_next_year(left: Expression, right: Expression) -> bool:
    first, second = left.reading, right.reading
    return (
        isinstance(first, CalendarDate)
        and isinstance(second, CalendarDate)
        and first.month is None
        and first.year is not None
        and second.year == first.year + 1
    )
