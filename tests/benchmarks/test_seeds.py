"""The score of whole pages: right facts score, near misses and empty tables do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.accuracy.seeds.facts import PageFacts, fold, read_pages
from benchmarks.accuracy.seeds.scores import Score, days_of, score_pages
from warehouse.ddl import schema_statements
from warehouse.tables import TABLES_BY_NAME
from warehouse.tables.base import duckdb_type

ROOT = Path("/pages")
HEADING = "Neues aus dem Rathaus"
PARAGRAPH = (
    "„Wir bauen die Brücke“, sagte Ada Brandt im April. Etwa 1.200 Anwohner warten seit drei Jahren auf die"
    " „große“ Lösung."
)
BODY = f"{HEADING}\n\n{PARAGRAPH}"
OFFSET = BODY.index(PARAGRAPH)
ADA, TOWN = 7, 8

TRUTH: dict[str, dict[str, Any]] = {
    "a.txt": {
        "quotes": [
            {
                "line": 5,
                "text": "Wir bauen die Brücke",
                "kind": "direct",
                "speaker": "Ada Brandt",
                "cue": "sagen",
            },
            {"line": 5, "text": "große", "kind": "scare", "speaker": None},
        ],
        "quantities": [
            {
                "line": 5,
                "surface": "Etwa 1.200 Anwohner",
                "low": 1200,
                "high": 1200,
                "modifier": "approx",
                "unit": None,
                "counted": "Anwohner",
                "hedged": False,
            },
            {
                "line": 5,
                "surface": "drei Jahren",
                "low": 3,
                "high": 3,
                "modifier": None,
                "unit": "year",
                "counted": "Jahr",
                "hedged": False,
            },
        ],
        "dates": [{"line": 5, "surface": "im April", "value": "2025-04"}],
        "entities_in": ["Ada Brandt", "Lindenau"],
        "entities_out": ["Optik Sommer"],
    }
}


def insert(con: duckdb.DuckDBPyConnection, table: str, **values: Any) -> None:
    """One row; columns that are not named are NULL, or a filler where they may not be."""
    fillers = {"VARCHAR": "x", "VARCHAR[]": [], "TIMESTAMP WITH TIME ZONE": datetime(2025, 4, 12, tzinfo=UTC)}
    row = {
        name: None if column.nullable else fillers.get(duckdb_type(column), 0)
        for name, column in TABLES_BY_NAME[table].columns().items()
    }
    assert values.keys() <= row.keys()
    row |= values
    row = {name: value for name, value in row.items() if value is not None}
    marks = ", ".join(f"${name}" for name in row)
    columns = ", ".join(f'"{name}"' for name in row)
    con.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)


def span(words: str) -> dict[str, int]:
    return {"start": BODY.index(words), "length": len(words)}


def quote(words: str, **values: Any) -> dict[str, Any]:
    return {**span(words), "text": words, "speaker_key": 0, **values}


def fact(words: str, **values: Any) -> dict[str, Any]:
    return {**span(words), "surface": words, **values}


RIGHT: dict[str, list[dict[str, Any]]] = {
    "main.fact_quote": [
        quote("Wir bauen die Brücke", kind_code="direct", speaker_key=ADA, cue_lemma="sagen"),
        quote("große", kind_code="scare"),
    ],
    "main.fact_quantity": [
        fact(
            "Etwa 1.200 Anwohner",
            low_value=1200.0,
            high_value=1200.0,
            modifier_code="approx",
            counted_lemma="Anwohner",
        ),
        fact("drei Jahren", low_value=3.0, high_value=3.0, unit_code="year", counted_lemma="Jahr"),
    ],
    "main.fact_date_mention": [fact("April", from_date=date(2025, 4, 1), to_date=date(2025, 4, 30))],
    "main.fact_mention": [
        fact("Ada Brandt", entity_key=ADA, name="Ada Brandt", reference_code="name"),
        fact("Rathaus", entity_key=TOWN, name="Rathaus", reference_code="name"),
    ],
}
ALL_RIGHT = {
    "seeds.quotes_span_kind": (2, 2),
    "seeds.quotes_speaker": (1, 1),
    "seeds.quotes_unknown_speaker": (1, 1),
    "seeds.quotes_cue": (1, 1),
    "seeds.quotes_precision": (2, 2),
    "seeds.quantities": (2, 2),
    "seeds.dates": (1, 1),
    "seeds.entities_in": (2, 2),
    "seeds.entities_out": (1, 1),
}


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse with one page, its two entities and no facts yet."""
    with duckdb.connect() as con:
        for statement in schema_statements():
            con.execute(statement)
        insert(con, "raw.source", source_uri=str(ROOT / "a.txt"), document_key=1)
        insert(con, "main.fact_article", article_key=1, document_key=1, body=BODY)
        for number, start, text in ((1, None, "Anzeige"), (3, 0, HEADING), (5, OFFSET, PARAGRAPH)):
            length = None if start is None else len(text)
            place = {"body_start": start, "body_length": length}
            insert(con, "clean.line", document_key=1, line_number=number, text=text, **place)
        insert(con, "main.dim_entity", entity_key=0, entity_name="unbekannt")
        insert(con, "main.dim_entity", entity_key=ADA, entity_name="Ada Brandt")
        insert(con, "main.dim_entity", entity_key=TOWN, entity_name="Stadt Lindenau")
        insert(
            con,
            "main.entity_alias",
            alias_key=1,
            entity_key=TOWN,
            alias_name="Lindenau",
            reference_code="name",
        )
        insert(
            con,
            "main.entity_alias",
            alias_key=2,
            entity_key=ADA,
            alias_name="Brandtsche",
            reference_code="derived",
        )
        yield con


Scores = Callable[[dict[str, list[dict[str, Any]]]], dict[str, Score]]


@pytest.fixture
def scores(con: duckdb.DuckDBPyConnection) -> Scores:
    """Load facts, read them back, score them."""

    def score(facts: dict[str, list[dict[str, Any]]]) -> dict[str, Score]:
        for table, rows in facts.items():
            for row in rows:
                insert(con, table, article_key=1, **row)
        return {score.code: score for score in score_pages(TRUTH, read_pages(con, ROOT))}

    return score


def changed(table: str, number: int, **values: Any) -> dict[str, list[dict[str, Any]]]:
    """The right facts with one of them changed."""
    rows = [dict(row) for row in RIGHT[table]]
    rows[number] |= values
    return {**RIGHT, table: rows}


def counts(found: dict[str, Score]) -> dict[str, tuple[int, int]]:
    return {code: (score.right, score.total) for code, score in found.items()}


def test_right_facts_score_in_full(scores: Scores) -> None:
    found = scores(RIGHT)

    assert counts(found) == ALL_RIGHT
    assert not any(score.wrong for score in found.values())


def test_empty_tables_score_nothing(scores: Scores) -> None:
    assert {score.right for score in scores({}).values()} == {0}


def test_page_that_was_not_read_scores_nothing() -> None:
    assert {score.right for score in score_pages(TRUTH, {})} == {0}


@pytest.mark.parametrize(
    ("facts", "lost"),
    [
        pytest.param(
            changed("main.fact_quote", 0, **span("Wir bauen die"), text="Wir bauen die"),
            ["quotes_span_kind", "quotes_speaker", "quotes_cue", "quotes_precision"],
            id="a quotation one word short",
        ),
        pytest.param(
            changed("main.fact_quote", 0, start=0),
            ["quotes_span_kind", "quotes_speaker", "quotes_cue", "quotes_precision"],
            id="the right words on another line",
        ),
        pytest.param(
            changed("main.fact_quote", 1, kind_code="partial"),
            ["quotes_span_kind", "quotes_precision"],
            id="another kind",
        ),
        pytest.param(
            changed("main.fact_quote", 0, speaker_key=TOWN), ["quotes_speaker"], id="another speaker"
        ),
        pytest.param(changed("main.fact_quote", 0, speaker_key=0), ["quotes_speaker"], id="speaker unknown"),
        pytest.param(
            changed("main.fact_quote", 1, speaker_key=ADA), ["quotes_unknown_speaker"], id="speaker guessed"
        ),
        pytest.param(changed("main.fact_quote", 0, cue_lemma="sagte"), ["quotes_cue"], id="cue no lemma"),
        pytest.param(
            changed("main.fact_quantity", 0, low_value=1.2), ["quantities"], id="German thousands misread"
        ),
        pytest.param(changed("main.fact_quantity", 0, high_value=None), ["quantities"], id="open above"),
        pytest.param(
            changed("main.fact_quantity", 0, modifier_code=None), ["quantities"], id="modifier lost"
        ),
        pytest.param(changed("main.fact_quantity", 0, is_hedged=True), ["quantities"], id="hedged wrongly"),
        pytest.param(
            changed("main.fact_quantity", 1, counted_lemma="Jahren"), ["quantities"], id="counted no lemma"
        ),
        pytest.param(changed("main.fact_quantity", 1, unit_code="month"), ["quantities"], id="another unit"),
        pytest.param(
            changed("main.fact_quantity", 0, **span("Etwa 1.20")), ["quantities"], id="number not covered"
        ),
        pytest.param(
            {
                **RIGHT,
                "main.fact_quantity": [
                    *RIGHT["main.fact_quantity"],
                    fact("1.200", low_value=1200.0, high_value=1200.0),
                ],
            },
            ["quantities"],
            id="one number twice",
        ),
        pytest.param(
            changed("main.fact_date_mention", 0, to_date=date(2025, 4, 1)), ["dates"], id="a day for a month"
        ),
        pytest.param(
            changed("main.fact_date_mention", 0, from_date=None, to_date=None), ["dates"], id="unresolved"
        ),
        pytest.param(
            changed("main.fact_date_mention", 0, **fact("April. Etwa")), ["dates"], id="overlap is not enough"
        ),
        pytest.param(
            changed("main.fact_mention", 0, entity_key=0), ["entities_in"], id="mention without entity"
        ),
        pytest.param(
            changed("main.fact_mention", 1, surface="bei Optik Sommer"),
            ["entities_out"],
            id="name from an advertisement",
        ),
    ],
)
def test_near_miss_costs_exactly_its_score(
    scores: Scores, facts: dict[str, list[dict[str, Any]]], lost: list[str]
) -> None:
    found = scores(facts)

    fewer = {
        code: (right - (code.removeprefix("seeds.") in lost), total)
        for code, (right, total) in ALL_RIGHT.items()
    }
    assert counts(found) == fewer, [score.wrong for score in found.values()]


def test_country_may_be_mentioned_within_a_compound(scores: Scores) -> None:
    assert counts(scores(changed("main.fact_mention", 1, reference_code="derived"))) == ALL_RIGHT


def test_invented_quotation_costs_precision_and_indirect_speech_does_not(scores: Scores) -> None:
    more = [
        *RIGHT["main.fact_quote"],
        quote("Neues", kind_code="pull"),
        quote("seit drei Jahren", kind_code="indirect"),
    ]

    found = scores({**RIGHT, "main.fact_quote": more})

    assert counts(found) == {**ALL_RIGHT, "seeds.quotes_precision": (2, 3)}
    assert "'Neues'" in found["seeds.quotes_precision"].wrong[0]


def test_truth_outside_the_body_is_missed_and_the_note_says_so() -> None:
    pages = {"a.txt": PageFacts(lines={3: HEADING})}

    score = score_pages(TRUTH, pages)[0]

    assert (score.right, score.total) == (0, 2)
    assert score.note.startswith("2 of them not in a body")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        pytest.param("2024", date(2024, 1, 1), date(2024, 12, 31), id="year"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="month"),
        pytest.param("2024-02-03", date(2024, 2, 3), date(2024, 2, 3), id="day"),
    ],
)
def test_iso_prefix_is_an_interval(value: str, first: date, last: date) -> None:
    assert days_of(value) == (first, last)


def test_hyphen_and_case_make_no_other_name() -> None:
    assert fold("Kim Jong-un") == fold("KIM  Jong Un") != fold("Kim Jong Il")


def test_real_pages_score_nothing_without_facts(seeds_truth: dict[str, Any]) -> None:
    found = score_pages(seeds_truth, {})

    assert {score.code: score.total for score in found} == {
        "seeds.quotes_span_kind": 24,
        "seeds.quotes_speaker": 13,
        "seeds.quotes_unknown_speaker": 11,
        "seeds.quotes_cue": 15,
        "seeds.quotes_precision": 0,
        "seeds.quantities": 9,
        "seeds.dates": 5,
        "seeds.entities_in": 69,
        "seeds.entities_out": 21,
    }
    assert {score.right for score in found} == {0}
