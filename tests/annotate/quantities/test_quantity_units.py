"""Units are read before and behind a number, and given as standard codes."""

import pytest

from tests.annotate.quantities.conftest import Find
from transforms.annotate.quantities.units import UNITS_BY_NOUN, UNITS_BY_SYMBOL


@pytest.mark.parametrize(
    ("text", "value", "unit", "form"),
    [
        ("Das kostet 500 Euro.", 500, "EUR", "money"),
        ("Das kostet 15.000€ im Jahr.", 15000, "EUR", "money"),
        ("Das kostet € 500 im Jahr.", 500, "EUR", "money"),
        ("Das kostet 500,– Euro.", 500, "EUR", "money"),
        ("Das kostet US$ 3 Millionen.", 3e6, "USD", "money"),
        ("Das kostet 20 US-Dollar.", 20, "USD", "money"),
        ("Das kostet 20 kanadische Dollar.", 20, "CAD", "money"),
        ("Das kostet 20 schwedische Kronen.", 20, "SEK", "money"),
        ("In Norwegen kostet das Brot 40 Kronen.", 40, "NOK", "money"),
        ("Das kostet 40 Kronen.", 40, "XXX", "money"),
        ("Das kostet 20 Franken.", 20, "CHF", "money"),
        ("Das kostet 15 Euro und 20 Cent.", 15.2, "EUR", "money"),
        ("Das kostet vier Euro fünfzig.", 4.5, "EUR", "money"),
        ("Das kostet 2 Euro 50 am Tag.", 2.5, "EUR", "money"),
        ("Das kostet 40 Millionen Deutsche Mark.", 40e6, "DEM", "money"),
        ("Das kostet 100 Millionen Pfund.", 100e6, "GBP", "money"),
        ("Er kauft zwei Pfund Äpfel.", 2, "[lb_av]", "measure"),
        ("Der Anteil stieg um 3,5 %.", 3.5, "%", "percent"),
        ("Der Anteil stieg um 3,5 Prozentpunkte.", 3.5, "[pp]", "percent"),
        ("Er hatte 1,1 Promille.", 1.1, "[ppth]", "percent"),
        ("Der Weg ist 12 km lang.", 12, "km", "measure"),
        ("Der Wagen fuhr 120 km/h schnell.", 120, "km/h", "measure"),
        ("Der Wagen fuhr 120 Kilometer pro Stunde.", 120, "km/h", "measure"),
        ("Das Haus hat 140 Quadratmeter.", 140, "m2", "measure"),
        ("Das Haus hat 140 m² im Erdgeschoss.", 140, "m2", "measure"),
        ("Der Hof hat 20 Hektar.", 20, "har", "measure"),
        ("Es sind 30 Grad.", 30, "Cel", "measure"),
        ("Es sind 30 °C im Schatten.", 30, "Cel", "measure"),
        ("Es sind 90 Grad Fahrenheit.", 90, "[degF]", "measure"),
        ("Die Kurve dreht um 90 Grad.", 90, "deg", "measure"),
        ("Es sind −5 Grad.", -5, "Cel", "measure"),
        ("Es sind minus 5 Grad.", -5, "Cel", "measure"),
        ("Das Werk liefert 300 kWh am Tag.", 300, "kW.h", "measure"),
        ("Die Fahrt dauert drei Stunden.", 3, "hour", "duration"),
        ("Die Fahrt dauert eine Stunde.", 1, "hour", "duration"),
        ("Das dauert anderthalb Jahre.", 1.5, "year", "duration"),
        ("Das dauert zwei Jahrzehnte.", 2, "decade", "duration"),
    ],
)
def test_a_unit_is_a_code(find: Find, text: str, value: float, unit: str, form: str) -> None:
    (found,) = find(text)

    assert found.low == found.high == pytest.approx(value)
    assert (found.unit, found.form) == (unit, form)


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit", "counted"),
    [
        ("Ein 500-Milliarden-Euro-Paket soll helfen.", "500-Milliarden-Euro-Paket", 500e9, "EUR", "Paket"),
        ("Ein 80-Jähriger fiel hin.", "80-Jähriger", 80, "year", "Jahr"),
        ("Eine achtzigjährige Frau fiel hin.", "achtzigjährige", 80, "year", "Jahr"),
        ("Ein 80jähriger Mann fiel hin.", "80jähriger", 80, "year", "Jahr"),
        ("Nach zweitägiger Fahrt kam er an.", "zweitägiger", 2, "day", "Tag"),
        ("Die 20-prozentige Senkung hilft.", "20-prozentige", 20, "%", "Prozent"),
        ("Die Fünf-Prozent-Hürde bleibt.", "Fünf-Prozent-Hürde", 5, "%", "Hürde"),
        ("Die 5%-Hürde bleibt.", "5%-Hürde", 5, "%", "Hürde"),
        ("Die 80.000-Einwohner-Stadt wächst.", "80.000-Einwohner-Stadt", 80_000, None, "Einwohner"),
        ("Eine zwölfköpfige Jury tagte.", "zwölfköpfige", 12, None, "Person"),
        ("Ein 400-köpfiger Chor sang.", "400-köpfiger", 400, None, "Person"),
        ("Er klingelte dreimal.", "dreimal", 3, None, "Mal"),
        ("Er klingelte 3-mal.", "3-mal", 3, None, "Mal"),
    ],
)
def test_a_number_inside_a_word_is_a_claim(
    find: Find, text: str, surface: str, value: float, unit: str | None, counted: str
) -> None:
    (found,) = find(text)

    assert text[found.start : found.end] == surface
    assert (found.low, found.high, found.unit, found.counted) == (value, value, unit, counted)


@pytest.mark.parametrize(
    ("text", "surface", "magnitude", "counted"),
    [
        ("Das Milliardenpaket hilft.", "Milliardenpaket", 1e9, "Paket"),
        ("Ein Millionenbetrag fehlt.", "Millionenbetrag", 1e6, "Betrag"),
    ],
)
def test_an_amount_of_millions_has_a_magnitude_only(
    find: Find, text: str, surface: str, magnitude: float, counted: str
) -> None:
    (found,) = find(text)

    assert text[found.start : found.end] == surface
    assert (found.low, found.high, found.magnitude, found.modifier) == (None, None, magnitude, "vague")
    assert (found.unit, found.counted) == (None, counted)


def test_what_follows_an_amount_may_count_something_else(find: Find) -> None:
    price, apples = find("Für vier Euro fünfzig Äpfel sind billig.")

    assert (price.high, price.unit) == (4, "EUR")
    assert (apples.high, apples.counted) == (50, "Äpfel")


def test_money_measures_and_shares_have_codes_without_white_space() -> None:
    units = {*UNITS_BY_NOUN.values(), *UNITS_BY_SYMBOL.values()}

    assert len(units) > 100
    for unit in units:
        assert unit.code and not any(letter.isspace() for letter in unit.code)
        assert unit.form != "money" or (len(unit.code) == 3 and unit.code.isupper()) or unit.code == "cent"
