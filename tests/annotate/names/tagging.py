"""Tagged texts made by hand: tags by rule of thumb, and names as a pipeline would give them."""

from __future__ import annotations

import re

from transforms.annotate.names import Mention, find_mentions
from transforms.annotate.tagged import Name, Span, TaggedText

TOKEN = re.compile(r"\w+(?:[-’'/]\w+)*|[^\w\s]")
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
LOWER_TAGS = {
    "der": "DET",
    "die": "DET",
    "das": "DET",
    "des": "DET",
    "in": "ADP",
    "von": "ADP",
    "und": "CCONJ",
}


def tag(
    text: str,
    names: dict[str, str] | None = None,
    nouns: str = "",
    adjectives: str = "",
    verbs: str = "",
    lemmas: dict[str, str] | None = None,
) -> TaggedText:
    """A tagged text in which capitalised words are PROPN, all others X, but for what is given.

    Args:
        text: one paragraph or more.
        names: span → label, found at each of its occurrences; with a number (``"Kim#2"``) only at that one.
        nouns: words tagged NOUN.
        adjectives: words tagged ADJ.
        verbs: words tagged VERB.
        lemmas: lemmas that are not the word itself.
    """
    tokens = list(TOKEN.finditer(text))
    words = [token[0] for token in tokens]
    common, described, done = set(nouns.split()), set(adjectives.split()), set(verbs.split())
    pos = [
        "NOUN"
        if word in common
        else "ADJ"
        if word in described
        else "VERB"
        if word in done
        else "PROPN"
        if word[:1].isupper()
        else "PUNCT"
        if not word[:1].isalnum()
        else LOWER_TAGS.get(word, "X")
        for word in words
    ]
    found = []
    for name, label in (names or {}).items():
        surface, _, number = name.partition("#")
        starts = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text)]
        assert starts, f"{surface} does not stand in the text"
        found += [
            Name(start, start + len(surface), label)
            for start in (starts if not number else [starts[int(number) - 1]])
        ]
    return TaggedText(
        text=text,
        starts=[token.start() for token in tokens],
        ends=[token.end() for token in tokens],
        pos=pos,
        lemmas=[(lemmas or {}).get(word, word) for word in words],
        sentences=[
            Span(match.start() + len(match[0]) - len(match[0].lstrip()), match.end())
            for match in SENTENCE.finditer(text)
            if match[0].strip()
        ],
        names=sorted(found),
    )


def mentions(text: str, names: dict[str, str] | None = None, **tags: object) -> list[tuple[str, str, str]]:
    """Surface, label and full name of all names."""
    return [
        (text[mention.start : mention.end], mention.label, mention.name)
        for mention in found(text, names, **tags)
        if mention.reference == "name"
    ]


def found(text: str, names: dict[str, str] | None = None, **tags: object) -> list[Mention]:
    return find_mentions(tag(text, names, **tags))  # type: ignore[arg-type]
