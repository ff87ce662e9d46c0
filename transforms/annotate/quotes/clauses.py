"""Where the clause of a finite verb begins and ends, by commas and word order."""

from __future__ import annotations

from transforms.annotate.quotes.grammar import SUBORDINATORS
from transforms.annotate.quotes.phrases import MAX_TITLE
from transforms.annotate.quotes.unit import Unit


def clause_start(unit: Unit, verb: int) -> int:
    """First item of the clause of a finite verb in second position.

    Segments without a finite verb and relative clauses right before the verb belong to its front field
    ("Jan Holm, Sprecher des Verbands, sagte"), if the segment they follow could begin with a subject.
    """
    segments = unit.segments
    number = unit.segment_numbers[verb]
    start = segments[number].start
    if start != verb:
        return start
    j = number
    while j > 0 and segments[j].opener in {",", "–"}:
        previous = segments[j - 1]
        if unit.is_relative(previous) or not unit.has_finite(previous):
            j -= 1
            continue
        break
    first = segments[j]
    if j == number or unit.is_relative(first) or first.start in unit.quotes:
        return start
    if unit.lower[first.start] in SUBORDINATORS or any(
        i in unit.quotes
        and unit.words[i + 1 : i + 2] in ([","], [])
        and unit.ends[i] - unit.starts[i] > MAX_TITLE
        for i in range(first.start, verb)
    ):
        return start
    return first.start


def clause_end(unit: Unit, verb: int) -> int:
    """Item behind the clause of a finite verb, with its appositions and relative clauses."""
    segments = unit.segments
    number = unit.segment_numbers[verb]
    while number + 1 < len(segments) and segments[number + 1].opener == ",":
        following = segments[number + 1]
        if following.start >= following.end:
            break
        if unit.has_finite(following) and not unit.is_relative(following):
            break
        number += 1
    return segments[number].end
