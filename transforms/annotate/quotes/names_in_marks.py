"""Whether words look like a name by their spelling alone."""

from __future__ import annotations

import re

from transforms.annotate.quotes.grammar import (
    DETERMINERS,
    FINITE_AUXILIARIES,
    INITIAL_ADVERBS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
)
from transforms.annotate.subjunctive import is_subjunctive_i

FOREIGN_WORDS = frozenset(
    {
        "the",
        "of",
        "and",
        "for",
        "on",
        "la",
        "le",
        "les",
        "del",
        "el",
        "et",
        "pour",
        "da",
        "news",
        "new",
        "my",
        "you",
        "it",
    }
)
MAX_NAME_WORDS = 12
WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
SENTENCE_END = ".!?…"
FUNCTION_WORDS = (
    DETERMINERS | PREPOSITIONS | {"und", "oder", "of", "the", "and", "de", "la", "for", "to", "&"}
)


def looks_like_name(content: str) -> bool:
    """Whether words look like a name: all but articles and such begin with a capital or a digit."""
    words: list[str] = WORD.findall(content)
    if not words or len(words) > MAX_NAME_WORDS or content.rstrip()[-1:] in SENTENCE_END:
        return False
    weighty = [word for word in words if word.lower() not in FUNCTION_WORDS]
    if not weighty or not all(word[0].isupper() or word[0].isdigit() for word in weighty):
        return False
    return words[0][0].isupper() or words[0][0].isdigit()


def looks_like_title(content: str) -> bool:
    """Whether words are a noun with what modifies it, and no verb: "Rat für nationale Sicherheit"."""
    words = WORD.findall(content)
    if not 0 < len(words) <= MAX_NAME_WORDS or content.rstrip()[-1:] in SENTENCE_END or "," in content:
        return False
    first = words[0]
    if (
        not first[0].isupper()
        or first.lower() in FUNCTION_WORDS | PRONOUNS | INITIAL_ADVERBS | QUESTION_WORDS
    ):
        return False
    return not any(word in FINITE_AUXILIARIES or is_subjunctive_i(word, "X") for word in words[1:])


def looks_foreign(content: str) -> bool:
    """Whether a name is plainly no German noun: an initialism, digits, or English function words."""
    words = WORD.findall(content)
    return any(
        word.lower() in FOREIGN_WORDS
        or any(letter.isdigit() for letter in word)
        or (len(word) > 1 and word.isupper())
        or "." in word
        for word in words
    )
