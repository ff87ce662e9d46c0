"""Quotations of a short text, with the names the text is said to hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from transforms.annotate.names.mention import Label, Mention
from transforms.annotate.pipeline import load_pipeline
from transforms.annotate.quotes import Quote, find_quotes
from transforms.annotate.tag import tag_texts

NAMES: dict[str, Label] = {
    "Jana Holm": "PER",
    "Holm": "PER",
    "Peter Brandt": "PER",
    "Karla Weiss": "PER",
    "Kim Adler": "PER",
    "Robin Falk": "PER",
    "Radio Tal": "ORG",
    "Bergblick": "ORG",
}
"""Invented people and outlets; a surname alone stands for the full name of the document."""
FULL_NAMES = {"Holm": "Jana Holm"}


class Found(NamedTuple):
    """What a test looks at: a quotation with its spans read off the text."""

    quote: Quote
    text: str
    kind: str
    cue: str | None
    speaker: str | None
    who: str | None
    """Name of the mention the speaker was resolved to."""


QuotesOf = Callable[[str], list[Found]]


@pytest.fixture(scope="session")
def quotes_of() -> QuotesOf:
    """Find the quotations of a text that only the tokenizer and the sentence rules have read."""
    nlp = load_pipeline("blank")

    def find(text: str) -> list[Found]:
        tagged = next(iter(tag_texts([text], nlp)))
        mentions = mentions_in(text)
        return [
            Found(
                quote,
                text[quote.start : quote.end],
                quote.kind,
                quote.cue_lemma,
                text[quote.speaker.start : quote.speaker.end] if quote.speaker else None,
                mentions[quote.speaker_mention].name if quote.speaker_mention is not None else None,
            )
            for quote in find_quotes(tagged, mentions)
        ]

    return find


def mentions_in(text: str) -> list[Mention]:
    """Every longest known name of a text as a mention."""
    mentions: list[Mention] = []
    for name in sorted(NAMES, key=len, reverse=True):
        for match in re.finditer(rf"\b{name}", text):
            if not any(other.start <= match.start() < other.end for other in mentions):
                full = FULL_NAMES.get(name, name)
                mentions.append(Mention(*match.span(), NAMES[name], "name", full, "test", 1.0))
    return sorted(mentions)
