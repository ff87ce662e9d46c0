"""What is expected of facts and entities beyond their declarations, each broken once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest

from expectations import date_mentions, mentions, quantities, quotes
from expectations.catalog import suites
from expectations.gate import Verdict, check
from warehouse.tables import TABLES_BY_NAME
from warehouse.tables.base import polars_schema

KEY = 7
FIRST = "Am 3. Mai kamen 900 Gäste nach Turku."
SECOND = "„Ein schöner Tag“, sagte 🎈-Händlerin Lindt."
BODY = f"{FIRST} {SECOND}"
ARTICLES = pl.DataFrame({"article_key": [KEY], "body": [BODY]})
SENTENCES = pl.DataFrame(
    {
        "article_key": [KEY, KEY],
        "sentence_number": [1, 2],
        "start": [0, BODY.index(SECOND)],
        "length": [len(FIRST), len(SECOND)],
    },
    schema_overrides={"sentence_number": pl.Int32, "start": pl.Int32, "length": pl.Int32},
)


def place(text: str, sentence_number: int) -> dict[str, Any]:
    """Where a text stands in the body."""
    return {
        "article_key": KEY,
        "start": BODY.index(text),
        "length": len(text),
        "sentence_number": sentence_number,
        "run_key": 1,
    }


MENTION = place("Turku", 1) | {
    "surface": "Turku",
    "entity_key": 20,
    "alias_key": 30,
    "name": "Turku",
    "kind_code": "place",
    "reference_code": "name",
    "method_code": "by_hand",
    "confidence": 0.9,
}
QUOTE = place("Ein schöner Tag", 2) | {
    "text": "Ein schöner Tag",
    "kind_code": "direct",
    "speaker_key": 10,
    "speaker_alias_key": 31,
    "speaker_surface": "🎈-Händlerin Lindt",
    "speaker_start": BODY.index("🎈"),
    "speaker_length": len("🎈-Händlerin Lindt"),
    "speaker_form_code": "name",
    "cue_key": 40,
    "cue_lemma": "sagen",
    "cue_start": BODY.index("sagte"),
    "cue_length": len("sagte"),
    "confidence": 0.8,
    "word_count": 3,
}
QUANTITY = place("900 Gäste", 1) | {
    "surface": "900 Gäste",
    "low_value": 900.0,
    "high_value": 900.0,
    "form_code": "cardinal",
    "counted_lemma": "Gast",
    "is_hedged": False,
}
DATE_MENTION = place("Am 3. Mai", 1) | {
    "surface": "Am 3. Mai",
    "type_code": "date",
    "from_date": date(2026, 5, 3),
    "to_date": date(2026, 5, 3),
    "granularity_code": "day",
    "anchor_code": "publication",
    "timex_value": "2026-05-03",
}
ENTITY = {
    "entity_key": 20,
    "entity_name": "Turku",
    "kind_code": "place",
    "country_code": "FI",
    "is_country": False,
}
ALIAS = {
    "alias_key": 30,
    "entity_key": 20,
    "alias_name": "Turku",
    "kind_code": "place",
    "reference_code": "name",
    "method_code": "by_hand",
    "confidence": 1.0,
    "article_count": 1,
    "mention_count": 2,
}
SOUND: Mapping[str, dict[str, Any]] = {
    "main.fact_mention": MENTION,
    "main.fact_quote": QUOTE,
    "main.fact_quantity": QUANTITY,
    "main.fact_date_mention": DATE_MENTION,
    "main.dim_entity": ENTITY,
    "main.entity_alias": ALIAS,
}
WITH_CONTEXT: Mapping[str, Callable[[pl.DataFrame, pl.DataFrame, pl.DataFrame], pl.DataFrame]] = {
    "main.fact_mention": mentions.with_context,
    "main.fact_quote": quotes.with_context,
    "main.fact_quantity": quantities.with_context,
    "main.fact_date_mention": date_mentions.with_context,
}
FACTS = list(WITH_CONTEXT)


def judge(table: str, *changes: dict[str, Any]) -> Verdict:
    """The verdict on sound rows of a table, changed so; one row where nothing is said."""
    rows = [SOUND[table] | change for change in changes or ({},)]
    schema = polars_schema(TABLES_BY_NAME[table])
    frame = pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)
    if table in WITH_CONTEXT:
        frame = WITH_CONTEXT[table](frame, ARTICLES, SENTENCES)
    return check(table, frame, suites()[table])


def failed(verdict: Verdict) -> set[str]:
    assert "error" not in verdict.results["outcome_code"]
    return set(verdict.results.filter(pl.col("outcome_code") == "failed")["expectation_code"])


@pytest.mark.parametrize("table", SOUND)
def test_a_sound_row_passes(table: str) -> None:
    verdict = judge(table)
    assert failed(verdict) == set()
    assert verdict.accepted.height == 1


@pytest.mark.parametrize("table", FACTS)
@pytest.mark.parametrize(
    ("change", "broken"),
    [
        pytest.param({"start": 10_000}, {"stands_in_body", "starts_in_its_sentence"}, id="outside"),
        pytest.param({"article_key": 8}, {"stands_in_body", "starts_in_its_sentence"}, id="no such article"),
        pytest.param({"sentence_number": 3}, {"starts_in_its_sentence"}, id="no such sentence"),
    ],
)
def test_a_fact_out_of_place_is_rejected(table: str, change: dict[str, Any], broken: set[str]) -> None:
    verdict = judge(table, change)
    assert failed(verdict) >= broken
    assert verdict.rejected["reason_code"][0] in broken
    assert verdict.accepted.is_empty()


@pytest.mark.parametrize("table", FACTS)
def test_a_fact_one_code_point_beside_is_rejected(table: str) -> None:
    """After the 🎈 an offset in UTF-16 would be off by one."""
    assert failed(judge(table, {"start": SOUND[table]["start"] + 1})) == {"stands_in_body"}


@pytest.mark.parametrize("table", FACTS)
def test_a_fact_begins_inside_its_sentence(table: str) -> None:
    other = 3 - SOUND[table]["sentence_number"]
    assert failed(judge(table, {"sentence_number": other})) == {"starts_in_its_sentence"}


INSIDE = {"surface": "urk", "start": MENTION["start"] + 1, "length": 3}


@pytest.mark.parametrize(
    ("table", "change", "broken"),
    [
        pytest.param("main.fact_mention", {"name": "–"}, "name_says_something", id="a dash is no name"),
        pytest.param(
            "main.fact_mention",
            {"reference_code": "derived", "kind_code": "person"},
            "derived_means_place",
            id="derived words mean countries",
        ),
        pytest.param(
            "main.fact_mention", {"confidence": 1.5}, "confidence_in_range", id="confidence above 1"
        ),
        pytest.param(
            "main.fact_quote",
            {"speaker_start": QUOTE["speaker_start"] - 1},
            "speaker_stands_in_body",
            id="the speaker one place beside",
        ),
        pytest.param(
            "main.fact_quote", {"cue_start": len(BODY) - 2}, "cue_inside_body", id="the cue outside"
        ),
        pytest.param(
            "main.fact_quote",
            {"text": "“, ", "start": BODY.index("“, "), "length": 3},
            "text_says_something",
            id="nothing but marks",
        ),
        pytest.param(
            "main.fact_quote",
            {"kind_code": "scare"},
            "scare_quote_has_no_speaker",
            id="scare quotes quote nobody",
        ),
        pytest.param(
            "main.fact_quote",
            {"speaker_surface": None},
            "speaker_span_is_whole_or_absent",
            id="a span of no speaker",
        ),
        pytest.param(
            "main.fact_quote", {"cue_lemma": None, "cue_key": 0}, "cue_span_is_whole_or_absent", id="no cue"
        ),
        pytest.param(
            "main.fact_quote", {"speaker_alias_key": None}, "known_speaker_has_an_alias", id="a guess"
        ),
        pytest.param(
            "main.fact_quantity", {"low_value": 901.0}, "low_value_is_at_most_high_value", id="low above high"
        ),
        pytest.param("main.fact_quantity", {"low_value": float("nan")}, "low_value_nan", id="not a number"),
        pytest.param("main.fact_quantity", {"high_value": float("inf")}, "high_value_inf", id="infinite"),
        pytest.param(
            "main.fact_quantity", {"low_value": None, "high_value": None}, "says_how_many", id="no number"
        ),
        pytest.param(
            "main.fact_quantity", {"modifier_code": "vague"}, "vague_claim_has_no_value", id="vague"
        ),
        pytest.param(
            "main.fact_quantity",
            {"modifier_code": "at_least", "low_value": None},
            "at_least_has_a_low_value",
            id="at least nothing",
        ),
        pytest.param(
            "main.fact_quantity",
            {"modifier_code": "less_than", "high_value": None},
            "at_most_has_a_high_value",
            id="less than nothing",
        ),
        pytest.param(
            "main.fact_quantity",
            {"form_code": "money"},
            "measured_claim_has_a_unit",
            id="money of no currency",
        ),
        pytest.param(
            "main.fact_date_mention",
            {"from_date": date(2026, 5, 4)},
            "from_date_is_at_most_to_date",
            id="backwards",
        ),
        pytest.param(
            "main.fact_date_mention", {"to_date": None}, "interval_is_whole_or_absent", id="one end"
        ),
        pytest.param(
            "main.fact_date_mention", {"anchor_code": "none"}, "interval_has_an_anchor", id="from nowhere"
        ),
        pytest.param(
            "main.fact_date_mention",
            {"to_date": date(2026, 5, 4)},
            "interval_not_longer_than_its_unit",
            id="a day of two days",
        ),
        pytest.param(
            "main.fact_date_mention",
            {"granularity_code": "month"},
            "interval_not_shorter_than_its_unit",
            id="a month of one day",
        ),
        pytest.param(
            "main.fact_date_mention", {"type_code": "set"}, "repeated_time_is_unresolved", id="every day"
        ),
        pytest.param(
            "main.dim_entity", {"is_country": True, "country_code": None}, "country_has_a_code", id="no code"
        ),
        pytest.param(
            "main.dim_entity",
            {"kind_code": "person"},
            "only_places_have_a_country",
            id="a person in a country",
        ),
        pytest.param("main.dim_entity", {"country_code": "FIN"}, "country_code_format", id="three letters"),
        pytest.param("main.entity_alias", {"article_count": 0}, "name_is_used", id="unused"),
        pytest.param(
            "main.entity_alias", {"article_count": 3}, "mentions_are_as_many_as_articles", id="too few"
        ),
        pytest.param(
            "main.entity_alias",
            {"reference_code": "derived", "kind_code": "misc"},
            "derived_means_place",
            id="a derived name of no place",
        ),
    ],
)
def test_a_row_that_cannot_be_right_is_rejected(table: str, change: dict[str, Any], broken: str) -> None:
    verdict = judge(table, change)
    assert broken in failed(verdict)
    assert verdict.rejected.height == 1
    assert not verdict.stops_publication


@pytest.mark.parametrize(
    ("table", "change"),
    [
        pytest.param(
            "main.fact_quote",
            dict.fromkeys(
                [
                    "speaker_surface",
                    "speaker_start",
                    "speaker_length",
                    "speaker_form_code",
                    "speaker_alias_key",
                ]
            )
            | {"speaker_key": 0, "kind_code": "scare"},
            id="nobody speaks",
        ),
        pytest.param(
            "main.fact_quote",
            dict.fromkeys(["cue_lemma", "cue_start", "cue_length"]) | {"cue_key": 0},
            id="nothing announces it",
        ),
        pytest.param(
            "main.fact_quote",
            dict.fromkeys(["speaker_surface", "speaker_start", "speaker_length", "speaker_form_code"]),
            id="the speaker was named before",
        ),
        pytest.param(
            "main.fact_quantity",
            {"modifier_code": "vague", "low_value": None, "high_value": None, "magnitude_value": 1_000.0},
            id="thousands",
        ),
        pytest.param(
            "main.fact_quantity", {"modifier_code": "at_least", "high_value": None}, id="no upper end"
        ),
        pytest.param("main.fact_quantity", {"form_code": "money", "unit_code": "EUR"}, id="euros"),
        pytest.param(
            "main.fact_date_mention",
            {"to_date": date(2026, 5, 5), "timex_value": "2026-05-03/2026-05-05"},
            id="a range of days",
        ),
        pytest.param(
            "main.fact_date_mention",
            {
                "from_date": date(2024, 2, 1),
                "to_date": date(2024, 2, 29),
                "granularity_code": "month",
                "timex_value": "2024-02",
            },
            id="a leap month",
        ),
        pytest.param(
            "main.fact_date_mention",
            {
                "from_date": None,
                "to_date": None,
                "anchor_code": "none",
                "type_code": "set",
                "timex_value": None,
            },
            id="every 3 May",
        ),
    ],
)
def test_what_may_be_missing_is_no_fault(table: str, change: dict[str, Any]) -> None:
    assert failed(judge(table, change)) == set()


@pytest.mark.parametrize(
    ("second", "broken"),
    [
        pytest.param(INSIDE, {"names_do_not_overlap"}, id="a name in a name"),
        pytest.param(INSIDE | {"reference_code": "derived"}, set(), id="a derived word in a name"),
    ],
)
def test_only_derived_words_stand_inside_a_name(second: dict[str, Any], broken: set[str]) -> None:
    verdict = judge("main.fact_mention", {}, second)
    assert failed(verdict) == broken
    assert verdict.accepted["surface"].to_list()[0] == "Turku"


def test_a_name_after_a_derived_word_is_held_against_the_name_before() -> None:
    derived = INSIDE | {"reference_code": "derived"}
    name = {"surface": "ku", "start": MENTION["start"] + 3, "length": 2}
    verdict = judge("main.fact_mention", {}, derived, name)
    assert failed(verdict) == {"names_do_not_overlap"}
    assert verdict.accepted["surface"].to_list() == ["Turku", "urk"]


@pytest.mark.parametrize(
    ("table", "column", "code", "length"),
    [
        ("main.fact_mention", "length", "name_not_too_long", mentions.MAX_NAME_LENGTH + 1),
        ("main.fact_quote", "length", "quote_not_too_long", quotes.MAX_QUOTE_LENGTH + 1),
        ("main.fact_quantity", "high_value", "value_not_too_large", quantities.MAX_VALUE * 10),
    ],
)
def test_what_is_only_unlikely_is_reported(table: str, column: str, code: str, length: float) -> None:
    verdict = judge(table, {column: length})
    severity = {row["expectation_code"]: row["severity_code"] for row in verdict.results.to_dicts()}
    assert code in failed(verdict)
    assert severity[code] == "warning"


def test_two_countries_with_one_code_stop_publication() -> None:
    """Half of the mentions of a country would be counted for its twin."""
    country = {"is_country": True, "entity_name": "Finnland"}
    verdict = judge(
        "main.dim_entity", country, country | {"entity_key": 21, "entity_name": "Republik Finnland"}
    )
    assert failed(verdict) == {"one_entity_per_country"}
    assert verdict.stops_publication
    assert failed(judge("main.dim_entity", country, {"entity_key": 21})) == set()


@pytest.mark.parametrize("table", FACTS)
def test_the_same_span_twice_stops_publication(table: str) -> None:
    verdict = judge(table, {}, {})
    assert "key_unique" in failed(verdict)
    assert verdict.stops_publication


@pytest.mark.parametrize("table", FACTS)
def test_no_facts_are_no_fault(table: str) -> None:
    empty = pl.DataFrame(schema=polars_schema(TABLES_BY_NAME[table]))
    verdict = check(table, WITH_CONTEXT[table](empty, ARTICLES, SENTENCES), suites()[table])
    assert failed(verdict) == set()
