"""Where German sentences begin: rules on plain text."""

import re

from transforms.annotate.abbreviations import (
    ALWAYS_FINAL,
    BEFORE_NUMBER,
    BEFORE_ORDINAL,
    FINAL_LETTERS,
    FIRST_WORDS,
    MONTHS,
    NEVER_FINAL,
    OFTEN_FINAL,
    ROMAN,
    TITLES,
    UNITS,
)

STOPS = ".!?…‼⁇⁈⁉"
CLOSERS = "\"“”«»‹›’‘')\\]"
OPENERS = "\"„“”«»‹›‚‘’'([–—•*-"

CANDIDATE = re.compile(
    rf"(?<![{STOPS}])(?P<stop>[{STOPS}]++)(?P<closed>[{CLOSERS}]*+)\s++"
    rf"(?P<opened>[{re.escape(OPENERS)}\s]*+)(?P<next>[^\W_]+)?"
)
"""A stop with what closes after it, white space, what opens, and the beginning of the next word.

Possessive, and begun only at the first of several stops: linear on "!!!!…" too.
"""
GLUED = re.compile(rf"[a-zäöüß]{{2}}[.!?][{CLOSERS}]?(?P<next>[A-ZÄÖÜ][a-zäöüß]*)(?=[\s,])")
"""Two sentences without space between them, as pages give them when their markup is taken away."""
PARAGRAPH_BREAK = re.compile(r"\n\n\s*")

LOOK_BACK = 60
"""Code points searched for the last two words, so that the cost of a stop does not grow with the text
before it."""
VOWEL = re.compile("[aeiouyäöü]", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
MAX_ORDINAL_DIGITS = 2
"""Numbers to 99 with a stop are ordinals unless a typical first word follows; longer ones are years and
amounts."""
MAX_CONSONANTS = 4
"""Longest word that counts as an abbreviation for having no vowel ("Hptm"); longer ones are rare."""


def sentence_starts(text: str) -> list[int]:
    """Find where sentences begin.

    A full stop in German also marks ordinals, dates, abbreviations and initials, and nouns are capitalised,
    so a capital after it proves little. What decides is the word before the stop and whether the word after
    it is one that would be lower case inside a sentence. A paragraph break always begins a sentence.

    Args:
        text: running text; paragraphs are separated by blank lines.

    Returns:
        Offsets in code points, ascending, the first one 0 (also for an empty text). The text between two
        offsets is one sentence with the white space that follows it.
    """
    starts = {0}
    starts.update(match.end() for match in PARAGRAPH_BREAK.finditer(text))
    starts.update(match.start("opened") for match in CANDIDATE.finditer(text) if _is_boundary(text, match))
    starts.update(match.start("next") for match in GLUED.finditer(text) if match["next"] in FIRST_WORDS)
    return sorted(start for start in starts if start < max(1, len(text)))


def _is_boundary(text: str, match: re.Match[str]) -> bool:
    following = match["next"] or ""
    if following[:1].islower():
        return False  # »Wirklich?«, fragte sie; „Los!“ rief er
    if not following and text[match.end() : match.end() + 1] in {",", ";", ":", ")", *STOPS}:
        return False
    if match["closed"][:1] in {")", "]"} and text[match.start() - 1 : match.start()] in {"(", "["}:
        return following in FIRST_WORDS  # "zwölf (!) Tore", "das […] Haus"
    if match["stop"] != "." or match["closed"]:
        return True
    before = text[max(0, match.start() - LOOK_BACK) : match.start()]
    previous, word = ["", "", *before.split()][-2:]
    return _ends_sentence(previous, word.lstrip(OPENERS), following)


def _ends_sentence(previous: str, word: str, following: str) -> bool:
    """Whether the full stop after `word` ends the sentence, given the words around it."""
    begins = following in FIRST_WORDS
    if NUMBER.fullmatch(word):
        return _number_ends_sentence(previous, word, following)
    tail = word.lower().rpartition(".")[2]
    if len(tail) == 1 and tail.isalpha():
        abbreviation = f"{previous.lower()}{tail}" if previous.endswith(".") else word.lower()
        return begins and ("." not in abbreviation or abbreviation in FINAL_LETTERS)
    if ROMAN.fullmatch(word):
        return begins
    tail = tail.rpartition("-")[2]  # "Diplom-Ing."
    if word.isupper() or tail in ALWAYS_FINAL:
        return True  # an initialism takes no stop of its own
    if tail in NEVER_FINAL or word in TITLES:
        return False
    if tail in BEFORE_NUMBER and following[:1].isdigit():
        return False
    if tail in OFTEN_FINAL or tail.endswith("str") or _is_consonants(word):
        return begins
    return True


def _number_ends_sentence(previous: str, number: str, following: str) -> bool:
    if not previous or following in MONTHS or following[:1].isdigit():
        return False  # "4. Die Anfahrt" at the beginning is a number in a list
    if following in FIRST_WORDS:
        return True
    if len(number) > MAX_ORDINAL_DIGITS:
        return previous.lower() not in BEFORE_ORDINAL
    # "Platz 3. Trainer Lehmann …", but "Im 3. Anlauf …": a noun before the number makes it a cardinal.
    return previous.istitle() and previous.isalpha() and previous.lower() not in BEFORE_ORDINAL


def _is_consonants(word: str) -> bool:
    """Whether the word looks like an abbreviation: short, without a vowel, and no unit."""
    return (
        len(word) <= MAX_CONSONANTS
        and word.isalpha()
        and not VOWEL.search(word)
        and word.lower() not in UNITS
    )
