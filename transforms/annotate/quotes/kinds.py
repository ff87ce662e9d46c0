"""What a text in quotation marks is: a quotation, a piece of one, or a name or term."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.annotate.quotes.attribution import Attribution
from transforms.annotate.quotes.confidence import BESIDE, WITHIN
from transforms.annotate.quotes.content import has_zu_infinitive
from transforms.annotate.quotes.grammar import DETERMINERS
from transforms.annotate.quotes.names_in_marks import looks_foreign, looks_like_name, looks_like_title
from transforms.annotate.quotes.quote import QuoteKind
from transforms.annotate.quotes.titles import announces_name, is_so_called
from transforms.annotate.quotes.unit import SEPARATORS, Unit

MIN_SENTENCE_WORDS = 5
"""Words from which a text in marks with a capital in front may be a sentence without a stop in it."""
MIN_LONE_WORDS = 4
"""Words from which a text in marks that nobody is named for is a quotation all the same, not a term; of those
with three, half are."""
MAX_RUN = 12
"""Items of punctuation and marks between a quotation and its cue: it may come in several parts."""
WORDS = re.compile(r"\w+(?:[-’'.]\w+)*")
DEFINITE = frozenset({"der", "die", "das", "den", "dem", "des"})
SENTENCE_END = (".", "!", "?", "…")


class Held(NamedTuple):
    """How a text in marks depends on an attribution."""

    attribution: Attribution
    confidence: float
    adjacent: bool
    """It stands right beside the cue's clause, as a sentence does ("„…“, sagte sie", "sie sagte: „…“")."""


def holder(unit: Unit, item: int, attributions: list[Attribution]) -> Held | None:
    """The attribution that a text in marks depends on, best evidence first; None if there is none."""
    introduced = _introduced(unit, item, attributions)
    if introduced is not None:
        a = introduced.attribution
        if a.speaker is not None and "phrasal" not in a.cue.uses:
            return introduced
    followed = _followed(unit, item, attributions)
    if followed is not None and followed.attribution.speaker is None:
        within = _within(unit, item, attributions)
        if within is not None and within.attribution.speaker is not None:
            return within  # "nannte ihn „klug und ruhig“, wollte aber nichts versprechen"
    return followed or introduced or _within(unit, item, attributions)


def _followed(unit: Unit, item: int, attributions: list[Attribution]) -> Held | None:
    """A cue behind a text in marks: "„…“, sagte sie", "„…“ – Holms Abschiedsworte"."""
    after = item + 1
    stop = min(len(unit), item + MAX_RUN)
    while after < stop and (unit.words[after] in {",", "–", "-"} or after in unit.quotes):
        after += 1
    dash = unit.words[item + 1 : item + 2] in (["–"], ["—"], ["-"])
    for a in attributions:
        start = a.clause[0]
        if a.cue.type in {"verb", "adverb", "preposition"}:
            if after == start or (unit.lower[after : after + 1] == ["so"] and after + 1 == start):
                return Held(a, BESIDE, a.cue.type != "preposition")
        elif dash and after < start and unit.segment_numbers[after] == unit.segment_numbers[start]:
            return Held(a, WITHIN, True)
    return None


def _introduced(unit: Unit, item: int, attributions: list[Attribution]) -> Held | None:
    """A cue before a text in marks and its colon: "sie sagte: „…“"."""
    before = item - 1
    if before < 0 or unit.words[before] not in {":", "–", "-"}:
        return None
    stop = max(-1, item - MAX_RUN)
    while before > stop and (unit.words[before] in {":", ",", "–", "-"} or before in unit.quotes):
        before -= 1
    if before < 0:
        return None
    number = unit.segment_numbers[before]
    near = [
        a
        for a in attributions
        if a.item <= before
        and ("phrasal" not in a.cue.uses or _is_person(unit, a))
        and (unit.segment_numbers[a.item] == number or a.clause[1] > before)
    ]
    if not near:
        return None
    return Held(max(near, key=lambda a: (a.speaker is not None, a.cue.type == "verb", a.item)), BESIDE, True)


def _is_person(unit: Unit, a: Attribution) -> bool:
    return a.speaker is not None and "PERSON" in unit.pos[a.speaker[0] : a.speaker[1]]


def _within(unit: Unit, item: int, attributions: list[Attribution]) -> Held | None:
    """A piece in marks within the clause of a cue, or within what somebody is said to have said."""
    candidates = []
    for a in attributions:
        if _governs(a, item):
            candidates.append((a.speaker is not None, True, -abs(a.item - item), a))
        elif a.content and a.content[0] <= item < a.content[1]:
            candidates.append((a.speaker is not None, False, a.content[0], a))
        elif a.content is None and (a.cue.type == "preposition" or _is_complement(unit, a, item)):
            candidates.append((a.speaker is not None, False, 0, a))
    if not candidates:
        return None
    *_, best = max(candidates, key=lambda candidate: candidate[:3])
    return Held(best, WITHIN, False)


def _governs(a: Attribution, item: int) -> bool:
    """Whether a text in marks is part of the clause of a cue, as its object or complement."""
    if a.cue.type in {"preposition", "adverb"}:
        return False
    if a.cue.type == "noun":
        return a.clause[0] <= item <= a.clause[1] + 1
    if not a.clause[0] <= item < a.clause[1] or (a.speaker and a.speaker[0] <= item < a.speaker[1]):
        return False
    return "weak" not in a.cue.uses or "naming" in a.cue.uses


def _is_complement(unit: Unit, a: Attribution, item: int) -> bool:
    """Whether a text in marks stands in an infinitive behind a cue: "betonte den Willen, „…“ zu sein"."""
    if a.cue.type != "verb" or "weak" in a.cue.uses or item < a.clause[1]:
        return False
    number = unit.segment_numbers[item]
    segment = unit.segments[number]
    return number == unit.segment_numbers[a.clause[1] - 1] + 1 and has_zu_infinitive(unit, item, segment.end)


def is_sentence(content: str, adjacent: bool, begins: bool = False) -> bool:
    """Whether a text in marks is a clause or more, not a piece of one.

    Args:
        content: what stands between the marks.
        adjacent: whether it stands right beside the clause of its cue.
        begins: whether it begins the sentence or follows a comma or colon: one word may then be all.
    """
    count = len(WORDS.findall(content))
    if content.rstrip().endswith(SENTENCE_END) or any(f"{stop} " in content for stop in ".!?"):
        return count > 1 or adjacent
    if not content[:1].isupper() and not content[:1].isdigit():
        return False
    return (adjacent and (begins or count > 2)) or count >= MIN_SENTENCE_WORDS


def is_name(unit: Unit, item: int, content: str, held: Held | None) -> bool:
    """Whether a text in marks is a name or a term.

    Capitalised words alone are one nearly always; the exception is what someone calls a thing ("nannte das
    einen „Wortbruch“"). Behind a noun such as "Film" only whole sentences are none.
    """
    if announces_name(unit, item):
        adjacent = held is not None and held.adjacent
        return not (is_sentence(content, adjacent) and (adjacent or content.rstrip().endswith(SENTENCE_END)))
    is_title = looks_like_title(content) and unit.lower[item - 1] in DETERMINERS if item else False
    if not looks_like_name(content) and not is_title:
        return False
    if held is None:
        return True
    a = held.attribution
    if is_title and not looks_like_name(content) and (held.adjacent or (a.content and a.content[0] <= item)):
        return False
    if held.adjacent or looks_foreign(content):
        return True
    if unit.lower[item - 1] in DEFINITE and unit.lower[item - 2 : item - 1] != ["als"]:
        return True  # "lobte die „Helden“ von gestern" speaks of them; it does not call them so
    names_it = "naming" in a.cue.uses or (unit.lower[item - 1] == "als" and a.cue.type == "verb")
    if not names_it or a.speaker is None or (a.content and a.content[0] <= item):
        return True
    return unit.lower[a.speaker[0]] == "man" or (a.cue.lemma == "nennen" and unit.lower[item - 1] == "sich")


def is_term(unit: Unit, item: int, content: str) -> bool:
    """Whether a name-like text in marks is a term: one German word, with no noun such as "Film" before it.

    Behind "sogenannt" several words are one too, unless all of them are capitalised as in a name.
    """
    if looks_foreign(content):
        return False
    if is_so_called(unit, item):
        return " " not in content or not looks_like_name(content)
    return " " not in content and not announces_name(unit, item)


def _is_piece(content: str, item: int, held: Held) -> bool:
    """Whether a text in marks goes on a clause of indirect speech: "er schrieb, es sei „zu laut für uns“"."""
    inside = held.attribution.content
    is_inside = inside is not None and inside[0] < item < inside[1]
    return is_inside and not any(f"{stop} " in f"{content.rstrip()} " for stop in SENTENCE_END)


def kind_of(unit: Unit, item: int, content: str, held: Held | None, alone: bool) -> QuoteKind:
    """Kind of a text in marks that is no name.

    Args:
        unit: the sentence.
        item: the text in marks.
        content: what stands between the marks.
        held: the attribution it depends on.
        alone: whether it is a paragraph of its own.
    """
    begins = item == 0 or item - 1 in unit.quotes or unit.words[item - 1] in SEPARATORS
    sentence = is_sentence(content, held is not None and held.adjacent, begins)
    if not begins and held is not None and _is_piece(content, item, held):
        return "partial"
    if held is not None:
        return "direct" if sentence else "partial"
    if alone:
        return "pull"
    if len(WORDS.findall(content)) >= MIN_LONE_WORDS:
        return "direct" if sentence else "partial"
    return "scare"
