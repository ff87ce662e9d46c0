"""What the words before an expression say of it: "bis", "seit", "rückwirkend zum", "von … an", "jeweils"."""

from __future__ import annotations

from bisect import bisect_left

from transforms.annotate.dates.matching.lexemes import Lexemes
from transforms.annotate.dates.matching.vocabulary import words_of
from transforms.annotate.dates.reading.readings import (
    CalendarDate,
    Expression,
    Fixed,
    Hint,
    SameDay,
    YearSpan,
)

WORDS_BEFORE = 4
ARTICLES = frozenset({"den", "dem", "der", "die", "das"})
LIMITS = frozenset({"bis", "auf", "für", "zum", "zur"})
"""Prepositions of plans and limits."""
ABOUT = frozenset({"um", "gegen"})
BACKDATED = "rückwirkend"


def hinted(expression: Expression, lexemes: Lexemes) -> Expression:
    """The expression with what the words around it say."""
    reading = expression.reading
    if isinstance(reading, Fixed | YearSpan):
        return expression
    at = bisect_left(lexemes.offsets, expression.start)
    before = lexemes.words_before(at, WORDS_BEFORE)
    if not before:
        return expression
    is_year = isinstance(reading, CalendarDate) and reading.month is None
    if (is_year or isinstance(reading, SameDay)) and expression.modifier is None:
        about = before[1] if before[0] == "das" and len(before) > 1 else before[0]
        if about in ABOUT:
            expression = expression._replace(modifier="approx")
    if isinstance(reading, SameDay):
        is_each = "jeweils" in (before[:2] if before[0] in {"um", "ab", "von"} else before[:1])
        return expression._replace(reading=reading._replace(each=True)) if is_each else expression
    hint = _hint(before, expression, lexemes)
    return expression._replace(hint=hint) if hint else expression


def _hint(before: list[str], expression: Expression, lexemes: Lexemes) -> Hint | None:
    has_article = before[0] in ARTICLES
    rest = before[1:] if has_article else before
    if rest and rest[0] in words_of("limit_adverb"):
        rest = rest[1:]
    if not rest:
        return None
    if BACKDATED in rest[:2]:
        return "past"
    if rest[0] == "seit":
        return "past"
    if rest[0] == "ab":
        return "onward"
    if rest[0] in LIMITS:
        return "open"
    if rest[0] in {"vom", "von"}:
        after = bisect_left(lexemes.offsets, expression.end)
        if _is_from_on(after, lexemes):
            return "onward"
        return "near" if rest[0] == "vom" and not has_article else None
    return None


def _is_from_on(end: int, lexemes: Lexemes) -> bool:
    """“von Montag an”; “der Brief von Montag an den Rat” is none."""
    if lexemes.word_after(end) != "an":
        return False
    return lexemes.word_after(end + 2) not in ARTICLES
