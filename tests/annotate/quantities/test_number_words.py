"""Number words are read as German composes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.quantities.number_words import NumberWord, read_number_word
from transforms.annotate.quantities.numerals import MIN_ADDED, read_numeral

ONES = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
TEEN_STEMS = {13: "drei", 14: "vier", 15: "fünf", 16: "sech", 17: "sieb", 18: "acht", 19: "neun"}
TENS = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def spelled_below_hundred(number: int) -> str:
    if number < len(ONES):
        return ONES[number]
    if number in TEEN_STEMS:
        return TEEN_STEMS[number] + "zehn"
    ten, one = divmod(number, 10)
    return (f"{ONES[one]}und" if one else "") + TENS[ten]


def spelled_below_thousand(number: int) -> str:
    hundred, rest = divmod(number, 100)
    return (f"{ONES[hundred]}hundert" if hundred else "") + spelled_below_hundred(rest)


def spelled(number: int) -> str:
    """A number below a million as one German word."""
    thousand, rest = divmod(number, 1000)
    word = (f"{spelled_below_thousand(thousand)}tausend" if thousand else "") + spelled_below_thousand(rest)
    return word + "s" if number % 100 == 1 else word


def spelled_in_words(number: int) -> str:
    """A number below a thousand billions, in the words that German writes apart."""
    words = []
    for size, one, many in (
        (10**12, "eine Billion", "Billionen"),
        (10**9, "eine Milliarde", "Milliarden"),
        (10**6, "eine Million", "Millionen"),
    ):
        count, number = divmod(number, size)
        if count:
            words.append(one if count == 1 else f"{spelled(count)} {many}")
    return " ".join([*words, spelled(number)] if number else words)


@given(st.integers(1, 999_999))
def test_a_word_is_read_as_the_number_it_was_spelled_from(number: int) -> None:
    word = read_number_word(spelled(number).removesuffix("s") if number == 1 else spelled(number))

    assert word is not None
    assert word.value == number
    assert word.rest in {"", "s"} if number % 100 == 1 else word.rest == ""


@given(st.integers(2, 999), st.sampled_from([0, 10**6, 10**9, 10**12]), st.integers(MIN_ADDED, 999_999))
def test_a_number_of_several_words_is_read_as_a_whole(count: int, size: int, rest: int) -> None:
    number = count * size + rest
    text = spelled_in_words(number)

    numeral = read_numeral(f"{text} Bäume", 0)

    assert numeral is not None
    assert (numeral.value, text[: numeral.end]) == (number, text)


@given(st.integers(1, 999_999))
def test_umlauts_and_sharp_s_may_be_written_with_two_letters(number: int) -> None:
    written = spelled(number).replace("ü", "ue").replace("ö", "oe").replace("ß", "ss")

    assert read_number_word(written) == read_number_word(spelled(number))


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("anderthalb", 1.5),
        ("eineinhalb", 1.5),
        ("zweieinhalb", 2.5),
        ("zwölfeinhalb", 12.5),
        ("zweieinhalbtausend", 2500),
        ("dreiviertel", 0.75),
        ("zwölfhundert", 1200),
        ("hundertundeins", 101),
        ("zwo", 2),
        ("zweier", 2),
        ("dreier", 3),
        ("null", 0),
    ],
)
def test_halves_old_and_inflected_forms_are_numbers(word: str, value: float) -> None:
    assert read_number_word(word) == NumberWord("cardinal", value)


@pytest.mark.parametrize(
    ("word", "magnitude"),
    [
        ("tausende", 1e3),
        ("hunderten", 1e2),
        ("zehntausende", 1e4),
        ("hunderttausenden", 1e5),
        ("dutzende", 12),
        ("abertausende", 1e3),
        ("zigtausend", 1e3),
        ("abermillionen", 1e6),
    ],
)
def test_a_scale_in_the_plural_is_vague(word: str, magnitude: float) -> None:
    assert read_number_word(word) == NumberWord("vague", magnitude)


@pytest.mark.parametrize(
    ("word", "rest"), [("achtung", "ung"), ("dreist", "st"), ("einige", "ige"), ("zweitägig", "tägig")]
)
def test_what_follows_the_number_in_a_word_is_handed_on(word: str, rest: str) -> None:
    read = read_number_word(word)

    assert read is not None
    assert read.rest == rest


@pytest.mark.parametrize("word", ["baum", "undein", "zwerg", "hundehütte", "mehr", "viel", "aber"])
def test_other_words_are_no_numbers(word: str) -> None:
    assert read_number_word(word) is None
