"""Numbers that claim nothing: years, dates, ordinals, scores, codes, and numbers in names."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from transforms.annotate.quantities.numerals import Numeral
from transforms.annotate.tagged import TaggedText

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
LABELS = frozenset(_TABLES["always"].split())
LABELS_ALONE = frozenset(_TABLES["alone"].split())
CODE_BEFORE = re.compile(
    r"(?:[\w/:#@=_§&^*\\+]|\d[.,:/–-]|\d : ?|[^\W\d_]-|§ ?|,|\+\d[\d ]*|\b0\d+[ )]+|\b\d\d? zu )$"
)
"""What is part of a longer code before a number: "A320", "4:2", "4 : 2", "#1", "U-21", "+49 30"."""
CODE_BEHIND = re.compile(
    r" zu \d\d?(?!\d|[.,]\d| ?[A-ZÄÖÜ%€])| : ?\d|[:/.,–-]\d|[\d_@=]|\.[a-zA-Z]\w|\)[ ]?\d"
)
"""The same behind it: "3:1", "12.30", "030/12"."""
CODE_LENGTH = 8
PHONE = re.compile(r"\d{2,3}[ /(-]+\d")
MONTH_BEHIND = re.compile(
    r"\.? ?(?:(?:Jan(?:uar)?|Feb(?:ruar)?|März|Apr(?:il)?|Mai|Juni?|Juli?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Okt(?:ober)?|Nov(?:ember)?|Dez(?:ember)?|Jänner|Uhr)\b|[vn]\. ?Chr)"
)
SCORE_BEHIND = re.compile(r" zu (?:\d|null|eins|zwei|drei|vier|fünf|sechs|sieben|acht)\b|[:-]")
SERIES_BEFORE = re.compile(r"(?P<head>[^\W\d_]+) \w[\w.]*(?:, \w+){0,6}(?:,| (?:und|bis|oder|sowie)) $")
"""Before a label that is not the first: "Plätze drei und vier", "Linien 2, 5 und 11"."""
LIMIT_BEFORE = re.compile(
    r"\b(?:bis zu|(?:mehr|weniger) als|mindestens|höchstens|etwa|rund|fast|knapp|ungefähr|circa|an die) $",
    re.IGNORECASE,
)
"""Before a number that counts, though a stop and more words follow it: "früher waren es bis zu 65."."""
SERIES_LINKS = frozenset({"und", "bis", "oder", "sowie"})
WORD_BEFORE = re.compile(r"([^\s\d]+)[^\S\n]+$")
LOOK_BACK = 30
LOOK_AHEAD = 12
YEARS = range(1000, 2101)
"""Four digits without a mark that are read as a year where nothing is counted."""
RECENT_YEARS = range(1900, 2051)
"""Years also before a noun, unless they are round: "2015 Flüchtlinge", but "2000 Flüchtlinge"."""
ROUND = 50
POSTAL_CODE_LENGTH = 5
NOMINALISED = frozenset(
    {"Acht", "Elf", "Null", "Eins", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Neun"}
)
"""Inside a sentence a capital makes them nouns: "außer Acht", "die deutsche Elf"."""


def is_code_before(text: str, start: int) -> bool:
    """Whether what stands before a numeral makes it a piece of something longer: "A320", "2:1", "+49 30".

    Args:
        text: running text.
        start: where the numeral begins.
    """
    if text[start - 2 : start - 1].isalpha() and text[start - 1] == " " and text[start - 2] != "u":
        return False  # behind a word, "zu" excepted, no code goes on: that holds for most numbers
    return CODE_BEFORE.search(text[max(0, start - CODE_LENGTH) : start]) is not None and not (
        text[start - 1] == "+" and PHONE.match(text, start) is None
    )


def is_code_behind(text: str, numeral: Numeral) -> bool:
    """The same for what stands behind it: dates, clock times, scores.

    Args:
        text: running text.
        numeral: a numeral in it.
    """
    start, end = numeral.start, numeral.end
    if text[start].isdigit():
        if numeral.scale == 1.0 and CODE_BEHIND.match(text, end):
            return True
        if text[start] == "0" and text[start + 1 : start + 2].isdigit():
            return True
    if MONTH_BEHIND.match(text, end):
        return True
    return numeral.form == "words" and SCORE_BEHIND.match(text, end) is not None


def is_ordinal(tagged: TaggedText, numeral: Numeral) -> bool:
    """Whether a stop after digits makes them an ordinal ("die 3. Liga") and not the end of a sentence."""
    text, end = tagged.text, numeral.end
    if not (text.startswith(".", end) and text[end - 1].isdigit()):
        return False
    if text.startswith("...", end):
        return False
    if LIMIT_BEFORE.search(text[max(0, numeral.start - LOOK_BACK) : numeral.start]):
        return False
    sentence = tagged.sentences[tagged.sentence_at(numeral.start)] if tagged.sentences else None
    return (
        sentence is not None and text[end + 1 : min(sentence.end, end + LOOK_AHEAD)].strip("\"“”»«')") != ""
    )


def is_label(tagged: TaggedText, numeral: Numeral, floor: int, is_counting: bool) -> bool:
    """Whether a numeral without a unit only names something.

    Args:
        tagged: the body.
        numeral: a numeral in it.
        floor: where its sentence begins.
        is_counting: whether a noun follows that it counts.
    """
    text, start = tagged.text, numeral.start
    before = WORD_BEFORE.search(text[max(floor, start - LOOK_BACK) : start])
    previous = before[1].strip('(„"»‚.,:') if before and before[1][-1] not in ",:;" else ""
    if previous in LABELS or (previous in LABELS_ALONE and not is_counting):
        return True
    if len(previous) == 1 and previous.isupper():
        return True
    if before and (before[1] in SERIES_LINKS or before[1][-1] == ","):
        series = SERIES_BEFORE.search(text[max(floor, start - LOOK_BACK) : start])
        if series and series["head"] in LABELS:
            return True
    if not text[start].isdigit():
        return _is_name_word(tagged, numeral, floor, previous, is_counting)
    digits = text[start : numeral.end]
    if not digits.isdigit():
        return False
    if len(digits) == 4 and _is_year(int(digits), is_counting):
        return True
    if len(digits) == POSTAL_CODE_LENGTH and not (is_counting and _counts_thing(tagged, numeral.end)):
        return True
    return not is_counting and _is_noun(tagged, start, floor, previous)


def _counts_thing(tagged: TaggedText, end: int) -> bool:
    """Whether the next word is no name: "10000 Besucher", not "99999 Musterstadt"."""
    token = tagged.token_at(end)
    return token < len(tagged) and tagged.pos[token] != "PROPN"


def _is_year(number: int, is_counting: bool) -> bool:
    if not is_counting:
        return number in YEARS
    return number in RECENT_YEARS and number % ROUND != 0


def _is_name_word(tagged: TaggedText, numeral: Numeral, floor: int, previous: str, is_counting: bool) -> bool:
    """Words that are nouns or names: "die Elf", "Claudia Tausend", "Stunde Null"."""
    word = tagged.text[numeral.start : numeral.end]
    if not word[0].isupper() or numeral.start == floor:
        return word == "eins"
    if word in NOMINALISED:
        return not is_counting or previous.lower() in {"deutsche", "deutschen"}
    return " " not in word and not is_counting and _is_noun(tagged, numeral.start, floor, previous)


def _is_noun(tagged: TaggedText, start: int, floor: int, previous: str) -> bool:
    """Whether the word before a numeral is a noun or name that the numeral belongs to ("Boeing 737")."""
    if not previous[:1].isupper():
        return False
    token = tagged.token_at(start) - 1
    if token < 0 or tagged.pos[token] == "X":
        return tagged.starts[token] > floor if token >= 0 else False
    return tagged.pos[token] in {"NOUN", "PROPN"}
