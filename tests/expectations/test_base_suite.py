"""The base suite says what the declaration says: no more, no less."""

from __future__ import annotations

import dataframely as dy
import polars as pl
import pytest

from expectations.catalog import suites
from expectations.gate import check
from expectations.suite import Expect, base_suite
from warehouse.tables import TABLES, TABLES_BY_NAME
from warehouse.tables.base import code_column


class Parcel(dy.Schema):
    """One parcel."""

    depot_key = dy.Int64(primary_key=True)
    number = dy.Int32(primary_key=True, min=1, max=9)
    weight = dy.Float64(min_exclusive=0.0)
    colour_code = code_column({"rot": "red", "blau": "blue"}, "Colour.", nullable=True)
    label = dy.String(regex=r"^[A-Z]+$")
    note = dy.String(nullable=True, min_length=2, max_length=5)
    stamps = dy.List(dy.String())
    photo = dy.Binary()

    @dy.rule()
    def heavy_parcels_are_red(cls) -> pl.Expr:
        """Nobody overlooks red."""
        return (pl.col("weight") < 20) | (pl.col("colour_code") == "rot")


SCHEMA = {name: column.dtype for name, column in Parcel.columns().items()}
SOUND = {
    "depot_key": 1,
    "number": 1,
    "weight": 2.0,
    "colour_code": "rot",
    "label": "AB",
    "note": None,
    "stamps": ["a"],
    "photo": b"",
}
DAMAGE: dict[str, dict[str, object]] = {
    "number_in_range": {"number": 10},
    "number_not_null": {"number": None},
    "weight_min_exclusive": {"weight": 0.0},
    "weight_nan": {"weight": float("nan")},
    "weight_inf": {"weight": float("inf"), "colour_code": "rot"},
    "weight_not_null": {"weight": None},
    "colour_code_known": {"colour_code": "grün"},
    "label_format": {"label": "AB\n"},
    "label_not_null": {"label": None},
    "note_length_in_range": {"note": "sieben"},
    "stamps_not_null": {"stamps": None},
    "stamps_inner_nullability": {"stamps": ["a", None]},
    "photo_not_null": {"photo": None},
    "heavy_parcels_are_red": {"weight": 30.0, "colour_code": "blau"},
}


@pytest.mark.parametrize("code", DAMAGE)
def test_each_rule_of_a_declaration_rejects_what_breaks_it(code: str) -> None:
    rows = [SOUND | {"depot_key": 2}, SOUND | DAMAGE[code], SOUND | {"depot_key": 3, "number": 9}]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    suite = base_suite(Parcel)

    verdict = check("parcel", frame, suite)

    failed = verdict.results.filter(pl.col("outcome_code") == "failed")
    assert failed.select("expectation_code", "failed_count").rows() == [(code, 1)]
    assert verdict.accepted["depot_key"].to_list() == [2, 3]


def test_no_rule_of_a_declaration_is_left_out() -> None:
    frame = pl.DataFrame(
        [SOUND | {"depot_key": key} | damage for key, damage in enumerate(DAMAGE.values())],
        schema=SCHEMA,
        orient="row",
    )

    verdict = check("parcel", frame, base_suite(Parcel))

    kept_by_dataframely = Parcel.filter(frame).result
    assert verdict.accepted.rows() == kept_by_dataframely.rows() == []
    assert verdict.rejected["reason_code"].to_list() == list(DAMAGE)


def test_a_key_that_comes_twice_is_critical_and_rejects_no_row() -> None:
    frame = pl.DataFrame([SOUND, SOUND], schema=SCHEMA, orient="row")

    verdict = check("parcel", frame, base_suite(Parcel))

    assert verdict.stops_publication
    assert verdict.rejected.is_empty()
    assert (
        verdict.results.row(by_predicate=pl.col("expectation_code") == "key_unique", named=True)[
            "failed_count"
        ]
        == 2
    )


def test_no_text_goes_to_pandas_whole() -> None:
    """Free text can be large; its presence and length are what a declaration asks about."""
    free = {("raw.document", "text"), ("clean.line", "text"), ("main.fact_article", "body")}

    named = {
        (table, column) for table, suite in suites().items() for expect in suite for column in expect.columns
    }

    assert not free & named
    assert {(table, f"{column}_byte_count") for table, column in free} <= named


@pytest.mark.parametrize("name", suites())
def test_codes_are_unique_and_fit_for_the_quarantine(name: str) -> None:
    codes = pl.Series([expect.code for expect in suites()[name]])

    assert codes.is_unique().all()
    assert codes.str.contains(r"^[a-z0-9_]+$").all()
    assert all(expect.detail.endswith(".") for expect in suites()[name])


def test_every_table_has_a_suite_and_reference_tables_are_critical() -> None:
    assert suites().keys() >= TABLES_BY_NAME.keys()
    for table in TABLES:
        severities = {expect.severity for expect in base_suite(table)}
        assert severities <= {"row", "critical"}
    assert {expect.severity for expect in suites()["main.dim_date"]} == {"critical"}


def test_an_expectation_cannot_be_loosened() -> None:
    with pytest.raises(ValueError, match="every row is judged"):
        Expect("x", "ExpectColumnValuesToNotBeNull", {"column": "a", "mostly": 0.9}, "warning", "…")
