"""Which full name a part of a name stands for, within one document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from transforms.gazetteer.person_names import person_names

CLEAR_LEAD = 3
"""A surname that two persons of a document share means the one whose full name stands in it at least so many
times as often as the other's; else it stays a name of its own."""

LONGEST_END = 12
"""Words of the longest end of a name that may stand for the whole of it. Titles and all, a person's name has
fewer; a list without commas may be taken for one name of thousands, whose ends would fill the memory."""


@lru_cache(maxsize=65_536)
def fold(name: str) -> tuple[str, ...]:
    """The words of a name without regard to hyphens and capitals: "Kim Jong-un" → ("kim", "jong", "un")."""
    return tuple(name.replace("-", " ").casefold().split())


class FullName(NamedTuple):
    """A person's name of two words or more.

    Attributes:
        name: how the document mostly writes it.
        spellings: the words of all its spellings.
        frequency: how often it stands in the document.
    """

    name: str
    spellings: tuple[tuple[str, ...], ...]
    frequency: int


class Persons:
    """The full names of one document, looked up by their parts."""

    def __init__(self, names: Mapping[str, int]) -> None:
        """Take in how often each full name stands in the document, in order of first mention."""
        self._by_part: dict[tuple[str, ...], list[FullName]] = defaultdict(list)
        self._by_given: dict[str, list[FullName]] = defaultdict(list)
        self.full_names = _merged(names)
        for full in self.full_names:
            for part in dict.fromkeys(part for folded in full.spellings for part in _ends(folded)):
                self._by_part[part].append(full)
            for given in dict.fromkeys(folded[0] for folded in full.spellings):
                self._by_given[given].append(full)

    def full_name(self, part: str) -> str | None:
        """The full name that a surname, an end of a name or another spelling stands for, if it is clear."""
        return _clear(self._by_part.get(fold(part), []))

    def full_name_of_given(self, given: str) -> str | None:
        """The full name that a given name alone stands for; only one person may have it."""
        persons = self._by_given.get(given.casefold(), [])
        return persons[0].name if len(persons) == 1 else None


def surname_of(name: str) -> str:
    """The surname as it stands alone: the last word with its particles, or the first of a Korean name."""
    words = name.split()
    if words[0] in person_names()["surname_first"]:
        return words[0]
    first = len(words) - 1
    while first > 1 and words[first - 1] in person_names()["particles"]:
        first -= 1
    return " ".join(words[first:])


def _clear(persons: list[FullName]) -> str | None:
    if not persons:
        return None
    best, *others = sorted(persons, key=lambda full: -full.frequency)
    return best.name if all(best.frequency >= CLEAR_LEAD * other.frequency for other in others) else None


def _merged(names: Mapping[str, int]) -> list[FullName]:
    """One full name for all spellings, with or without middle names: "Neil Armstrong", "Neil A. Armstrong".

    Two names that differ in their middle names are two persons, and then nobody knows whom the short form
    means: "George W. Bush", "George H. W. Bush".
    """
    groups: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name, count in names.items():
        groups[fold(name)][name] += count
    longer: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for folded in groups:
        short = (folded[0], folded[-1])
        if len(folded) > 2 and short in groups and folded[0] not in _surnames_first():
            longer[short].append(folded)
    joined = {short: long for short, long in longer.items() if len(long) == 1}
    without_own = {folded for long in joined.values() for folded in long}
    full_names = []
    for folded, spellings in groups.items():
        if folded in without_own:
            continue
        others = joined.get(folded, [])
        total = sum((groups[other] for other in others), spellings)
        full_names.append(FullName(total.most_common(1)[0][0], (folded, *others), total.total()))
    return full_names


@cache
def _surnames_first() -> frozenset[str]:
    return frozenset(surname.casefold() for surname in person_names()["surname_first"])


def _ends(folded: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The ends of a name, the whole included; of a Korean or Chinese one the first word and the whole."""
    if folded[0] in _surnames_first():
        return [folded, folded[:1]]
    first = max(1, len(folded) - LONGEST_END)
    return [folded, *(folded[start:] for start in range(first, len(folded)))]
