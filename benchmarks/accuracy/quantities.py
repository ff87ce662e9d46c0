"""Number claims: against the hand-checked pages and the German specs of Microsoft Recognizers-Text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language

from benchmarks.accuracy.figure import Figure
from transforms.annotate.quantities import Quantity, find_quantities
from transforms.annotate.quantities.number_words import ARTICLES
from transforms.annotate.tag import tag_texts
from transforms.annotate.tagged import TaggedText

SPECS = "Recognizers-Text specs, German"
SPEC_FOLDER = Path("data") / "numbers" / "recognizers"
BODY_ROLES = ("paragraph", "heading", "list_item")
TOLERANCE = 1e-6
"""Relative; the specs write a third with 15 digits."""
AGE_ENDING = " alt"
"""Part of an age in the specs, of no quantity here."""


class Marked(NamedTuple):
    """A number, or a number with its unit, as marked in a text."""

    start: int
    end: int
    value: float


@dataclass(frozen=True)
class LeftOut:
    """A reason not to expect a result of the specs in running text, and which results it holds for."""

    reason: str
    holds: Callable[[str, dict[str, Any]], bool]


LEFT_OUT = (
    LeftOut(
        "'ein' and its forms alone: in running text the indefinite article",
        lambda _, result: result["Text"].lower() in ARTICLES,
    ),
    LeftOut(
        "a number after 'Nummer': it names one thing of a series and counts nothing",
        lambda text, result: text[: result["Start"]].endswith("Nummer "),
    ),
    LeftOut(
        "a currency without a number: no quantity",
        lambda _, result: result["Resolution"].get("value") is None,
    ),
    LeftOut(
        "an amount whose second number has no unit ('15 Dollar und 15'): spoken, not written",
        lambda _, result: result["Text"].endswith("dollar und 15"),
    ),
    LeftOut(
        "'Turn' as a unit of angle: no German word",
        lambda _, result: result["Resolution"].get("unit") == "Turn",
    ),
)
"""What the specs hold besides numbers in running text. OrdinalModel and NumberRangeModel are not measured:
ordinals are no quantities, and the two cases of the latter are a month and a phone number with no result."""


def _numbers(quantity: Quantity) -> Iterator[Marked]:
    for numeral in quantity.numerals:
        if numeral.value is not None:
            yield Marked(numeral.start, numeral.end, numeral.value)


def _measured(*forms: str, units: frozenset[str] | None = None, without: frozenset[str] = frozenset()) -> Any:
    def read(quantity: Quantity) -> Iterator[Marked]:
        is_asked = quantity.form in forms and (units is None or quantity.unit in units)
        if is_asked and quantity.unit not in without and quantity.high is not None:
            yield Marked(*quantity.measure, quantity.high)

    return read


DEGREES = frozenset({"Cel", "[degF]"})
MODELS: dict[str, tuple[str, Callable[[Quantity], Iterator[Marked]]]] = {
    "number": ("Number/German/NumberModel.json", _numbers),
    "percent": ("Number/German/PercentModel.json", _measured("percent")),
    "currency": ("NumberWithUnit/German/CurrencyModel.json", _measured("money")),
    "dimension": ("NumberWithUnit/German/DimensionModel.json", _measured("measure", without=DEGREES)),
    "age": ("NumberWithUnit/German/AgeModel.json", _measured("duration")),
    "temperature": ("NumberWithUnit/German/TemperatureModel.json", _measured("measure", units=DEGREES)),
}
ASKED = ("number", "percent", "currency", "dimension")


def measure(shared: Path, nlp: Language) -> list[Figure]:
    """Measure number claims.

    Args:
        shared: folder with `data/numbers/recognizers`.
        nlp: the pipeline.

    Returns:
        Shares of the cases of the specs that come out right: all results of a case with right span and value,
        and nothing else of its kind found. `…_all` counts the results of `LEFT_OUT` as expected too.
    """
    figures = []
    right, right_all, count = 0.0, 0.0, 0
    for name, (path, read) in MODELS.items():
        cases = json.loads((shared / SPEC_FOLDER / path).read_text(encoding="utf-8-sig"))
        results = [case_is_right(case, text, read) for case, text in _tagged(cases, nlp)]
        kept = [kept for kept, _ in results]
        strict = [strict for _, strict in results]
        figures.append(Figure(f"quantities.{name}", sum(kept) / len(kept), len(kept), SPECS))
        figures.append(Figure(f"quantities.{name}_all", sum(strict) / len(strict), len(strict), SPECS))
        if name in ASKED:
            right, right_all, count = right + sum(kept), right_all + sum(strict), count + len(kept)
    note = "left out: " + "; ".join(rule.reason for rule in LEFT_OUT)
    figures.append(Figure("quantities.specs", right / count, count, SPECS, note))
    figures.append(Figure("quantities.specs_all", right_all / count, count, SPECS, "nothing left out"))
    return figures


def _tagged(cases: list[dict[str, Any]], nlp: Language) -> Iterator[tuple[dict[str, Any], TaggedText]]:
    return zip(cases, tag_texts([case["Input"] for case in cases], nlp), strict=True)


def case_is_right(
    case: dict[str, Any], tagged: TaggedText, read: Callable[[Quantity], Iterator[Marked]]
) -> tuple[bool, bool]:
    """Whether a case of the specs comes out right: without the results left out, and with them.

    Args:
        case: `Input` and `Results` of the specs.
        tagged: the tagged input.
        read: what the model of the case marks of a quantity.
    """
    found = [marked for quantity in find_quantities(tagged) for marked in read(quantity)]
    expected = [
        (_marked(result), any(rule.holds(case["Input"], result) for rule in LEFT_OUT))
        for result in case["Results"]
    ]
    surplus = [
        marked
        for marked in found
        if not any(
            _same(marked, gold) or (is_left_out and _overlap(marked, gold)) for gold, is_left_out in expected
        )
    ]
    missed = [
        is_left_out for gold, is_left_out in expected if not any(_same(marked, gold) for marked in found)
    ]
    return not surplus and all(missed), not surplus and not missed


def _marked(result: dict[str, Any]) -> Marked:
    start, length = result["Start"], len(result["Text"].removesuffix(AGE_ENDING))
    value = (result["Resolution"].get("value") or "nan").removesuffix("%").replace(",", ".")
    return Marked(start, start + length, float(value))


def _same(left: Marked, right: Marked) -> bool:
    is_close = abs(left.value - right.value) <= TOLERANCE * max(1.0, abs(right.value))
    return left[:2] == right[:2] and is_close


def _overlap(left: Marked, right: Marked) -> bool:
    return left.start < right.end and right.start < left.end
