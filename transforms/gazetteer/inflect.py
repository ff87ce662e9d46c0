"""The forms that names, inhabitants and adjectives take in German."""

from __future__ import annotations

from collections.abc import Iterator

SIBILANTS = ("s", "ß", "x", "z", "ce")
"""Endings after which a name takes an apostrophe instead of the genitive -s (Duden, D 16)."""
APOSTROPHES = ("’", "'", "‘", "´")
ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
NO_ADJECTIVES = frozenset({"Frankfurter", "Der", "der", "Silicon"})
"""First words that end like an adjective and are none, or do not inflect."""
PLURALS = ("ande", "ate", "inseln", "iete")
"""Ends of plural country names, which take a dative -n where they do not have one."""

LONG_GENITIVE = ("amt", "tag", "rat", "hof", "reich", "haus", "staat", "stuhl", "kreuz", "bund")
"""Nouns whose genitive is also formed with -es."""


def name_forms(name: str) -> Iterator[str]:
    """All cases of a name of a place or an organisation, the name itself first.

    Adjectives at its beginning are declined together ("Vereinigte Staaten": "Vereinigten Staaten"), the last
    word takes a genitive. Some forms are no German; they do no harm in a look-up.

    Args:
        name: nominative, without article.

    Yields:
        Distinct forms.
    """
    for base in dict.fromkeys(_declined(name)):
        yield base
        if not base.endswith(SIBILANTS):
            yield f"{base}s"
        if base.endswith(LONG_GENITIVE):
            yield f"{base}es"
        if base.endswith(PLURALS):
            yield f"{base.removesuffix('n')}n"


def _declined(name: str) -> Iterator[str]:
    yield name
    words = name.split(" ")
    count = 0
    while count < len(words) - 1 and _adjective_stem(words[count]):
        count += 1
    if not count:
        return
    tail = " ".join(words[count:])
    for ending in ADJECTIVE_ENDINGS:
        yield " ".join([*(_adjective_stem(word) + ending for word in words[:count]), tail])


def _adjective_stem(word: str) -> str:
    """The word without the ending of an adjective; empty if it does not look like one."""
    if word in NO_ADJECTIVES or not word[:1].isupper() or len(word) < 5:
        return ""
    for ending in ("es", "er", "e"):
        if word.endswith(ending):
            return word.removesuffix(ending)
    return ""


def inhabitant_forms(inhabitant: str) -> Iterator[str]:
    """Cases, plural and feminine of the word for an inhabitant, given its masculine singular.

    Args:
        inhabitant: "Russe", "Italiener", "Zypriot", "Israeli", or a feminine form.

    Yields:
        Forms; for some words also one that does not exist ("Franzosin").
    """
    yield inhabitant
    if inhabitant.endswith("innen"):
        return
    if inhabitant.endswith("in"):
        yield f"{inhabitant}nen"
        return
    if inhabitant.endswith(("i", "o")):
        yield f"{inhabitant}s"
        return
    if inhabitant.endswith("e"):
        stem = inhabitant.removesuffix("e")
        yield f"{stem}en"
    else:
        stem = inhabitant
        yield f"{stem}s"
        yield f"{stem}n" if stem.endswith("er") else f"{stem}en"
    for feminine in ("in", "innen", ":in", ":innen", "*in", "*innen", "Innen"):
        yield stem + feminine


def town_adjectives(town: str) -> Iterator[str]:
    """The adjective in -er of a town or region, which is also the word for its inhabitants.

    Args:
        town: a name of one word.

    Yields:
        Forms that may be in use; some are not ("Dresdener" beside "Dresdner").
    """
    yield f"{town}er"
    if town.endswith("e"):
        yield f"{town}r"
    if town.endswith("en"):
        yield f"{town[:-2]}er"
        yield f"{town[:-2]}ner"
    if town.endswith(("el", "ich")):
        yield f"{town[:-2]}ler" if town.endswith("el") else f"{town[:-3]}cher"


def adjective_stem(word: str) -> str:
    """A lower-case adjective without its ending ("russischen": "russisch"); else the word itself."""
    for ending in ("en", "er", "es", "em", "e"):
        if word.endswith(f"sch{ending}"):
            return word.removesuffix(ending)
    return word
