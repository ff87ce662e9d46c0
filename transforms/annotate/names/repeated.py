"""Further occurrences of the names of a document, where the pipeline missed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from transforms.annotate.names.cues import is_never_name
from transforms.annotate.names.mention import Label
from transforms.annotate.names.persons import surname_of
from transforms.annotate.names.readings import Reading
from transforms.annotate.names.words import Candidate, Words
from transforms.gazetteer.inflect import SIBILANTS
from transforms.gazetteer.person_names import person_names

SHORTEST_NAME = 3
"""Shorter single words are found only where the pipeline sees them ("An", "Un")."""
LONGEST_NAME = 200
"""Code points of the longest name that is looked for again. What is longer is a list taken for a name, and to
compare it at each of its own words would cost the square of its length."""
ARTICLES = frozenset(
    ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"]
)


def repeated_candidates(words: Words, readings: Mapping[str, Reading]) -> Iterator[tuple[Candidate, Reading]]:
    """All occurrences of names, their genitives, and of persons' surnames.

    Args:
        words: the text.
        readings: the names that were found, in the nominative, and what each means.

    Yields:
        Runs of tokens with what they mean; those already known are among them.
    """
    by_word = _forms_by_first_word(readings)
    if not by_word:
        return
    for word in words.positions.keys() & by_word.keys():
        for token in words.positions[word]:
            for length, forms in by_word[word].items():
                end = words.starts[token] + length
                reading = forms.get(words.text[words.starts[token] : end])
                if reading is None:
                    continue
                last = words.token_from(end)
                if words.ends[last - 1] == end and _may_be_name(words, token, last, reading.label):
                    yield Candidate(token, last, reading.label, "repeated"), reading
                    break


def _forms_by_first_word(readings: Mapping[str, Reading]) -> dict[str, dict[int, dict[str, Reading]]]:
    """First word → length → the names of that length, the longest first.

    One look-up for each length tells which of a thousand persons called Anna stands at a place.
    """
    forms: dict[str, Reading] = {}
    for base, reading in readings.items():
        names = [base, reading.name]
        if reading.label == "PER" and " " in reading.name:
            names.append(surname_of(reading.name))
        for name in filter(_is_worth_a_search, names):
            forms.setdefault(name, reading)
            if not name.endswith(SIBILANTS):
                forms.setdefault(f"{name}s", reading)
    by_word: dict[str, dict[int, dict[str, Reading]]] = defaultdict(dict)
    for text, reading in sorted(forms.items(), key=lambda item: -len(item[0])):
        by_word[text.split(" ")[0]].setdefault(len(text), {})[text] = reading
    return by_word


def _is_worth_a_search(name: str) -> bool:
    if len(name) > LONGEST_NAME:
        return False
    if " " in name:
        return True
    is_long = len(name) >= SHORTEST_NAME or name in person_names()["surname_first"]
    return is_long and not is_never_name(name)


def _may_be_name(words: Words, first: int, last: int, label: Label) -> bool:
    """Whether a single word is used as a name here: a surname may be a common noun too ("der Koch")."""
    if last - first > 1:
        return True
    if not words.is_proper(first):
        return False
    return label != "PER" or first == 0 or words.words[first - 1].lower() not in ARTICLES
