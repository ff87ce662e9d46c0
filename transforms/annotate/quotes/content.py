"""Where what is said without marks begins and ends."""

from __future__ import annotations

from transforms.annotate.quotes.cues import Cue
from transforms.annotate.quotes.grammar import (
    FINITE_AUXILIARIES,
    PREPOSITIONS,
    QUESTION_WORDS,
    SUBORDINATORS,
)
from transforms.annotate.quotes.unit import Segment, Unit

Items = tuple[int, int]
CLAUSE_OPENERS = frozenset({"dass", "daß", "ob"})
RELATIVE_ADVERBS = frozenset({"was", "wo", "womit", "wodurch", "worauf", "worüber", "wofür"})
"""Question words that also begin relative clauses."""
JOINING = frozenset({"und", "oder", "aber", "sondern"})
NOT_SPEECH = frozenset({"um", "ohne", "statt", "anstatt"})
MAX_SEGMENTS = 6
"""Segments looked at behind a cue: a subject with two appositions and a relative clause leave room."""


def content_after(unit: Unit, cue: Cue, item: int) -> Items | None:
    """What depends on a cue and follows it.

    Args:
        unit: the sentence.
        cue: the cue.
        item: last item of the cue.

    Returns:
        Items of a clause with "dass" or a question word, of a clause in Konjunktiv, of an infinitive with
        "zu" or of what follows a colon, to the end of the unit or to the next cue that is joined by "und".
    """
    segments = unit.segments
    number = unit.segment_numbers[item]
    if takes_no_clause(cue) and not ("correlated" in cue.uses and _points_on(unit, segments[number])):
        return None
    pending: int | None = None
    for segment in segments[number + 1 : number + 1 + MAX_SEGMENTS]:
        if segment.start >= segment.end:
            continue
        first = unit.lower[segment.start]
        if segment.opener == ":":
            return None if segment.start in unit.quotes else _until_next_cue(unit, segment.start)
        if first in CLAUSE_OPENERS or (first in QUESTION_WORDS and _asks(unit, cue, segment)):
            return _until_next_cue(unit, segment.start)
        if (
            "infinitive" in cue.uses
            and first not in NOT_SPEECH
            and has_zu_infinitive(unit, segment.start, segment.end)
        ):
            return _until_next_cue(unit, segment.start)
        if not unit.is_relative(segment) and unit.has_subjunctive(segment.start, segment.end):
            begins_with_verb = unit.is_subjunctive(segment.start)
            start = (
                pending
                if pending is not None and (begins_with_verb or unit.lower[pending] in SUBORDINATORS)
                else segment.start
            )
            return _until_next_cue(unit, start)
        if unit.is_relative(segment) or first in SUBORDINATORS or not unit.has_finite(segment):
            if pending is None and not unit.is_relative(segment):
                pending = segment.start
            continue
        return None
    return None


def content_before(unit: Unit, verb: int) -> Items | None:
    """What stands before a cue verb that begins its clause, unless it is in marks altogether.

    Args:
        unit: the sentence.
        verb: the finite verb.
    """
    end = verb - 1 if unit.lower[verb - 1] == "so" and verb > 1 else verb
    end = end - 1 if unit.words[end - 1] in {",", "–", "-", "—"} else end
    if end > 0 and unit.words[end - 1] == ",":
        end -= 1
    start = 0
    for segment in unit.segments:
        if segment.opener in {";", ":"} and segment.start < end:
            start = segment.start
    if end <= start or only_quotes(unit, start, end) or _is_adverbial(unit, start, end):
        return None
    return (start, end)


def content_around(unit: Unit, verb: int, subject_end: int) -> Items | None:
    """The sentence around a cue that interrupts it: "Sie habe, sagte sie, schon gefragt".

    Args:
        unit: the sentence.
        verb: the finite verb that begins the interrupting clause.
        subject_end: item behind its subject.

    Returns:
        All of the sentence if what follows belongs to what stands before: the clause before lacks its
        participle or infinitive, or its verb altogether; or "und" and such join a further clause of it.
    """
    before = content_before(unit, verb)
    following = next((s for s in unit.segments if s.start >= max(verb + 1, subject_end)), None)
    if before is None or following is None or following.opener != "," or following.start >= following.end:
        return None
    whole = (before[0], unit.segments[-1].end)
    if not any(unit.is_finite(i) for i in range(*before)):
        return whole if unit.is_finite(following.start) else None
    has_finite = any(unit.is_finite(i) for i in range(following.start, following.end - 1)) or (
        unit.is_finite(following.end - 1) and not unit.words[following.end - 1].endswith("n")
    )  # "und dann gehen" goes on with an infinitive
    if unit.words[before[1] - 1] in FINITE_AUXILIARIES:
        return None if has_finite else whole
    if unit.lower[following.start] not in JOINING or not unit.has_subjunctive(*before):
        return None
    return whole if not has_finite or unit.has_subjunctive(following.start, whole[1]) else None


def _is_adverbial(unit: Unit, start: int, end: int) -> bool:
    """Whether items are one subordinate clause of time or reason ("Nachdem er ging, sagte sie")."""
    if unit.lower[start] not in SUBORDINATORS - CLAUSE_OPENERS or unit.lower[start] == "wie":
        return False
    return all(
        unit.is_relative(segment)
        or not unit.has_finite(segment)
        or unit.lower[segment.start] in SUBORDINATORS
        for segment in unit.segments
        if start <= segment.start < segment.end <= end
    )


def only_quotes(unit: Unit, start: int, end: int) -> bool:
    """Whether items are texts in marks and punctuation alone."""
    return all(i in unit.quotes or not unit.words[i][0].isalnum() for i in range(start, end))


def has_zu_infinitive(unit: Unit, start: int, end: int) -> bool:
    """Whether an infinitive with "zu" stands among the items ("zu gehen", "anzukommen")."""
    for i in range(start, end):
        word = unit.words[i]
        if word == "zu" and i + 1 < end and unit.words[i + 1].endswith("n") and unit.words[i + 1].islower():
            if unit.pos[i + 1] in {"VERB", "AUX", "X"}:
                return True
        elif (
            word.islower()
            and word.endswith("n")
            and "zu" in word[2:-3]
            and unit.pos[i] in {"VERB", "AUX", "X"}
        ):
            return True
    return False


def _until_next_cue(unit: Unit, start: int) -> Items | None:
    """To the end of the unit, or to an "und" behind which the next cue begins ("…, und forderte …")."""
    end = unit.segments[-1].end
    for i in range(start + 1, end - 1):
        if (
            unit.words[i] in {"und", "sowie", "aber", "doch"}
            and any(r.kind == "finite" and r.cue.type == "verb" for r in unit.readings[i + 1])
            and unit.words[i + 1].islower()
        ):
            end = i - 1 if unit.words[i - 1] == "," else i
            break
    return (start, end) if end > start else None


def _points_on(unit: Unit, segment: Segment) -> bool:
    """Whether "darauf" at the end of a clause points to the next: "bestand darauf, dass …"."""
    return "darauf" in unit.lower[max(segment.start, segment.end - 3) : segment.end]


def takes_no_clause(cue: Cue) -> bool:
    """Whether no clause depends on a cue: it names things, or has other senses with a clause."""
    return "phrasal" in cue.uses or ("naming" in cue.uses and "infinitive" not in cue.uses)


def _asks(unit: Unit, cue: Cue, segment: Segment) -> bool:
    """Whether a segment with a question word in front is an indirect question, not a relative clause."""
    if "weak" in cue.uses and unit.lower[segment.start] in RELATIVE_ADVERBS:
        return False
    start, end = segment.start, segment.end
    return end - start > 1 and any(unit.is_finite(i) for i in range(max(start + 1, end - 2), end))


def clause_around(unit: Unit, start: int, end: int) -> Items | None:
    """The clause a phrase like "laut Polizei" stands in, without the phrase where it stands at the edge.

    Args:
        unit: the sentence.
        start: first item of the phrase.
        end: item after it.
    """
    number = unit.segment_numbers[start]
    segment = unit.segments[number]
    first, last = 0, unit.segments[-1].end
    if (
        number > 0
        and segment.start < start
        and (unit.lower[segment.start] in SUBORDINATORS or unit.is_relative(segment))
    ):
        first = segment.start
        last = unit.segments[-1].end if number >= len(unit.segments) - 2 else segment.end
    if (start - first <= 1 and unit.lower[first] not in PREPOSITIONS - {unit.lower[start]}) or start == first:
        first = end
        while first < last and unit.words[first] in {",", ":"}:
            first += 1
    elif end >= last:
        last = start
        while last > first and unit.words[last - 1] == ",":
            last -= 1
    if first >= last or only_quotes(unit, first, last):
        return None
    return (first, last)
