"""The marts, on rows few enough to work out by hand what they must say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.warehouse.rows import Rows
from warehouse.marts import MARTS, STORED, create_marts, fill_marts

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
ANNA, BEN, WERK, FINLAND, TURKU = 10, 11, 12, 20, 21


@pytest.fixture
def rows() -> Rows:
    """Two publishers, two persons, an organisation, a country and a town in it."""
    rows = Rows()
    rows.add("main.dim_publisher", publisher_key=1, publisher_name="Morgenblatt")
    rows.add("main.dim_publisher", publisher_key=2, publisher_name="Abendpost")
    rows.entity(ANNA, "Anna Lindt")
    rows.entity(BEN, "Ben Okoro")
    rows.entity(WERK, "Nordwerk", kind_code="organisation")
    rows.entity(FINLAND, "Finnland", kind_code="place", country_code="FI", is_country=True)
    rows.entity(TURKU, "Turku", kind_code="place", country_code="FI")
    return rows


def test_every_mart_and_each_of_its_columns_explains_itself(rows: Rows) -> None:
    views = rows.ask("SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'mart'")
    tables = rows.ask("SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'mart'")
    columns = rows.ask(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'mart' AND comment IS NULL"
    )
    assert {name for name, comment in views if comment} == set(MARTS) - set(STORED)
    assert {name for name, comment in tables if comment} == set(STORED)
    assert columns == []


def test_marts_that_are_no_longer_declared_go(rows: Rows) -> None:
    rows.con.execute("CREATE VIEW mart.of_yesterday AS SELECT 1 AS number")
    rows.con.execute("CREATE TABLE mart.of_the_day_before AS SELECT 1 AS number")
    create_marts(rows.con)
    assert rows.ask("SELECT count(*) FROM duckdb_columns() WHERE table_name LIKE 'of_%'") == [(0,)]


def test_a_view_that_has_become_a_table_is_made_and_filled(rows: Rows) -> None:
    rows.article(1, "2026-03-01")
    rows.mention(1, ANNA)
    rows.con.execute("DROP TABLE mart.entity_by_day")
    rows.con.execute("CREATE VIEW mart.entity_by_day AS SELECT 1 AS number")
    create_marts(rows.con)
    found = rows.con.execute("SELECT entity_name, mention_count FROM mart.entity_by_day").fetchall()
    assert found == [("Anna Lindt", 1)]


def test_stored_marts_that_are_there_are_left_to_whoever_changes_facts(rows: Rows) -> None:
    rows.article(1, "2026-03-01")
    rows.mention(1, ANNA)
    fill_marts(rows.con)
    rows.con.execute("UPDATE main.dim_entity SET entity_name = 'Anna Lindt-Okoro' WHERE entity_key = 10")
    names = []
    for renew in (create_marts, fill_marts):
        renew(rows.con)
        names += rows.con.execute("SELECT entity_name FROM mart.entity_by_day").fetchall()
    assert names == [("Anna Lindt",), ("Anna Lindt-Okoro",)]


def test_nothing_is_left_of_filling(rows: Rows) -> None:
    assert rows.ask("SELECT table_name FROM duckdb_tables() WHERE temporary") == []


@pytest.mark.parametrize(
    ("values", "is_counted"),
    [
        pytest.param({}, True, id="the only version"),
        pytest.param({"is_current": False}, False, id="an older version"),
        pytest.param({"duplicate_of_key": 1}, False, id="the same body again"),
    ],
)
def test_marts_count_each_article_once(rows: Rows, values: dict[str, Any], is_counted: bool) -> None:
    rows.article(2, "2026-03-05", **values)
    rows.mention(2, ANNA)
    rows.mention(2, BEN)
    rows.quote(2, ANNA)
    rows.quantity(2, "Gast", 5, 5)
    rows.date_mention(2, MARCH)
    counted = {name: len(rows.ask(f"SELECT * FROM mart.{name}")) for name in MARTS}
    some = {"article", "entity_pair", "speaker", "quote_list", "quantity_list", "date_mention_list"}
    assert {name for name in some if counted[name] == 1} == (some if is_counted else set())
    assert counted["entity_by_day"] == (2 if is_counted else 0)


def test_entities_are_counted_by_day_and_publisher(rows: Rows) -> None:
    rows.article(1, "2026-03-01", publisher_key=1)
    rows.article(2, "2026-03-01", publisher_key=1)
    rows.article(3, "2026-03-02", publisher_key=2)
    rows.article(4)
    for key in (1, 1, 2, 3, 4):
        rows.mention(key, FINLAND, kind_code="place")
    rows.mention(2, FINLAND, kind_code="place", reference_code="derived")
    rows.mention(3, 0)
    found = rows.ask(
        "SELECT entity_name, published_date, publisher_name, mention_count, derived_count, article_count"
        " FROM mart.entity_by_day ORDER BY ALL"
    )
    assert found == [
        ("Finnland", date(2026, 3, 1), "Morgenblatt", 3, 1, 2),
        ("Finnland", date(2026, 3, 2), "Abendpost", 1, 0, 1),
        ("Finnland", None, "unbekannt", 1, 0, 1),
        ("unbekannt", date(2026, 3, 2), "Abendpost", 1, 0, 1),
    ]


def test_pairs_stand_in_one_sentence(rows: Rows) -> None:
    rows.article(1, "2026-03-01")
    rows.article(2, "2026-03-31")
    rows.article(3, "2026-04-01")
    # Two sentences of one article, the first of which names Anna twice.
    for sentence in (1, 2):
        rows.mention(1, BEN, sentence)
        rows.mention(1, ANNA, sentence)
    rows.mention(1, ANNA, 1)
    rows.mention(2, ANNA, 1)
    rows.mention(2, BEN, 1)
    rows.mention(2, WERK, 2)
    rows.mention(3, ANNA, 1)
    rows.mention(3, BEN, 1)
    rows.mention(3, FINLAND, 1, reference_code="derived")
    rows.mention(3, 0, 1)
    found = rows.ask(
        "SELECT first_entity_name, second_entity_name, published_month, sentence_count, article_count"
        " FROM mart.entity_pair ORDER BY published_month"
    )
    assert found == [("Anna Lindt", "Ben Okoro", MARCH, 3, 2), ("Anna Lindt", "Ben Okoro", APRIL, 1, 1)]


def test_countries_are_counted_by_name_derived_word_and_place(rows: Rows) -> None:
    rows.entity(30, "Tallinn", kind_code="place", country_code="EE")
    rows.article(1, "2026-03-01")
    rows.article(2, "2026-03-09")
    rows.mention(1, FINLAND)
    rows.mention(1, FINLAND)
    rows.mention(1, FINLAND, reference_code="derived")
    rows.mention(2, TURKU)
    rows.mention(2, ANNA)
    rows.mention(2, 30)
    found = rows.ask(
        "SELECT country_code, country_name, published_month, name_count, derived_count, place_count,"
        " article_count FROM mart.country_by_month ORDER BY country_code"
    )
    assert found == [("EE", "EE", MARCH, 0, 0, 1, 1), ("FI", "Finnland", MARCH, 2, 1, 1, 2)]


def test_speakers_are_counted_by_kind_of_quotation(rows: Rows) -> None:
    rows.article(1, "2026-03-01")
    rows.article(2, "2026-03-09")
    rows.quote(1, ANNA, kind_code="direct", word_count=7, cue_lemma="sagen")
    rows.quote(1, ANNA, kind_code="indirect", word_count=5, cue_lemma="erklären")
    rows.quote(2, ANNA, kind_code="partial", word_count=2, cue_lemma="sagen")
    rows.quote(2, ANNA, kind_code="pull", word_count=9)
    rows.quote(2, WERK, kind_code="indirect", word_count=4, cue_lemma="laut")
    rows.quote(2, WERK, kind_code="indirect", word_count=4, cue_lemma="betonen")
    rows.quote(2, 0, kind_code="direct")
    rows.quote(2, 0, kind_code="scare")
    columns = (
        "speaker_name, quote_count, direct_count, partial_count, indirect_count, pull_count, word_count,"
        " article_count, first_published_date, last_published_date, top_cue_lemma"
    )
    assert rows.ask(f"SELECT {columns} FROM mart.speaker ORDER BY speaker_key") == [
        ("Anna Lindt", 3, 1, 1, 1, 1, 14, 2, date(2026, 3, 1), date(2026, 3, 9), "sagen"),
        ("Nordwerk", 2, 0, 0, 2, 0, 8, 1, date(2026, 3, 9), date(2026, 3, 9), "betonen"),
    ]


def test_quotations_read_with_speaker_cue_and_sentence(rows: Rows) -> None:
    rows.add("main.dim_cue", cue_key=5, cue_lemma="warnen", stance_code="warn")
    rows.article(
        1, "2026-03-01", publisher_key=1, title="Der Pegel steigt", url="https://morgenblatt.example/1"
    )
    rows.sentence(1, 2, "„Das Wasser kommt“, warnte Lindt.")
    rows.quote(1, ANNA, 2, text="Das Wasser kommt", speaker_surface="Lindt", cue_key=5, cue_lemma="warnen")
    rows.quote(1, 0, 3, kind_code="scare", text="Jahrhundertflut")
    columns = (
        "kind_code, text, speaker_name, speaker_surface, cue_lemma, stance_code, sentence, title,"
        " publisher_name, published_date, url"
    )
    published = ("Der Pegel steigt", "Morgenblatt", date(2026, 3, 1), "https://morgenblatt.example/1")
    said = ("direct", "Das Wasser kommt", "Anna Lindt", "Lindt", "warnen", "warn")
    doubted = ("scare", "Jahrhundertflut", "unbekannt", None, None, "unknown")
    assert rows.ask(f"SELECT {columns} FROM mart.quote_list ORDER BY start") == [
        (*said, "„Das Wasser kommt“, warnte Lindt.", *published),
        (*doubted, None, *published),
    ]


def test_number_claims_read_with_the_entities_of_their_sentence(rows: Rows) -> None:
    rows.article(1, "2026-03-01", publisher_key=1)
    rows.sentence(1, 1, "Nach finnischen Angaben kamen mindestens 900 Gäste nach Turku.")
    rows.mention(1, TURKU)
    rows.mention(1, FINLAND, reference_code="derived")
    rows.mention(1, FINLAND)
    rows.mention(1, 0)
    rows.mention(1, ANNA, 2)
    rows.quantity(1, "Gast", 900, None, modifier_code="at_least", is_hedged=True)
    rows.quantity(1, "Stunde", 2, 2, 3, unit_code="hour", form_code="duration")
    columns = "counted_lemma, low_value, high_value, modifier_code, is_hedged, entity_names"
    assert rows.ask(f"SELECT {columns} FROM mart.quantity_list ORDER BY start") == [
        ("Gast", 900.0, None, "at_least", True, ["Finnland", "Turku"]),
        ("Stunde", 2.0, 2.0, None, False, []),
    ]


def test_date_mentions_read_with_their_distance_from_publication(rows: Rows) -> None:
    rows.article(1, "2026-03-01")
    rows.article(2)
    rows.sentence(1, 1, "Morgen wird gewählt.")
    rows.date_mention(1, date(2026, 3, 2))
    rows.date_mention(1, None, anchor_code="none")
    rows.date_mention(2, date(2026, 3, 2), anchor_code="absolute")
    columns = "article_key, from_date, day_count_from_publication, sentence"
    assert rows.ask(f"SELECT {columns} FROM mart.date_mention_list ORDER BY start") == [
        (1, date(2026, 3, 2), 1, "Morgen wird gewählt."),
        (1, None, None, "Morgen wird gewählt."),
        (2, date(2026, 3, 2), None, None),
    ]


def claims(rows: Rows, first: dict[str, Any], second: dict[str, Any]) -> None:
    """Two articles that name Finland and claim a number of guests each."""
    for key, claim in ((1, first), (2, second)):
        values: dict[str, Any] = {"counted": "Gast", "low": 1_000, "high": 1_000} | claim
        rows.article(key, values.pop("day", "2026-03-01"), publisher_key=key)
        rows.sentence(key, 1, f"Satz {key}.")
        rows.mention(key, values.pop("entity", FINLAND))
        rows.quantity(key, **values)


@pytest.mark.parametrize(
    ("first", "second", "conflicts"),
    [
        pytest.param({}, {"low": 2_000, "high": 2_000}, 1, id="another number"),
        pytest.param({"low": 2_000, "high": 2_000}, {}, 1, id="the larger one first"),
        pytest.param({}, {}, 0, id="the same number"),
        pytest.param({}, {"low": 1_100, "high": 1_100}, 0, id="within rounding"),
        pytest.param({}, {"low": 1_120, "high": 1_120}, 1, id="beyond rounding"),
        pytest.param({}, {"low": 900, "high": 1_500}, 0, id="inside the other's range"),
        pytest.param({}, {"low": 1_500, "high": 1_800}, 1, id="below the other's range"),
        pytest.param({}, {"low": 500, "high": None, "modifier_code": "at_least"}, 0, id="at least less"),
        pytest.param({}, {"low": 1_500, "high": None, "modifier_code": "at_least"}, 1, id="at least more"),
        pytest.param({}, {"low": 500, "high": 500, "modifier_code": "more_than"}, 0, id="more than less"),
        pytest.param({}, {"low": None, "high": 500, "modifier_code": "at_most"}, 1, id="at most less"),
        pytest.param({}, {"low": 2_000, "high": 2_000, "modifier_code": "less_than"}, 0, id="less than more"),
        pytest.param(
            {},
            {"low": None, "high": None, "magnitude_value": 10_000.0, "modifier_code": "vague"},
            0,
            id="vague claims allow any value",
        ),
        pytest.param({}, {"low": 9, "high": 9, "counted": "Boot"}, 0, id="other things are counted"),
        pytest.param({}, {"low": 9, "high": 9, "unit_code": "%"}, 0, id="in another unit"),
        pytest.param(
            {"unit_code": "%", "form_code": "percent"},
            {"low": 9, "high": 9, "unit_code": "%", "form_code": "percent"},
            1,
            id="in one unit",
        ),
        pytest.param({}, {"low": 9, "high": 9, "entity": TURKU}, 0, id="of another place"),
        pytest.param({"entity": 0}, {"low": 9, "high": 9, "entity": 0}, 0, id="of nobody known"),
        pytest.param({}, {"low": 9, "high": 9, "day": "2026-04-01"}, 1, id="31 days later"),
        pytest.param({}, {"low": 9, "high": 9, "day": "2026-04-02"}, 0, id="32 days later"),
        pytest.param({}, {"low": 9, "high": 9, "day": None}, 1, id="on a day not known"),
        pytest.param(
            {"counted": "Euro", "unit_code": "EUR", "form_code": "money"},
            {"counted": "Euro", "unit_code": "EUR", "form_code": "money", "low": 9, "high": 9},
            0,
            id="money for nothing named",
        ),
        pytest.param(
            {"counted": "Schaden", "unit_code": "EUR", "form_code": "money"},
            {"counted": "Schaden", "unit_code": "EUR", "form_code": "money", "low": 9, "high": 9},
            1,
            id="money for something",
        ),
        pytest.param(
            {"counted": "Jahr", "unit_code": "year", "form_code": "duration"},
            {"counted": "Jahr", "unit_code": "year", "form_code": "duration", "low": 9, "high": 9},
            0,
            id="spans of time",
        ),
    ],
)
def test_claims_conflict_where_no_value_fits_both(
    rows: Rows, first: dict[str, Any], second: dict[str, Any], conflicts: int
) -> None:
    claims(rows, first, second)
    assert rows.ask("SELECT count(*) FROM mart.conflicting_quantity") == [(conflicts,)]


def test_one_article_does_not_contradict_itself(rows: Rows) -> None:
    claims(rows, {}, {"counted": "Boot"})
    rows.quantity(1, "Gast", 9, 9)
    assert rows.ask("SELECT count(*) FROM mart.conflicting_quantity") == [(0,)]


def test_conflicting_claims_stand_side_by_side(rows: Rows) -> None:
    claims(rows, {"low": 2_000, "high": 2_500, "surface": "2000 bis 2500"}, {"is_hedged": True})
    columns = (
        "counted_lemma, unit_code, entity_name, gap_share, lower_article_key, lower_high_value,"
        " lower_is_hedged, lower_sentence, lower_publisher_name, higher_article_key, higher_low_value,"
        " higher_surface, higher_is_hedged, higher_sentence, higher_publisher_name"
    )
    lower = (2, 1_000.0, True, "Satz 2.", "Abendpost")
    higher = (1, 2_000.0, "2000 bis 2500", False, "Satz 1.", "Morgenblatt")
    assert rows.ask(f"SELECT {columns} FROM mart.conflicting_quantity") == [
        ("Gast", None, "Finnland", 0.5, *lower, *higher)
    ]


def test_what_several_articles_claim_conflicts_once_for_each_pair_of_them(rows: Rows) -> None:
    for key, low in ((1, 100), (2, 100), (3, 200), (4, 200), (5, 150)):
        rows.article(key, "2026-03-01")
        rows.mention(key, FINLAND)
        rows.quantity(key, "Gast", low, low)
    # One article that claims both, and an entity that one of its sentences names twice.
    rows.quantity(1, "Gast", 200, 200)
    rows.mention(1, FINLAND)
    found = rows.ask(
        "SELECT lower_article_key, higher_article_key FROM mart.conflicting_quantity ORDER BY ALL"
    )
    assert found == [(1, 3), (1, 4), (1, 5), (2, 1), (2, 3), (2, 4), (2, 5), (5, 1), (5, 3), (5, 4)]


def test_a_pair_of_claims_has_a_row_for_each_entity_that_both_name(rows: Rows) -> None:
    claims(rows, {}, {"low": 9, "high": 9})
    for key in (1, 2):
        rows.mention(key, ANNA)
    found = rows.ask("SELECT entity_name FROM mart.conflicting_quantity ORDER BY entity_name")
    assert found == [("Anna Lindt",), ("Finnland",)]
