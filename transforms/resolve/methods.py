"""How it was decided which entity a name means, and how sure that is."""

from __future__ import annotations

from typing import NamedTuple


class Method(NamedTuple):
    """A rule: what it means, and how sure its decisions are."""

    meaning: str
    confidence: float


METHODS = {
    "name": Method("the entity's own name, as most articles write it", 1.0),
    "spelling": Method(
        "the same name in another spelling: hyphens, accents, transliteration, legal form", 0.95
    ),
    "country": Method("a name of a country in the table of countries", 1.0),
    "known": Method("a name in the table of places and organisations", 1.0),
    "genitive": Method("a genitive whose nominative is far more frequent", 0.9),
    "initial": Method("a name with a middle initial, the only one of its kind", 0.9),
    "order": Method("surname and given name the other way round", 0.9),
    "surname": Method("a surname that nearly always means this one person", 0.95),
    "abbreviation": Method("the initials of one organisation's name only", 0.85),
    "kind": Method("a name that nearly always means a thing of another kind", 0.9),
    "correction": Method("the corrections file says so", 1.0),
}
"""Codes of `entity_alias.method_code`.

How sure each is was read off the 8,281 names of 2,822 texts (Wikinews quotations, train; SmartData): 40 of
40 spellings checked by hand were right, 16 of 16 surnames, 27 of 31 abbreviations. The surname rule was also
tried where the article itself gives the full name, hidden from the rule: 47 of 48 right. Genitives, initials,
orders and kinds were too few to count, their figures are estimates; 1 means by definition.
"""
