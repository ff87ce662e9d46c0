"""Sources named without a verb: "laut Polizei", "nach Angaben des Klubs", "…, so die Ministerin"."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.annotate.quotes.attribution import Attribution
from transforms.annotate.quotes.confidence import NAMED, UNNAMED
from transforms.annotate.quotes.content import clause_around, content_before
from transforms.annotate.quotes.cues import Cue, readings
from transforms.annotate.quotes.grammar import GENITIVE, POSSESSIVES, SOURCE_TAILS
from transforms.annotate.quotes.phrases import Phrase, is_nominative, noun_phrase, with_apposition
from transforms.annotate.quotes.subjects import Items, subject_after
from transforms.annotate.quotes.unit import PROPER, SEPARATORS, Unit

MAX_PHRASE = 14
"""Items of the longest phrase before "zufolge"."""


def preposition_attributions(unit: Unit) -> Iterator[Attribution]:
    """What the prepositions and adverbs of a unit that name a source say, in order."""
    for i, found in enumerate(unit.readings):
        if not found:
            continue
        cue = found[0].cue
        attribution = None
        if cue.type == "preposition":
            if cue.lemma == "zufolge":
                attribution = _postposed(unit, i, cue)
            elif cue.lemma == "laut":
                attribution = _preposed(unit, i, cue)
            else:
                attribution = _sourced(unit, i, cue)
        elif cue.type == "adverb":
            attribution = _so(unit, i, cue) if cue.lemma == "so" else _accordingly(unit, i, cue)
        if attribution is not None:
            yield attribution


def _preposed(unit: Unit, i: int, cue: Cue) -> Attribution | None:
    """Read "laut Polizei"."""
    phrase = noun_phrase(unit, i + 1, len(unit), wide=True)
    if phrase is None:
        return None
    phrase = with_apposition(unit, phrase, len(unit))
    return _around(unit, cue, i, (i, phrase.end), _owner(unit, phrase) or (phrase.start, phrase.end))


def _sourced(unit: Unit, i: int, cue: Cue) -> Attribution | None:
    """Read "nach Angaben von …" and "… Angaben nach": only with a noun that names a source."""
    phrase = noun_phrase(unit, i + 1, len(unit), wide=True)
    if phrase is not None and is_source(unit, phrase):
        own = "eigenen" in unit.lower[phrase.start : phrase.end] and _owner(unit, phrase) is None
        speaker = _clause_subject(unit, i, phrase.end) if own else _owner(unit, phrase)
        return _around(unit, cue, i, (i, phrase.end), speaker)
    return _postposed(unit, i, cue, only_source=True) if cue.lemma == "nach" else None


def _postposed(unit: Unit, i: int, cue: Cue, *, only_source: bool = False) -> Attribution | None:
    """Read "der Polizei zufolge" and "ihrer Meinung nach": the phrase ends at the preposition."""
    segment = unit.segments[unit.segment_numbers[i]]
    if i == segment.start:
        return None
    for start in range(max(segment.start, i - MAX_PHRASE), i):
        phrase = noun_phrase(unit, start, i, wide=True)
        if phrase is None or phrase.end != i:
            continue
        if only_source and not (
            is_source(unit, phrase) and unit.lower[start] in POSSESSIVES | {"den", "dem"}
        ):
            return None
        speaker = _owner(unit, phrase) if is_source(unit, phrase) else (phrase.start, phrase.end)
        return _around(unit, cue, i, (start, i + 1), speaker)
    return None


def _around(unit: Unit, cue: Cue, item: int, phrase: Items, speaker: Items | None) -> Attribution:
    content = clause_around(unit, *phrase)
    return Attribution(cue, item, phrase, speaker, content, NAMED if speaker else UNNAMED)


def _clause_subject(unit: Unit, start: int, end: int) -> Items | None:
    """Whose "own" words a phrase speaks of: the subject of its clause."""
    segment = unit.segments[unit.segment_numbers[start]]
    if start > segment.start + 1:
        phrase = noun_phrase(unit, segment.start, start)
        return (phrase.start, phrase.end) if phrase is not None and is_nominative(unit, phrase) else None
    return subject_after(unit, end, segment.end)


def is_source(unit: Unit, phrase: Phrase) -> bool:
    """Whether the head of a phrase is a noun such as "Angaben" or "Bericht"."""
    noun = source_noun(unit, phrase)
    if noun is None:
        return _counting_noun(unit, phrase) is not None and _owner(unit, phrase) is not None
    return True


def source_noun(unit: Unit, phrase: Phrase) -> int | None:
    """Item of the noun such as "Angaben" in the head of a phrase."""
    known = readings()
    for i in range(phrase.start, phrase.head_end):
        word = unit.words[i]
        if any("source" in r.cue.uses for r in known.get(word, ())) or word.lower().endswith(SOURCE_TAILS):
            return i
    return None


def _counting_noun(unit: Unit, phrase: Phrase) -> int | None:
    """Item of a noun that is a source only with an owner: "nach Holms Rechnung", not "nach der Zählung"."""
    known = readings()
    for i in range(phrase.start, phrase.head_end):
        if any("owned_source" in r.cue.uses for r in known.get(unit.words[i], ())):
            return i
    return None


def stated_source(unit: Unit, start: int, stop: int) -> Items | None:
    """A source in a passive: "in einem Bericht der Zeitung wurde vermutet"."""
    for i in range(start, stop):
        if unit.lower[i] in {"in", "im"}:
            phrase = noun_phrase(unit, i + 1, stop, wide=True)
            if phrase is not None and is_source(unit, phrase):
                return (phrase.start, phrase.end)
    return None


def _owner(unit: Unit, phrase: Phrase) -> Items | None:
    """Whose words a phrase such as "Angaben der Polizei" speaks of; None for a phrase without such a noun."""
    noun = source_noun(unit, phrase)
    if noun is None:
        noun = _counting_noun(unit, phrase)
    if noun is None:
        return None
    is_compound = unit.lower[noun].endswith(SOURCE_TAILS) and unit.lower[noun] not in SOURCE_TAILS
    if is_compound and unit.lower[noun + 1 : noun + 2] not in (["der"], ["des"]):
        return (noun, noun + 1)  # "nach Polizeiangaben von der Straße abgekommen"
    if noun > phrase.start and unit.words[noun - 1].endswith("s") and unit.pos[noun - 1] in PROPER:
        return (noun - 1, noun)  # "nach Holms Angaben"
    for i in range(noun + 1, phrase.end):
        word = unit.lower[i]
        if word in GENITIVE or word in {"von", "vom"}:
            start = i if word in GENITIVE else i + 1
            return (start, phrase.end) if start < phrase.end else None
    if unit.lower[phrase.start] in POSSESSIVES:
        return (phrase.start, phrase.start + 1)
    if noun + 1 < phrase.end:
        return (noun + 1, phrase.end)  # "laut Bericht Klub X"; "Informationen „Der Woche“"
    return None


def _so(unit: Unit, i: int, cue: Cue) -> Attribution | None:
    """Read "…, so die Ministerin": a subject and no verb."""
    before = unit.words[i - 1] if i else ""
    if not (before in SEPARATORS or i - 1 in unit.quotes or (i == 0 and ":" in unit.words)):
        return None
    phrase = noun_phrase(unit, i + 1, len(unit), wide=True)
    if phrase is None:
        if unit.lower[i + 1 : i + 2] and unit.lower[i + 1] in {"er", "sie"}:
            phrase = Phrase(i + 1, i + 2, i + 2)
        else:
            return None
    elif not is_nominative(unit, phrase):
        return None
    phrase = with_apposition(unit, phrase, len(unit))
    end = phrase.end
    segment = unit.segments[unit.segment_numbers[end] if end < len(unit) else -1]
    closes = end >= len(unit) or unit.words[end] in SEPARATORS
    if not closes and any(unit.is_finite(j) for j in range(i + 1, segment.end)):
        return None  # "so die Ministerin kommt": a comparison
    last = segment.end >= unit.segments[-1].end
    content = content_before(unit, i) if last and i else clause_around(unit, i, end)
    return Attribution(cue, i, (i, end), (phrase.start, phrase.end), content, NAMED)


def _accordingly(unit: Unit, i: int, cue: Cue) -> Attribution | None:
    """Read "Demnach …" and "…, wonach …": the source stands in the sentence before, or before the comma."""
    segment = unit.segments[unit.segment_numbers[i]]
    if cue.lemma == "wonach":
        begins = 0 < i == segment.start
        return Attribution(cue, i, (i, i + 1), None, (i + 1, segment.end), UNNAMED) if begins else None
    if cue.lemma == "danach" and not unit.has_subjunctive(segment.start, segment.end):
        return None
    return Attribution(cue, i, (i, i + 1), None, clause_around(unit, i, i + 1), UNNAMED)
