"""Which items of a sentence are speech without marks."""

from __future__ import annotations

from transforms.annotate.quotes.attribution import Attribution
from transforms.annotate.quotes.subjects import Items
from transforms.annotate.quotes.unit import Unit

MIN_INDIRECT_ITEMS = 3
"""Items of the shortest indirect speech; fewer are misread."""


def indirect_contents(unit: Unit, attributions: list[Attribution]) -> list[tuple[Items, Attribution]]:
    """What the cues of a unit hold.

    Of several cues with the same content the one that names a speaker counts. A cue without a speaker within
    what another one holds is told by that one's speaker, and no speech of its own.
    """
    best: dict[Items, Attribution] = {}
    for a in sorted(attributions, key=lambda a: (a.speaker is not None, a.confidence)):
        if a.content is not None:
            content = _until_colon(unit, a.content)
            if content[1] - content[0] >= MIN_INDIRECT_ITEMS:
                best[content] = a
    spoken = [a.content for a in best.values() if a.speaker is not None and a.content is not None]
    return [
        (items, a)
        for items, a in best.items()
        if a.speaker is not None
        or not any(outer[0] <= a.item < outer[1] and outer[0] < items[0] for outer in spoken)
    ]


def _until_colon(unit: Unit, content: Items) -> Items:
    """Without what a colon adds in Konjunktiv: "rief dazu auf, zu gehen: Man sei nicht sicher"."""
    if ":" in unit.words and unit.has_subjunctive(*content):
        for i in range(content[0] + 1, content[1]):
            if unit.words[i] == ":" and unit.has_subjunctive(i + 1, content[1]):
                return content if unit.has_subjunctive(content[0], i) else (content[0], i)
    return content


def added_content(unit: Unit) -> Items | None:
    """What follows a colon in Konjunktiv, behind a clause that is not: "Holm nickte: Das Dach sei dicht"."""
    if ":" not in unit.words:
        return None
    start = unit.words.index(":") + 1
    if start == 1 or len(unit) - start < MIN_INDIRECT_ITEMS or unit.has_subjunctive(0, start):
        return None
    return (start, len(unit)) if unit.is_reported else None


def reported_pronoun(unit: Unit) -> int | None:
    """The subject of a sentence in Konjunktiv if it is "er" or "sie", right beside its finite verb."""
    for i in range(1, len(unit)):
        if unit.is_subjunctive(i) and not unit.words[i].endswith("en"):
            return next((j for j in (i - 1, i + 1) if unit.lower[j : j + 1] in (["er"], ["sie"])), None)
        if unit.words[i] == ",":
            break
    return None
