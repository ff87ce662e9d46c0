"""Date expressions of one text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from transforms.annotate.dates.checking.guards import is_inside_word, is_plausible
from transforms.annotate.dates.checking.place import Place
from transforms.annotate.dates.matching.lexemes import Lexemes, read_lexemes
from transforms.annotate.dates.matching.patterns import any_rule, rules, trigger
from transforms.annotate.dates.matching.vocabulary import UNKNOWN, vocabulary
from transforms.annotate.dates.mention import DateMention
from transforms.annotate.dates.reading.neighbours import complete_neighbours
from transforms.annotate.dates.reading.ranges import join_ranges
from transforms.annotate.dates.reading.reader import read_match
from transforms.annotate.dates.reading.readings import CalendarDate, Expression, SameDay
from transforms.annotate.dates.resolving.range_ends import resolve_range
from transforms.annotate.dates.resolving.resolver import Resolver
from transforms.annotate.tagged import TaggedText

LOOK_BACK = 16
"""Code points before an expression in which the preposition stands that decides its direction."""
OPEN = re.compile(r"\b(?:[Bb]is|[Aa]uf|[Ff]ür|[Aa]b|[Zz]u[mr])\s++(?:(?:den|dem|der|zum|zur|die)\s++)?\Z")
NEAR = re.compile(r"\b[Vv]om\s++\Z")
SINCE = re.compile(r"\b[Ss]eit\s++(?:(?:dem|der|den)\s++)?\Z")
ABOUT = re.compile(r"\b(?:[Uu]m|[Gg]egen)\s++(?:das\s++)?\Z")
EACH = re.compile(r"\bjeweils\s++(?:(?:um|ab|von)\s++)?\Z")


class Found(NamedTuple):
    """A mention with the expression it was resolved from, and the two ends of a range."""

    mention: DateMention
    expression: Expression
    ends: tuple[DateMention, DateMention] | None


def find_dates(tagged: TaggedText, anchor: date | None, with_durations: bool = False) -> list[DateMention]:
    """Find the dates, times and repeated times of a text and resolve them.

    The cost is one look-up a word; patterns run only around words that dates are made of. Parts of speech,
    names and sentences are asked only where an expression is ambiguous, so the text may come untagged.

    Args:
        tagged: the text.
        anchor: day of publication; without one, expressions relative to it stay unresolved.
        with_durations: also give lengths of time ("zwei Wochen"), which are quantities otherwise.

    Returns:
        Mentions, ascending, without overlap. A range ("vom 3. bis 5. Mai") is one mention.
    """
    return [
        found.mention
        for found in find_expressions(tagged, anchor)
        if with_durations or found.mention.type != "duration"
    ]


def find_expressions(tagged: TaggedText, anchor: date | None) -> list[Found]:
    """The same as `find_dates`, durations included, with the expressions behind the mentions."""
    resolver = Resolver(tagged, anchor)
    found = []
    for expression in join_ranges(tagged.text, complete_neighbours(tagged.text, [*_expressions(tagged)])):
        if expression.ends is None:
            found.append(Found(resolver.resolve(expression), expression, None))
        else:
            whole, first, second = resolve_range(resolver, expression, expression.ends)
            found.append(Found(whole, expression, (first, second)))
    return found


def _expressions(tagged: TaggedText) -> Iterator[Expression]:
    lexemes = read_lexemes(tagged.text, vocabulary())
    codes, triggers, rule_of = lexemes.codes, trigger(), any_rule()
    start = end = 0
    while found := triggers.search(codes, start):
        if found.start() >= end:  # the words around it that can belong to dates
            start = max(start, codes.rfind(UNKNOWN, start, found.start()) + 1)
            end = codes.find(UNKNOWN, found.start())
            end = len(codes) if end < 0 else end
        match = rule_of.search(codes, start, end)
        if match is None:
            start = end
            continue
        expressions = _read(str(match.lastgroup), match.start(), end, lexemes, tagged)
        yield from expressions
        start = match.end() if expressions else match.start() + 1


def _read(rule: str, start: int, end: int, lexemes: Lexemes, tagged: TaggedText) -> list[Expression]:
    match = rules()[rule].match(lexemes.codes, start, end)
    if match is None:
        return []
    place = Place(match.start(), match.end(), lexemes, tagged)
    if is_inside_word(tagged.text, place.start_offset, place.end_offset):
        return []
    expressions = read_match(rule, match, lexemes)
    if not all(is_plausible(rule, one, place) for one in expressions):
        return []
    return [_hinted(one, tagged.text) for one in expressions]


def _hinted(expression: Expression, text: str) -> Expression:
    """The expression with what the preposition before it says."""
    before = text[max(0, expression.start - LOOK_BACK) : expression.start]
    reading = expression.reading
    is_year = isinstance(reading, CalendarDate) and reading.month is None
    if (is_year or isinstance(reading, SameDay)) and expression.modifier is None and ABOUT.search(before):
        expression = expression._replace(modifier="approx")
    if isinstance(reading, SameDay):
        is_each = EACH.search(before) is not None
        return expression._replace(reading=reading._replace(each=True)) if is_each else expression
    hint: Literal["past", "open", "near"] | None = None
    if SINCE.search(before):
        hint = "past"
    elif OPEN.search(before):
        hint = "open"
    elif NEAR.search(before):
        hint = "near"
    return expression._replace(hint=hint) if hint else expression
