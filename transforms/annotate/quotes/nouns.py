"""Nouns that announce what is said: "die Behauptung, dass …", "mit den Worten „…“", "Holms Worte"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.annotate.quotes.attribution import Attribution
from transforms.annotate.quotes.clauses import clause_start
from transforms.annotate.quotes.confidence import CARRIED
from transforms.annotate.quotes.content import content_after
from transforms.annotate.quotes.grammar import GENITIVE, POSSESSIVES
from transforms.annotate.quotes.phrases import noun_phrase
from transforms.annotate.quotes.subjects import Items, subject_after, subject_before
from transforms.annotate.quotes.unit import PROPER, SEPARATORS, Unit

SPOKEN = frozenset(
    {"neutral", "claim", "confirm", "deny", "demand", "announce", "warn", "think", "criticise", "promise"}
)


def noun_attributions(unit: Unit, taken: Sequence[Items] = ()) -> Iterator[Attribution]:
    """What the nouns of a unit that a clause or a text in marks follows say, in order.

    Args:
        unit: the sentence.
        taken: items of phrases that are cues themselves ("nach Meinung von …").
    """
    for i, found in enumerate(unit.readings):
        if not found or found[0].cue.type != "noun":
            continue
        end = i + 1
        owner = None
        if end < len(unit) and (unit.lower[end] in GENITIVE or unit.lower[end] == "von"):
            phrase = noun_phrase(unit, end + (unit.lower[end] == "von"), len(unit))
            if phrase is not None:
                owner, end = (phrase.start, phrase.end), phrase.end
        cue = found[0].cue
        follows_quote = end + 1 in unit.quotes and unit.words[end] in {":", "–"}
        if "quoting" in cue.uses:
            follows_quote |= i + 1 in unit.quotes or (
                i + 2 in unit.quotes and unit.words[i + 1] in {"wie", "als"}
            )
        precedes_quote = _quote_before(unit, i)
        content = None
        if end < len(unit) and unit.words[end] in SEPARATORS and cue.stance in SPOKEN:
            content = content_after(unit, cue._replace(uses=cue.uses | {"infinitive"}), end - 1)
            if content is not None and content[0] != end + 1:
                content = None
        if content is None and not follows_quote and not precedes_quote:
            continue
        if any(a <= i < b for a, b in taken):
            continue
        speaker = owner or _possessor(unit, i) or _light_verb_subject(unit, i)
        yield Attribution(cue, i, (i, end), speaker, content, CARRIED)


def _quote_before(unit: Unit, noun: int) -> bool:
    """Whether a text in marks and a dash stand before the noun's phrase: "„…“ – Holms Abschiedsworte"."""
    start = noun
    while start > 0 and noun - start < 4 and unit.words[start - 1] not in SEPARATORS:
        start -= 1
    return start > 1 and unit.words[start - 1] in {"–", "-", "—"} and start - 2 in unit.quotes


def _possessor(unit: Unit, noun: int) -> Items | None:
    """Whose words a noun before it names: "seine Aussage", "Holms Aussage"."""
    for j in range(noun - 1, max(-1, noun - 4), -1):
        if unit.lower[j] in POSSESSIVES:
            return (j, j + 1)
        if unit.pos[j] in PROPER and unit.words[j].endswith(("s", "’", "'")):
            start = j
            while start > 0 and unit.pos[start - 1] in PROPER:
                start -= 1
            return (start, j + 1)
        if unit.pos[j] not in {"ADJ", "DET"}:
            return None
    return None


def _light_verb_subject(unit: Unit, noun: int) -> Items | None:
    """Subject of the clause the noun stands in: "Holm vertrat die Ansicht, …"."""
    segment = unit.segments[unit.segment_numbers[noun]]
    for verb in range(segment.start, segment.end):
        if unit.is_finite(verb):
            start = clause_start(unit, verb)
            return (subject_before(unit, start, verb) if start < verb else None) or subject_after(
                unit, verb, min(noun, segment.end)
            )
    return None
