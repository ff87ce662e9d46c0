"""Businesses called after who runs them: "Bäckerei Kunze", "Hof Lohmann"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from transforms.annotate.names.cues import cue_words, is_never_name
from transforms.annotate.names.words import Candidate, Words
from transforms.gazetteer.lexicon import known_forms

LONGEST_OWNER = 2
"""Most words of the owner's name: given name and surname."""


def businesses(words: Words) -> Iterator[Candidate]:
    """Noun and name as one organisation: "Reederei Karla Kunze".

    The owner's name within it is no mention of the person, for the business is meant. Where the pipeline
    takes the name alone for an organisation ("Reederei Nordlinie"), the noun stays outside.

    Args:
        words: the text.

    Yields:
        Runs of tokens, the noun included.
    """
    for word in words.capitalised:
        if not _is_business(word):
            continue
        for token in words.positions[word]:
            last = token + 1
            while (
                last <= token + LONGEST_OWNER and words.follows_closely(last) and _may_be_owner(words, last)
            ):
                last += 1
            if last > token + 1 and not _is_named_without(words, token + 1, last):
                yield Candidate(token, last, "ORG", "business")


def without_owners(bases: Mapping[Candidate, str], found: Iterable[Candidate]) -> Mapping[Candidate, str]:
    """Candidates but for those that overlap a business and do not begin with it.

    They have voted by then, so that the owner's surname elsewhere still means the full name.

    Args:
        bases: all candidates and their names.
        found: the businesses.
    """
    begins = {token: business.first for business in found for token in range(business.first, business.last)}
    if not begins:
        return bases
    return {
        candidate: base
        for candidate, base in bases.items()
        if all(
            begins.get(token, candidate.first) == candidate.first
            for token in range(candidate.first, candidate.last)
        )
    }


@lru_cache(maxsize=65_536)
def _is_business(word: str) -> bool:
    return word in cue_words("businesses") or word.lower().endswith(tuple(cue_words("business_ends")))


def _may_be_owner(words: Words, token: int) -> bool:
    word = words.words[token]
    return (
        words.pos[token] == "PROPN"
        and len(word) > 1
        and word[:1].isupper()
        and not word.isupper()
        and not is_never_name(word)
        and word not in known_forms()
    )


def _is_named_without(words: Words, first: int, last: int) -> bool:
    """Whether the pipeline takes what follows the noun for the name of an organisation or a work."""
    start, end = words.starts[first], words.ends[last - 1]
    return any(
        name.start == start and name.label in {"ORG", "MISC"} for name in words.tagged.names_in(start, end)
    )
