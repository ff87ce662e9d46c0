"""Date expressions of one text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from transforms.annotate.dates.checking.guards import is_inside_word, is_plausible
from transforms.annotate.dates.checking.place import Place
from transforms.annotate.dates.matching.lexemes import Lexemes, read_lexemes
from transforms.annotate.dates.matching.patterns import rules
from transforms.annotate.dates.matching.search import search_rule, trigger
from transforms.annotate.dates.matching.vocabulary import UNKNOWN, vocabulary
from transforms.annotate.dates.mention import DateMention
from transforms.annotate.dates.reading.hints import hinted
from transforms.annotate.dates.reading.neighbours import complete_neighbours
from transforms.annotate.dates.reading.ranges import join_ranges
from transforms.annotate.dates.reading.reader import read_match
from transforms.annotate.dates.reading.readings import Expression, Fixed
from transforms.annotate.dates.resolving.range_ends import resolve_range
from transforms.annotate.dates.resolving.resolver import Resolver
from transforms.annotate.tagged import TaggedText

LONGEST_STRETCH = 256
"""Lexemes looked at from a trigger word on. The longest rule, a list of a dozen days, takes fewer than 200;
the cost of one expression must not grow with a run of such words ("Mai Mai Mai …")."""


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
        with_durations: also give lengths of time ("zwei Wochen") and rates ("zweimal im Jahr"), which are
            quantities otherwise.

    Returns:
        Mentions, ascending, without overlap. A range ("vom 3. bis 5. Mai") is one mention.
    """
    return [
        found.mention
        for found in find_expressions(tagged, anchor)
        if with_durations or not _is_quantity(found)
    ]


def _is_quantity(found: Found) -> bool:
    reading = found.expression.reading
    return found.mention.type == "duration" or (isinstance(reading, Fixed) and reading.is_rate)


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
    codes, triggers = lexemes.codes, trigger()
    start = end = 0
    while found := triggers.search(codes, start):
        if found.start() >= end:  # the words around it that can belong to dates
            start = max(start, codes.rfind(UNKNOWN, start, found.start()) + 1)
            end = codes.find(UNKNOWN, found.start())
            end = len(codes) if end < 0 else end
        until = min(end, found.start() + LONGEST_STRETCH)
        match = search_rule(codes, start, until)
        if match is None:
            start = end if until == end else found.end()
            continue
        expressions = _read(str(match.lastgroup), match.start(), until, lexemes, tagged)
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
    return [hinted(one, lexemes) for one in expressions]
