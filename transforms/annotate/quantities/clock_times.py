"""Hours of the day without "Uhr": "um sechs", "kurz nach sieben", "gegen halb eins"."""

from __future__ import annotations

import re

from transforms.annotate.quantities.numerals import GAP, Numeral

BEFORE = re.compile(
    rf"\b(?:(?P<by>[Uu]m)|[Nn]ach|[Vv]or|[Gg]egen|[Hh]alb|(?:[Dd]rei)?[Vv]iertel){GAP}"
    rf"(?:(?:etwa|circa|ca\.|kurz{GAP}(?:vor|nach)|viertel|dreiviertel|halb){GAP})?$"
)
"""What stands before an hour."""
PART = re.compile(rf"{GAP}(?:von|vom|der|des|dieser|dieses|ihrer|seiner|deren|dessen)(?![^\W_])")
"""Behind a number that is a part: "vor acht der neun Häuser"."""
LOOK_BACK = 24
HOURS = 24
"""Largest hour in digits."""
SPOKEN_HOURS = 12
"""Largest hour in words."""
CHANGE = re.compile(
    r"\b(?:stieg|steig|gestieg|sank|sink|gesunk|fiel|fäll|gefall|erhöh|verring|verminder|wuchs|wächs|gewachs|reduzier"
    r"|gekürz|kürz|verlänger|verkürz|zugenomm|zunahm|gesenk|senk|größer|kleiner|höher|niedriger|älter|jünger|länger)"
)
"""Beside these, "um sechs" tells by how much."""


def is_clock_time(text: str, first: Numeral, floor: int, ceiling: int) -> bool:
    """Whether a number that counts nothing is an hour of the day.

    Args:
        text: running text.
        first: the number, or the first of a range.
        floor: where its sentence begins.
        ceiling: where its sentence ends.
    """
    if first.value is None or not first.value.is_integer() or first.form not in {"digits", "words"}:
        return False
    is_digits = text[first.start].isdigit()
    if not 1 <= first.value <= (HOURS if is_digits else SPOKEN_HOURS):
        return False
    if PART.match(text, first.end):
        return False
    before = BEFORE.search(text[max(floor, first.start - LOOK_BACK) : first.start])
    return before is not None and not (before["by"] and CHANGE.search(text, floor, ceiling))
