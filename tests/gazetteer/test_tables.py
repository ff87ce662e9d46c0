"""The tables of countries, places and organisations."""

from __future__ import annotations

from collections import Counter

import pytest

from transforms.gazetteer.countries import country_of_adjective, country_of_inhabitant, load_countries
from transforms.gazetteer.inflect import inhabitant_forms, name_forms
from transforms.gazetteer.lexicon import forms_by_first_word, known_forms, known_names, town_of_adjective

UN_MEMBERS = 193
"""Member states of the United Nations."""


def test_every_country_has_its_words() -> None:
    countries = load_countries()
    complete = [country for country in countries.values() if country.adjectives and country.people]
    assert len(complete) >= UN_MEMBERS - 15
    assert len([country for country in countries.values() if country.capitals]) >= UN_MEMBERS - 15


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param("RU", "Russland", id="from_cldr"),
        pytest.param("HK", "Hongkong", id="own_name_before_cldr"),
        pytest.param("XK", "Kosovo", id="no_iso_code"),
    ],
)
def test_countries_have_the_names_of_newspapers(code: str, name: str) -> None:
    assert load_countries()[code].name == name


@pytest.mark.parametrize("code", ["EU", "UN", "ZZ", "EZ", "AQ"])
def test_unions_and_continents_are_no_countries(code: str) -> None:
    assert code not in load_countries()


def test_no_word_means_two_countries() -> None:
    adjectives = Counter(word for country in load_countries().values() for word in country.adjectives)
    people = Counter(word for country in load_countries().values() for word in set(country.people))
    names = Counter(word for country in load_countries().values() for word in {country.name, *country.names})
    assert [word for words in (adjectives, people, names) for word, count in words.items() if count > 1] == []


def test_adjectives_are_stems_in_small_letters() -> None:
    assert [word for word in country_of_adjective() if word != word.lower() or not word.endswith("sch")] == []


@pytest.mark.parametrize(
    ("form", "code"),
    [
        pytest.param("Vereinigten Staaten", "US", id="inflected"),
        pytest.param("USA", "US", id="short"),
        pytest.param("Demokratischen Volksrepublik Korea", "KP", id="official"),
        pytest.param("DVRK", "KP", id="initials"),
        pytest.param("Russischer Föderation", "RU", id="official_inflected"),
        pytest.param("Niederlanden", "NL", id="dative"),
        pytest.param("Vereinigten Königreichs", "GB", id="adjective_and_genitive"),
        pytest.param("Weißrussland", "BY", id="older"),
        pytest.param("Pjöngjangs", "KP", id="capital"),
        pytest.param("Kiew", "UA", id="capital_in_german"),
        pytest.param("Schottland", "GB", id="part_of_a_country"),
    ],
)
def test_forms_lead_to_the_country(form: str, code: str) -> None:
    assert known_forms()[form].known.country_code == code


def test_only_states_are_countries() -> None:
    assert known_names()["Schottland"].sort == "place"
    assert known_names()["Berlin"].sort == "capital"
    assert known_names()["NATO"].sort == "organisation"


@pytest.mark.parametrize("word", ["Korea", "Kongo"])
def test_names_that_two_countries_share_are_neither(word: str) -> None:
    assert known_names()[word].country_code is None


def test_no_inhabitant_is_a_known_name() -> None:
    """ "Polen" and "Schweden" are read as the countries."""
    assert sorted(set(country_of_inhabitant()) & set(known_forms())) == []


def test_longest_form_comes_first() -> None:
    forms = [text for text, _ in forms_by_first_word()["Frankfurt"]]
    assert forms.index("Frankfurt am Main") < forms.index("Frankfurt")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        pytest.param("Naher Osten", "Nahen Ostens", id="masculine"),
        pytest.param("Deutscher Bundestag", "Deutschen Bundestages", id="long_genitive"),
        pytest.param("Schwarzes Meer", "Schwarzen Meer", id="neuter"),
        pytest.param("Malediven", "Malediven", id="itself"),
    ],
)
def test_names_are_declined(name: str, form: str) -> None:
    assert form in set(name_forms(name))


def test_names_in_a_sibilant_take_no_s() -> None:
    assert "Pariss" not in set(name_forms("Paris"))


def test_inhabitants_are_declined() -> None:
    assert {"Russe", "Russen", "Russin", "Russinnen"} <= set(inhabitant_forms("Russe"))


@pytest.mark.parametrize(
    ("adjective", "town"),
    [("Freiburger", "Freiburg"), ("Bremer", "Bremen"), ("Dresdner", "Dresden"), ("Karlsruher", "Karlsruhe")],
)
def test_adjectives_of_towns(adjective: str, town: str) -> None:
    assert town_of_adjective()[adjective] == town
