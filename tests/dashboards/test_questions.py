"""The dashboard's questions: asked with bound parameters, shown as SQL that anybody can run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboards.published import Published, Reading
from dashboards.questions import parameters_of, question, runnable
from tests.conftest import ROOT
from tests.warehouse.rows import Rows
from warehouse.home import Home

FOLDER = ROOT / "dashboards" / "sql"
QUESTIONS = sorted(str(file.relative_to(FOLDER).with_suffix("")) for file in FOLDER.rglob("*.sql"))
PLAIN: dict[str, Any] = {
    **dict.fromkeys(("publishers", "since", "until", "kind", "speaker", "cue", "about", "unit", "hedged")),
    **dict.fromkeys(("failed", "reason", "stage")),
    "grain": "month",
    "others": "übrige",
    "row_count": 30,
    "first_row": 0,
    "words": "san",
    "counted": "Euro",
    "schema": "main",
    "table": "fact_quote",
}
FILTERED: dict[str, Any] = {
    **PLAIN,
    "publishers": ["Brückenbote", "Haus 'Zum (Anker)'"],
    "since": date(2026, 1, 1),
    "until": date(2026, 12, 31),
    "kind": "direct",
    "cue": "sagen",
    "unit": "EUR",
    "hedged": False,
    "failed": True,
    "reason": "empty",
    "stage": "read",
    "first_row": 1,
}


@pytest.fixture(scope="module")
def reading(sample_home: Path) -> Iterator[Reading]:
    published = Published(Home(sample_home))
    with published.reading() as reading:
        yield reading
    published.close()


@pytest.fixture(scope="module")
def keys(reading: Reading) -> dict[str, int]:
    """Things that the sample has much of."""
    row = reading.con.execute(
        "SELECT arg_max(article_key, quote_count), arg_max(document_key, quote_count),"
        " (SELECT mode(speaker_key) FROM fact_quote WHERE speaker_key <> 0),"
        " (SELECT any_value(run_key) FROM dim_run) FROM fact_article"
    ).fetchone()
    assert row is not None
    return dict(zip(("article", "document", "entity", "run"), row, strict=True))


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_shown_gives_what_was_asked(name: str, reading: Reading, keys: dict[str, int]) -> None:
    for values in (PLAIN, FILTERED | {"speaker": keys["entity"], "about": keys["entity"]}):
        answer = reading.ask(name, **values, **keys)
        shown = reading.con.execute(answer.sql)
        assert "$" not in answer.sql
        assert [tuple(row.values()) for row in answer.rows] == shown.fetchall()


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_says_what_it_asks(name: str) -> None:
    assert question(name).startswith("-- ")


def test_conditions_that_are_not_set_are_not_shown() -> None:
    conditions = "    ($x::DATE IS NULL OR b >= $x::DATE)\n    AND ($y::BIGINT IS NULL OR c = $y)"
    sql = f"SELECT 1\nFROM a\nWHERE\n{conditions}"
    assert runnable(sql, {"x": None, "y": None}) == "SELECT 1\nFROM a"
    assert runnable(sql, {"x": None, "y": 3}) == "SELECT 1\nFROM a\nWHERE c = 3"
    assert "b >= DATE '2026-01-01'" in runnable(sql, {"x": date(2026, 1, 1), "y": None})


def test_a_condition_may_hold_others() -> None:
    inner = "(b, c) IN (SELECT (d, e) FROM f WHERE g = $x)"
    sql = f"SELECT 1 FROM a WHERE TRUE\n    AND ($x::BIGINT IS NULL OR {inner})"
    assert runnable(sql, {"x": 2}).endswith("(b, c) IN (SELECT (d, e) FROM f WHERE g = 2)")
    assert runnable(sql, {"x": None}) == "SELECT 1 FROM a"


def test_a_choice_stays_one_beside_other_conditions() -> None:
    sql = "SELECT 1 FROM a WHERE ($x::BIGINT IS NULL OR b = $x OR c = $x) AND d"
    assert runnable(sql, {"x": 2}) == "SELECT 1 FROM a WHERE (b = 2 OR c = 2) AND d"


def test_a_parenthesis_that_is_never_closed_is_told() -> None:
    with pytest.raises(ValueError, match="never closed"):
        runnable("SELECT ($x::BIGINT IS NULL OR (1", {"x": 1})


def test_values_are_written_as_sql_has_them() -> None:
    values = {"a": "O'Neill", "b": True, "c": 1.5, "d": ["x", "y'"], "e": None}
    assert runnable("SELECT $a, $b, $c, $d, $e", values) == "SELECT 'O''Neill', TRUE, 1.5, ['x', 'y'''], NULL"


def test_parameters_are_those_of_the_question() -> None:
    assert parameters_of("SELECT $a::BIGINT, $b_c WHERE $a > 1") == {"a", "b_c"}


def test_a_conflict_is_shown_once_with_all_its_names() -> None:
    rows = Rows()
    for key, name in ((1, "Kursk"), (2, "Moskau")):
        rows.entity(key, name, kind_code="place")
    for key, day, value in ((1, "2026-03-01", 10), (2, "2026-03-02", 90)):
        rows.article(key, day, body_hash=key)
        rows.sentence(key, 1, f"In Kursk und Moskau waren {value} Boote.")
        rows.quantity(key, "Boot", value, value)
        for entity in (1, 2):
            rows.mention(key, entity)
    assert rows.ask("SELECT count(*) FROM mart.conflicting_quantity") == [(2,)]
    values = PLAIN | {"counted": None}
    names = parameters_of(question("claims/conflicts"))
    answer = rows.con.execute(
        question("claims/conflicts"), {name: value for name, value in values.items() if name in names}
    ).pl()
    assert answer["entities"].to_list() == [
        [{"entity_key": 1, "entity_name": "Kursk"}, {"entity_key": 2, "entity_name": "Moskau"}]
    ]
