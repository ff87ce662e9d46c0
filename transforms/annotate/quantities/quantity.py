"""What a number claim is."""

from __future__ import annotations

from typing import NamedTuple

from transforms.annotate.quantities.modifiers import Modifier
from transforms.annotate.quantities.numerals import Numeral
from transforms.annotate.quantities.units import Form
from transforms.annotate.tagged import Span


class Quantity(NamedTuple):
    """One number claim. Offsets count code points of the body.

    Attributes:
        start: where it begins: with its modifier.
        end: where it ends: with the counted noun.
        low: smallest value, in `unit`; None for "höchstens" and for vague claims.
        high: largest value; None for "mindestens" and for vague claims. Equal to `low` but for ranges.
        magnitude: order of magnitude of a vague claim ("tausende" → 1000), else None.
        modifier: how the number is qualified.
        unit: ISO 4217 for money, UCUM for measures, "%" and "[pp]" for shares, "second" to "millennium" for
            time, else None.
        counted: lemma of the noun that is counted or measured ("Soldat", "Sondervermögen"); where nothing
            else is named, the noun of the unit ("Jahr", "Euro").
        is_hedged: whether the article keeps its distance.
        form: kind of quantity.
        measure: the number with its unit alone ("14.000", "5 bis 7 Euro"), as other tools mark it.
        numerals: the numbers in it, as written; two in a range.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    magnitude: float | None
    modifier: Modifier | None
    unit: str | None
    counted: str | None
    is_hedged: bool
    form: Form
    measure: Span
    numerals: tuple[Numeral, ...]
