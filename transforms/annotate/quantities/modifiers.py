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
LAST_WORDS = frozenset(phrase.rpartition(" ")[2] for phrase in (*BEFORE, *BETWEEN, *VAGUE_BEFORE))
"""Words right before a number without which nothing qualifies it."""
TIMES = frozenset(_phrases(_TABLES["postposed"]["times"]))
ARTICLES_OF_TIMES = frozenset(_phrases(_TABLES["postposed"]["articles"]))
AMOUNT_NOUNS = tuple(_phrases(_TABLES["amount"]["nouns"]))
"""Last parts of nouns before "über" that names their amount."""
GOVERNORS = frozenset(_phrases(_TABLES["around"]["governors"]))
EXISTENCE = frozenset(_phrases(_TABLES["around"]["existence"]))
AROUND = frozenset({"an die", "um die", "gegen"})
"""Estimates that also are prepositions with an object of their own."""
ROUND = 10
"""What is estimated with "gegen" ends in a nought: "gegen 40 Leute", but "gegen elf Gegner"."""
LIMITS = frozenset({"bis", "ab"})
"""Qualify a number with a unit ("ab 18 Jahren"); before others they are mere prepositions."""
LOOK_BACK = 45
"""Code points before a number that are searched."""
LAST_WORD_LENGTH = 22
"""Longer than all `LAST_WORDS`, so that none is the end of a word that was cut."""
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


NO_WORDS = WordsBefore([], [])


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
    if not words.words:
        return Modified(None, start)
    found: list[Modifier] = []
    begin, left = start, len(words.words)
    for _ in range(MAX_STEPS):
        phrase, size = words.longest(BEFORE, left)
        if size:
            if not _qualifies(phrase, _Before(text, words, left - size), is_measured, value):
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
    if not words.words:
        return None
    _, size = words.longest(VAGUE_BEFORE, len(words.words))
    return words.starts[-size] if size else None


class _Before(NamedTuple):
    """What stands before a phrase."""

    text: str
    words: WordsBefore
    size: int

    def word(self, back: int) -> str:
        """The word so many words before the phrase, 1 the last; "" where there is none."""
        return self.words.words[self.size - back] if self.size >= back else ""

    @property
    def is_noun(self) -> bool:
        """Whether the last word is written with a capital."""
        return self.size > 0 and self.text[self.words.starts[self.size - 1]].isupper()


def _qualifies(phrase: str, before: _Before, is_measured: bool, value: float | None) -> bool:
    """Whether a phrase that also is a preposition or an adverb of its own qualifies the number."""
    previous = before.word(1)
    if phrase in LIMITS:
        return is_measured
    if phrase in AROUND:
        return _estimates(phrase, before, value)
    if phrase == "über" and (
        (previous in TIMES and before.word(2) in ARTICLES_OF_TIMES)
        or (before.is_noun and previous.endswith(AMOUNT_NOUNS))
    ):
        return False
    if phrase in {"über", "unter"}:
        if previous in NO_PREPOSITION_AFTER:
            return True
        return is_measured or (phrase == "über" and (value is None or value > SMALL))
    if phrase in {"gut", "vielleicht"}:
        return previous not in {"so", "sehr", "ist", "war", "wie"}
    if phrase == "keine":
        return is_measured
    return True


def _estimates(phrase: str, before: _Before, value: float | None) -> bool:
    """Whether "an die 30", "um die 30", "gegen 30" mean about 30: not where a word governs them."""
    if phrase == "gegen":
        is_round = value is not None and value >= ROUND and value % ROUND == 0
        return is_round and before.word(1) in EXISTENCE
    return before.word(1) not in GOVERNORS and not (before.is_noun and before.size > 1)


def words_before(text: str, start: int, floor: int) -> WordsBefore:
    """The last words before a number on its line; none where they cannot qualify it.

    Args:
        text: running text.
        start: where the number begins.
        floor: where its sentence begins.
    """
    if start == floor or text[start - 1] not in SPACES:
        return NO_WORDS
    floor = max(floor, start - LOOK_BACK)
    last = text[max(floor, start - LAST_WORD_LENGTH) : start].rsplit(None, 1)
    if not last or last[-1].lstrip(OPENERS).lower() not in LAST_WORDS:
        return NO_WORDS
    floor = max(floor, text.rfind("\n", floor, start) + 1)
    words: list[str] = []
    starts: list[int] = []
    for match in WORD.finditer(text, floor, start):
        word = match[0].lstrip(OPENERS)
        words.append(word.lower())
        starts.append(match.end() - len(word))
    return WordsBefore(words, starts)
