"""Words made from names: adjectives, inhabitants, compounds."""

from __future__ import annotations

import pytest

from tests.annotate.names.tagging import found
from transforms.annotate.names.derived import derived_parts


def parts(word: str) -> list[tuple[str, str, str]]:
    return [(word[part.start : part.end], part.name, part.reference) for part in derived_parts(word)]


@pytest.mark.parametrize(
    ("word", "countries"),
    [
        pytest.param("nordkoreanischen", ["Nordkorea"], id="country_with_a_prefix_of_its_own"),
        pytest.param("westrussisch", [], id="language_or_adverb"),
        pytest.param("westrussische", ["Russland"], id="part_of_a_country"),
        pytest.param("prorussischer", ["Russland"], id="for_a_country"),
        pytest.param("russisch-nordkoreanische", ["Russland", "Nordkorea"], id="two_countries"),
        pytest.param("Russisch-nordkoreanisches", ["Russland", "Nordkorea"], id="two_countries_first_word"),
        pytest.param("deutsch-französischem", ["Deutschland", "Frankreich"], id="german_first"),
        pytest.param("US-amerikanische", ["Vereinigte Staaten"], id="once_for_both_parts"),
        pytest.param("saudi-arabische", ["Saudi-Arabien"], id="hyphen_of_its_own"),
        pytest.param("weißrussische", ["Belarus"], id="not_russian"),
        pytest.param("südafrikanische", ["Südafrika"], id="not_african"),
        pytest.param("Deutsche", ["Deutschland"], id="capital"),
        pytest.param("lateinamerikanische", [], id="continent"),
        pytest.param("südamerikanischen", [], id="continent_with_direction"),
        pytest.param("koreanische", [], id="two_countries_share_it"),
        pytest.param("Russisch", [], id="language"),
        pytest.param("herrischen", [], id="ends_alike"),
        pytest.param("türkisen", [], id="begins_alike"),
    ],
)
def test_adjectives_mean_their_country(word: str, countries: list[str]) -> None:
    assert [name for _, name, _ in parts(word)] == countries


@pytest.mark.parametrize(
    ("word", "country"),
    [
        pytest.param("Russen", "Russland", id="plural"),
        pytest.param("Nordkoreanerinnen", "Nordkorea", id="feminine_plural"),
        pytest.param("Französin", "Frankreich", id="umlaut"),
        pytest.param("Italieners", "Italien", id="genitive"),
        pytest.param("Zyprioten", "Zypern", id="weak_noun"),
        pytest.param("Israelis", "Israel", id="foreign_plural"),
        pytest.param("Ukrainer:innen", "Ukraine", id="colon"),
        pytest.param("Schweizer", "Schweiz", id="adjective_or_inhabitant"),
    ],
)
def test_inhabitants_mean_their_country(word: str, country: str) -> None:
    assert parts(word) == [(word, country, "derived")]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("Ukraine-Krieg", [("Ukraine", "Ukraine", "derived")], id="hyphen"),
        pytest.param("US-Präsident", [("US", "Vereinigte Staaten", "derived")], id="short_name"),
        pytest.param("Russlandpolitik", [("Russland", "Russland", "derived")], id="closed"),
        pytest.param("deutschlandweit", [("deutschland", "Deutschland", "derived")], id="small_letter"),
        pytest.param("Anti-Russland-Kurs", [("Russland", "Russland", "derived")], id="in_the_middle"),
        pytest.param(
            "Saudi-Arabien-Reise", [("Saudi-Arabien", "Saudi-Arabien", "derived")], id="hyphen_in_the_name"
        ),
        pytest.param("NATO-Staaten", [("NATO", "NATO", "name")], id="organisation_is_named"),
        pytest.param(
            "Moskau-Teheran",
            [("Moskau", "Moskau", "name"), ("Teheran", "Teheran", "name")],
            id="towns_are_named",
        ),
        pytest.param("Indienststellung", [], id="not_india"),
        pytest.param("Polenta", [], id="not_poland"),
        pytest.param("Neu-Ulm", [], id="another_town"),
        pytest.param("US-Dollar", [], id="currency"),
        pytest.param("Ukraine", [], id="the_name_itself"),
        pytest.param("Russlands", [], id="its_genitive"),
    ],
)
def test_compounds_mean_the_name_at_their_head(word: str, expected: list[tuple[str, str, str]]) -> None:
    assert parts(word) == expected


def test_derived_mention_may_lie_within_an_organisation() -> None:
    mentions = found("Es zahlt die Deutsche Gärtnerkasse.", {"Deutsche Gärtnerkasse": "ORG"})
    assert [(mention.reference, mention.name) for mention in mentions] == [
        *(("name", "Deutsche Gärtnerkasse"), ("derived", "Deutschland"))
    ]


def test_derived_mention_is_not_within_a_person() -> None:
    mentions = found("Es singt Julia Schweizer.", {"Julia Schweizer": "PER"})
    assert [mention.name for mention in mentions] == ["Julia Schweizer"]


def test_adjective_that_the_pipeline_took_for_a_name_is_derived() -> None:
    mentions = found("Es kamen russische Züge.", {"russische": "LOC"})
    assert [(mention.reference, mention.name) for mention in mentions] == [("derived", "Russland")]
