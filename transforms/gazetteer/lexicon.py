"""Known names in all their forms, and what they mean."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from transforms.gazetteer.countries import country_of_inhabitant, load_countries
from transforms.gazetteer.inflect import name_forms, town_adjectives

PLACES_FILE = Path(__file__).with_name("places.toml")
ORGANISATIONS_FILE = Path(__file__).with_name("organisations.toml")
FIRST_WORD = re.compile(r"\w+(?:-\w+)*")

Sort = Literal["country", "capital", "place", "organisation"]


class Known(NamedTuple):
    """A thing that everybody knows by this name.

    Attributes:
        name: the name to show.
        sort: what it is; countries and capitals are places too.
        country_code: ISO 3166-1 alpha-2 of the country it is or lies in.
        is_certain: false where the same word often means something else.
    """

    name: str
    sort: Sort
    country_code: str | None = None
    is_certain: bool = True

    @property
    def label(self) -> Literal["LOC", "ORG"]:
        """Label of the name recogniser for such a thing."""
        return "ORG" if self.sort == "organisation" else "LOC"


class Form(NamedTuple):
    """A known name in some case: its nominative, and what it means."""

    base: str
    known: Known


@cache
def known_names() -> dict[str, Known]:
    """Name, not inflected → what it means. Where two things share a name, the country comes first."""
    names: dict[str, Known] = {}
    for name, known in (*_countries(), *_capitals(), *_places(), *_organisations()):
        names.setdefault(name, known)
    return names


@cache
def known_forms() -> dict[str, Form]:
    """Name in any case ("Russlands", "Vereinigten Staaten") → its nominative and what it means."""
    forms = {name: Form(name, known) for name, known in known_names().items()}
    for name, known in known_names().items():
        for form in name_forms(name):
            forms.setdefault(form, Form(name, known))
    return forms


@cache
def forms_by_first_word() -> dict[str, tuple[tuple[str, Form], ...]]:
    """First word → the forms that begin with it, longest first.

    A form stands under all that a tokenizer may take for its first word ("Frankfurt", "Frankfurt/Main").
    """
    by_word: dict[str, dict[str, Form]] = defaultdict(dict)
    for text, form in known_forms().items():
        first = FIRST_WORD.match(text)
        for word in {text.split(" ")[0], first[0] if first else text}:
            by_word[word][text] = form
    return {
        word: tuple(sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])))
        for word, forms in by_word.items()
    }


@cache
def town_of_adjective() -> dict[str, str]:
    """Adjective or inhabitant of a town ("Freiburger", "Dresdner") → the town."""
    towns: dict[str, str] = {}
    for name, known in known_names().items():
        if known.sort in {"capital", "place"} and name.isalpha():
            for form in town_adjectives(name):
                if form not in known_names() and form not in country_of_inhabitant():
                    towns.setdefault(form, name)
    return towns


def _countries() -> Iterator[tuple[str, Known]]:
    for country in load_countries().values():
        known = Known(country.name, "country", country.code, not country.is_ambiguous)
        yield from ((name, known) for name in (country.name, *country.names))


def _capitals() -> Iterator[tuple[str, Known]]:
    for country in load_countries().values():
        for spellings in country.capitals:
            known = Known(spellings[0], "capital", country.code)
            yield from ((name, known) for name in spellings)


def _places() -> Iterator[tuple[str, Known]]:
    table = tomllib.loads(PLACES_FILE.read_text(encoding="utf-8"))
    for country_code, places in ((None, table["regions"]), *table["country"].items()):
        for names in places:
            known = Known(names[0], "place", country_code)
            yield from ((name, known) for name in names)


def _organisations() -> Iterator[tuple[str, Known]]:
    table = tomllib.loads(ORGANISATIONS_FILE.read_text(encoding="utf-8"))
    for group in table.values():
        for names in group:
            known = Known(names[0], "organisation")
            yield from ((name, known) for name in names)
