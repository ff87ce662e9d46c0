"""When "ein" before a unit counts, and when it only is an article."""

from __future__ import annotations

import re

from transforms.annotate.quantities.candidates import is_limited
from transforms.annotate.quantities.numerals import GAP, Numeral
from transforms.annotate.quantities.units import Unit

QUALIFIED_ARTICLE = re.compile(r"\b(?:gut|knapp)e")
LASTING = re.compile(rf"{GAP}(?:lang|dauer)")
DURATION_CONTEXT = frozenset(
    {
        *(
            "nach",
            "vor",
            "seit",
            "für",
            "innerhalb",
            "binnen",
            "rund",
            "etwa",
            "fast",
            "über",
            "als",
            "knapp",
        ),
        *("mindestens", "um", "bis", "zu", "höchstens", "circa", "ca.", "je", "pro", "maximal", "ungefähr"),
        *("nur", "noch", "dauert", "dauerte", "dauern", "dauerten", "wartete"),
    }
)
"""Words before "eine Stunde" or "ein Jahr" that measure time with it; elsewhere "ein" is an article."""
CONTAINERS = frozenset({"Tonne", "Barrel", "Fuß", "Zoll", "Knoten", "Bar"})
"""Units whose nouns mean things too: a bin, a barrel, a foot, a knot."""
WEIGHED = re.compile(rf"{GAP}(?:schwer|lang|hoch|breit|tief)(?![^\W_])|{GAP}[A-ZÄÖÜ]\w")
"""Behind such a noun: how heavy, or of what ("eine Tonne Sand")."""
OIL = re.compile(rf"{GAP}(?:Roh|Erd|Schwer)?[Öö]l")
"""What a barrel measures; one of anything else is a thing ("ein Fass Bier")."""
WEIGHING = frozenset(
    {"wiegt", "wog", "wiegen", "wogen", "um", "als", "rund", "etwa", "fast", "knapp", "je", "pro"}
)
LOOK_BACK = 30
"""Code points before an article in which its context stands."""


def is_article(text: str, first: Numeral, unit: Unit | None, end: int, floor: int) -> bool:
    """Whether "ein" only is an article: "ein Jahr der Krisen".

    Args:
        text: running text.
        first: the article, read as 1 or as half of something.
        unit: the unit behind it.
        end: where that ends.
        floor: where its sentence begins.
    """
    if is_limited(text, first.start):
        return False
    if unit is None:
        return True
    if unit.noun in CONTAINERS:
        return not _is_weighed(text, first.start, end, unit, floor)
    if unit.form != "duration" or first.value != 1 or QUALIFIED_ARTICLE.search(text, first.start, first.end):
        return False
    words = text[max(floor, first.start - LOOK_BACK) : first.start].lower().split()
    is_measuring = bool(words) and words[-1] in DURATION_CONTEXT
    return not is_measuring and LASTING.match(text, end) is None


def _is_weighed(text: str, start: int, end: int, unit: Unit, floor: int) -> bool:
    """Whether a noun that also means a thing measures: "eine Tonne Sand", "wiegt eine Tonne"."""
    if unit.noun == "Barrel":
        return OIL.match(text, end) is not None
    if WEIGHED.match(text, end):
        return True
    words = text[max(floor, start - LOOK_BACK) : start].lower().split()
    return bool(words) and words[-1] in WEIGHING
