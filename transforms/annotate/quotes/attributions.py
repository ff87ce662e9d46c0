"""All that the cues of a sentence say."""

from __future__ import annotations

from typing import Final

from transforms.annotate.quotes.attribution import Attribution
from transforms.annotate.quotes.nouns import noun_attributions
from transforms.annotate.quotes.prepositions import preposition_attributions
from transforms.annotate.quotes.unit import Unit
from transforms.annotate.quotes.verbs import verb_attributions

MAX_ITEMS: Final = 400
"""Items of the longest sentence whose cues are read: a longer one is a list or a table without its line
breaks, and the cost of a cue grows with its sentence."""


def attributions_of(unit: Unit) -> list[Attribution]:
    """What the verbs, prepositions, adverbs and nouns of a unit say, in order; none for a unit too long."""
    if len(unit) > MAX_ITEMS:
        return []
    sources = list(preposition_attributions(unit))
    nouns = noun_attributions(unit, [a.clause for a in sources])
    return sorted([*verb_attributions(unit), *sources, *nouns], key=lambda a: a.item)
