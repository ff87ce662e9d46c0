"""Words made from names: adjectives of countries, their inhabitants, names within compounds."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from transforms.annotate.names.mention import Label, Reference
from transforms.gazetteer.countries import country_of_adjective, country_of_inhabitant, load_countries
from transforms.gazetteer.inflect import adjective_stem
from transforms.gazetteer.lexicon import known_forms, known_names

TAILS_FILE = Path(__file__).with_name("compounds.toml")
SHORTEST_HEAD = 4
"""Shortest country name looked for at the head of a compound without hyphen."""


class Part(NamedTuple):
    """A part of a word, ``word[start:end]``, that refers to something with a name.

    A country is referred to by words made from its name (`reference` "derived"); an organisation or a town in
    a compound is named ("Nato-Staaten", "Achse Moskau-Teheran").
    """

    start: int
    end: int
    label: Label
    reference: Reference
    name: str
    method: str


@lru_cache(maxsize=65_536)
def derived_parts(word: str) -> tuple[Part, ...]:
    """What a word refers to by being made from names.

    "nordkoreanischen", "westrussisch" and "Nordkoreaner" refer to one country, "russisch-nordkoreanisch" to
    two, "Ukraine-Krieg" and "Russlandpolitik" to the name at their head. A name itself is not derived, nor is
    the name of a language ("Russisch").

    Args:
        word: one word, with its hyphens.

    Returns:
        The parts, in order; mostly none.
    """
    if word in known_forms() or word in _compounds()["no_reference"]:
        return ()
    country, method = _adjective(word), "adjective"
    if country is None:
        country, method = country_of_inhabitant().get(word), "inhabitant"
    if country is not None:
        return (_country_part(0, len(word), country, method),)
    if "-" in word.strip("-"):
        return tuple(_hyphenated(word))
    return _closed_compound(word)


def _country_part(start: int, end: int, country_code: str, method: str) -> Part:
    return Part(start, end, "LOC", "derived", load_countries()[country_code].name, method)


def _adjective(word: str) -> str | None:
    """Code of the country that an adjective in any form belongs to."""
    if "sch" not in word:
        return None
    stem = adjective_stem(word)
    if stem == word:
        return None  # a language, mostly: "auf Russisch", "spricht russisch"
    return _country_of_stem(stem.lower())


def _country_of_stem(stem: str) -> str | None:
    adjectives = country_of_adjective()
    if stem in adjectives:
        return adjectives[stem]
    if stem in _compounds()["no_country"]:
        return None
    for prefix in _prefixes():
        if stem.startswith(prefix):
            rest = stem.removeprefix(prefix)
            if rest in adjectives:
                return adjectives[rest]
    return None


def _hyphenated(word: str) -> list[Part]:
    """Parts between hyphens: the longest run of them that is a name, else an adjective or an inhabitant."""
    pieces = word.split("-")
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece) + 1)
    parts: list[Part] = []
    first = 0
    while first < len(pieces):
        ends = range(len(pieces), first, -1) if pieces[first - 1] not in _compounds()["town_heads"] else ()
        last = next((end for end in ends if _is_head(pieces[first:end])), None)
        end_of_first = starts[first] + len(pieces[first])
        if last is not None:
            parts.append(_head_part(starts[first], starts[last] - 1, "-".join(pieces[first:last])))
            first = last
            continue
        country = _adjective(pieces[first]) or country_of_inhabitant().get(pieces[first])
        if country is None and pieces[first].endswith(("isch", "deutsch")) and first < len(pieces) - 1:
            country = _country_of_stem(pieces[first][:1].lower() + pieces[first][1:])
        if country is not None:
            method = "inhabitant" if pieces[first] in country_of_inhabitant() else "adjective"
            parts.append(_country_part(starts[first], end_of_first, country, method))
        first += 1
    return parts


def _head_part(start: int, end: int, head: str) -> Part:
    known = known_names()[head]
    if known.sort == "country":
        return Part(start, end, known.label, "derived", known.name, "compound")
    return Part(start, end, known.label, "name", head, "compound")


def _is_head(pieces: list[str]) -> bool:
    known = known_names().get("-".join(pieces))
    return known is not None and known.is_certain


def _closed_compound(word: str) -> tuple[Part, ...]:
    """A country's name with one of the usual tails: "Russlandpolitik", "deutschlandweit"."""
    if len(word) <= SHORTEST_HEAD:
        return ()
    title = word[:1].upper() + word[1:]
    for head in _heads().get(title[:SHORTEST_HEAD], ()):
        if title.startswith(head):
            tail = word[len(head) :].removeprefix("s")
            if tail.startswith(_tails()):
                return (_head_part(0, len(head), head),)
    return ()


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    """Beginning of a name → countries' names that begin so, longest first."""
    names = sorted(
        (name for name, known in known_names().items() if known.sort == "country" and name.isalpha()),
        key=lambda name: (-len(name), name),
    )
    heads: dict[str, tuple[str, ...]] = {}
    for name in names:
        if len(name) >= SHORTEST_HEAD and not name.isupper():
            heads[name[:SHORTEST_HEAD]] = (*heads.get(name[:SHORTEST_HEAD], ()), name)
    return heads


@cache
def _compounds() -> dict[str, frozenset[str]]:
    table = tomllib.loads(TAILS_FILE.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in table.items()}


@cache
def _tails() -> tuple[str, ...]:
    return tuple(sorted(_compounds()["tails"]))


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(sorted(_compounds()["prefixes"], key=lambda prefix: (-len(prefix), prefix)))
