"""Shares that are no numerals: "die Hälfte der Fälle", "jeder dritte Haushalt"."""

from __future__ import annotations

import re

from transforms.annotate.quantities.counted import GENITIVE
from transforms.annotate.quantities.number_words import read_number_word
from transforms.annotate.quantities.numerals import GAP, Numeral
from transforms.annotate.quantities.units import UNITS_BY_NOUN

EACH = re.compile(
    rf"[Jj]ede[mnrs]?{GAP}(?P<ordinal>[^\W\d_]+?)t(?:e[nrs]?)(?:{GAP}(?P<noun>[^\W\d_]+))?(?![^\W_])"
)
HALF = re.compile(rf"Hälfte(?:{GAP}(?P<next>[^\W\d_]+))?")
ARTICLE_BEFORE = re.compile(rf"(?:\b(?P<exact>\w+){GAP})?\b(?P<article>[Dd](?:ie|er)){GAP}$")
LOOK_BACK = 30
STEMS = {"zwei": 2, "drit": 3, "dritt": 3, "sieb": 7, "ach": 8}
"""Ordinals whose stem is no number word; "zwei" is one, but quicker here."""
PLACES = frozenset({"in", "an"})
"""Before "die Hälfte" they make it a part of a pitch or of a time: "in die Hälfte des Gegners"."""
HALFWAY = frozenset({"durch", "vorbei", "geschafft", "herum", "rum"})
"""Behind "die Hälfte" they tell how far something has come: "schon ist die Hälfte durch"."""
QUALIFIERS = frozenset(
    {
        "als",
        "etwa",
        "rund",
        "fast",
        "knapp",
        "gut",
        "über",
        "unter",
        "nahezu",
        "um",
        "auf",
        "beinahe",
        "ungefähr",
    }
)


def read_share(text: str, start: int) -> Numeral | None:
    """Read a share that begins at an offset.

    Args:
        text: running text.
        start: where "Hälfte" or "jeder" begins.

    Returns:
        The share as a number below 1; None for "die zweite Hälfte" (a time), "jeden dritten Tag" (how often)
        and all else.
    """
    if text[start] == "H":
        return _half(text, start)
    if text[start] not in "Jj" or (match := EACH.match(text, start)) is None:
        return None
    stem = match["ordinal"].lower()
    word = read_number_word(stem.removesuffix("s"))
    parts = STEMS.get(stem) or (
        word.value if word and word.kind in {"cardinal", "scale"} and not word.rest else 0
    )
    noun = match["noun"] or ""
    unit = UNITS_BY_NOUN.get(noun.lower())
    if parts < 2 or (unit and unit.form == "duration") or noun == "Mal":
        return None
    end = match.start("noun") - 1 if noun else match.end()
    return Numeral(start, end, round(1 / parts, 9), None, 1.0, "fraction")


def _half(text: str, start: int) -> Numeral | None:
    match = HALF.match(text, start)
    before = ARTICLE_BEFORE.search(text[max(0, start - LOOK_BACK) : start])
    if match is None or before is None:
        return None
    is_place = (before["exact"] or "").lower() in PLACES or match["next"] in HALFWAY
    is_alone = before["article"].lower() == "die" and not is_place
    if not is_alone and match["next"] not in GENITIVE and (before["exact"] or "").lower() not in QUALIFIERS:
        return None
    return Numeral(start, start + len("Hälfte"), 0.5, None, 1.0, "fraction")
