"""Noun phrases without a parser: where one that may be a subject begins and ends."""

from __future__ import annotations

from typing import NamedTuple

from transforms.annotate.quotes.grammar import (
    ATTACHING,
    COORDINATING,
    DETERMINERS,
    GENITIVE,
    INITIAL_ADVERBS,
    NAME_PARTICLES,
    OTHER_CASES,
    PREPOSITIONS,
    TIME_WORDS,
)
from transforms.annotate.quotes.unit import PROPER, Unit

MAX_ADJECTIVES = 6
MAX_TITLE = 40
"""Code points of the longest text in marks that may be a name behind an article."""
AGE_ADJECTIVES = frozenset({"alte", "alten", "alter", "altes"})
NEVER_NOUN = frozenset({"ADV", "ADP", "SCONJ", "CCONJ", "PRON", "DET", "VERB", "AUX", "PART", "ADJ"})


class Phrase(NamedTuple):
    """A noun phrase, items ``start:end``; ``start:head_end`` is it without what modifies it from behind."""

    start: int
    end: int
    head_end: int


def is_noun_like(unit: Unit, i: int) -> bool:
    """Whether an item is written as a noun or name; as the first one, if nothing speaks against it."""
    word = unit.words[i]
    if i in unit.quotes:
        is_short = unit.ends[i] - unit.starts[i] <= MAX_TITLE
        return i in unit.names or (is_short and i > 0 and unit.lower[i - 1] in {"der", "die", "das"})
    if not word[0].isupper():
        inner_capital = len(word) > 2 and any(letter.isupper() for letter in word)
        return inner_capital or ("." in word and word[0].isalpha() and len(word) > 3)
    if i == 0 or unit.words[i - 1] == ":":
        return unit.lower[i] not in INITIAL_ADVERBS and unit.pos[i] not in NEVER_NOUN
    return True


def noun_phrase(unit: Unit, start: int, stop: int, *, wide: bool = False) -> Phrase | None:
    """Read a noun phrase that begins at an item.

    Args:
        unit: the sentence.
        start: where it begins.
        stop: item it must end before.
        wide: also take prepositional phrases behind the noun.

    Returns:
        The phrase, or None where none begins.
    """
    j = start
    if j < stop and unit.lower[j] in DETERMINERS:
        j += 1
    adjectives = 0
    while j < stop and not is_noun_like(unit, j):
        joins = adjectives > 0 and unit.words[j] in {"und", "oder"}
        if not (joins or _may_precede_noun(unit, j)) or adjectives == MAX_ADJECTIVES:
            return None
        adjectives += 1
        j += 1
    if j >= stop:
        return None
    while j < stop and (is_noun_like(unit, j) or unit.words[j] == "(" or _goes_on(unit, j, stop)):
        j = _after_bracket(unit, j, stop) if unit.words[j] == "(" else j + 1
    head_end = j
    return Phrase(start, _postmodified(unit, j, stop, wide=wide), head_end)


def _postmodified(unit: Unit, j: int, stop: int, *, wide: bool) -> int:
    """Extend a noun phrase by genitives, coordination and, if `wide`, prepositional phrases."""
    while j < stop:
        word = unit.lower[j]
        if word == "(":
            j = _after_bracket(unit, j, stop)
            continue
        if word in GENITIVE:
            inner = noun_phrase(unit, j, stop)
        elif (word in ATTACHING and wide) or word in {"von", "vom"} or word in COORDINATING:
            inner = noun_phrase(unit, j + 1, stop) if j + 1 < stop else None
            if inner and any(unit.words[i] in TIME_WORDS for i in range(inner.start, inner.end)):
                inner = None
        else:
            break
        if inner is None:
            break
        j = inner.end
    return j


def _may_precede_noun(unit: Unit, i: int) -> bool:
    """Whether an item may stand between article and noun: an adjective, a participle, a number, an adverb."""
    word = unit.words[i]
    if word[0].isdigit():
        return True
    if not word.replace("-", "").isalpha() or unit.lower[i] in PREPOSITIONS or unit.lower[i] in DETERMINERS:
        return False
    if unit.pos[i] in {"ADJ", "NUM", "X"}:
        return True
    return unit.pos[i] in {"ADV", "VERB", "DET", "PRON", "AUX"} and word.endswith(
        ("e", "en", "er", "es", "em")
    )


def _goes_on(unit: Unit, i: int, stop: int) -> bool:
    """Whether an item in lower case is part of a name ("van") or of an age ("der 35 Jahre alte Trainer")."""
    if i + 1 >= stop or not unit.words[i + 1][0].isupper():
        return False
    if unit.words[i] in AGE_ADJECTIVES:
        return i > 0 and unit.words[i - 1] in {"Jahre", "Jahren"}
    return unit.words[i] in NAME_PARTICLES and unit.pos[i] in PROPER


def _after_bracket(unit: Unit, i: int, stop: int) -> int:
    for j in range(i + 1, min(stop, i + 12)):
        if unit.words[j] == ")":
            return j + 1
    return i + 1


def with_apposition(unit: Unit, phrase: Phrase, stop: int) -> Phrase:
    """Extend a phrase by an apposition in commas: "der Sprecher, Jan Holm, …"."""
    if phrase.end >= stop or unit.words[phrase.end] != ",":
        return phrase
    inner = noun_phrase(unit, phrase.end + 1, stop, wide=True)
    if inner is None or (
        unit.lower[inner.start] in {"die", "der", "das"} and inner.end < stop and unit.is_finite(inner.end)
    ):
        return phrase
    if (
        inner.end >= len(unit)
        or unit.words[inner.end] in {",", ".", ":", "!", "?", "“", ")"}
        or inner.end == stop
    ):
        return Phrase(phrase.start, inner.end, phrase.head_end)
    return phrase


def is_nominative(unit: Unit, phrase: Phrase) -> bool:
    """Whether a phrase may be a subject, as far as its article tells."""
    first = unit.lower[phrase.start]
    return first not in OTHER_CASES
