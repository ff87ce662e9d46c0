"""Names that stand in the tables of countries, places and organisations."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.annotate.names.cues import is_street
from transforms.annotate.names.derived import derived_parts
from transforms.annotate.names.words import Candidate, Words
from transforms.gazetteer.lexicon import Form, forms_by_first_word, known_forms

STATIONS = frozenset({"Hbf", "Hauptbahnhof", "Flughafen", "Ostbahnhof", "Westbahnhof", "Südbahnhof", "Hafen"})
SHORTEST_CAPITALS = 4
"""Shorter words in capitals are mostly initials."""


def known_candidates(words: Words) -> Iterator[Candidate]:
    """Known names in any case, the longest at each place.

    Names that are mostly another word are left to the pipeline.

    Args:
        words: the text.

    Yields:
        Runs of tokens without overlap.
    """
    forms = forms_by_first_word()
    starts = sorted(
        token for word in words.positions.keys() & forms.keys() for token in words.positions[word]
    )
    behind = 0
    for token in starts:
        if token < behind:
            continue
        found = longest_form(words, token, forms[words.words[token]])
        if found is not None and found[1].known.is_certain:
            behind = _with_station(words, *found)
            yield Candidate(token, behind, found[1].known.label, "known")
    for word in words.capitalised:
        if len(word) >= SHORTEST_CAPITALS and word.isupper() and word not in forms:
            form = known_forms().get(word.capitalize())
            if form is not None and form.known.is_certain:
                for token in words.positions[word]:
                    yield Candidate(token, token + 1, form.known.label, "known")


def _with_station(words: Words, last: int, form: Form) -> int:
    """With what makes a town a station: "Köln Hbf"."""
    if form.known.sort in {"capital", "place"}:
        while words.follows_closely(last) and words.words[last] in STATIONS:
            last += 1
    return last


def districts(words: Words) -> Iterator[Candidate]:
    """Places called after a town: "Hamburg-Altona", if tagged as a name; "Hamburg-Besuch" is a common noun.

    In the SmartData training documents 196 of 252 such words are names of places as a whole, 4 name the town
    alone.
    """
    for word in words.capitalised:
        if "-" not in word:
            continue
        parts = derived_parts(word)
        if (
            len(parts) == 1
            and parts[0].start == 0
            and parts[0].label == "LOC"
            and parts[0].reference == "name"
        ):
            for token in words.positions[word]:
                if words.pos[token] == "PROPN":
                    yield Candidate(token, token + 1, "LOC", "district")


def streets(words: Words) -> Iterator[Candidate]:
    """Streets, squares, bridges, and the like by their ending.

    In the SmartData training documents 20 of 24 such words that the pipeline had missed are places.
    """
    for word in words.capitalised:
        if word.endswith(("e", "z", "kogel", "joch", "tunnel", "hafen")):
            for token in words.positions[word]:
                if is_street(word, words.pos[token]) and not words.is_qualified(token):
                    yield Candidate(token, token + 1, "LOC", "street")


def longest_form(words: Words, token: int, forms: tuple[tuple[str, Form], ...]) -> tuple[int, Form] | None:
    """The first of some forms that stands at a token and ends with a token, and the token after it."""
    start = words.starts[token]
    for text, form in forms:
        if words.text.startswith(text, start):
            last = words.token_from(start + len(text))
            if words.ends[last - 1] == start + len(text):
                return last, form
    return None
