"""Names → entities, over all names together."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from transforms.resolve import Resolution, load_corrections, resolve_names
from transforms.resolve.corrections import CORRECTION_SCHEMA
from transforms.resolve.methods import METHODS
from warehouse.tables.base import polars_schema
from warehouse.tables.dim_entity import DimEntity
from warehouse.tables.entity_alias import EntityAlias
from warehouse.tables.keys import stable_key

NAMES_SCHEMA = pl.Schema(
    {
        "kind_code": pl.String(),
        "reference_code": pl.String(),
        "name": pl.String(),
        "article_count": pl.Int64(),
        "mention_count": pl.Int64(),
    }
)
NO_CORRECTIONS = pl.DataFrame(schema=CORRECTION_SCHEMA)


def names(*rows: tuple[str, str, int]) -> pl.DataFrame:
    """Kind, name, number of articles; each article holds the name twice."""
    return pl.DataFrame(
        [(kind, "name", name, count, 2 * count) for kind, name, count in rows],
        schema=NAMES_SCHEMA,
        orient="row",
    )


def resolve(*rows: tuple[str, str, int], corrections: pl.DataFrame = NO_CORRECTIONS) -> Resolution:
    return resolve_names(names(*rows), corrections)


def meanings(resolution: Resolution) -> dict[str, tuple[str, str]]:
    """Name → what entity it means and by which method."""
    joined = resolution.aliases.join(resolution.entities, on="entity_key")
    return {
        row["alias_name"]: (row["entity_name"], row["method_code"]) for row in joined.iter_rows(named=True)
    }


def together(*rows: tuple[str, str, int]) -> bool:
    """Whether all names mean one entity."""
    return resolve(*rows).entities.height == 1


@pytest.mark.parametrize(
    "spellings",
    [
        pytest.param(["Kim Jong Un", "Kim Jong-un", "Kim Jong-Un"], id="hyphens"),
        pytest.param(["Viktor Orbán", "Viktor Orban"], id="accents"),
        pytest.param(["Sergej Lawrow", "Sergei Lavrov", "Sergey Lavrow"], id="russian"),
        pytest.param(["Wolodymyr Selenskyj", "Volodymyr Zelensky", "Wolodymyr Selenski"], id="ukrainian"),
        pytest.param(["Wladimir Putin", "Vladimir Putin"], id="given_name_shows_it"),
        pytest.param(["Michail Gorbatschow", "Mikhail Gorbachev"], id="sch_and_ch"),
        pytest.param(["Sergej Schoigu", "Sergei Shoigu"], id="sch_and_sh"),
        pytest.param(["Baschar al-Assad", "Bashar Assad"], id="arabic_article"),
    ],
)
def test_spellings_of_a_person_are_one(spellings: list[str]) -> None:
    assert together(*(("person", spelling, 3) for spelling in spellings))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Kim Jong Un", "Kim Jong Il", id="korean_syllable"),
        pytest.param("Thomas Meier", "Thomas Meyer", id="german_spelling"),
        pytest.param("Peter Hofmann", "Peter Hoffmann", id="double_letter"),
        pytest.param("Martin Walter", "Walter Martin", id="order_of_two_given_names"),
        pytest.param("George W. Kuhn", "George H. Kuhn", id="initials"),
        pytest.param("Petra Lohse", "Peter Lohse", id="given_name"),
        pytest.param("Hans Valter", "Hans Walter", id="w_and_v_without_cyrillic"),
    ],
)
def test_two_persons_are_never_one(one: str, other: str) -> None:
    assert not together(("person", one, 5), ("person", other, 4))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        pytest.param("organisation", "Kornblum GmbH", "Kornblum", id="legal_form"),
        pytest.param("organisation", "Nationaler Imkerrat", "Nationalen Imkerrat", id="case_of_an_adjective"),
        pytest.param("organisation", "NATO", "Nordatlantikpakt", id="table"),
        pytest.param("organisation", "Europäische Union", "EU", id="table_short"),
        pytest.param("place", "Vereinigte Staaten", "USA", id="country"),
        pytest.param("place", "Russland", "Russische Föderation", id="country_official"),
        pytest.param("place", "Nordkorea", "DVRK", id="country_initials"),
        pytest.param("place", "UKRAINE", "Ukraine", id="country_in_capitals"),
        pytest.param("place", "Kiew", "Kyjiw", id="capital"),
    ],
)
def test_names_of_one_thing_are_one(kind: str, one: str, other: str) -> None:
    assert together((kind, one, 5), (kind, other, 4))


def test_countries_and_capitals_have_a_code() -> None:
    entities = resolve(
        ("place", "Russische Föderation", 1), ("place", "Moskau", 1), ("place", "Kleinwalde", 1)
    ).entities
    assert {
        tuple(row) for row in entities.select("entity_name", "country_code", "is_country").iter_rows()
    } == {
        ("Russland", "RU", True),
        ("Moskau", "RU", False),
        ("Kleinwalde", None, False),
    }


def test_derived_words_mean_the_country_under_an_alias_of_their_own() -> None:
    rows = pl.DataFrame(
        [("place", "name", "Nordkorea", 2, 4), ("place", "derived", "Nordkorea", 3, 9)],
        schema=NAMES_SCHEMA,
        orient="row",
    )
    resolution = resolve_names(rows, NO_CORRECTIONS)
    assert resolution.entities.height == 1
    assert set(resolution.aliases["alias_key"]) == {
        stable_key("place", "name", "Nordkorea"),
        stable_key("place", "derived", "Nordkorea"),
    }


def test_entity_is_called_by_its_most_frequent_spelling() -> None:
    assert resolve(("person", "Sergei Lavrov", 3), ("person", "Sergej Lawrow", 7)).entities[
        "entity_name"
    ].to_list() == ["Sergej Lawrow"]


def test_ties_are_broken_by_the_alphabet() -> None:
    assert resolve(("person", "Sergej Lawrow", 3), ("person", "Sergei Lavrov", 3)).entities[
        "entity_name"
    ].to_list() == ["Sergei Lavrov"]


@pytest.mark.parametrize(
    ("rows", "alias", "expected"),
    [
        pytest.param(
            [("person", "Petra Lohse", 4), ("person", "Lohse", 3)],
            "Lohse",
            ("Petra Lohse", "surname"),
            id="surname",
        ),
        pytest.param(
            [("person", "Sergej Lawrow", 4), ("person", "Lavrov", 3)],
            "Lavrov",
            ("Sergej Lawrow", "surname"),
            id="surname_in_another_spelling",
        ),
        pytest.param(
            [("person", "Xi Jinping", 4), ("person", "Xi", 3)],
            "Xi",
            ("Xi Jinping", "surname"),
            id="surname_first",
        ),
        pytest.param(
            [("person", "Ursula von der Aue", 4), ("person", "von der Aue", 3)],
            "von der Aue",
            ("Ursula von der Aue", "surname"),
            id="surname_with_particles",
        ),
        pytest.param(
            [("person", "Petra Lohse", 2), ("person", "Karl Lohse", 2), ("person", "Lohse", 3)],
            "Lohse",
            ("Lohse", "name"),
            id="surname_of_two",
        ),
        pytest.param(
            [("person", "Petra Lohse", 1), ("person", "Lohse", 1)],
            "Lohse",
            ("Lohse", "name"),
            id="full_name_only_once",
        ),
        pytest.param(
            [("person", "Petra Lohse", 2), ("person", "Lohse", 40)],
            "Lohse",
            ("Lohse", "name"),
            id="surname_alone_far_more_frequent",
        ),
        pytest.param(
            [("person", "Petra Lohse", 4), ("person", "Petra Lohses", 1)],
            "Petra Lohses",
            ("Petra Lohse", "genitive"),
            id="genitive",
        ),
        pytest.param(
            [("person", "Petra Lohse", 4), ("person", "Lohses", 1), ("person", "Lohse", 3)],
            "Lohses",
            ("Petra Lohse", "surname"),
            id="genitive_of_a_surname",
        ),
        pytest.param(
            [("person", "Karl Peter", 4), ("person", "Karl Peters", 5)],
            "Karl Peters",
            ("Karl Peters", "name"),
            id="surname_in_s",
        ),
        pytest.param(
            [("person", "Jan Kuhn", 4), ("person", "Jan E. Kuhn", 1)],
            "Jan E. Kuhn",
            ("Jan Kuhn", "initial"),
            id="initial",
        ),
        pytest.param(
            [("person", "Jan Kuhn", 4), ("person", "Jan E. Kuhn", 1), ("person", "Jan O. Kuhn", 1)],
            "Jan E. Kuhn",
            ("Jan E. Kuhn", "name"),
            id="two_initials",
        ),
        pytest.param(
            [("person", "Xi Jinping", 4), ("person", "Jinping Xi", 9)],
            "Jinping Xi",
            ("Xi Jinping", "order"),
            id="order",
        ),
        pytest.param(
            [("person", "Viktor Orbán", 30), ("person", "Orbán Viktor", 1)],
            "Orbán Viktor",
            ("Viktor Orbán", "order"),
            id="rare_order",
        ),
        pytest.param(
            [("organisation", "Nationaler Imkerrat", 4), ("organisation", "NIR", 1)],
            "NIR",
            ("NIR", "name"),
            id="letters_that_are_no_initials",
        ),
        pytest.param(
            [("organisation", "Neuer Imker-Rat", 4), ("organisation", "NIR", 1)],
            "NIR",
            ("Neuer Imker-Rat", "abbreviation"),
            id="initials",
        ),
        pytest.param(
            [
                ("organisation", "Neuer Imker-Rat", 4),
                ("organisation", "Norder Insel-Rat", 4),
                ("organisation", "NIR", 1),
            ],
            "NIR",
            ("NIR", "name"),
            id="initials_of_two",
        ),
    ],
)
def test_name_means_the_entity_of_another_only_if_it_is_clear(
    rows: list[tuple[str, str, int]], alias: str, expected: tuple[str, str]
) -> None:
    assert meanings(resolve(*rows))[alias] == expected


def test_name_of_the_wrong_kind_means_the_frequent_one() -> None:
    resolution = resolve(("place", "Kleinwalde", 40), ("person", "Kleinwalde", 1))
    assert resolution.entities["kind_code"].to_list() == ["place"]


def test_one_name_of_two_kinds_stays_two_entities() -> None:
    assert resolve(("place", "Kleinwalde", 4), ("person", "Kleinwalde", 3)).entities.height == 2


def test_person_is_not_looked_up_among_places() -> None:
    assert resolve(("place", "Luxemburg", 4), ("person", "Luxemburg", 3)).entities.height == 2


def correction(**entry: str | None) -> pl.DataFrame:
    row: dict[str, str | None] = dict.fromkeys(CORRECTION_SCHEMA.names())
    return pl.DataFrame([{**row, "reason": "Test", **entry}], schema=CORRECTION_SCHEMA)


def test_correction_wins_over_the_rules() -> None:
    corrections = correction(match="Lohse", entity="Karl Lohse", kind_code="person")
    resolution = resolve(("person", "Petra Lohse", 9), ("person", "Lohse", 3), corrections=corrections)
    assert meanings(resolution)["Lohse"] == ("Karl Lohse", "correction")


def test_correction_finds_the_entity_by_another_spelling() -> None:
    corrections = correction(match="Chefdiplomat", entity="Sergey Lavrov", kind_code="person")
    rows = (("person", "Sergej Lawrow", 9), ("misc", "Chefdiplomat", 3))
    assert resolve(*rows, corrections=corrections).entities.height == 1


def test_correction_of_one_kind_leaves_the_others() -> None:
    corrections = correction(
        match="Essen", match_kind="place", entity="Essen", kind_code="place", country_code="DE"
    )
    entities = resolve(("place", "Essen", 3), ("misc", "Essen", 3), corrections=corrections).entities
    assert dict(entities.select("kind_code", "country_code").iter_rows()) == {"place": "DE", "misc": None}


def test_correction_may_name_a_country() -> None:
    corrections = correction(match="Väterchen Frost", entity="Russland", kind_code="place")
    rows = (("place", "Russland", 9), ("misc", "Väterchen Frost", 3))
    entities = resolve(*rows, corrections=corrections).entities
    assert entities.select("entity_name", "country_code", "is_country").rows() == [("Russland", "RU", True)]


def test_shipped_corrections_change_nothing() -> None:
    assert load_corrections().is_empty()


SPELLINGS = [
    *(
        "Petra Lohse",
        "Lohse",
        "Lohses",
        "Karl Lohse",
        "Sergej Lawrow",
        "Sergei Lavrov",
        "Lawrow",
        "Kim Jong Un",
    ),
    *(
        "Kim Jong-un",
        "Kim Jong Il",
        "Kim",
        "Xi Jinping",
        "Jinping Xi",
        "Jan Kuhn",
        "Jan E. Kuhn",
        "Jan O. Kuhn",
    ),
    *(
        "Russland",
        "Russische Föderation",
        "Moskau",
        "NATO",
        "Neuer Imker-Rat",
        "NIR",
        "Kornblum AG",
        "Kornblum",
    ),
]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["person", "organisation", "place", "misc"]),
        st.sampled_from(SPELLINGS),
        st.integers(1, 60),
    ),
    unique_by=lambda row: row[:2],
    max_size=25,
)


@given(ROWS, st.randoms())
def test_result_is_a_function_of_the_set(rows: list[tuple[str, str, int]], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for one, other in zip(resolve(*rows), resolve(*shuffled), strict=True):
        assert_frame_equal(one, other)


@given(ROWS, ROWS)
def test_entities_keep_their_keys_when_more_comes_in(
    first: list[tuple[str, str, int]], second: list[tuple[str, str, int]]
) -> None:
    """A name that means itself among some names means either the same entity among more, or, by a rule that
    looks at all names, the entity of another one; never a new one."""
    before = resolve(*first).aliases
    known = {row[:2] for row in first}
    after = resolve(*first, *(row for row in second if row[:2] not in known)).aliases
    both = before.join(after, on="alias_key", suffix="_after")
    own = both.filter(
        pl.col("method_code").is_in(["name", "spelling", "country", "known"])
        & pl.col("method_code_after").is_in(["name", "spelling", "country", "known"])
    )
    assert (own["entity_key"] == own["entity_key_after"]).all()


@given(ROWS)
def test_rows_fit_their_tables(rows: list[tuple[str, str, int]]) -> None:
    resolution = resolve(*rows)
    assert resolution.entities.schema == polars_schema(DimEntity)
    assert resolution.aliases.schema == polars_schema(EntityAlias)
    DimEntity.validate(resolution.entities)
    EntityAlias.validate(resolution.aliases)
    assert set(resolution.aliases["entity_key"]) == set(resolution.entities["entity_key"])
    assert resolution.aliases.height == len(rows)
    assert set(resolution.aliases["method_code"]) <= set(METHODS)
