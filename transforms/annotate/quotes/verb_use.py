"""Cue verbs in place: which reading a verb form has, and which finite verb goes with it."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from transforms.annotate.quotes.cues import Cue, Reading
from transforms.annotate.quotes.grammar import FINITE_AUXILIARIES, NOMINATIVE, PRONOUNS
from transforms.annotate.quotes.unit import SEPARATORS, STOPS, Unit

PASSIVE = frozenset({"wird", "werden", "werde", "wurde", "wurden", "würde", "würden", "worden", "geworden"})
MAX_PARTICLE_DISTANCE = 30
"""Items between a verb and its particle: a subject with apposition fits, a second clause seldom does."""
BEHIND_PARTICLE = SEPARATORS | STOPS | {"und", ")", "als", "sowie"}
"""What may follow a separated particle: it closes its clause."""
SEGMENTS_BACK = 3
"""Segments between an auxiliary and its participle: a relative clause, an apposition."""


class VerbUse(NamedTuple):
    """A cue verb in place.

    Attributes:
        cue: the verb.
        item: the item of the full verb: "gesagt" in "hat gesagt".
        finite: the item of the finite verb: "hat".
        is_passive: whether the subject is not the one who speaks.
    """

    cue: Cue
    item: int
    finite: int
    is_passive: bool

    @property
    def last(self) -> int:
        """The later one of its two items."""
        return max(self.item, self.finite)


def verb_uses(unit: Unit) -> list[VerbUse]:
    """The cue verbs of a unit, in order; "lassen" and such only where no other cue depends on them."""
    uses = []
    for i, found in enumerate(unit.readings):
        if found and found[0].cue.type == "verb":
            use = _verb_use(unit, i, found)
            if use is not None:
                uses.append(use)
    carrying = {use.finite for use in uses if use.finite != use.item}
    return [use for use in uses if use.item not in carrying]


def _verb_use(unit: Unit, i: int, found: tuple[Reading, ...]) -> VerbUse | None:
    """Decide which of its readings a verb form has here."""
    plain = None
    for reading in found:
        if reading.kind == "finite":
            if reading.particle is None:
                plain = plain or VerbUse(reading.cue, i, i, False)
            elif _particle(unit, i, reading.particle) is not None:
                return VerbUse(reading.cue, i, i, False)
    if plain is not None and _precedes_subject(unit, i):
        return plain
    for reading in found:
        if reading.kind == "participle":
            finite = _auxiliary(unit, i)
            if finite is not None and (plain is None or finite != i):
                return VerbUse(
                    reading.cue,
                    i,
                    finite,
                    not PASSIVE.isdisjoint((unit.lower[finite], *unit.lower[i + 1 : i + 2])),
                )
        elif reading.kind == "infinitive":
            finite = _modal(unit, i)
            if finite is not None and (plain is None or finite < i):
                return VerbUse(reading.cue, i, finite, False)
    return plain


def _precedes_subject(unit: Unit, i: int) -> bool:
    """Whether a form begins its clause and a subject follows: "betont er" holds no participle."""
    if i == 0 or i + 1 >= len(unit):
        return False
    begins = unit.words[i - 1] in {",", "–"} or i - 1 in unit.quotes
    following = unit.lower[i + 1]
    return begins and (following in PRONOUNS or following in NOMINATIVE or unit.words[i + 1][0].isupper())


def _particle(unit: Unit, verb: int, particle: str) -> int | None:
    """Where the particle of a separable verb stands: "mit" in "teilte … mit"."""
    for j in range(verb + 1, min(len(unit), verb + MAX_PARTICLE_DISTANCE)):
        word = unit.words[j]
        if word == particle:
            following = unit.words[j + 1] if j + 1 < len(unit) else "."
            if following in BEHIND_PARTICLE or j + 1 in unit.quotes:
                return j
        elif word in {";", ":"}:
            return None
    return None


def _auxiliary(unit: Unit, participle: int) -> int | None:
    """The finite verb that goes with a participle: behind it in a verb-final clause, else before it."""
    for j in (participle + 1, participle + 2):
        if j < len(unit) and unit.words[j] in FINITE_AUXILIARIES:
            modal = _modal(unit, j) if unit.words[j] in {"haben", "werden"} else None
            return j if modal is None else modal
        if j >= len(unit) or unit.words[j] not in {"worden", "haben", "werden"}:
            break
    number = unit.segment_numbers[participle]
    for back in range(number, max(-1, number - SEGMENTS_BACK - 1), -1):
        segment = unit.segments[back]
        if back != number and (
            unit.is_relative(segment) or unit.lower[segment.start : segment.start + 1] == ["dass"]
        ):
            continue
        for j in range(min(segment.end, participle) - 1, segment.start - 1, -1):
            if unit.words[j] in FINITE_AUXILIARIES:
                return j
        if back == number and unit.words[segment.start : segment.start + 1] in (["wie"], ["Wie"]):
            return segment.start  # "wie berichtet"
        if back != number and unit.has_finite(segment):
            return None
    return None


def _modal(unit: Unit, infinitive: int) -> int | None:
    """The modal or "lassen" that goes with an infinitive of the same segment."""
    segment = unit.segments[unit.segment_numbers[infinitive]]
    if infinitive > 0 and unit.words[infinitive - 1] == "zu":
        return None
    for j in chain((infinitive + 1,), range(infinitive - 1, segment.start - 1, -1)):
        if j < len(unit) and unit.words[j] in FINITE_AUXILIARIES and unit.words[j] not in PASSIVE:
            return j
    return None
