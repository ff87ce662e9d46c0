"""Numbers in digits are read with German, Swiss and spaced marks, and with what scales them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.quantities.numerals import read_numeral


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@given(st.integers(1000, 10**12), st.sampled_from([".", " ", "\u00a0", "\u202f", "'", "’"]))
def test_marks_between_thousands_leave_the_number_as_it_is(number: int, mark: str) -> None:
    text = grouped(number, mark)

    numeral = read_numeral(text, 0)

    assert numeral is not None
    assert (numeral.value, numeral.end) == (number, len(text))


@given(st.integers(0, 10**9), st.integers(1, 99))
def test_a_comma_begins_the_decimals(whole: int, part: int) -> None:
    numeral = read_numeral(f"{grouped(whole, '.')},{part:02} kg", 0)

    assert numeral is not None
    assert numeral.value == pytest.approx(whole + part / 100)


@pytest.mark.parametrize(
    ("text", "value", "surface"),
    [
        ("14 Mio. Euro", 14e6, "14 Mio."),
        ("14 Mio Euro", 14e6, "14 Mio"),
        ("1,5 Milliarden Liter", 1.5e9, "1,5 Milliarden"),
        ("3 Mrd. Euro", 3e9, "3 Mrd."),
        ("20 Tsd. Schafe", 20e3, "20 Tsd."),
        ("3.5 Millionen Franken", 3.5e6, "3.5 Millionen"),
        ("2 Dutzend Eier", 24, "2 Dutzend"),
        ("zwei Dutzend Eier", 24, "zwei Dutzend"),
        ("ein halbes Dutzend Eier", 6, "ein halbes Dutzend"),
        ("ein gutes Dutzend Eier", 12, "ein gutes Dutzend"),
        ("eine halbe Million Eier", 5e5, "eine halbe Million"),
        ("anderthalb Millionen Eier", 1.5e6, "anderthalb Millionen"),
        ("hundert Millionen Sterne", 1e8, "hundert Millionen"),
        ("1/4 Liter", 0.25, "1/4"),
        ("2 1/2 Liter", 2.5, "2 1/2"),
        ("½ Liter", 0.5, "½"),
        ("3½ Liter", 3.5, "3½"),
        ("zwei Drittel davon", 2 / 3, "zwei Drittel"),
        ("3 Viertel davon", 0.75, "3 Viertel"),
        ("fünf halbe Äpfel", 2.5, "fünf halbe"),
        ("fünf und drei Viertel Milliarden", 5.75e9, "fünf und drei Viertel Milliarden"),
        ("zwei Komma drei Meter", 2.3, "zwei Komma drei"),
        ("eine Million zwei Tage danach", 1e6, "eine Million"),
    ],
)
def test_scales_fractions_and_halves_belong_to_the_number(text: str, value: float, surface: str) -> None:
    numeral = read_numeral(text, 0)

    assert numeral is not None
    assert numeral.value == pytest.approx(value)
    assert text[: numeral.end] == surface


@pytest.mark.parametrize(
    ("text", "magnitude", "surface"),
    [
        ("Millionen Menschen", 1e6, "Millionen"),
        ("Hunderte Millionen Euro", 1e8, "Hunderte Millionen"),
        ("Dutzende Fälle", 12, "Dutzende"),
    ],
)
def test_a_scale_without_a_number_has_a_magnitude_only(text: str, magnitude: float, surface: str) -> None:
    numeral = read_numeral(text, 0)

    assert numeral is not None
    assert (numeral.value, numeral.magnitude, text[: numeral.end]) == (None, magnitude, surface)


@pytest.mark.parametrize(
    "text",
    [
        "Viertel nach acht",
        "Million",
        "Mio. Euro",
        "halb acht",
        "Achtung",
        "Dutzend",
        "zweitens",
        "Dreieck",
        "Elfmeter",
    ],
)
def test_words_that_claim_no_number_are_none(text: str) -> None:
    assert read_numeral(text, 0) is None
