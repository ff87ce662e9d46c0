"""Units of number claims: before a number ("€ 500"), after it ("500 Euro"), inside a compound."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Literal, NamedTuple

from transforms.annotate.quantities.numerals import GAP

Form = Literal["cardinal", "percent", "money", "measure", "duration", "fraction"]


class Unit(NamedTuple):
    """What a number measures in.

    Attributes:
        code: ISO 4217 for money, UCUM for measures, "year", "month" … for time, "%", "[pp]".
        form: what kind of quantity it makes.
        noun: lemma of its noun ("Euro" for "€").
    """

    code: str
    form: Form
    noun: str


class UnitSpan(NamedTuple):
    """A unit beside a number, and where the two of them begin or end."""

    unit: Unit
    offset: int


_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_UNKNOWN_CURRENCY = "XXX"


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


def _load() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Units by lower-case noun, and by symbol."""
    nouns: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    forms: tuple[Form, ...] = ("percent", "duration", "measure", "money")
    for form in forms:
        for code, written in _TABLES[form].items():
            words, _, signs = written.partition("|")
            unit = Unit(code, form, (words.split() or [code])[0])
            nouns.update((word.lower(), unit) for word in words.split())
            symbols.update((sign, unit) for sign in signs.split())
    for written in _TABLES["ambiguous"]:
        unit = Unit(_UNKNOWN_CURRENCY, "money", written.split()[0])
        nouns.update((word.lower(), unit) for word in written.split())
    return nouns, symbols


UNITS_BY_NOUN, UNITS_BY_SYMBOL = _load()
_BY_COUNTRY = {code: _pairs(stems) for code, stems in _TABLES["by_country"].items()}
_AMBIGUOUS = {written.split()[0]: _pairs(stems) for written, stems in _TABLES["ambiguous"].items()}
_BY_CODE = {unit.code: unit for unit in (*UNITS_BY_SYMBOL.values(), *UNITS_BY_NOUN.values())}
ADJECTIVES: dict[str, Unit] = {ending: _BY_CODE[code] for ending, code in _TABLES["adjectives"].items()}
"""Units by the ending of an adjective ("jährig")."""

AFTER = re.compile(
    rf"(?:[,.][-–—]{{1,2}})?{GAP}?"
    rf"(?:(?P<sign>[%‰€$£¥₽₴₺₹₩₪]|°{GAP}?[CF]\b|°)|(?P<word>[^\W\d_][^\s,;:!?()\[\]\"“”„»«<>|]{{0,40}}))"
)
"""A sign, or a word with what is glued to it: "km/h", "US-Dollar", "Mrd."."""
SPACED = re.compile(rf"{GAP}[-–]{GAP}(?P<word>[^\W\d_]+)(?={GAP}?[-–])")
"""A compound torn apart: "12 - Pfund - Hantel"."""
NEXT = re.compile(rf"{GAP}(?P<word>[^\W\d_][\w-]*)")
GLUED = re.compile(r"(?P<word>[^\W\d_]+)")
MONEY_BEFORE = re.compile(
    rf"(?:^|(?<=[^\w-]))(?P<sign>(?:US|CAD?|AU?|NZ|HK|S|R)?-?\$|[€£¥₽]|EUR|USD|GBP|CHF|s?Fr\.?|DM|JPY|CAD|AUD)"
    rf"{GAP}?$",
    re.IGNORECASE,
)
MONEY_ADJECTIVES = frozenset({"Deutsche", "Deutschen", "US", "Schweizer", "neue", "neuen"})
LOOK_BACK = 8
"""Code points before a number that its currency can take."""
PER_HOUR = re.compile(rf"{GAP}(?:pro|je|in der|die){GAP}(?P<time>Stunde|Sekunde)\b")
SPEEDS = {
    **{("km", "Stunde"): "km/h", ("km", "Sekunde"): "km/s", ("m", "Sekunde"): "m/s"},
    **{("[mi_i]", "Stunde"): "[mi_i]/h"},
}
SUBUNIT = re.compile(rf"(?:{GAP}und)?{GAP}(?P<hundredths>\d{{1,2}}){GAP}(?:Cent|Rappen|Pence)\b")
SCALES_OF_TEMPERATURE = {"celsius": "Cel", "fahrenheit": "[degF]", "kelvin": "K"}
ANGLE = re.compile(
    r"\b(?:dreh|abbieg|gedreht|Winkel|Neigung|geneigt|Wende\b|Kurve|Breite|Länge|Steigung|Kamera)"
)
ANGLE_WINDOW = 30
"""Code points on both sides in which a word tells an angle from a temperature."""


def unit_after(text: str, end: int) -> UnitSpan | None:
    """The unit that follows a number, with the end of what names it.

    Args:
        text: running text.
        end: where the number ends.
    """
    match = AFTER.match(text, end)
    if match is None:
        if spaced := SPACED.match(text, end):
            unit = UNITS_BY_NOUN.get(spaced["word"].lower())
            return UnitSpan(unit, spaced.end()) if unit else None
        return None
    if match["sign"]:
        sign = match["sign"].replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
        return _whole(text, UnitSpan(UNITS_BY_SYMBOL[sign], match.end()))
    word, start = match["word"], match.start("word")
    for written in (word, word.rstrip("."), word.partition("/")[0], word.rstrip(".").partition("/")[0]):
        if unit := UNITS_BY_SYMBOL.get(written) or UNITS_BY_NOUN.get(written.lower()):
            return _whole(text, UnitSpan(unit, start + len(written)))
    if ("isch" in word or word in MONEY_ADJECTIVES) and (noun := NEXT.match(text, match.end())):
        unit = UNITS_BY_NOUN.get(noun["word"].lower())
        if unit and unit.form == "money":
            return UnitSpan(of_country(unit, word, ""), noun.end())
    return None


def unit_before(text: str, start: int) -> UnitSpan | None:
    """The currency that stands before a number ("€ 500", "US$5"), with the start of what names it."""
    if start == 0 or not (text[start - 1] in " \u00a0\u202f$€£¥₽." or text[start - 1].isupper()):
        return None
    offset = max(0, start - LOOK_BACK)
    match = MONEY_BEFORE.search(text[offset:start])
    if match is None:
        return None
    sign = match["sign"].rstrip(".")
    unit = UNITS_BY_SYMBOL.get(sign) or UNITS_BY_SYMBOL.get(sign.upper()) or UNITS_BY_SYMBOL.get("Fr")
    return UnitSpan(unit, offset + match.start("sign")) if unit else None


def of_country(unit: Unit, adjective: str, before: str) -> Unit:
    """Which of the currencies of one name is meant.

    Args:
        unit: a unit of money, by its noun.
        adjective: the adjective before it, or "".
        before: the text before it.
    """
    stems = _AMBIGUOUS.get(unit.noun) if unit.code == _UNKNOWN_CURRENCY else _BY_COUNTRY.get(unit.code)
    for stem, code in (stems or {}).items():
        if stem in adjective.lower():
            return unit._replace(code=code)
    if unit.code == _UNKNOWN_CURRENCY and stems:
        lower = before.lower()
        stem = max(stems, key=lower.rfind)
        return unit._replace(code=stems[stem]) if stem in lower else unit
    return unit


WEIGHT_LIMIT = 1e5
"""From here on Pfund before a noun is money ("Millionen Pfund Schulden")."""
MONEY_NOUNS = (
    "note",
    "schein",
    "münze",
    "scheine",
    "noten",
    "strafe",
    "paket",
    "gage",
    "schulden",
    "sterling",
)


def pound(unit: Unit, behind: str, value: float | None) -> Unit:
    """Tell Pfund as a weight ("zwei Pfund Äpfel") from the currency.

    Args:
        unit: any unit.
        behind: what follows it in the claim.
        value: the number.
    """
    is_few = value is not None and value < WEIGHT_LIMIT
    is_stuff = len(behind.strip(" -").split()) == 1 and not behind.endswith(MONEY_NOUNS)
    if unit.code == "GBP" and is_few and is_stuff:
        return unit._replace(code="[lb_av]", form="measure")
    return unit


def _whole(text: str, found: UnitSpan) -> UnitSpan:
    """Take in what belongs to a unit: "Grad Celsius", "Kilometer pro Stunde", "Pfund Sterling"."""
    unit, end = found
    if unit.noun == "Grad":
        following = NEXT.match(text, end) or GLUED.match(text, end)
        scale = SCALES_OF_TEMPERATURE.get(following["word"].lower()) if following else None
        if following and scale:
            return UnitSpan(unit._replace(code=scale), following.end())
        if ANGLE.search(text, max(0, end - ANGLE_WINDOW), end + ANGLE_WINDOW):
            return UnitSpan(unit._replace(code="deg"), end)
    elif per := PER_HOUR.match(text, end):
        code = SPEEDS.get((unit.code, per["time"]))
        return UnitSpan(unit._replace(code=code), per.end()) if code else found
    elif unit.code == "GBP" and (following := NEXT.match(text, end)) and following["word"] == "Sterling":
        return UnitSpan(unit, following.end())
    return found
