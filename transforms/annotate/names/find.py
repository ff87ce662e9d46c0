"""The names of one document: found, read in one way, and none of them twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from transforms.annotate.names.abbreviations import explained_abbreviations
from transforms.annotate.names.businesses import businesses, without_owners
from transforms.annotate.names.cues import cued_names, is_street
from transforms.annotate.names.derived import derived_parts
from transforms.annotate.names.known import districts, known_candidates, streets
from transforms.annotate.names.mention import METHODS, Label, Mention
from transforms.annotate.names.readings import Reading, Readings
from transforms.annotate.names.repeated import repeated_candidates
from transforms.annotate.names.trim import trimmed_names
from transforms.annotate.names.words import PROPER_TAGS, Candidate, Words
from transforms.annotate.tagged import TaggedText
from transforms.gazetteer.lexicon import known_names

PRECEDENCE = ("known", "abbreviation", "district", "business", "pipeline", "street", "cue", "repeated")
"""Which of two candidates of the same length stays."""
COMMON_NOUN_SHARE = 0.5
"""A single word that only the pipeline takes for a name, and most of whose occurrences are tagged as common
nouns, is one; so says the majority of the same network's two opinions."""

SPREAD_FACTOR = 3
"""A name may stand so many times as often as the pipeline saw it."""
LONGEST_PLAIN = 8
"""Shorter words in small letters without "sch" are never made from a country's name."""
UMLAUT_PLURAL = re.compile(r"[äöü][^aeiouäöüy]+e$")
"""The plural of many a noun: "Löhne", "Bäche"."""

Claim = tuple[Candidate, Reading]
Uses = dict[tuple[str, Label], bool | None]
"""What `_is_used_as_noun` says of the words of one document: a word that stands a thousand times in it is a
candidate a thousand times, and is judged once."""


def find_mentions(tagged: TaggedText) -> list[Mention]:
    """Find who and what a document names.

    The pipeline's spans are trimmed to the names; names in tables, after cues ("Außenminister …") and beside
    their abbreviations are added; each name gets one reading; then all its other occurrences are found. Words
    made from names ("nordkoreanisch", "Ukraine-Krieg") are mentions of a kind of their own.

    Args:
        tagged: a body with what the pipeline says of it; without a tagger or names it works with less.

    Returns:
        Mentions by start, the longer one first; see `Mention` for what may overlap.
    """
    words = Words(tagged)
    found = (
        known_candidates(words),
        districts(words),
        streets(words),
        trimmed_names(words),
        cued_names(words),
    )
    called = list(businesses(words))
    candidates = [*called, *dict.fromkeys(chain.from_iterable(found))]
    readings = Readings(words, candidates)
    for abbreviation in explained_abbreviations(words):
        candidates += readings.add_abbreviation(abbreviation)
    uses: Uses = {}
    kept = {
        candidate: base
        for candidate, base in without_owners(readings.bases, called).items()
        if not _is_common_noun(words, candidate, base, readings, uses)
    }
    meanings = {base: readings.reading(base) for base in dict.fromkeys(kept.values())}
    claims = [(candidate, meanings[base]) for candidate, base in kept.items()]
    claims += repeated_candidates(words, _worth_repeating(words, kept, meanings, readings))
    names = [_mention(words, candidate, reading) for candidate, reading in _without_overlap(claims)]
    parts = _without_names(_mentions_in_words(words), names)
    return sorted([*names, *parts], key=lambda mention: (mention.start, -mention.end))


def _is_common_noun(words: Words, candidate: Candidate, base: str, readings: Readings, uses: Uses) -> bool:
    """Whether a single word that only the pipeline takes for a name is a common noun, by its tags."""
    is_sure = candidate.method != "pipeline" or candidate.label == "MISC" or base in known_names()
    is_square = candidate.label == "LOC" and is_street(base, "PROPN")  # what network and ending agree on
    if is_sure or is_square or candidate.last - candidate.first > 1:
        return False
    if readings.persons.full_name(base) is not None:
        return False
    if (base, candidate.label) not in uses:
        uses[base, candidate.label] = _is_used_as_noun(words, base, candidate.label)
    is_noun = uses[base, candidate.label]
    if is_noun is not None:
        return is_noun
    if candidate.label == "PER":
        is_inflected = words.tagged.lemmas[candidate.first] not in (words.words[candidate.first], base)
        if is_inflected or words.begins_sentence(candidate.first):
            return True
    return readings.votes(base) <= len(_tokens_of(words, base)) / 2


def _is_used_as_noun(words: Words, base: str, label: Label) -> bool | None:
    """Whether a word is a common noun by all its occurrences; None where they leave it open."""
    tokens = _tokens_of(words, base)
    if any(words.pos[token] == "NOUN" and words.is_qualified(token) for token in tokens):
        return True
    if all(_is_thing(words, token, label) for token in tokens):
        return True
    nouns = sum(words.pos[token] not in PROPER_TAGS for token in tokens)
    return False if nouns <= COMMON_NOUN_SHARE * len(tokens) else None


def _tokens_of(words: Words, base: str) -> list[int]:
    """Where a word stands, also in the genitive."""
    return [token for word in (base, f"{base}s") for token in words.positions.get(word, ())]


def _is_thing(words: Words, token: int, label: Label) -> bool:
    """Whether an article makes a word a common noun: "die Löhne" for a place, "Das Rosa" for a person.

    A place needs the form of a plural too, for rivers and summits have an article; "das" hardly ever stands
    before a person's name.
    """
    if not words.follows_closely(token):
        return False
    word, tag, before = words.words[token], words.pos[token], words.words[token - 1]
    if label == "LOC":
        return tag == "NOUN" and words.pos[token - 1] == "DET" and UMLAUT_PLURAL.search(word) is not None
    return label == "PER" and (before == "Das" or (before == "das" and words.pos[token - 1] == "DET"))


def _worth_repeating(
    words: Words, kept: Mapping[Candidate, str], meanings: Mapping[str, Reading], readings: Readings
) -> dict[str, Reading]:
    """Names that are looked for in the whole text, with what they mean.

    A single word that only the pipeline takes for a name must be one for it in a third of its occurrences.
    """
    sure = {base for candidate, base in kept.items() if candidate.method != "pipeline" or " " in base}
    return {
        base: meaning
        for base, meaning in meanings.items()
        if base in sure
        or " " in meaning.name
        or len(words.positions.get(base, ())) <= SPREAD_FACTOR * readings.votes(base)
    }


def _without_overlap(claims: Iterable[Claim]) -> list[Claim]:
    """The longest claim on each token, the surer one among equals."""
    taken: set[int] = set()
    kept = []
    order = {method: rank for rank, method in enumerate(PRECEDENCE)}
    for claim in sorted(
        claims, key=lambda claim: (claim[0].first - claim[0].last, order[claim[0].method], claim[0].first)
    ):
        tokens = range(claim[0].first, claim[0].last)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(claim)
    return kept


def _mention(words: Words, candidate: Candidate, reading: Reading) -> Mention:
    return Mention(
        words.starts[candidate.first],
        words.ends[candidate.last - 1],
        reading.label,
        "name",
        reading.name,
        candidate.method,
        METHODS[candidate.method].confidence,
    )


def _mentions_in_words(words: Words) -> Iterator[Mention]:
    for word, positions in words.positions.items():
        if not (word[0].isupper() or "sch" in word or len(word) > LONGEST_PLAIN):
            continue
        for part in derived_parts(word):
            confidence = METHODS[part.method].confidence
            for token in positions:
                start = words.starts[token]
                span = start + part.start, start + part.end
                yield Mention(*span, part.label, part.reference, part.name, part.method, confidence)


def _without_names(parts: Iterable[Mention], names: list[Mention]) -> Iterator[Mention]:
    """Mentions within words that stand beside the names.

    A derived one may lie within a name, but not be it, nor be part of a person's ("Julia Schweizer"); what is
    named within a name is not a mention of its own ("Berlin-Mitte").
    """
    holders = sorted((name.start, name.end, name.label) for name in names)
    starts = [start for start, _, _ in holders]
    for mention in parts:
        position = bisect_right(starts, mention.start) - 1
        start, end, label = holders[position] if position >= 0 else (0, 0, "")
        is_inside = mention.end <= end
        if not is_inside or (
            mention.reference == "derived" and label != "PER" and (mention.start, mention.end) != (start, end)
        ):
            yield mention
