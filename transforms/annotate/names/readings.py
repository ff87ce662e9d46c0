"""One reading per name within a document: what it is, and what it is called in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from transforms.annotate.names.abbreviations import Abbreviation
from transforms.annotate.names.cues import names_organisation
from transforms.annotate.names.mention import Label
from transforms.annotate.names.nominative import nominative
from transforms.annotate.names.persons import Persons, fold
from transforms.annotate.names.words import Candidate, Words
from transforms.gazetteer.lexicon import known_names

VOTES = {"pipeline": 1, "cue": 2, "district": 2, "street": 1, "abbreviation": 1, "known": 1, "business": 2}
"""What a candidate counts when the label of its name is decided. A known name itself needs no votes, but a
station does ("Köln Hbf")."""

NO_VOTES: Counter[Label] = Counter()
CLEARLY_ORGANISATION = 2
"""Votes that make a person's surname a company's name ("Bosch" beside "Robert Bosch")."""


class Reading(NamedTuple):
    """What a name means in one document: its label, and the name in full."""

    label: Label
    name: str


class Readings:
    """The names of one document and what they mean."""

    def __init__(self, words: Words, candidates: Iterable[Candidate]) -> None:
        """Let all candidates vote."""
        self._words = words
        self.bases: dict[Candidate, str] = {}
        self._votes: dict[tuple[str, ...], Counter[Label]] = defaultdict(Counter)
        spellings: Counter[str] = Counter()
        for candidate in candidates:
            base = nominative(words, candidate.first, candidate.last, candidate.label)
            self.bases[candidate] = base
            self._votes[fold(base)][candidate.label] += VOTES[candidate.method]
            spellings[base] += 1
        self.persons = Persons(
            {name: count for name, count in spellings.items() if " " in name and self._voted(name) == "PER"}
        )
        self._spellings = spellings
        self._long_forms: dict[str, Reading] = {}

    def add_abbreviation(self, abbreviation: Abbreviation) -> list[Candidate]:
        """Take in an abbreviation that the text explains.

        Args:
            abbreviation: its tokens and those of the long form.

        Returns:
            Both as candidates, if the long form is a name or says that it is an organisation's; else nothing.
        """
        words = self._words
        short = words.surface(*abbreviation.short)
        if short in known_names():
            return []
        long = nominative(words, *abbreviation.long, "ORG")
        votes = self._votes.get(fold(long), Counter()) + self._votes.get(fold(short), Counter())
        if names_organisation(long):
            label: Label = "ORG"
        elif votes:
            label = votes.most_common(1)[0][0]
        else:
            return []
        if label == "PER":
            return []
        self._long_forms[short] = self._long_forms[long] = Reading(label, long)
        found = [
            Candidate(*abbreviation.long, label, "abbreviation"),
            Candidate(*abbreviation.short, label, "abbreviation"),
        ]
        self.bases.update(zip(found, (long, short), strict=True))
        return found

    def reading(self, base: str) -> Reading:
        """What a name of this document means.

        Tables come first, then what the text explains, then full names for their parts, then the majority.
        """
        known = known_names().get(base)
        if known is not None and known.is_certain and not self._is_surname(base):
            return Reading(known.label, base)
        if base in self._long_forms:
            return self._long_forms[base]
        full = self.persons.full_name(base)
        votes = self._votes.get(fold(base), NO_VOTES)
        if full is not None and (votes["ORG"] < CLEARLY_ORGANISATION or votes["ORG"] <= votes["PER"]):
            return Reading("PER", full)
        label = self._voted(base)
        if label == "PER" and " " not in base:
            return Reading(label, self.persons.full_name_of_given(base) or base)
        return Reading(label, base)

    def _is_surname(self, base: str) -> bool:
        """Whether a known name is somebody's surname in this document, and always taken for a person."""
        votes = self._votes.get(fold(base), NO_VOTES)
        return votes["PER"] > 0 and votes["PER"] == votes.total() and self.persons.full_name(base) is not None

    def _voted(self, base: str) -> Label:
        votes = self._votes.get(fold(base))
        if not votes or not votes.total():
            known = known_names().get(base)
            return known.label if known is not None else "MISC"
        return max(votes, key=lambda label: (votes[label], label))

    def votes(self, base: str) -> int:
        """How many candidates of the pipeline and the cues bear the name."""
        return self._votes.get(fold(base), NO_VOTES).total()
