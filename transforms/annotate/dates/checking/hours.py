"""Whether a number after "um" or "gegen" is an hour: "um sechs", but not "um sechs Prozent gestiegen"."""

from __future__ import annotations

import re

from transforms.annotate.dates.checking.place import Place, codes_of
from transforms.annotate.dates.matching.vocabulary import vocabulary

WITHOUT_UHR = frozenset({"bare_hour", "near_hour", "minutes_past", "quarter_hour", "half_hour"})
"""Rules of `patterns` whose times do without "Uhr"."""
LAST_HOUR_IN_WORDS, LAST_HOUR = 12, 24
COUNTED_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
"""What a number counts has one of these tags; adjectives may stand between."""
CONTINUING = frozenset(
    {"auf", "bis", "oder", "von", "zu", "gegen", "mal", "prozent", "mehr", "weniger", "bzw", "weitere"}
    | {"neue", "weiteren", "neuen", "davon", "andere", "anderen", "solche", "solcher"}
)
"""Words after a number that counts: "um zwei auf acht", "um drei bis vier Grad"."""
OBJECT_OF_UM = re.compile(
    r"\b(?:(?:ge)?(?:stieg|stiegen|wachsen|wuchs|wächst|sunken)|steig|sank|sink|schrumpf|(?:er|ver)?höh|verring|reduz"
    r"|verminder|ver?kürz|gekürzt|verläng|vergröß|verteuer|verbesser|verschlecht|zuge(?:nommen|legt)|abgenommen|nahm"
    r"|handel|gebeten|bitte|bittet|bat|kämpf|streit|stritt|kümmer|wette|bewerb|bewarb|beworben|spielt|gewann|gewinn"
    r"|verlor|verlier|siegt|stimm|erweiter|auf(?:ge)?stock|übertr|unterb)",
    re.IGNORECASE,
)
"""Verbs whose "um" says by how much or about what, and those of matches and votes."""
ABOUT_IT = re.compile(r"\b(?:geht|ging|gehe|gehen|dreht|drehte)\s(?:es\s|sich\s)*(?:hier\s|nicht\s|nur\s)?\Z")
REACH = 200
"""Code points around a number in which such a verb of its sentence may stand."""
LOOK_BACK = 32
"""Code points before "um" in which "geht es" stands."""


def is_hour(rule: str, place: Place) -> bool:
    """Whether a number without "Uhr" is an hour.

    Args:
        rule: the rule that matched.
        place: where.
    """
    if place.last_word == "Uhr":
        return True
    if place.last_word.isdigit() and not _ends_clause(place):
        return False
    if not _is_of_the_clock(place):
        return False
    if rule == "half_hour":
        return place.pos_of_following != "NOUN" or not place.following
    return not _counts(place) and not _is_object(place)


def _ends_clause(place: Place) -> bool:
    """Whether digits are not the beginning of more: “um 3. Liga”, “um 7/8”, “um 9-10”."""
    mark = place.lexemes.codes[place.end : place.end + 1]
    if mark in {"/", "-", "("}:
        return False
    return mark != "." or not place.lexemes.word_after(place.end + 1)[:1].isalpha()


def _is_of_the_clock(place: Place) -> bool:
    """Whether the last number can be an hour; in words only up to twelve."""
    numbers = [word for word in place.lexemes.words[place.at : place.end] if _is_number(word)]
    if not numbers or numbers[-1] == "beiden":
        return False
    hour = int(vocabulary().words[numbers[-1]].meaning)
    return hour <= (LAST_HOUR if numbers[-1].isdigit() else LAST_HOUR_IN_WORDS)


def _is_number(word: str) -> bool:
    known = vocabulary().words.get(word)
    return known is not None and known.code in codes_of("number", "cardinal")


def _counts(place: Place) -> bool:
    """Whether what follows can be what is counted, or goes on counting."""
    following = place.following
    if not following:
        return False
    if not following.isalpha() or following.lower() in CONTINUING or following[0].isupper():
        return True
    return place.pos_of_following in COUNTED_TAGS or place.is_before(
        "cardinal", "number", "quarter_hour", "half_hour"
    )


def _is_object(place: Place) -> bool:
    """Whether a verb or a number before asks for "um" or "gegen": "stieg um zwei", "mit drei gegen zwei"."""
    if place.is_after("towards") and any(map(_is_number, place.lexemes.words_before(place.at, 2)[1:])):
        return True
    tagged, start = place.tagged, place.start_offset
    if ABOUT_IT.search(tagged.text, max(0, start - LOOK_BACK), start):
        return True
    if not tagged.sentences:
        return False
    sentence = tagged.sentences[tagged.sentence_at(start)]
    first, last = max(sentence.start, start - REACH), min(sentence.end, place.end_offset + REACH)
    return OBJECT_OF_UM.search(tagged.text, first, last) is not None
