"""Words that announce names: offices before persons, heads before places and organisations."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from transforms.annotate.names.mention import Label
from transforms.annotate.names.words import Candidate, Words
from transforms.gazetteer.lexicon import known_forms
from transforms.gazetteer.person_names import person_names

CUES_FILE = Path(__file__).with_name("cues.toml")
GERMAN_END = re.compile(r"\w{3}(?:e|en|er|te|es|ung)$")
STREET_ENDS = ("straße", "strasse", "gasse", "allee", "brücke")
PLACE_ENDS = ("platz", "kogel", "joch", "mole", "tunnel", "see", "hafen")
"""Ends of places that only a word tagged as a name has for sure. Left out: -tal, -spitze ("Quartal")."""
CALENDAR_WORD = re.compile(
    r"(?:Oster|Pfingst|Weihnachts?|Kar|Advents|Silvester|Neujahrs|Faschings|Karnevals|Fastnachts|Feier|Schul"
    r"|Semester|Sommer|Winter|Herbst|Frühjahrs|Frühlings|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch"
    r"|Sonnabend|Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
    r"(?:ferien|wochen?|wochenenden?|montag|freitag|samstag|sonntag|tage?|tagen|fest|feiertage?|feiertagen|zeit"
    r"|abend|morgen|mittag|vormittag|nachmittag|nacht)s?"
)
"""Compounds of feasts, seasons, weekdays and months with a stretch of time: "Osterferien", "Montagabend"."""
ABSTRACT_END = re.compile(r"\w{3}(?:ung|heit|keit|schaft|tion|tät)$")
LATIN_NAME = re.compile(r"(?<!h)us$")
"""End of many a given name, whose -s is no genitive ("Blasius"), unlike "Netanjahus"."""
LONGEST_CUED = {"PER": 3, "LOC": 2, "ORG": 3}
"""Most words taken for a name after a cue; longer ones are the pipeline's business."""


@cache
def _cues() -> dict[str, frozenset[str]]:
    table = tomllib.loads(CUES_FILE.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in table.items()}


def cue_words(name: str) -> frozenset[str]:
    """One list of the file of cues."""
    return _cues()[name]


@cache
def _office_ends() -> tuple[str, ...]:
    ends = sorted(_cues()["office_ends"])
    feminine = [end.removesuffix("e") + "in" for end in ends if not end.endswith("in")]
    return tuple(dict.fromkeys([*ends, *feminine, *(f"{end}s" for end in ends)]))


@lru_cache(maxsize=65_536)
def is_office(word: str) -> bool:
    """Whether a word is an office, profession, kin or title that stands before a person's name."""
    if word in _cues()["titles"] or word in _cues()["trades"]:
        return True
    return word[:1].isupper() and word.lower().endswith(_office_ends())


@lru_cache(maxsize=65_536)
def is_calendar_word(word: str) -> bool:
    """Whether a word is a feast day, or a time called after one, a season, a weekday or a month."""
    return word in _cues()["feasts"] or CALENDAR_WORD.fullmatch(word) is not None


def is_currency(word: str) -> bool:
    """Whether a word is a unit of money."""
    return word in _cues()["currencies"]


@lru_cache(maxsize=65_536)
def is_never_name(word: str) -> bool:
    """Whether a word alone is never a name; brands and handles may begin small ("eBay")."""
    cues = _cues()
    return (
        word in cues["never_alone"]
        or word in cues["place_heads"]
        or word in cues["organisation_heads"]
        or (is_office(word) and word not in cues["trades"])
        or is_calendar_word(word)
        or is_currency(word)
        or not (word[:1].isalnum() or word[:1] == "@")
        or (word.isalpha() and word.islower())
    )


def is_street(word: str, tag: str) -> bool:
    """Whether a word names a street or a bridge, or, if tagged as a name, a square, a lake, or the like."""
    ends = STREET_ENDS if tag != "PROPN" else (*STREET_ENDS, *PLACE_ENDS)
    return word.endswith(ends) and not word.endswith("flughafen") and word not in _cues()["no_streets"]


def is_not_given(surname: str, word: str) -> bool:
    """Whether a German word, and no given name, follows a Korean or Chinese surname: "Kim Fakten".

    The syllables of these languages do not end so in romanization, short ones apart ("Wen").
    """
    return surname in person_names()["surname_first"] and GERMAN_END.search(word) is not None


def is_common_tail(word: str) -> bool:
    """Whether the second half of a compound makes it a common noun: "Nato-Staaten", "SPD-Chef"."""
    return word in _cues()["common_tails"] or is_office(word)


def names_organisation(name: str) -> bool:
    """Whether a name says that it is an organisation's, by its first noun ("Rat für …") or its last one."""
    ends = tuple(_cues()["organisation_ends"])
    return any(word.lower().endswith(ends) for word in name.replace("-", " ").split() if word[:1].isupper())


@lru_cache(maxsize=65_536)
def cued_label(word: str) -> Label | None:
    """Label of the name that this word announces, if it announces one."""
    if word in _cues()["place_heads"]:
        return "LOC"
    if word in _cues()["organisation_heads"]:
        return "ORG"
    return "PER" if is_office(word) else None


def cued_names(words: Words) -> Iterator[Candidate]:
    """Names that directly follow a cue: "Außenminister Sergej Lawrow", "Hafenstadt Wonsan".

    A common given name, or a Korean or Chinese surname, is a cue and the first word of the name at once. Only
    what the pipeline missed is looked for.

    Args:
        words: the text.

    Yields:
        Runs of words written and tagged as names; none crosses a mark or a line.
    """
    names = person_names()
    for word in words.capitalised:
        label = cued_label(word)
        if label is not None:
            for token in words.positions[word]:
                last = _end_of_name(words, token + 1, label)
                if _is_new(words, token + 1, last) and not words.begins_sentence(token + 1):
                    yield Candidate(token + 1, last, label, "cue")
        if word in names["given"] or word in names["clear_surname_first"]:
            for token in words.positions[word]:
                last = _end_of_name(words, token + 1, "PER")
                if (
                    last > token + 1
                    and _is_new(words, token, last)
                    and not is_not_given(word, words.words[token + 1])
                ):
                    yield Candidate(token, last, "PER", "cue")


def _is_new(words: Words, first: int, last: int) -> bool:
    """Whether there is a name after the cue, and the pipeline saw none, which knows better where one ends."""
    return last > first and not words.tagged.names_in(words.starts[first], words.ends[last - 1])


def _end_of_name(words: Words, first: int, label: Label) -> int:
    """The token after the last one that may belong to a name beginning at `first`."""
    last = first
    limit = min(len(words), first + LONGEST_CUED[label])
    while last < limit and words.follows_closely(last) and _may_be_part(words, last, label):
        last += 1
        is_given = last == first + 1 and LATIN_NAME.search(words.words[first]) is not None
        if label == "PER" and not is_given and _is_genitive(words.words[last - 1]):
            break  # "Giuseppe Verdis Oper"
    return last


def _is_genitive(word: str) -> bool:
    return word.endswith("s") and word not in person_names()["ends_in_s"]


def _may_be_part(words: Words, token: int, label: Label) -> bool:
    word = words.words[token]
    if not words.is_proper(token) or len(word) == 1 or is_never_name(word):
        return False
    if words.tagged.lemmas[token] != word and not word.endswith("s"):
        return False  # an inflected noun: "Kim Fakten"
    if label == "PER" and ABSTRACT_END.search(word):
        return False
    known = known_forms().get(word)
    return known is None or known.known.label == label
