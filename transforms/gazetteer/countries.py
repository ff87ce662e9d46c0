"""Countries and territories with all words that refer to them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from babel import Locale

from transforms.gazetteer.inflect import inhabitant_forms

COUNTRIES_FILE = Path(__file__).with_name("countries.toml")
NOT_COUNTRIES = frozenset(
    {"AC", "AQ", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)
"""Two-letter codes of CLDR that are reserved, unions, parts of a country, or Antarctica."""


class Country(NamedTuple):
    """A country or territory.

    Attributes:
        code: ISO 3166-1 alpha-2 (XK for Kosovo).
        name: the German name to show.
        names: all further names, not inflected.
        adjectives: stems without ending, lower case.
        people: words for its inhabitants, all forms.
        capitals: capital and seat of government, each with its spellings, the usual one first.
        is_ambiguous: whether the name is mostly another word.
    """

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[tuple[str, ...], ...]
    is_ambiguous: bool


@cache
def load_countries() -> dict[str, Country]:
    """All countries by code, ascending: usual names from CLDR, the rest from our own table."""
    table = tomllib.loads(COUNTRIES_FILE.read_text(encoding="utf-8"))
    territories = {
        code: name
        for code, name in Locale("de").territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    }
    return {code: _country(code, territories[code], table.get(code, {})) for code in sorted(territories)}


def _country(code: str, usual_name: str, row: dict[str, Any]) -> Country:
    name = str(row.get("name", usual_name))
    return Country(
        code=code,
        name=name,
        names=tuple(row.get("names", ())),
        adjectives=tuple(row.get("adjectives", ())),
        people=tuple(form for person in row.get("people", ()) for form in inhabitant_forms(person)),
        capitals=tuple(tuple(spellings) for spellings in row.get("capitals", ())),
        is_ambiguous=bool(row.get("ambiguous", False)),
    )


@cache
def country_of_adjective() -> dict[str, str]:
    """Adjective stem ("nordkoreanisch") → country code."""
    return {stem: country.code for country in load_countries().values() for stem in country.adjectives}


@cache
def country_of_inhabitant() -> dict[str, str]:
    """Word for an inhabitant, in all forms ("Russinnen") → country code."""
    return {form: country.code for country in load_countries().values() for form in country.people}
