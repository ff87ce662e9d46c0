"""Where a person's name ends, and whether its -s belongs to it."""

from __future__ import annotations

import pytest

from tests.annotate.names.tagging import mentions


def names_of(text: str, names: dict[str, str], **tags: object) -> list[str]:
    return [surface for surface, _, _ in mentions(text, names, **tags)]


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        pytest.param(
            "Gestern sah Jette Mahlow prÃ¼ft alles.",
            "Jette Mahlow prÃ¼ft",
            "Jette Mahlow",
            id="damaged_verb_ends_the_name",
        ),
        pytest.param(
            "Es kam Omar al-Tarif heute.", "Omar al-Tarif", "Omar al-Tarif", id="arabic_article_belongs_to_it"
        ),
        pytest.param(
            "Es kam Luc d’Aubin heute.", "Luc d’Aubin", "Luc d’Aubin", id="french_particle_belongs_to_it"
        ),
        pytest.param(
            "Es kam Ida von der Tann heute.",
            "Ida von der Tann",
            "Ida von der Tann",
            id="noble_particles_stay",
        ),
    ],
)
def test_word_that_begins_small_ends_a_person_unless_it_is_a_particle(
    text: str, span: str, expected: str
) -> None:
    assert names_of(text, {span: "PER"}) == [expected]


def test_noun_after_a_name_goes_if_the_text_has_the_surname_alone() -> None:
    text = "Dann rief Jette Mahlow Entwarnung. Alles gut, sagte Mahlow."
    found = mentions(text, {"Jette Mahlow Entwarnung": "PER", "Mahlow#2": "PER"})
    assert found == [("Jette Mahlow", "PER", "Jette Mahlow"), ("Mahlow", "PER", "Jette Mahlow")]


@pytest.mark.parametrize(
    ("text", "span", "alone"),
    [
        pytest.param(
            "Es kam Jette Mahlow Brandis. Später ging Brandis.",
            "Jette Mahlow Brandis",
            "Brandis#2",
            id="last_part_stands_elsewhere",
        ),
        pytest.param(
            "Es kam Jette Mahlow-Brandis. Später ging Mahlow.",
            "Jette Mahlow-Brandis",
            "Mahlow#2",
            id="double_surname_with_hyphen",
        ),
        pytest.param(
            "Es kam Luz Soriano Gálvez. Später ging Soriano.",
            "Luz Soriano Gálvez",
            "Soriano#2",
            id="spanish_double_surname",
        ),
        pytest.param(
            "Es kam Jan Peter Mahlow. Später ging Peter.",
            "Jan Peter Mahlow",
            "Peter#2",
            id="second_given_name",
        ),
    ],
)
def test_surname_of_two_words_stays_whole(text: str, span: str, alone: str) -> None:
    assert span in names_of(text, {span: "PER", alone: "PER"})


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        pytest.param(
            "Hier backt der alte Enno Gerdes Waffeln.", "Enno Gerdes", "Enno Gerdes", id="after_an_adjective"
        ),
        pytest.param(
            "Hier steht Enno Gerdes Ofen. Gerdes sagte nichts.",
            "Enno Gerdes",
            "Enno Gerdes",
            id="subject_before_its_verb",
        ),
        pytest.param(
            "Hier steht Enno Gerdes Ofen. Das sagte Gerdes.",
            "Enno Gerdes",
            "Enno Gerdes",
            id="subject_after_its_verb",
        ),
        pytest.param("Hier steht Enno Gerdes Ofen.", "Enno Gerdes", "Enno Gerde", id="owner_of_what_follows"),
        pytest.param(
            "Gerde lachte. Hier stehen Gerdes Worte.", "Gerdes", "Gerde", id="text_has_it_without_the_ending"
        ),
        pytest.param(
            "Emil Rode kam zu Paul Emils.",
            "Paul Emils",
            "Paul Emils",
            id="given_name_is_no_surname_cut_short",
        ),
    ],
)
def test_final_s_is_cut_only_with_evidence(text: str, span: str, name: str) -> None:
    found = mentions(
        text, {span: "PER"}, nouns="Waffeln Ofen Worte", adjectives="alte", verbs="sagte lachte backt steht"
    )
    assert name in [full for _, _, full in found]


def test_given_name_in_us_is_no_genitive() -> None:
    assert mentions("Da stand der Küster Cyriakus Mahlow.") == [("Cyriakus Mahlow", "PER", "Cyriakus Mahlow")]


@pytest.mark.parametrize(
    ("text", "span", "label", "expected"),
    [
        pytest.param(
            "Es sprach Pfarrerin Jette Mahlow.", "Jette Mahlow", "ORG", "PER", id="office_makes_a_person"
        ),
        pytest.param(
            "Es siegte Rekordmeister Eintracht Mahlow.",
            "Eintracht Mahlow",
            "ORG",
            "ORG",
            id="clubs_are_masters_too",
        ),
    ],
)
def test_office_decides_on_the_label(text: str, span: str, label: str, expected: str) -> None:
    assert (span, expected, span) in mentions(text, {span: label})


@pytest.mark.parametrize(
    ("text", "span", "label"),
    [
        pytest.param("Das Lila stamme von früher.", "Lila", "PER", id="neuter_article_before_a_person"),
        pytest.param("Auch die Zölle sinken.", "Zölle", "LOC", id="plural_taken_for_a_place"),
    ],
)
def test_word_with_an_article_that_no_name_has_is_common(text: str, span: str, label: str) -> None:
    assert mentions(text, {span: label}, nouns="Zölle") == []


def test_river_with_an_article_stays_a_place() -> None:
    assert mentions("Auch die Lohme steigt.", {"Lohme": "LOC"}, nouns="Lohme") == [("Lohme", "LOC", "Lohme")]
