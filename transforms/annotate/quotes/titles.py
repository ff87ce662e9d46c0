"""Names and terms in quotation marks, which are no quotations: "der Film „…“", "die sogenannte „…“"."""

from __future__ import annotations

import tomllib
from pathlib import Path

from transforms.annotate.quotes.grammar import DETERMINERS
from transforms.annotate.quotes.unit import Unit

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
TITLE_NOUNS: frozenset[str] = frozenset(_WORDS["title_nouns"].split())
ANNOUNCING: frozenset[str] = frozenset(_WORDS["announcing"].split())
CALLED = frozenset({"genannt", "genannte", "genannten", "genannter", "genanntes"})
SO_CALLED = frozenset({"sogenannt", "sogenannte", "sogenannten", "sogenannter", "sogenanntes", "sogenanntem"})
SIGN_TAILS: tuple[str, ...] = tuple(_WORDS["signs"].split())
LISTING = frozenset({",", "und", "oder", "sowie", "/"})
MAX_LIST = 40
"""Items of a list of names that are looked back over."""
MAX_STEPS = 3
"""Words looked back over: an adjective may stand between "sogenannte" and the term."""
MIN_TAIL = 4
"""Letters of the shortest title noun that is recognised at the end of a compound."""


def is_title_noun(word: str) -> bool:
    """Whether a noun, or the end of a compound, is one behind which a name in marks stands."""
    lower = word.lower()
    if lower in TITLE_NOUNS:
        return True
    return any(lower[i:] in TITLE_NOUNS for i in range(1, len(lower) - MIN_TAIL + 1))


def is_so_called(unit: Unit, item: int) -> bool:
    """Whether "sogenannt" stands before a text in marks, an adjective between them or none."""
    return any(
        word in SO_CALLED or (word in CALLED and "so" in unit.lower[max(0, item - 3) : item])
        for word in unit.lower[max(0, item - 2) : item]
    )


def is_on_sign(unit: Unit, item: int) -> bool:
    """Whether a text in marks is what a sign or poster reads, which nobody says: "das Schild „…“"."""
    return item > 0 and unit.words[item - 1][0].isupper() and unit.lower[item - 1].endswith(SIGN_TAILS)


def announces_name(unit: Unit, item: int) -> bool:
    """Whether what stands around a text in marks takes it for a name or a term."""
    before = item - 1
    first = max(0, item - MAX_LIST)
    while before > first and unit.words[before] in LISTING and before - 1 in unit.quotes:
        before -= 2  # one of a list: "die Filme „…“ und „…“"
    item = before + 1
    if before > 0 and unit.words[before] == "(":
        return unit.words[item + 1 : item + 2] == [")"]
    if any(unit.lower[item + 1 : item + 2] == [word] for word in CALLED):
        return True
    for back in range(before, max(-1, before - MAX_STEPS), -1):
        lower = unit.lower[back]
        if lower in ANNOUNCING or (lower in CALLED and unit.lower[back - 1 : back] == ["so"]):
            return True
        if back == before and unit.words[back][0].isupper() and lower not in DETERMINERS:
            return is_title_noun(unit.words[back])
        if back in unit.quotes or not (unit.pos[back] == "ADJ" or lower == "so"):
            return False
    return False
