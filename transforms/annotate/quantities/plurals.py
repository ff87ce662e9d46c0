"""Singulars of nouns that the lemmatizer left in the plural, where their form leaves no doubt."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_CLOSED: dict[str, str] = dict(pair.split("=") for name in ("er", "umlaut") for pair in _TABLES[name].split())
_LENGTHS = sorted({len(plural) for plural in _CLOSED}, reverse=True)
UNCHANGED: tuple[str, ...] = tuple(_TABLES["unchanged"].split())
ADJECTIVAL: tuple[str, ...] = tuple(_TABLES["adjectives"].split())
ENDINGS = (("innen", "in"), ("ungen", "ung"), ("heiten", "heit"), ("keiten", "keit"), ("schaften", "schaft"))
"""Endings that only plurals have, and their singular."""
S_WITHOUT_PLURAL = "sxzuiß"
"""Letters before a final -s that belongs to the stem: "Haus", "Kreis"."""
MIN_STEM = 3
CHANGED_VOWELS = frozenset("äöü")
BEFORE_FEMININE = (
    *("bb", "dd", "ff", "gg", "ll", "mm", "nn", "pp", "rr", "tt", "tz", "ck"),
    *("lz", "nz", "mp", "pf", "rk", "rt"),
)
"""Before -en: nouns without a listed form that go on so are feminine ("Skudden", "Stützen", "Rampen")."""


def singular(word: str) -> str:
    """The singular of a noun by endings that only plurals have; the word itself where there are none.

    Args:
        word: a noun, with its capital.
    """
    for plural, ending in ENDINGS:
        if len(word) > MIN_STEM + len(plural) and word.endswith(plural):
            return word.removesuffix(plural) + ending
    if len(word) > MIN_STEM and word[-1] == "s" and word[-2] not in S_WITHOUT_PLURAL:
        return word[:-1]
    return word


@lru_cache(maxsize=10_000)
def singular_of_many(word: str, is_dative: bool) -> str:
    """The singular of a noun that a number above one stands before, so that it is a plural.

    Args:
        word: a noun, with its capital.
        is_dative: whether it may be a dative: then a last -n may be its ending ("mit zwei Bänden").

    Returns:
        The singular; the word itself where several are possible, and where adjectives ("20 Angestellte") and
        unchanging nouns ("drei Balken") look like plurals.
    """
    found = singular(word)
    if found != word:
        return found
    if listed := _listed(word):
        return listed
    if word.endswith("n") and (listed := _listed(word[:-1])):
        return listed  # "mit drei Bänden", "in 14 Blättern"
    lower = word.lower()
    if word.endswith("e"):
        return _without_e(word, lower)
    if word.endswith("en") and not is_dative and not lower.endswith(UNCHANGED) and not lower.endswith("chen"):
        stem = lower.removesuffix("en")
        return word[:-1] if len(stem) >= MIN_STEM and stem.endswith(BEFORE_FEMININE) else word
    return word


def _without_e(word: str, lower: str) -> str:
    """The singular of a plural in -e: "Laibe", "Solarmodule"; with a changed vowel it must be listed."""
    stem = lower[:-1]
    is_neuter = lower.startswith("ge") and CHANGED_VOWELS.intersection(lower)  # "Gebäude", "Gemälde"
    if lower.endswith(ADJECTIVAL) or is_neuter or len(stem) < MIN_STEM:
        return word
    last_vowels = [letter for letter in stem if letter in "aeiouäöüy"][-2:]
    if not last_vowels or CHANGED_VOWELS.intersection(last_vowels) or stem[-1] in "aeiouh":
        return word
    if stem.endswith("niss"):
        return word[:-2]
    return word[:-1]


def _listed(word: str) -> str | None:
    lower = word.lower()
    for length in _LENGTHS:
        if lower[-length:] in _CLOSED:
            head = lower[:-length] + _CLOSED[lower[-length:]]
            return word[0] + head[1:] if len(lower) > length else head.capitalize()
    return None
