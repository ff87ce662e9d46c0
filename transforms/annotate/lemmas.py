"""Lemmas: a table of forms, corrected by word class, with rules for compounds, adjectives and verbs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_language_data, registry

if TYPE_CHECKING:
    from thinc.types import Ints2d

LEMMA_COMPONENT = "german_lemmas"
LEMMAS_VERSION = "1"
"""Raised with every change of the rules, so that texts annotated by older ones are worked on again."""
TABLE = "lemma_lookup"
MAX_CACHED = 200_000
"""Pairs of form and word class whose lemma is kept; when there are more, the cache begins anew."""
AFFIXES = "affixes"
MIN_HEAD = 4
"""Shortest last part of a compound: shorter ones are endings more often than words ("-chen", "-ern")."""
MIN_MODIFIER = 3
"""Shortest first part of a compound ("Ost-", "Tag-")."""
MIN_STEM = 3
"""Shortest stem an ending is taken from."""
ADJECTIVE_ENDINGS = ("e", "en", "em", "er", "es")
NO_BASES = ("e", "em", "es")
"""No adjective in its plain form ends so; lemmas of the table that do are mistakes of it."""


@Language.factory(LEMMA_COMPONENT, assigns=["token.lemma"])
def create_german_lemmas(nlp: Language, name: str) -> GermanLemmas:  # noqa: ARG001 (spaCy passes both)
    """Create the component; the table comes from the package spacy-lookups-data."""
    if "de" not in registry.lookups:
        raise ValueError(
            "lemmas need the package spacy-lookups-data: python -m pip install spacy-lookups-data"
        )
    # Not `load_lookups`: it hashes every form of the table, which takes most of a second.
    table = load_language_data(registry.lookups.get("de")[TABLE])
    return GermanLemmas(cast("dict[str, str]", table))


class GermanLemmas:
    """Sets the lemma of every token, from its form and its word class.

    Args:
        table: form → lemma, without word classes.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self.lemmatizer = Lemmatizer(table)
        self.known: dict[tuple[int, int], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set lemmas. The verb of a separated pair ("teilte … mit") gets the lemma of the part it is."""
        if len(doc) == 0:
            return doc
        if len(self.known) > MAX_CACHED:
            self.known.clear()
        # Strings, not their hashes, are kept: inside a memory zone spaCy forgets strings when the zone ends.
        add = doc.vocab.strings.add
        pairs: list[tuple[int, int]] = list(map(tuple, doc.to_array(["ORTH", "POS"]).tolist()))
        lemmas = [add(self.known.get(pair) or self._work_out(doc, pair)) for pair in pairs]
        doc.from_array(["LEMMA"], cast("Ints2d", np.array(lemmas, dtype=np.uint64)))
        return doc

    def _work_out(self, doc: Doc, pair: tuple[int, int]) -> str:
        orth, pos = pair
        lemma = self.lemmatizer.lemma(doc.vocab.strings[orth], doc.vocab.strings[pos] or "X")
        self.known[pair] = lemma
        return lemma


class Lemmatizer:
    """German lemmas by form and word class.

    Args:
        table: form → lemma; many forms stand in it under the lemma of another word class
            ("schnell" → "schnellen"), hence the rules.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self.table = table
        self.closed = closed_forms()
        self.bases = frozenset(
            lemma for lemma in table.values() if lemma[:1].islower() and not lemma.endswith(NO_BASES)
        )

    def lemma(self, word: str, pos: str) -> str:
        """The lemma of a form.

        Args:
            word: the form as written.
            pos: its UPOS tag; of "X" the table alone decides.

        Returns:
            Nouns and names with their capital, all else in lower case; the form itself where nothing is
            known.
        """
        closed = self.closed.get((pos, word.lower()))
        if closed:
            return closed
        if pos == "NOUN":
            return self._noun(word)
        if pos in {"VERB", "AUX"}:
            return self._verb(word.lower())
        if pos == "ADJ":
            lemma = self._adjective(word.lower())
            unchanged = lemma == word.lower() and lemma not in self.bases
            return word if unchanged and word.endswith("er") else lemma  # "Münchner"
        if pos == "PROPN":
            return self._name(word)
        if pos == "X":
            return self.table.get(word, word)
        return word.lower() if pos not in {"PUNCT", "SYM", "NUM"} or word.isalpha() else word

    def _noun(self, word: str) -> str:
        if "-" in word.strip("-"):
            modifier, _, head = word.rpartition("-")
            return f"{modifier}-{self._noun(head)}" if head[:1].isupper() else word
        found = self._listed_noun(word)
        if found:
            return found
        for cut in range(MIN_MODIFIER, len(word) - MIN_HEAD + 1):
            tail = self._listed_noun(word[cut:].capitalize())
            if tail:
                return word[:cut] + tail.lower()
        return word

    def _listed_noun(self, word: str) -> str | None:
        closed = self.closed.get(("NOUN", word.lower()))
        found = closed or self.table.get(word)
        return found if found and found[0].isupper() else None

    def _verb(self, word: str) -> str:
        found = self._listed_verb(word)
        if found:
            return found
        for prefix in prefixes():
            stem = word.removeprefix(prefix)
            if stem != word and len(stem) >= MIN_STEM:
                base = self._listed_verb(stem.removeprefix("zu")) or self._listed_verb(stem)
                if base:
                    return prefix + base
        if word.endswith("e") and len(word) > MIN_STEM:
            return word + "n"
        return word

    def _listed_verb(self, word: str) -> str | None:
        found = self.closed.get(("VERB", word)) or self.table.get(word)
        return found if found and found.endswith("n") and found[0].islower() else None

    def _adjective(self, word: str) -> str:
        if word.endswith("end"):
            return word  # participles: "hervorragend" stands in the table under its verb
        found = self.table.get(word)
        if found and found[0].islower() and word.startswith(found) and found != word:
            return found
        if word in self.bases:
            return word
        for ending in ADJECTIVE_ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= MIN_STEM and (stem in self.bases or stem in self.table):
                base = self.table.get(stem, stem)
                return base if stem.startswith(base) and base[0].islower() else stem
        if found and found[0].islower() and not found.endswith("en"):
            return found
        for ending in ADJECTIVE_ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= MIN_STEM and stem.endswith(adjective_ends()):
                return stem
        return word

    def _name(self, word: str) -> str:
        found = self.table.get(word, word)
        return found if found + "s" == word else word


@cache
def closed_forms() -> dict[tuple[str, str], str]:
    """Forms whose lemma does not come from the table, by word class and form in lower case."""
    return {
        (pos, form): lemma
        for pos, lemmas in _lists().items()
        if pos != AFFIXES
        for lemma, forms in lemmas.items()
        for form in forms.split()
    }


@cache
def prefixes() -> tuple[str, ...]:
    """Prefixes of verbs, longest first: "vorbei" before "vor"."""
    affixes = _lists()[AFFIXES]
    return tuple(sorted({*affixes["separable"].split(), *affixes["inseparable"].split()}, key=_longest_first))


@cache
def adjective_ends() -> tuple[str, ...]:
    """Suffixes of adjectives."""
    return tuple(_lists()[AFFIXES]["adjective_ends"].split())


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
