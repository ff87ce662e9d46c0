"""Whether the words around a date speak of the past or of what is to come."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from transforms.annotate.tagged import TaggedText

Direction = Literal["past", "future"]

TABLE = Path(__file__).with_name("tense.toml")
VERBS = frozenset({"VERB", "AUX"})
UNTAGGED = "X"

WEAK_PRETERITE = re.compile(r"[a-zäöüß]{2,}(?:[^s]te|[bgkpmz]ten|eten|ierten|[eh]rten|hlten|llten)")
"""Regular verbs in the preterite. Plurals in -ten are the infinitives of verbs in -t too ("warten"), so only
endings that those do not have count."""
PARTICIPLE = re.compile(
    r"(?:[a-zäöüß]{0,7}ge[a-zäöüß]{2,}|(?:be|ver|er|ent|emp|zer|miss|über|unter)[a-zäöüß]{2,})(?:t|en)|[a-zäöüß]+iert"
)
ATTRIBUTE = re.compile(r"\s[a-zäöüß]{3,}end(?:e|en|er|es|em)\s")
CONDITIONALS = frozenset({"würde", "würden"})
STATES = frozenset({"ist", "sind", "sei", "seien"})
CLAUSE_MARKS = frozenset(',;:–—()"„“”»«')
SENTENCE_ENDS = frozenset(".!?…•")
MAX_TOKENS = 60
"""Tokens looked at on either side of a date, so that a text without sentences costs no more."""


class TenseWords(NamedTuple):
    """The word lists of tense.toml."""

    past: frozenset[str]
    perfect: frozenset[str]
    future: frozenset[str]
    ahead: frozenset[str]
    neutral: frozenset[str]


@cache
def tense_words() -> TenseWords:
    """Load the lists."""
    table: dict[str, str] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return TenseWords(**{name: frozenset(words.split()) for name, words in table.items()})


def direction(tagged: TaggedText, start: int, end: int, states_are_present: bool = False) -> Direction | None:
    """Tell from the verbs where a date without a year lies.

    The clause of the date decides (between commas); if it has no verb that tells, the nearest one that has,
    the following before the preceding: German verbs stand late.

    Args:
        tagged: the text; without part-of-speech tags only listed forms count.
        start: first code point of the date.
        end: after its last.
        states_are_present: whether "ist gesperrt" is a state that goes on, not the perfect.

    Returns:
        "past", "future", or None if the verbs do not tell (present tense, no verb).
    """
    if not tagged.sentences:
        return None
    sentence = tagged.sentences[tagged.sentence_at(start)]
    own = tagged.tokens_in(start, end)
    first = max(tagged.tokens_in(sentence.start, start).start, own.start - MAX_TOKENS)
    last = min(max(own.stop, tagged.tokens_in(start, sentence.end).stop), own.stop + MAX_TOKENS)
    clauses = _clauses(tagged, first, last, own)
    at = next(number for number, clause in enumerate(clauses) if clause.stop >= own.stop)
    for number in sorted(range(len(clauses)), key=lambda number: (abs(number - at), -number)):
        way = _tense(tagged, clauses[number], states_are_present)
        if way is not None:
            return None if way == "present" else way
    return None


def has_verb(tagged: TaggedText, start: int, end: int, in_sentence: bool = False) -> bool:
    """Whether the clause of a date has a verb, or its sentence; False in an untagged text."""
    marks = SENTENCE_ENDS if in_sentence else SENTENCE_ENDS | CLAUSE_MARKS
    return any(tagged.pos[token] in VERBS for token in _around(tagged, start, end, marks))


def is_planned(tagged: TaggedText, start: int, end: int, way: Direction | None) -> bool:
    """Whether “in drei Wochen” is a date that far ahead and not a length of time.

    It is with a verb that looks ahead, unless that says what would be ("würde sich in 15 Jahren lohnen"), and
    before a participle ("die in drei Wochen beginnende Messe").
    """
    if ATTRIBUTE.match(tagged.text, end):
        return True
    return way == "future" and not any(
        tagged.word(token) in CONDITIONALS for token in _around(tagged, start, end)
    )


def _around(
    tagged: TaggedText, start: int, end: int, marks: frozenset[str] = SENTENCE_ENDS | CLAUSE_MARKS
) -> Iterator[int]:
    """The tokens around a date up to the next mark on either side, the nearest first."""
    own = tagged.tokens_in(start, end)
    before = range(own.start - 1, max(-1, own.start - MAX_TOKENS), -1)
    after = range(own.stop, min(len(tagged), own.stop + MAX_TOKENS))
    for tokens in (before, after):
        for token in tokens:
            word = tagged.word(token)
            if word in marks:
                break
            yield token


def _clauses(tagged: TaggedText, first: int, last: int, own: range) -> list[range]:
    """The tokens between commas and other marks; a date that holds a comma cuts nothing."""
    cuts = [first]
    cuts += [token for token in range(first, last) if token not in own and tagged.word(token) in CLAUSE_MARKS]
    return [range(start, stop) for start, stop in zip(cuts, [*cuts[1:], last], strict=True)]


def _tense(
    tagged: TaggedText, tokens: range, states_are_present: bool
) -> Direction | Literal["present"] | None:
    known = tense_words()
    has_perfect = has_participle = is_ahead = is_future = False
    for token in tokens:
        word, pos = tagged.word(token), tagged.pos[token]
        if not word[:1].islower():
            word = word.lower()
            if pos not in VERBS and word not in known.past and word not in known.perfect | known.future:
                continue
        if word in known.past or (pos in VERBS and _is_preterite(word, known)):
            return "past"
        has_perfect |= word in known.perfect and not (states_are_present and word in STATES)
        is_future |= word in known.future
        is_ahead |= word in known.ahead
        if word not in known.neutral and (pos in VERBS or pos in {UNTAGGED, "ADJ"}):
            has_participle |= PARTICIPLE.fullmatch(word) is not None
    if has_perfect and has_participle and not is_future:
        return "past"
    if is_future or is_ahead:
        return "future"
    return "present" if has_perfect else None  # "die Wahl ist im Herbst"


def _is_preterite(word: str, known: TenseWords) -> bool:
    is_listed = word in known.ahead or word in known.future or word in known.neutral
    return not is_listed and WEAK_PRETERITE.fullmatch(word) is not None
