"""A claim has its span, its bounds, its modifier and what is counted."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotate.quantities.conftest import Find
from transforms.annotate.quantities import find_quantities
from transforms.annotate.tagged import Span, TaggedText


@pytest.mark.parametrize(
    ("text", "surface", "low", "high", "modifier"),
    [
        ("Es kamen 300 Gäste.", "300 Gäste", 300, 300, None),
        ("Es kamen etwa 300 Gäste.", "etwa 300 Gäste", 300, 300, "approx"),
        ("Es kamen ca. 300 Gäste.", "ca. 300 Gäste", 300, 300, "approx"),
        ("Es kamen ~300 Gäste.", "~300 Gäste", 300, 300, "approx"),
        ("Es kamen fast 300 Gäste.", "fast 300 Gäste", 300, 300, "approx"),
        ("Es kam ein gutes Dutzend Gäste.", "ein gutes Dutzend Gäste", 12, 12, "approx"),
        ("Es kamen mindestens 300 Gäste.", "mindestens 300 Gäste", 300, None, "at_least"),
        ("Es kamen nicht weniger als 300 Gäste.", "nicht weniger als 300 Gäste", 300, None, "at_least"),
        ("Es kamen 300 oder mehr Gäste.", "300 oder mehr Gäste", 300, None, "at_least"),
        ("Es kamen bis zu 300 Gäste.", "bis zu 300 Gäste", None, 300, "at_most"),
        ("Es kamen bis zu etwa 300 Gäste.", "bis zu etwa 300 Gäste", None, 300, "at_most"),
        ("Es kamen höchstens 300 Gäste.", "höchstens 300 Gäste", None, 300, "at_most"),
        ("Es kamen mehr als 300 Gäste.", "mehr als 300 Gäste", 300, 300, "more_than"),
        ("Es kamen über 300 Gäste.", "über 300 Gäste", 300, 300, "more_than"),
        ("Er fuhr nach über drei Jahren heim.", "über drei Jahren", 3, 3, "more_than"),
        ("Sie reden über zwei Gäste.", "zwei Gäste", 2, 2, None),
        ("Es kamen weniger als 300 Gäste.", "weniger als 300 Gäste", 300, 300, "less_than"),
        ("Der Anteil liegt unter 5 Prozent.", "unter 5 Prozent", 5, 5, "less_than"),
        ("Er wählt unter 5 Bewerbern.", "5 Bewerbern", 5, 5, None),
        ("Es kamen an die 300 Gäste.", "an die 300 Gäste", 300, 300, "approx"),
        ("Es kamen um die 90.", "um die 90", 90, 90, "approx"),
        ("Es kamen gegen 40 Gäste.", "gegen 40 Gäste", 40, 40, "approx"),
        ("Sie klagt gegen 40 Gäste.", "40 Gäste", 40, 40, None),
        ("Sie schrieb an die 300 Gäste.", "300 Gäste", 300, 300, None),
        ("Der Brief an die 300 Gäste kam an.", "300 Gäste", 300, 300, None),
        ("Der Streit um die 30 Hektar ruht.", "30 Hektar", 30, 30, None),
        ("Sie blieb die Nacht über 30 Stunden wach.", "30 Stunden", 30, 30, None),
        ("Es sind das ganze Jahr über zwischen 3 und 5 Grad.", "zwischen 3 und 5 Grad", 3, 5, None),
        ("Im Jahr danach kamen über 300 Gäste.", "über 300 Gäste", 300, 300, "more_than"),
        ("Der Vertrag über zehn Jahre gilt.", "zehn Jahre", 10, 10, None),
        ("Sie zahlt den Kaufvertrag über 500 Euro.", "500 Euro", 500, 500, None),
        ("Es fehlt mindestens eine Schraube.", "mindestens eine Schraube", 1, None, "at_least"),
        ("Höchstens ein Kind fehlt.", "Höchstens ein Kind", None, 1, "at_most"),
        ("Der Eintritt ist ab 16 Jahren frei.", "ab 16 Jahren", 16, None, "at_least"),
    ],
)
def test_a_modifier_sets_the_bounds(
    find: Find, text: str, surface: str, low: float | None, high: float | None, modifier: str | None
) -> None:
    (found,) = find(text)

    assert text[found.start : found.end] == surface
    assert (found.low, found.high, found.magnitude, found.modifier) == (low, high, None, modifier)


@pytest.mark.parametrize(
    ("text", "surface", "low", "high"),
    [
        ("Es kamen 10 bis 15 Gäste.", "10 bis 15 Gäste", 10, 15),
        ("Es kamen 10-15 Gäste.", "10-15 Gäste", 10, 15),
        ("Es kamen 10 – 15 Gäste.", "10 – 15 Gäste", 10, 15),
        ("Es kamen zwischen 10 und 15 Gäste.", "zwischen 10 und 15 Gäste", 10, 15),
        ("Es kamen zwei oder drei Gäste.", "zwei oder drei Gäste", 2, 3),
        ("Es sind 10 bis 15 Millionen Sterne.", "10 bis 15 Millionen Sterne", 10e6, 15e6),
        ("Es sind 500.000 bis 1 Million Sterne.", "500.000 bis 1 Million Sterne", 5e5, 1e6),
        ("Es sind drei- bis viertausend Sterne.", "drei- bis viertausend Sterne", 3000, 4000),
        ("Es sind 5 Prozent bis 7 Prozent.", "5 Prozent bis 7 Prozent", 5, 7),
        ("Dort wohnen 50- bis 60-Jährige.", "50- bis 60-Jährige", 50, 60),
        ("Es wird -5 bis 3 Grad kalt.", "-5 bis 3 Grad", -5, 3),
    ],
)
def test_a_range_is_one_claim(find: Find, text: str, surface: str, low: float, high: float) -> None:
    (found,) = find(text)

    assert text[found.start : found.end] == surface
    assert (found.low, found.high) == (low, high)
    assert len(found.numerals) == 2


def test_a_change_is_two_claims_in_the_unit_of_the_second(find: Find) -> None:
    before, after = find("Der Anteil stieg von 5 auf 7 Prozent.")

    assert (before.low, before.unit) == (5, "%")
    assert (after.low, after.unit) == (7, "%")


@pytest.mark.parametrize(
    ("text", "surface", "magnitude", "counted"),
    [
        ("Dort leben tausende Vögel.", "tausende Vögel", 1000, "Vögel"),
        ("Dort leben Tausende von Vögel.", "Tausende von Vögel", 1000, "Vögel"),
        ("Dort leben mehrere tausend Vögel.", "mehrere tausend Vögel", 1000, "Vögel"),
        ("Dort leben ein paar Hundert Vögel.", "ein paar Hundert Vögel", 100, "Vögel"),
        ("Dort leben Dutzende Vögel.", "Dutzende Vögel", 12, "Vögel"),
    ],
)
def test_a_vague_claim_has_a_magnitude_and_no_value(
    find: Find, text: str, surface: str, magnitude: float, counted: str
) -> None:
    (found,) = find(text)

    assert text[found.start : found.end] == surface
    assert (found.low, found.high, found.magnitude, found.modifier) == (None, None, magnitude, "vague")
    assert found.counted == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Es kamen 20 junge, fröhliche Gäste.", None),
        ("Es kamen 20 junge fröhliche Gäste.", "Gäste"),
        ("Es kamen 20 Gast- und Hausmeister.", "Gast- und Hausmeister"),
        ("Es kamen 20 der Gäste.", "Gäste"),
        ("Es kamen 20 ihrer Gäste.", "Gäste"),
        ("Es kamen 20 Chefs.", "Chef"),
        ("Es kamen 20 Schülerinnen.", "Schülerin"),
        ("Es kamen 20 Gäste aus Lindenau.", "Gäste"),
        ("Es kamen 20 und tranken Tee.", None),
        ("Sie ernten 20 Tonnen Äpfel.", "Äpfel"),
        ("Sie ernten 20 Tonnen.", "Tonne"),
        ("Sie feiern drei Tage Musik.", "Tag"),
        ("Ein Drittel der Gäste ging.", "Gäste"),
        ("Jeder dritte Gast ging.", "Gast"),
        ("Die Hälfte der Gäste ging.", "Gäste"),
    ],
)
def test_what_is_counted_is_the_noun_behind_the_number(find: Find, text: str, counted: str | None) -> None:
    (found,) = find(text)

    assert found.counted == counted


def test_the_phrase_ends_before_another_number(find: Find) -> None:
    text = "Zwei der drei Täter flohen."

    first, second = find(text)

    assert (text[first.start : first.end], text[second.start : second.end]) == ("Zwei", "drei Täter")


def test_the_lemma_of_a_tagged_noun_is_counted() -> None:
    text = "Etwa 14 alte Bäume fielen um."
    tagged = TaggedText(
        text=text,
        starts=[0, 5, 8, 13, 19, 26, 28],
        ends=[4, 7, 12, 18, 25, 28, 29],
        pos=["ADV", "NUM", "ADJ", "NOUN", "VERB", "ADP", "PUNCT"],
        lemmas=["etwa", "14", "alt", "Baum", "fallen", "um", "."],
        sentences=[Span(0, len(text))],
    )

    (found,) = find_quantities(tagged)

    assert (text[found.start : found.end], found.counted) == ("Etwa 14 alte Bäume", "Baum")
    assert found.measure == Span(5, 7)


def test_a_number_in_a_date_mention_is_no_claim(find: Find) -> None:
    text = "Vor drei Jahren kamen 20 Gäste."

    (found,) = find(text, ((0, 15),))

    assert text[found.start : found.end] == "20 Gäste"


def test_a_modifier_belongs_to_the_number_behind_it(find: Find) -> None:
    text = "Sie zählten 500 Rehe und mehr als 300 Hasen."

    first, second = find(text)

    assert (text[first.start : first.end], first.modifier) == ("500 Rehe", None)
    assert (text[second.start : second.end], second.modifier) == ("mehr als 300 Hasen", "more_than")


def test_a_date_mention_inside_another_takes_as_much(find: Find) -> None:
    text = "Vor drei Jahren und zwei Tagen kamen 20 Gäste."

    (found,) = find(text, ((0, 30), (4, 8)))

    assert text[found.start : found.end] == "20 Gäste"


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "zwischen",
                    "etwa",
                    "bis zu",
                    "mehr als",
                    "ein",
                    "eine",
                    "halbe",
                    "zwei",
                    "Drittel",
                    "der",
                    "und",
                ),
                *(
                    "14.000",
                    "3,5",
                    "1/2",
                    "½",
                    "2024",
                    "-",
                    "–",
                    "bis",
                    "Euro",
                    "%",
                    "€",
                    "$",
                    "km",
                    "Millionen",
                ),
                *(
                    "Tausende",
                    "80-Jähriger",
                    "500-Euro-",
                    "Gäste",
                    "alte",
                    "Mio.",
                    "Komma",
                    ".",
                    "\n\n",
                    ":",
                    "Jede",
                ),
            ]
        ),
        max_size=14,
    ).map(" ".join)
    | st.text(max_size=60)
)
def test_claims_are_ordered_and_lie_within_any_text(find: Find, text: str) -> None:
    found = find(text)

    for quantity in found:
        assert (
            0 <= quantity.start <= quantity.measure.start < quantity.measure.end <= quantity.end <= len(text)
        )
        assert text[quantity.start : quantity.end].strip() == text[quantity.start : quantity.end]
        assert (quantity.low, quantity.high, quantity.magnitude) != (None, None, None)
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        "1.",
        "1a/",
        "zwei-",
        "zwei und ",
        "zwischen 1 und ",
        "drei- bis ",
        "9",
        "zwei",
        "5 Millionen ",
        "hätte 2 ",
        "soll 2 , und ",
    ],
)
def test_a_text_of_one_piece_over_and_over_has_no_more_claims_than_pieces(piece: str) -> None:
    # Were any step to look at all the text again, this would not end.
    claims = find_quantities(untagged(piece * 10_000))

    assert len(claims) <= 10_000


def untagged(text: str) -> TaggedText:
    """One long sentence whose tokens are what stands between spaces."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    starts, ends = [start for start, _ in words], [end for _, end in words]
    size = len(words)
    return TaggedText(text, starts, ends, ["X"] * size, [""] * size, [Span(0, len(text))])
