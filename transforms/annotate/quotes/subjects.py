"""The subject of a cue verb, by word order alone."""

from __future__ import annotations

from transforms.annotate.quotes.grammar import (
    ABSTRACT_ENDINGS,
    DETERMINERS,
    FOCUS_WORDS,
    INITIAL_ADVERBS,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
)
from transforms.annotate.quotes.phrases import Phrase, is_nominative, noun_phrase, with_apposition
from transforms.annotate.quotes.unit import PROPER, Unit

Items = tuple[int, int]
PARTITIVES = frozenset({"einer", "eine", "eines", "keiner", "jeder"})
"""Begin a subject with a genitive: "Einer der Helfer sagte"."""
MAX_SKIPPED = 14
"""Items looked through behind a verb before its subject: an adverbial of time and place, and an object."""


def subject_before(unit: Unit, start: int, verb: int) -> Items | None:
    """The subject in front of a finite verb in second position.

    The front field of a German main clause is one constituent, so if it begins like a subject, all of it is.

    Args:
        unit: the sentence.
        start: first item of the clause; appositions and relative clauses may stand before the verb.
        verb: the finite verb.
    """
    i = start
    while i < verb and unit.lower[i] in FOCUS_WORDS:
        i += 1
    if i >= verb or (unit.lower[i] in PREPOSITIONS and unit.pos[i] not in PROPER):
        return None
    if unit.lower[i] in PRONOUNS and (i + 1 == verb or unit.lower[i] in {"er", "sie", "man", "wir", "ich"}):
        return (i, i + 1)
    if unit.lower[i] in PARTITIVES and unit.lower[i + 1] in {"der", "von", "aus"}:
        return (i, verb)
    if unit.lower[verb - 1] in {"er", "sie", "man"}:
        return (verb - 1, verb)
    phrase = noun_phrase(unit, i, verb, wide=True)
    if phrase is None or not is_nominative(unit, phrase) or _is_time(unit, phrase):
        return None
    end = next((j for j in range(phrase.end, verb) if _breaks_subject(unit, j)), verb)
    while end > phrase.end and (unit.words[end - 1] == "," or unit.pos[end - 1] in {"ADV", "PART"}):
        end -= 1
    return (phrase.start, end)


def _breaks_subject(unit: Unit, i: int) -> bool:
    """Whether a verb between a noun phrase and the cue shows that the subject ended before."""
    segment = unit.segments[unit.segment_numbers[i]]
    return unit.is_finite(i) and not unit.is_relative(segment)


def subject_after(unit: Unit, verb: int, stop: int) -> Items | None:
    """The subject behind a finite verb: the first noun phrase that may be one.

    Args:
        unit: the sentence.
        verb: the finite verb.
        stop: item where to stop looking.
    """
    i = verb + 1
    limit = min(stop, i + MAX_SKIPPED)
    while i < limit:
        word = unit.lower[i]
        if word in {",", ":", ";", "–"}:
            return None
        if word in PRONOUNS and not _is_determiner(unit, i, stop):
            return (i, i + 1)
        if word in PREPOSITIONS and not unit.words[i][0].isupper():
            inner = noun_phrase(unit, i + 1, stop)
            i = inner.end if inner else i + 1
            continue
        if word in OBJECT_PRONOUNS and not _is_determiner(unit, i, stop):
            i += 1
            continue
        phrase = noun_phrase(unit, i, stop, wide=True)
        if phrase is not None:
            if is_nominative(unit, phrase) and not _is_time(unit, phrase):
                phrase = with_apposition(unit, phrase, len(unit))
                return (phrase.start, phrase.end)
            i = phrase.end
            continue
        i += 1
    return None


def is_name_like(unit: Unit, i: int) -> bool:
    """Whether the first word of a sentence may be a name that the tagger does not know."""
    lower = unit.lower[i]
    return (
        unit.words[i][0].isupper()
        and lower not in INITIAL_ADVERBS | PREPOSITIONS | DETERMINERS | SUBORDINATORS
    )


def is_object_first(unit: Unit, before: Items, after: Items, verb: int) -> bool:
    """Whether the phrase behind a verb is its subject: a person right there, and none before."""
    if after[0] > verb + 2 or before[1] - before[0] < 2:
        return False
    if not any(unit.pos[i] == "PERSON" for i in range(*after)):
        return False
    head = next((unit.words[i] for i in range(*before) if unit.words[i][0].isupper() and i > before[0]), "")
    return head.endswith(ABSTRACT_ENDINGS) or not any(unit.pos[i] in PROPER for i in range(*before))


def agent(unit: Unit, start: int, stop: int) -> Items | None:
    """Who a passive names with "von": "wurde von der Polizei bestätigt"."""
    for i in range(start, stop):
        if unit.lower[i] in {"von", "vom"}:
            phrase = noun_phrase(unit, i + 1, stop)
            if phrase and not _is_time(unit, phrase):
                return (phrase.start, phrase.end)
    return None


def _is_determiner(unit: Unit, i: int, stop: int) -> bool:
    return unit.lower[i] in DETERMINERS and noun_phrase(unit, i, stop) is not None


def _is_time(unit: Unit, phrase: Phrase) -> bool:
    words = unit.words[phrase.start : phrase.head_end]
    return any(word in TIME_WORDS for word in words) or (
        len(words) == 1 and unit.lower[phrase.start] in INITIAL_ADVERBS
    )


def antecedent(unit: Unit, comma: int) -> Items | None:
    """What a relative clause behind a comma speaks of: the noun phrase that ends there, else the last one."""
    for back in range(comma - 1, max(-1, comma - MAX_SKIPPED), -1):
        if unit.words[back][0].isupper():
            head = back
            while head > 0 and unit.words[head - 1][0].isupper():
                head -= 1
            start = head
            while start > 0 and unit.pos[start - 1] == "ADJ":
                start -= 1
            if start > 0 and unit.lower[start - 1] in DETERMINERS:
                return (start - 1, back + 1)
            return (head, back + 1)
    return None


def source_of(unit: Unit, start: int, stop: int) -> Items | None:
    """Where something "is said": "heißt es in der Mitteilung", "hieß es vonseiten der Polizei"."""
    for i in range(start, min(stop, start + 2 * MAX_SKIPPED)):
        if unit.lower[i] in {"in", "im", "aus", "von", "vom", "seitens", "vonseiten", "auf", "bei", "beim"}:
            phrase = noun_phrase(unit, i + 1, stop, wide=True)
            if phrase is not None and not _is_time(unit, phrase):
                return (phrase.start, phrase.end)
    return None


def subject_of(unit: Unit, stop: int) -> Items | None:
    """The subject of a sentence without regard to its verb: the phrase it begins with, else the next one.

    Args:
        unit: the sentence.
        stop: item where to stop: "Jan Holm, Sprecher des Verbands: …" has no verb before the colon.
    """
    phrase = noun_phrase(unit, 0, stop, wide=True)
    if phrase is None:
        return subject_after(unit, 0, stop)
    if not is_nominative(unit, phrase):
        return subject_after(unit, phrase.end - 1, stop)
    return (phrase.start, phrase.end)


def is_plural_pronoun(unit: Unit, items: Items) -> bool:
    """Whether "sie" means several: a finite verb in the plural stands beside it ("sagten sie")."""
    start, end = items
    if unit.lower[start:end] != ["sie"]:
        return False
    beside = (i for i in (start - 1, end) if 0 <= i < len(unit))
    return any(unit.words[i].endswith("en") and unit.is_finite(i) for i in beside)
