"""What cue verbs say: who their subject is, where what is said begins and ends."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.annotate.quotes.attribution import Attribution
from transforms.annotate.quotes.clauses import clause_end, clause_start
from transforms.annotate.quotes.confidence import NAMED, UNNAMED
from transforms.annotate.quotes.content import (
    content_after,
    content_around,
    content_before,
    only_quotes,
    takes_no_clause,
)
from transforms.annotate.quotes.grammar import FINITE_AUXILIARIES, QUESTION_WORDS, SUBORDINATORS
from transforms.annotate.quotes.prepositions import stated_source
from transforms.annotate.quotes.subjects import (
    Items,
    agent,
    antecedent,
    is_name_like,
    is_object_first,
    source_of,
    subject_after,
    subject_before,
)
from transforms.annotate.quotes.unit import Segment, Unit
from transforms.annotate.quotes.verb_use import SEGMENTS_BACK, VerbUse, verb_uses

JOINING = frozenset({"und", "aber", "sowie", "doch"})
SUBJECT_RELATIVES = frozenset({"der", "die", "das", "welche", "welcher"})


def verb_attributions(unit: Unit) -> Iterator[Attribution]:
    """What the cue verbs of a unit say, in order."""
    for use in verb_uses(unit):
        attribution = _attribute(unit, use)
        if attribution is not None:
            yield attribution


def _attribute(unit: Unit, use: VerbUse) -> Attribution | None:
    """Read a cue verb by the sort of clause it stands in."""
    segment = _whole_clause(unit, use)
    first = unit.lower[segment.start]
    if first == "wie" and segment.end - segment.start > 1:
        return _comparison(unit, use, segment)
    if first == "wer" and segment.start == 0:
        return None  # "Wer wissen will, …" is anybody
    opens = first in SUBORDINATORS or first in QUESTION_WORDS or unit.is_relative(segment)
    if opens and _ends(unit, use, segment):
        speaker = _subordinate_subject(unit, use, segment)
        content = content_after(unit, use.cue, use.last)
        return _finish(unit, use, (segment.start, segment.end), speaker, content)
    start = clause_start(unit, use.finite)
    if start > 0 and start == use.finite - 1 and start in unit.quotes:
        start = use.finite  # „…“ sagte sie
    if start < use.finite and unit.lower[start] == "so" and start + 1 == use.finite and start > 0:
        start = use.finite  # …, so sagte sie
    if start == use.finite:
        return _verb_first(unit, use, segment)
    speaker = _subject(unit, use, start, segment)
    content = content_after(unit, use.cue, use.last)
    if content is None:
        content = _fronted(unit, use, start)
    return _finish(unit, use, (start, segment.end), speaker, content)


def _whole_clause(unit: Unit, use: VerbUse) -> Segment:
    """The segment of a verb; a subordinate clause that an apposition interrupts, in one."""
    number = unit.segment_numbers[use.finite]
    segment = unit.segments[number]
    if not _ends(unit, use, segment):
        return segment
    for back in range(number - 1, max(-1, number - SEGMENTS_BACK - 1), -1):
        previous = unit.segments[back]
        if unit.segments[back + 1].opener != ",":
            break
        if unit.has_finite(previous) and not unit.is_relative(previous):
            break
        if unit.lower[previous.start] in SUBORDINATORS:
            return Segment(previous.start, segment.end, previous.opener)
    return segment


def _ends(unit: Unit, use: VerbUse, segment: Segment) -> bool:
    """Whether the verb stands at the end of its segment, as in a subordinate clause."""
    last = max(use.finite, use.item)
    return last == segment.end - 1 or (
        last == segment.end - 2 and unit.words[last + 1] in FINITE_AUXILIARIES | {"worden"}
    )


def _finish(
    unit: Unit, use: VerbUse, clause: Items, speaker: Items | None, content: Items | None
) -> Attribution | None:
    """Put an attribution together; "es droht" says nothing of speech."""
    if use.cue.lemma == "drohen" and unit.lower[max(0, use.finite - 1)] == "es":
        return None
    if use.cue.lemma in {"heißen", "hervorgehen"}:
        speaker = source_of(unit, clause[0], clause_end(unit, use.item))
    confidence = NAMED if speaker else UNNAMED
    clause = (clause[0], max(clause[1], clause_end(unit, use.last)))
    return Attribution(
        use.cue, use.item, clause, speaker, content, confidence, unit.is_subjunctive(use.finite)
    )


def _subject(unit: Unit, use: VerbUse, start: int, segment: Segment) -> Items | None:
    """Who speaks, by a cue verb in second position."""
    if use.is_passive and use.cue.lemma != "zitieren":
        stop = clause_end(unit, use.last)
        return agent(unit, start, stop) or stated_source(unit, start, stop)
    if unit.lower[use.finite + 1 : use.finite + 2] in (["er"], ["man"], ["wir"]):
        return (use.finite + 1, use.finite + 2)
    before = subject_before(unit, start, use.finite)
    if use.cue.lemma == "zitieren" and not use.is_passive:
        return subject_after(unit, use.finite, segment.end) or before
    after = subject_after(unit, use.finite, segment.end)
    if before is None and after is None and use.finite == start + 1 and is_name_like(unit, start):
        return (start, start + 1)
    if before is not None and after is not None and is_object_first(unit, before, after, use.finite):
        return after
    return before or after


def _subordinate_subject(unit: Unit, use: VerbUse, segment: Segment) -> Items | None:
    """Who speaks, by a cue verb at the end of a subordinate clause."""
    if use.is_passive:
        return agent(unit, segment.start, segment.end)
    first = unit.lower[segment.start]
    if first in SUBJECT_RELATIVES and unit.is_relative(segment):
        return antecedent(unit, segment.start - 1)
    return subject_after(unit, segment.start, min(use.item, use.finite))


def _comparison(unit: Unit, use: VerbUse, segment: Segment) -> Attribution | None:
    """Read "wie die Polizei mitteilte": what is said is the clause it stands beside."""
    if use.is_passive:
        speaker = agent(unit, segment.start, segment.end)
    else:
        stop = use.item if use.finite == segment.start else use.last
        speaker = subject_after(unit, segment.start, stop)
    if ("weak" in use.cue.uses and speaker is None) or _is_degree(unit, segment):
        return None
    first, last = unit.segment_numbers[segment.start], unit.segment_numbers[use.last]
    end = unit.segments[-1].end
    content = (0, end)
    if first == 0:
        content = (unit.segments[last].end + 1, end)
    elif last == len(unit.segments) - 1:
        content = (0, segment.start - 1)
    is_empty = content[0] >= content[1] or only_quotes(unit, *content)
    clause = (segment.start, unit.segments[last].end)
    return _finish(unit, use, clause, speaker, None if is_empty else content)


def _is_degree(unit: Unit, segment: Segment) -> bool:
    """Whether "wie" goes with "so" in the clause before: "nie so leer, wie man glaubt" reports nothing."""
    number = unit.segment_numbers[segment.start]
    return number > 0 and "so" in unit.lower[unit.segments[number - 1].start + 1 : segment.start]


def _verb_first(unit: Unit, use: VerbUse, segment: Segment) -> Attribution | None:
    """Read "…, sagte sie": what is said stands before, and may go on behind."""
    if use.finite == 0:
        return None
    speaks_as_subject = not use.is_passive or use.cue.lemma == "zitieren"
    speaker = (
        subject_after(unit, use.finite, segment.end)
        if speaks_as_subject
        else agent(unit, use.finite, clause_end(unit, use.last))
    )
    is_joined = unit.words[use.finite - 1] in JOINING
    whole = None if is_joined or speaker is None else content_around(unit, use.finite, speaker[1])
    content = whole or content_after(unit, use.cue, use.last)
    if speaker is None and not use.is_passive and (is_joined or content is not None):
        speaker = _shared_subject(unit, use.finite)
    if is_joined:
        return _finish(unit, use, (segment.start, segment.end), speaker, content)
    is_speech = speaker is not None or "impersonal" in use.cue.uses
    if content is None and is_speech and ("closing" in use.cue.uses or not takes_no_clause(use.cue)):
        content = content_before(unit, use.finite)
        if (
            content
            and not use.cue.uses.isdisjoint({"weak", "closing"})
            and not unit.has_subjunctive(*content)
        ):
            content = None
    return _finish(unit, use, (use.finite, segment.end), speaker, content)


def _shared_subject(unit: Unit, verb: int) -> Items | None:
    """Subject of the clause before, which a second verb shares: "Holm stand auf, sagte aber, …"."""
    for segment in reversed(unit.segments[: unit.segment_numbers[verb] + 1]):
        for other in range(segment.start, min(segment.end, verb - 1)):
            if (
                unit.is_finite(other)
                and not unit.is_relative(segment)
                and unit.lower[segment.start] not in SUBORDINATORS
            ):
                start = clause_start(unit, other)
                before = subject_before(unit, start, other) if start < other else None
                return before or subject_after(unit, other, segment.end)
    return None


def _fronted(unit: Unit, use: VerbUse, start: int) -> Items | None:
    """A clause in the front field: "Dass er komme, sagte Holm nicht"."""
    if unit.lower[start] in {"dass", "ob"} and unit.segment_numbers[start] < unit.segment_numbers[use.finite]:
        return (start, use.finite - 1)
    return None
