"""What one mention of a person, an organisation, a place or another named thing is."""

from __future__ import annotations

from typing import Literal, NamedTuple

Label = Literal["PER", "ORG", "LOC", "MISC"]
Reference = Literal["name", "derived"]


class Method(NamedTuple):
    """A way of finding a mention: what it means, and how sure it is."""

    meaning: str
    confidence: float


METHODS = {
    "pipeline": Method("the entity recogniser of the pipeline, trimmed to the name", 0.85),
    "known": Method("stands in the tables of countries, places and organisations", 0.95),
    "cue": Method("a word before it announces a name: office, title, given name, kind of place", 0.75),
    "business": Method("a business with the name of who runs it: Bäckerei Kunze", 0.75),
    "district": Method("a place called after the town it belongs to: Hamburg-Altona", 0.85),
    "street": Method("a street, square, bridge, lake, by the end of its name: Königsallee", 0.85),
    "abbreviation": Method("explained in the text, in brackets beside the long form", 0.95),
    "repeated": Method("a name that the same article has elsewhere, in full or in part", 0.85),
    "adjective": Method("a country's adjective: nordkoreanisch, westrussisch", 0.95),
    "inhabitant": Method("the inhabitants of a country: Russen, Nordkoreanerin", 0.95),
    "compound": Method("the name within a compound: Ukraine-Krieg, Russlandpolitik", 0.8),
}
"""Codes of `fact_mention.method_code`.

The confidence is the share of 25 mentions of Wikinews articles (quotations, train), drawn by lot for each
method, whose span, kind and full name were right when checked by hand, in steps of .05; of districts and
streets on the SmartData training documents (.83 of 174, .90 of 21); of adjectives, inhabitants and compounds
on GermEval, as benchmarks/accuracy/entities measures it. Businesses are too rare in these articles to be
measured; they have the confidence of the cues that they are.
"""


class Mention(NamedTuple):
    """One mention in a body, in code points: ``text[start:end]``.

    Attributes:
        start: first code point of the name; titles, offices and articles stay outside.
        end: the code point after the last one; a genitive ending is part of the word and stays inside.
        label: person, organisation, place or another name; one label per name within a document.
        reference: "name", or "derived" for a word made from a country's name ("nordkoreanisch", "Russen",
            "Ukraine" in "Ukraine-Krieg"). A derived mention may lie within a name; nothing else overlaps.
        name: what this document calls the thing in full, in the nominative; for a derived mention the
            country's German name.
        method: how the mention was found, a key of `METHODS`.
        confidence: between 0 and 1.
    """

    start: int
    end: int
    label: Label
    reference: Reference
    name: str
    method: str
    confidence: float
