"""Businesses called after who runs them."""

from __future__ import annotations

import pytest

from tests.annotate.names.tagging import mentions


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "Das Brot kommt von der Biobäckerei Mahlow aus dem Ort.",
            {},
            "Biobäckerei Mahlow",
            id="missed_by_the_pipeline",
        ),
        pytest.param(
            "So hält es die Gärtnerei Jette Mahlow seit Jahren.",
            {"Jette Mahlow": "PER"},
            "Gärtnerei Jette Mahlow",
            id="owner_alone_taken_for_a_person",
        ),
        pytest.param(
            "Der Zettel hing am Tor der Brauerei Mahlow.",
            {"Tor der Brauerei Mahlow": "ORG"},
            "Brauerei Mahlow",
            id="pipeline_took_in_too_much",
        ),
        pytest.param("Kartoffeln vom Hof Mahlow.", {}, "Hof Mahlow", id="short_noun_as_a_whole_word"),
    ],
)
def test_noun_and_owner_are_one_organisation(text: str, names: dict[str, str], expected: str) -> None:
    assert mentions(text, names, nouns="Biobäckerei Gärtnerei Brauerei Hof Tor") == [
        (expected, "ORG", expected)
    ]


def test_name_that_is_the_companys_stays_without_the_noun() -> None:
    text = "So plant die Reederei Nordlinie das Jahr."
    assert mentions(text, {"Nordlinie": "ORG"}, nouns="Reederei") == [("Nordlinie", "ORG", "Nordlinie")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Im Gasthof am Markt war Ruhe.", id="no_name_follows"),
        pytest.param("Im Gasthof, Mahlow zufolge, war Ruhe.", id="comma_between"),
        pytest.param("Am Bahnhof Mahlow war Ruhe.", id="longer_word_with_the_same_end"),
        pytest.param("Die Werft Deutschlands schwieg.", id="country"),
    ],
)
def test_noun_alone_makes_no_organisation(text: str) -> None:
    found = mentions(text, nouns="Gasthof Bahnhof Werft Markt Ruhe")
    assert [surface for surface, label, _ in found if label == "ORG"] == []


def test_owners_surname_elsewhere_still_means_the_person() -> None:
    text = "So hält es die Gärtnerei Jette Mahlow. Das freut Chefin Mahlow sehr."
    found = mentions(text, {"Jette Mahlow": "PER"}, nouns="Gärtnerei Chefin")
    assert ("Mahlow", "PER", "Jette Mahlow") in found
