"""Abbreviations that a text explains: "Nationaler Sicherheitsrat (NSR)", "NSR (Nationaler Sicherheitsrat)".

The letters must stand in the long form in their order, as in Schwartz and Hearst, "A simple algorithm for
identifying abbreviation definitions in biomedical text" (PSB 2003); besides, it begins with a capital.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.annotate.names.words import Words

SHORT_FORM = re.compile(r"(?=[^a-zäöü]*[A-ZÄÖÜ][^A-ZÄÖÜ]*[A-ZÄÖÜ])[A-ZÄÖÜ][A-Za-zÄÖÜäöü-]{1,7}")
"""Two to eight letters, at least two of them capitals, the first one included."""
IN_BRACKETS = re.compile(r"(?<=\w) \(([^()\n]{2,80})\)")


class Abbreviation(NamedTuple):
    """An abbreviation and its long form, both as runs of tokens."""

    short: tuple[int, int]
    long: tuple[int, int]


def explained_abbreviations(words: Words) -> list[Abbreviation]:
    """Abbreviations that stand in brackets after their long form, or before it.

    Args:
        words: the text.

    Returns:
        One for each explanation, in the order of the text.
    """
    found = []
    for match in IN_BRACKETS.finditer(words.text):
        inside = match[1]
        first, last = words.token_from(match.start(1)), words.token_from(match.end(1))
        bracket = words.token_from(match.start() + 1)
        if first >= last or not bracket:
            continue
        if SHORT_FORM.fullmatch(inside):
            long = _long_form_before(words, bracket, inside)
            if long is not None:
                found.append(Abbreviation((first, last), (long, bracket)))
        elif SHORT_FORM.fullmatch(words.words[bracket - 1]):
            short = words.words[bracket - 1]
            if inside[:1].isupper() and _letters_match(short, inside):
                found.append(Abbreviation((bracket - 1, bracket), (first, last)))
    return found


def _long_form_before(words: Words, bracket: int, short: str) -> int | None:
    """First token of the shortest run before the bracket that the abbreviation can stand for."""
    furthest = max(0, bracket - min(len(short) + 5, 2 * len(short)))
    end = words.ends[bracket - 1]
    for first in range(bracket - 1, furthest - 1, -1):
        word = words.words[first]
        if not word[:1].isalnum() and word not in {"-", "&"}:
            return None
        if not word[:1].isupper() or word[0].upper() != short[0].upper():
            continue
        long = words.text[words.starts[first] : end]
        if _letters_match(short, long):
            return first
    return None


def _letters_match(short: str, long: str) -> bool:
    """Whether the letters of the short form stand in the long one in order, the first at its beginning."""
    letters = [letter for letter in short.lower() if letter.isalpha()]
    if len(long) <= len(short) or not letters or long[0].lower() != letters[0]:
        return False
    position = 0
    for letter in letters:
        position = long.lower().find(letter, position) + 1
        if not position:
            return False
    return True
