"""Raw spans of a pipeline → runs of tokens that hold the name and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from transforms.annotate.names.cues import (
    is_calendar_word,
    is_common_tail,
    is_currency,
    is_never_name,
    is_office,
)
from transforms.annotate.names.derived import Part, derived_parts
from transforms.annotate.names.mention import Label
from transforms.annotate.names.person_spans import (
    completed,
    holds_office,
    with_given_name,
    without_owned,
    without_stranger,
)
from transforms.annotate.names.words import Candidate, Words
from transforms.annotate.tagged import Name
from transforms.gazetteer.lexicon import known_forms
from transforms.gazetteer.person_names import person_names

SECOND_CAPITAL = re.compile(r"[-’'‘`][A-ZÄÖÜ]")
"""What makes a word that begins small part of a name: "al-Assad", "d’Estaing", but not "prÃ¼ft"."""
LONGEST_HOUSE_NUMBER = 2

JOINTS = frozenset({"und", "sowie", "oder", "Richtung", ";"})
"""Words that hold two names apart, though a pipeline may take both for one."""
LEGAL_FORMS = frozenset(
    [
        *("AG", "GmbH", "SE", "KG", "KGaA", "mbH", "eG", "Inc", "Inc."),
        *("Corp", "Corp.", "Ltd", "Ltd.", "plc", "PLC", "LLC"),
    ]
)
"""Legal forms of companies; a name that holds one is a company's."""


def trimmed_names(words: Words) -> Iterator[Candidate]:
    """What the pipeline took for names, without offices, articles, marks and neighbours.

    Args:
        words: the text.

    Yields:
        Runs of tokens, ascending; spans in which no name remains are left out.
    """
    for name in words.tagged.names:
        for first, last in _split(words, name):
            label = "PER" if holds_office(words, first, last) else cast("Label", name.label)
            candidate = _trimmed(words, first, last, label)
            if candidate is not None:
                yield candidate


def _split(words: Words, name: Name) -> Iterator[tuple[int, int]]:
    """The span, or what stands between words that join two places or persons: "Köln und Bonn"."""
    first, last = words.token_from(name.start), words.token_from(name.end)
    if name.label in {"LOC", "PER"} and words.text[name.start : name.end] not in known_forms():
        for token in range(first, last):
            if words.words[token] in JOINTS:
                yield first, token
                first = token + 1
    yield first, last


def _trimmed(words: Words, first: int, last: int, label: Label) -> Candidate | None:
    if label == "MISC":  # titles of works and the like may hold any word
        held = words.words[first:last]
        is_common = len(held) == 1 and (is_calendar_word(held[0]) or is_currency(held[0]))
        is_title = any(map(str.isalnum, "".join(held))) and not is_common
        return Candidate(first, last, label, "pipeline") if is_title else None
    first, last = _without_edges(words, first, last)
    owned = _without_owner(words, first, last)
    begin = _without_offices(words, owned, last) if label == "PER" else owned
    if owned > first and begin == owned and last - begin == 1:
        return None  # "Nordkoreas Nuklearprogramm": what a country owns is no name
    last = _without_rest(words, begin, last, label)
    if label == "PER":
        last = without_owned(words, begin, last)
        last = with_given_name(words, begin, last)
        begin, last = completed(words, begin, last)
    last, is_company = _with_legal_form(words, begin, last)
    if begin >= last or _is_no_name(words, begin, last):
        return None
    return Candidate(begin, last, "ORG" if is_company else label, "pipeline")


def _without_edges(words: Words, first: int, last: int) -> tuple[int, int]:
    """Without marks at both ends and small words at the beginning."""
    while first < last and _is_edge(words.words[first]):
        first += 1
    while last > first and not any(map(str.isalnum, words.words[last - 1])):
        if words.words[last - 1] in {".", ")"} and last - first > 1:
            break  # "Praha hl.n.", "Halle (Saale)"
        last -= 1
    return first, last


def _is_edge(word: str) -> bool:
    if word in known_forms():
        return False
    if not word[:1].isalnum() and (word[:1] != "@" or len(word) == 1):
        return True
    return word.isalpha() and word.islower() and word not in person_names()["particles"]


def _without_rest(words: Words, first: int, last: int, label: Label) -> int:
    """A person's name up to the first small word that is no particle, a place without a number or weekday."""
    if label == "PER":
        for token in range(first + 1, last):
            word = words.words[token]
            is_small = word[:1].islower() and not SECOND_CAPITAL.search(word)
            if is_small and word not in person_names()["particles"]:
                return token
        return without_stranger(words, first, last)
    if label == "LOC":
        while last - first > 1 and _is_rest(words.words[last - 2], words.words[last - 1]):
            last -= 1
    return last


def _is_rest(before: str, word: str) -> bool:
    """Whether a word after a place is no part of its name; the number of a house or a road is."""
    if word[:1].isdigit():
        return len(word) > LONGEST_HOUSE_NUMBER and not before.endswith(("straße", "strasse", "bahn"))
    return word in {"am", "im", "in", "an", "der"} or (word[:1].isupper() and is_never_name(word))


def _without_owner(words: Words, first: int, last: int) -> int:
    """Without a country that owns what follows: "Nordkoreas Machthaber Kim"."""
    if last - first > 1:
        owner = known_forms().get(words.words[first])
        if owner is not None and owner.base != words.words[first] and owner.known.sort != "organisation":
            return first + 1
    return first


def _without_offices(words: Words, first: int, last: int) -> int:
    while last - first > 1 and is_office(words.words[first]):
        first += 1
    return first


def _with_legal_form(words: Words, first: int, last: int) -> tuple[int, bool]:
    """With "GmbH & Co. KG" after the name, and whether it holds a legal form: then it is a company's."""
    if first >= last:
        return last, False
    is_company = words.words[last - 1] in LEGAL_FORMS and last - first > 1
    while words.follows_closely(last) and (
        words.words[last] in LEGAL_FORMS or (is_company and words.words[last] in {"&", "Co.", "Co"})
    ):
        last += 1
        is_company = True
    return last, is_company


def _is_no_name(words: Words, first: int, last: int) -> bool:
    if last - first > 1:
        return all(is_never_name(word) for word in words.words[first:last])
    word = words.words[first]
    if word in known_forms():
        return False
    if len(word) == 1 or (is_never_name(word) and not word[1:].strip(word[1:].lower())):
        return True
    parts = derived_parts(word)
    return len(parts) > 1 or any(
        part.method != "compound" or _says_nothing_more(word, part) for part in parts
    )


def _says_nothing_more(word: str, part: Part) -> bool:
    """Whether a compound is a common noun: "US-Präsident", "Nato-Staaten", but "Berlin-Mitte" is a place."""
    rest = word[part.end :].lstrip("-")
    head = known_forms().get(word[: part.end])
    return part.start == 0 and (is_common_tail(rest) or (head is not None and head.known.sort == "country"))
