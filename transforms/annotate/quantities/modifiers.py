"""What qualifies a number: etwa, mindestens, bis zu, über."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container
from pathlib import Path
from typing import Literal, NamedTuple, cast

Modifier = Literal["approx", "at_least", "at_most", "more_than", "less_than", "vague"]

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _phrases(text: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in text.split(",")]


def _by_phrase(table: str) -> dict[str, Modifier]:
    groups = cast("dict[Modifier, str]", _TABLES[table])
    return {phrase: modifier for modifier, text in groups.items() for phrase in _phrases(text)}


BEFORE = _by_phrase("before")
BEHIND = _by_phrase("behind")
SIGNS = cast("dict[str, Modifier]", _TABLES["signs"])
BETWEEN = frozenset(_phrases(_TABLES["between"]["words"]))
VAGUE_BEFORE = frozenset(_phrases(_TABLES["between"]["vague"]))
NO_PREPOSITION_AFTER = frozenset(_phrases(_TABLES["over"]["words"]))
LIMITS = frozenset({"bis", "ab"})
"""Qualify a number with a unit ("ab 18 Jahren"); before others they are mere prepositions."""
LOOK_BACK = 45
"""Code points before a number that are searched."""
MAX_WORDS = 4
MAX_STEPS = 4
SMALL = 12
"""Up to here "über" and "unter" before a counted noun rather mean "about" and "among" ("über zwei Fälle")."""
SPACES = " \u00a0\u202f"
WORD = re.compile(r"\S+")
OPENERS = '(„"»‚[–'
BEHIND_WORDS = re.compile(r"[ \u00a0](?P<first>[a-zä]+)(?: (?P<second>[a-zä]+)(?! als))?")


class WordsBefore(NamedTuple):
    """Words before a number, lower case, and where they begin."""

    words: list[str]
    starts: list[int]

    def longest(self, phrases: Container[str], left: int) -> tuple[str, int]:
        """The longest of some phrases that ends with word number `left`, and its size in words; "", 0."""
        for size in range(min(MAX_WORDS, left), 0, -1):
            phrase = " ".join(self.words[left - size : left])
            if phrase in phrases:
                return phrase, size
        return "", 0


class Modified(NamedTuple):
    """The modifier of a number and where it begins; the number's own start where there is none."""

    modifier: Modifier | None
    start: int


def modifier_before(
    text: str, start: int, words: WordsBefore, is_measured: bool, value: float | None
) -> Modified:
    """Read the modifiers before a number.

    Of several, the one that sets a bound decides ("bis zu etwa 500"): "etwa" only says how exact it is.

    Args:
        text: running text.
        start: where the number begins.
        words: the words before it.
        is_measured: whether the number has a unit: tells "unter 5 Prozent" from "unter 5 Bewerbern".
        value: the number; None for a vague one.
    """
    if start and (sign := SIGNS.get(text[start - 1])):
        return Modified(sign, start - 1)
    found: list[Modifier] = []
    begin, left = start, len(words.words)
    for _ in range(MAX_STEPS):
        phrase, size = words.longest(BEFORE, left)
        if size:
            previous = words.words[left - size - 1] if left > size else ""
            if not _qualifies(phrase, previous, is_measured, value):
                break
            found.append(BEFORE[phrase])
            left -= size
            begin = words.starts[left]
        elif left and words.words[left - 1] in BETWEEN:
            left -= 1
        else:
            break
    bounds = [modifier for modifier in found if modifier != "approx"]
    return Modified((bounds or found or [None])[0], begin)


def modifier_behind(text: str, end: int) -> tuple[Modifier | None, int]:
    """Read what qualifies a number after it ("500 oder mehr"): the modifier and where it ends."""
    match = BEHIND_WORDS.match(text, end)
    if match is None:
        return None, end
    if match["second"] and (modifier := BEHIND.get(f"{match['first']} {match['second']}")):
        return modifier, match.end()
    modifier = BEHIND.get(match["first"])
    return modifier, match.end("first") if modifier else end


def quantifier_before(words: WordsBefore) -> int | None:
    """Where "mehrere", "ein paar" or the like before a scale begins; None where there is none."""
    _, size = words.longest(VAGUE_BEFORE, len(words.words))
    return words.starts[-size] if size else None


def _qualifies(phrase: str, previous: str, is_measured: bool, value: float | None) -> bool:
    """Whether a phrase that also is a preposition or an adverb of its own qualifies the number."""
    if phrase in LIMITS:
        return is_measured
    if phrase in {"über", "unter"}:
        if previous in NO_PREPOSITION_AFTER:
            return True
        return is_measured or (phrase == "über" and (value is None or value > SMALL))
    if phrase in {"gut", "vielleicht"}:
        return previous not in {"so", "sehr", "ist", "war", "wie"}
    if phrase == "keine":
        return is_measured
    return True


def words_before(text: str, start: int, floor: int) -> WordsBefore:
    """The last words before a number on its line.

    Args:
        text: running text.
        start: where the number begins.
        floor: where its sentence begins.
    """
    if start == floor or text[start - 1] not in SPACES:
        return WordsBefore([], [])
    floor = max(floor, start - LOOK_BACK)
    floor = max(floor, text.rfind("\n", floor, start) + 1)
    words: list[str] = []
    starts: list[int] = []
    for match in WORD.finditer(text, floor, start):
        word = match[0].lstrip(OPENERS)
        words.append(word.lower())
        starts.append(match.end() - len(word))
    return WordsBefore(words, starts)
