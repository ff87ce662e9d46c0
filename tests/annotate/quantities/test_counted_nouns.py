"""What is counted is given in the singular, also where the lemmatizer does not know the plural."""

import pytest

from tests.annotate.quantities.conftest import Find
from transforms.annotate.quantities.plurals import singular_of_many


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        pytest.param("Notenblätter", "Notenblatt", id="in -er, at the end of a compound"),
        pytest.param("Bände", "Band", id="in -e with a changed vowel"),
        pytest.param("Laibe", "Laib", id="in -e"),
        pytest.param("Solarmodule", "Solarmodul", id="in -e, unlisted compound"),
        pytest.param("Zeugnisse", "Zeugnis", id="in -nisse"),
        pytest.param("Rampen", "Rampe", id="feminine in -en"),
        pytest.param("Wirtinnen", "Wirtin", id="in -innen"),
        pytest.param("Chefs", "Chef", id="in -s"),
        pytest.param("Angestellte", "Angestellte", id="an adjective"),
        pytest.param("Jugendliche", "Jugendliche", id="an adjective in -liche"),
        pytest.param("Gebäude", "Gebäude", id="a neuter with Ge-"),
        pytest.param("Schlitten", "Schlitten", id="unchanging in -en"),
        pytest.param("Kaninchen", "Kaninchen", id="unchanging in -chen"),
        pytest.param("Besucher", "Besucher", id="unchanging in -er"),
        pytest.param("Ausländer", "Ausländer", id="people in -länder"),
        pytest.param("Dioden", "Dioden", id="in -en, of unknown gender"),
        pytest.param("Strümpfe", "Strumpf", id="a closed class"),
        pytest.param("Gefüge", "Gefüge", id="a changed vowel that no list has"),
    ],
)
def test_a_plural_loses_its_ending_only_where_one_singular_is_possible(plural: str, singular: str) -> None:
    assert singular_of_many(plural, is_dative=False) == singular


def test_the_n_of_a_dative_tells_no_gender() -> None:
    assert singular_of_many("Bänden", is_dative=True) == "Band"
    assert singular_of_many("Schlitzen", is_dative=True) == "Schlitzen"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        pytest.param("Der Hof reifte 300 Laibe.", "Laib", id="a plural behind a number above one"),
        pytest.param("Es fehlt mindestens eine Schraube.", "Schraube", id="a feminine singular behind eine"),
        pytest.param("Mit 14 Bänden begann er.", "Band", id="a dative plural"),
    ],
)
def test_the_number_tells_the_form_of_what_is_counted(find_tagged: Find, text: str, counted: str) -> None:
    (found,) = find_tagged(text)

    assert found.counted == counted


@pytest.mark.parametrize(
    ("text", "surfaces", "counted"),
    [
        ("Sie sucht 200 feste und 300 freie Helfer.", ["200 feste", "300 freie Helfer"], "Helfer"),
        ("Der Turm hat drei rote und zwei weiße Ringe.", ["drei rote", "zwei weiße Ringe"], "Ring"),
    ],
)
def test_two_numbers_share_the_noun_behind_the_second(
    find_tagged: Find, text: str, surfaces: list[str], counted: str
) -> None:
    found = find_tagged(text)

    assert [text[quantity.start : quantity.end] for quantity in found] == surfaces
    assert [quantity.counted for quantity in found] == [counted, counted]


def test_lengths_and_breadths_share_no_noun(find_tagged: Find) -> None:
    length, _ = find_tagged("Das Becken ist drei Meter lang und zwei Meter breit.")

    assert length.counted == "Meter"
