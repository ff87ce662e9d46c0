"""Names of a document: found, trimmed, read in one way."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotate.names.tagging import found, mentions, tag
from transforms.annotate.names import find_mentions
from transforms.annotate.names.mention import METHODS
from transforms.annotate.tagged import Name


@pytest.mark.parametrize(
    ("text", "span", "label", "expected"),
    [
        pytest.param(
            "Dort sprach Ministerin Petra Lohse.", "Ministerin Petra Lohse", "PER", "Petra Lohse", id="office"
        ),
        pytest.param(
            "Es sprach Nordkoreas Machthaber Kim Jong Un.",
            "Nordkoreas Machthaber Kim Jong Un",
            "PER",
            "Kim Jong Un",
            id="country_and_office",
        ),
        pytest.param("Es sprach die Petra Lohse.", "die Petra Lohse", "PER", "Petra Lohse", id="article"),
        pytest.param("So »Petra Lohse« heute.", "»Petra Lohse«", "PER", "Petra Lohse", id="marks"),
        pytest.param("Es kam Imker Karl Lohse.", "Imker Karl Lohse", "PER", "Karl Lohse", id="trade"),
        pytest.param(
            "Dann holt Karl ein Brot.", "Karl ein Brot", "PER", "Karl", id="small_word_ends_a_person"
        ),
        pytest.param(
            "Am Pegel Kleinwalde 450.", "Kleinwalde 450", "LOC", "Kleinwalde", id="number_after_a_place"
        ),
        pytest.param("In Altdorf und Neudorf.", "Altdorf und Neudorf", "LOC", "Neudorf", id="two_places"),
        pytest.param("Mit der Firma Kornblum GmbH.", "Kornblum", "ORG", "Kornblum GmbH", id="legal_form"),
        pytest.param("Mit Ban Ki-moon heute.", "Ban", "PER", "Ban Ki-moon", id="rest_of_the_name"),
        pytest.param("Mit Kim Jong Un heute.", "Kim Jong", "PER", "Kim Jong Un", id="last_syllable"),
        pytest.param("In Halle (Saale) heute.", "Halle (Saale)", "LOC", "Halle (Saale)", id="brackets_stay"),
    ],
)
def test_span_holds_the_name_and_nothing_else(text: str, span: str, label: str, expected: str) -> None:
    assert expected in [surface for surface, _, _ in mentions(text, {span: label})]


def test_office_alone_is_no_name() -> None:
    assert mentions("Dann kam der Trainer.", {"Trainer": "PER"}) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("Am Montag regnet es.", "Montag", id="weekday"),
        pytest.param("Am Dienstagabend regnet es.", "Dienstagabend", id="part_of_a_weekday"),
        pytest.param("Bis Weihnachten regnet es.", "Weihnachten", id="feast"),
        pytest.param("In den Pfingstferien regnet es.", "Pfingstferien", id="holidays"),
        pytest.param("In der Adventszeit regnet es.", "Adventszeit", id="time_of_a_feast"),
        pytest.param("Heute regnet es.", "Heute", id="first_word_of_a_sentence"),
        pytest.param("Das betrifft Nordkoreas Rolle.", "Nordkoreas Rolle", id="what_a_country_owns"),
    ],
)
def test_words_that_are_never_names_are_dropped(text: str, span: str) -> None:
    names = [surface for surface, _, _ in mentions(text, {span: "ORG"})]
    assert [name for name in names if name != "Nordkoreas"] == []


@pytest.mark.parametrize("label", ["MISC", "ORG"])
def test_a_unit_of_money_is_no_name(label: str) -> None:
    """An amount is a number claim; "Euro" would be the most frequent entity of every archive."""
    assert mentions("Das kostet 96 Euro.", {"Euro": label}) == []


def test_marks_alone_are_no_title() -> None:
    assert mentions("Petra Lohse » kam.", {"Petra Lohse": "PER", "»": "MISC"}) == [
        ("Petra Lohse", "PER", "Petra Lohse")
    ]


def test_common_noun_after_an_adjective_is_no_name() -> None:
    text = "Das ist eine neue Allianz."
    assert mentions(text, {"Allianz": "ORG"}, nouns="Allianz", adjectives="neue") == []


@pytest.mark.parametrize(
    ("text", "span", "label", "name"),
    [
        pytest.param("Das sind Lohses Worte.", "Lohses", "PER", "Lohse", id="what_is_owned_follows"),
        pytest.param(
            "Lohse kam. Wegen Lohses ging er.", "Lohses", "PER", "Lohse", id="text_has_the_nominative"
        ),
        pytest.param("Das ist Merz’ Haus.", "Merz’", "PER", "Merz", id="apostrophe"),
        pytest.param("Hans Worte halfen.", "Hans", "PER", "Hans", id="given_name_keeps_its_s"),
        pytest.param("Das meldet Moody's Büro.", "Moody's", "ORG", "Moody's", id="english_brand"),
        pytest.param(
            "Die Leitung des Technischen Hilfswerks.",
            "Technischen Hilfswerks",
            "ORG",
            "Technisches Hilfswerk",
            id="article_and_adjective",
        ),
        pytest.param(
            "Laut Angaben des Deutschen Instituts für Blumenzucht.",
            "Deutschen Instituts für Blumenzucht",
            "ORG",
            "Deutsches Institut für Blumenzucht",
            id="genitive_within",
        ),
        pytest.param(
            "Es warnt der Deutsche Wetterdienst.",
            "Deutsche Wetterdienst",
            "ORG",
            "Deutscher Wetterdienst",
            id="weak_adjective",
        ),
        pytest.param(
            "Die Mittel des Neuen Fonds.", "Neuen Fonds", "ORG", "Neuer Fonds", id="fonds_keeps_its_s"
        ),
    ],
)
def test_name_is_in_the_nominative(text: str, span: str, label: str, name: str) -> None:
    found_names = mentions(text, {span: label}, nouns="Worte Haus Büro Wegen")
    assert name in [full for _, _, full in found_names]


@pytest.mark.parametrize(
    ("text", "names", "part", "full"),
    [
        pytest.param(
            "Petra Lohse kam. Dann sprach Lohse lange.",
            {"Petra Lohse": "PER"},
            "Lohse",
            "Petra Lohse",
            id="surname",
        ),
        pytest.param(
            "Petra Lohse kam. Lohses Worte halfen.",
            {"Petra Lohse": "PER"},
            "Lohses",
            "Petra Lohse",
            id="genitive",
        ),
        pytest.param(
            "Lohse kam. Später sagte Petra Lohse mehr.",
            {"Petra Lohse": "PER", "Lohse#1": "LOC"},
            "Lohse",
            "Petra Lohse",
            id="before_the_full_name_and_mislabelled",
        ),
        pytest.param(
            "Xi Jinping kam. Gestern sprach Xi.", {"Xi Jinping": "PER"}, "Xi", "Xi Jinping", id="chinese"
        ),
        pytest.param(
            "Kim Jong-un kam. Gestern sprach Kim.", {"Kim Jong-un": "PER"}, "Kim", "Kim Jong-un", id="korean"
        ),
        pytest.param(
            "Ursula von der Aue kam. Dann ging von der Aue.",
            {"Ursula von der Aue": "PER"},
            "von der Aue",
            "Ursula von der Aue",
            id="particles",
        ),
        pytest.param(
            "Jana Klee kam. Danach lachte Jana.",
            {"Jana Klee": "PER", "Jana#2": "PER"},
            "Jana",
            "Jana Klee",
            id="given_name_of_one_person",
        ),
    ],
)
def test_part_of_a_name_means_the_full_one(text: str, names: dict[str, str], part: str, full: str) -> None:
    assert (part, "PER", full) in mentions(text, names, nouns="Worte")


def test_surname_of_two_persons_stays_a_name_of_its_own() -> None:
    text = "Petra Lohse und Karl Lohse kamen. Dann sprach Lohse."
    names = {"Petra Lohse": "PER", "Karl Lohse": "PER", "Lohse#3": "PER"}
    assert mentions(text, names)[-1] == ("Lohse", "PER", "Lohse")


def test_surname_of_two_persons_means_the_one_whose_name_stands_far_more_often() -> None:
    text = "Petra Lohse und Karl Lohse kamen. Petra Lohse sprach, Petra Lohse sang. Dann ging Lohse."
    names = {"Petra Lohse": "PER", "Karl Lohse": "PER", "Lohse#5": "PER"}
    assert mentions(text, names)[-1] == ("Lohse", "PER", "Petra Lohse")


def test_surname_that_is_a_common_noun_here_is_no_name() -> None:
    text = "Petra Koch kam. Der Koch lachte."
    assert [surface for surface, _, _ in mentions(text, {"Petra Koch": "PER"})] == ["Petra Koch"]


def test_korean_names_that_differ_in_a_syllable_stay_apart() -> None:
    text = "Kim Jong Un kam nach Kim Jong Il."
    full = {name for _, _, name in mentions(text, {"Kim Jong Un": "PER", "Kim Jong Il": "PER"})}
    assert full == {"Kim Jong Un", "Kim Jong Il"}


def test_one_spelling_of_a_name_within_a_document() -> None:
    text = "Kim Jong Un kam. Kim Jong Un ging. Kim Jong-un blieb."
    full = {name for _, _, name in mentions(text, {"Kim Jong Un": "PER", "Kim Jong-un": "PER"})}
    assert full == {"Kim Jong Un"}


def test_two_persons_with_other_middle_names_stay_apart() -> None:
    text = "Jan Emil Kuhn traf Jan Otto Kuhn. Jan Kuhn lachte."
    names = {"Jan Emil Kuhn": "PER", "Jan Otto Kuhn": "PER", "Jan Kuhn": "PER"}
    assert {name for _, _, name in mentions(text, names)} == set(names)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Der Nationale Imkerrat (NIR) tagte. Der NIR lobte.", id="long_form_first"),
        pytest.param("Der NIR (Nationaler Imkerrat) tagte. Der NIR lobte.", id="short_form_first"),
    ],
)
def test_abbreviation_means_its_long_form(text: str) -> None:
    found_names = mentions(text)
    assert found_names[-1] == ("NIR", "ORG", "Nationaler Imkerrat")
    assert len(found_names) == 3


def test_brackets_that_explain_nothing_are_no_abbreviation() -> None:
    assert mentions("Petra Lohse (NIR) kam.", {"Petra Lohse": "PER"}) == [
        ("Petra Lohse", "PER", "Petra Lohse")
    ]


def test_missed_occurrences_are_found() -> None:
    text = "In Kleinwalde regnet es. Auch Kleinwaldes Schule ist nass. Kleinwalde wartet."
    assert [surface for surface, _, _ in mentions(text, {"Kleinwalde#1": "LOC"})] == [
        *("Kleinwalde", "Kleinwaldes", "Kleinwalde")
    ]


def test_majority_decides_on_the_label() -> None:
    text = "Kornblum baut. Kornblum zahlt. Kornblum wartet."
    names = {"Kornblum#1": "ORG", "Kornblum#2": "ORG", "Kornblum#3": "LOC"}
    assert {label for _, label, _ in mentions(text, names)} == {"ORG"}


def test_tables_decide_before_the_pipeline() -> None:
    assert mentions("Nach Nordkorea reist niemand.", {"Nordkorea": "PER"}) == [
        ("Nordkorea", "LOC", "Nordkorea")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Bei Außenminister Paul Weidner.", ("Paul Weidner", "PER", "Paul Weidner"), id="office"),
        pytest.param("In der Hafenstadt Lüderow.", ("Lüderow", "LOC", "Lüderow"), id="place"),
        pytest.param("Laut der Zeitung Morgenpost.", ("Morgenpost", "ORG", "Morgenpost"), id="organisation"),
        pytest.param(
            "Gestern kam Angela Weidner.", ("Angela Weidner", "PER", "Angela Weidner"), id="given_name"
        ),
        pytest.param("Xi Jinping kam.", ("Xi Jinping", "PER", "Xi Jinping"), id="chinese_surname"),
    ],
)
def test_cue_announces_a_name(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in mentions(text)


def test_cue_does_not_take_in_an_inflected_noun() -> None:
    text = "Dort schaffen Putin und Kim Fakten."
    assert "Kim Fakten" not in [surface for surface, _, _ in mentions(text, lemmas={"Fakten": "Faktum"})]


@pytest.mark.parametrize(
    ("text", "surface", "name", "label"),
    [
        pytest.param(
            "In den Vereinigten Staaten.", "Vereinigten Staaten", "Vereinigte Staaten", "LOC", id="inflected"
        ),
        pytest.param(
            "Mit der Russischen Föderation.",
            "Russischen Föderation",
            "Russische Föderation",
            "LOC",
            id="official",
        ),
        pytest.param("Von der DVRK aus.", "DVRK", "DVRK", "LOC", id="short"),
        pytest.param("In den Niederlanden.", "Niederlanden", "Niederlande", "LOC", id="plural"),
        pytest.param("Frankreichs Küste.", "Frankreichs", "Frankreich", "LOC", id="genitive"),
        pytest.param("In Paris.", "Paris", "Paris", "LOC", id="capital_in_s"),
        pytest.param("Laut der Nato.", "Nato", "Nato", "ORG", id="organisation"),
        pytest.param("Am Sitz des Bundestages.", "Bundestages", "Bundestag", "ORG", id="long_genitive"),
        pytest.param(
            "In Frankfurt am Main.", "Frankfurt am Main", "Frankfurt am Main", "LOC", id="longest_form"
        ),
    ],
)
def test_known_names_are_found_without_the_pipeline(text: str, surface: str, name: str, label: str) -> None:
    assert mentions(text) == [(surface, label, name)]


def test_known_name_within_a_longer_one_is_not_a_mention() -> None:
    assert mentions("An der Universität Hamburg.", {"Universität Hamburg": "ORG"}) == [
        ("Universität Hamburg", "ORG", "Universität Hamburg")
    ]


def test_district_is_a_place_of_its_own() -> None:
    assert mentions("In Hamburg-Altona.") == [("Hamburg-Altona", "LOC", "Hamburg-Altona")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("An der Königsallee.", ["Königsallee"], id="street"),
        pytest.param("Auf dem Eichplatz.", ["Eichplatz"], id="square_tagged_as_a_name"),
        pytest.param("Oben am Birkenjoch.", ["Birkenjoch"], id="pass_tagged_as_a_name"),
        pytest.param("Auf dem Parkplatz.", [], id="common_noun"),
        pytest.param("Auf dem Regionalflughafen.", [], id="airport"),
        pytest.param("An einer Lindenallee.", [], id="indefinite_article"),
    ],
)
def test_streets_are_told_by_their_ending(text: str, names: list[str]) -> None:
    assert [surface for surface, _, _ in mentions(text)] == names


def test_square_of_the_pipeline_stays_though_tagged_as_a_noun() -> None:
    text = "Am Eichplatz. Vom Eichplatz."
    assert mentions(text, {"Eichplatz#1": "LOC"}, nouns="Eichplatz")[0] == ("Eichplatz", "LOC", "Eichplatz")


def test_station_belongs_to_the_name() -> None:
    assert mentions("Am Bahnsteig von Köln Hbf.") == [("Köln Hbf", "LOC", "Köln Hbf")]


def test_known_name_in_capitals_is_found() -> None:
    assert mentions("AUS FRANKREICH.") == [("FRANKREICH", "LOC", "Frankreich")]


def test_adjective_of_a_town_means_the_town() -> None:
    assert mentions("Im Freiburger Münster.", {"Freiburger": "LOC"}) == [("Freiburger", "LOC", "Freiburg")]


def test_works_without_tagger_and_names() -> None:
    tagged = tag("Petra Lohse war in Frankreich, sagt Ministerin Inge Roth.")
    blank = replace(tagged, pos=["X"] * len(tagged))
    assert [(mention.name, mention.method) for mention in find_mentions(blank)] == [
        *(("Petra Lohse", "cue"), ("Frankreich", "known"), ("Inge Roth", "cue"))
    ]


def test_empty_text_has_no_names() -> None:
    assert find_mentions(tag("")) == []


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "Petra Lohse",
                "Lohse",
                "Kim Jong Un",
                "Kim",
                "Nordkorea",
                "nordkoreanische",
                "Ukraine-Krieg",
                "Paris",
            ),
            *(
                "(NIR)",
                "der",
                "Minister",
                "Achse Moskau-Teheran",
                "Hamburg-Altona",
                "US-Präsident",
                ".",
                "GmbH",
                "’",
            ),
            *("Deutsche Bank", "Schweizer", "ging", "des", "»", "\n\n"),
        ]
    ),
    max_size=25,
)


@given(PIECES, st.data())
def test_mentions_point_to_words_and_do_not_overlap(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    plain = tag(text)
    spans = st.lists(st.integers(0, max(0, len(plain) - 1)), max_size=6, unique=True).map(sorted)
    names: list[Name] = []
    for first in data.draw(spans) if len(plain) else []:
        last = min(len(plain) - 1, first + data.draw(st.integers(0, 2)))
        if not names or plain.starts[first] >= names[-1].end:
            label = data.draw(st.sampled_from(["PER", "ORG", "LOC", "MISC"]))
            names.append(Name(plain.starts[first], plain.ends[last], label))
    found_mentions = find_mentions(replace(plain, names=names))
    spans_of_names = [(m.start, m.end) for m in found_mentions if m.reference == "name"]
    assert all(one[1] <= other[0] for one, other in pairwise(spans_of_names))
    assert len({(m.start, m.end) for m in found_mentions}) == len(found_mentions)
    assert found_mentions == sorted(found_mentions, key=lambda m: (m.start, -m.end))
    for mention in found_mentions:
        assert mention.name.strip() and re.search(r"\w", text[mention.start : mention.end])
        assert mention.confidence == METHODS[mention.method].confidence


def test_every_method_in_use_is_described() -> None:
    text = (
        "Angela Lohse aus Hamburg-Altona: Russen, russische Truppen, Nato-Staaten. Lohse kam nach Bonn zur"
        " Königsallee."
    )
    methods = {mention.method for mention in found(text)}
    assert methods == {
        "cue",
        "district",
        "street",
        "inhabitant",
        "adjective",
        "compound",
        "repeated",
        "known",
    }
    assert methods < set(METHODS)
