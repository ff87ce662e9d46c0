"""The macros: questions by name, answered kindly and exactly."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest

from tests.warehouse.rows import Rows
from warehouse.macros import MACROS, SEARCH_MACROS, create_macros, meaning
from warehouse.marts import fill_marts
from warehouse.quoting import quoted
from warehouse.search.index import create_index
from warehouse.statements import statement

HOSTILE = ("'; DROP TABLE main.dim_entity; --", "%", "_", "\\", '"', "\x00", "", "   ", "(", "x" * 5_000)
CALLS = {
    "entities_named": "FROM entities_named($word)",
    "mentions_of": "FROM mentions_of($word)",
    "quotes_of": "FROM quotes_of($word)",
    "claims_about": "FROM claims_about($word)",
    "timeline": "FROM timeline($word, 'month')",
    "why_dropped": "FROM why_dropped($word)",
    "tables_of": "FROM tables_of($word)",
    "columns_of": "FROM columns_of($word)",
}


@pytest.fixture
def rows() -> Rows:
    """A small archive: two articles of two months, one superseded, and people whose names are alike."""
    rows = Rows()
    create_index(rows.con)
    create_macros(rows.con)
    rows.entity(1, "Henrike Sandvoss")
    rows.entity(2, "Jörg Sandvoß")
    rows.entity(3, "Weißensand", kind_code="place")
    rows.add("main.entity_alias", alias_key=1, entity_key=3, alias_name="Stadt Weißensand")
    rows.article(10, "2026-01-05", title="Die Fähre")
    rows.article(11, "2026-04-02")
    rows.article(12, "2026-04-03", is_current=False)
    for article in (10, 11, 12):
        rows.sentence(article, 1, "Sandvoss spricht.")
        rows.mention(article, 1, start=0)
    rows.mention(10, 3, start=9)
    rows.quote(10, 1, text="Es reicht", start=1)
    rows.quote(12, 1, text="Früher", start=1)
    rows.quantity(10, "Motorboot", 3, 3)
    rows.quantity(11, "Jahr", 2, 2)
    return rows


def ask(rows: Rows, sql: str, **values: Any) -> list[tuple[Any, ...]]:
    fill_marts(rows.con)
    return rows.con.execute(sql, values or None).fetchall()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Henrike Sandvoss", [(1, True)]),
        (" henrike sandvoss ", [(1, True)]),
        ("Sandvoss", [(1, False), (2, False)]),
        ("Sandvoß", [(1, False), (2, False)]),
        ("jorg", [(2, False)]),
        ("Stadt Weissensand", [(3, True)]),
        ("weiss", [(3, False)]),
        ("sand", [(1, False), (2, False)]),
        ("voss", []),
        ("unbekannt", []),
    ],
)
def test_a_name_means_whoever_bears_it(rows: Rows, name: str, found: list[tuple[int, bool]]) -> None:
    """By any of its names, from the beginning of a word, without case and marks; nobody is overlooked."""
    assert ask(rows, "SELECT entity_key, is_whole_name FROM entities_named($name)", name=name) == found


def test_mentions_are_those_of_current_articles(rows: Rows) -> None:
    found = ask(rows, "SELECT entity_name, sentence, title, article_key FROM mentions_of('henrike')")
    assert found == [
        ("Henrike Sandvoss", "Sandvoss spricht.", "Die Fähre", 10),
        ("Henrike Sandvoss", "Sandvoss spricht.", "Neues aus der Stadt", 11),
    ]


def test_quotations_are_those_of_current_articles(rows: Rows) -> None:
    assert ask(rows, "SELECT speaker_name, text FROM quotes_of('sandvoss')") == [
        ("Henrike Sandvoss", "Es reicht")
    ]


def test_a_noun_finds_its_compounds(rows: Rows) -> None:
    assert ask(rows, "SELECT counted_lemma, article_key FROM claims_about('boot')") == [("Motorboot", 10)]


def test_a_timeline_has_a_row_for_each_period_in_between(rows: Rows) -> None:
    found = ask(rows, "SELECT period::VARCHAR, mention_count FROM timeline('henrike', 'month')")
    assert found == [("2026-01-01", 1), ("2026-02-01", 0), ("2026-03-01", 0), ("2026-04-01", 1)]
    assert len(ask(rows, "FROM timeline('henrike', 'day')")) == 88
    assert ask(rows, "SELECT period::VARCHAR FROM timeline('henrike', 'week')")[0] == ("2026-01-05",)


@pytest.mark.parametrize("grain", ["hour", "Monat", "", None])
def test_a_grain_that_is_none_is_told(rows: Rows, grain: str | None) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="the grain is day, week, month or year, not"):
        ask(rows, "FROM timeline('henrike', $grain)", grain=grain)


def test_an_article_is_read_by_its_key(rows: Rows) -> None:
    rows.add(
        "raw.document",
        document_key=10,
        content_hash="10",
        source_uri="/a/fähre.txt",
        format_code="txt",
        encoding_code="utf-8",
        is_reversible=True,
        byte_size=1,
        language_code="de",
        outcome_code="article",
        modified_at=datetime(2026, 1, 5, tzinfo=UTC),
        text="Neues.",
        run_key=1,
    )
    found = ask(rows, "SELECT title, publisher_name, source_uri, body FROM article(10)")
    assert found == [("Die Fähre", "unbekannt", "/a/fähre.txt", "Neues.")]
    assert ask(rows, "FROM article(99)") == []


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_words_are_words(rows: Rows, call: str, word: str) -> None:
    """No sign in them has a meaning of its own, and none of them means everything."""
    assert ask(rows, call, word=word) == []
    assert ask(rows, "SELECT count(*) FROM main.dim_entity") == [(4,)]


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_an_empty_warehouse_answers_with_nothing(call: str) -> None:
    rows = Rows()
    create_index(rows.con)
    create_macros(rows.con)
    assert ask(rows, call, word="sandvoss") == []


def test_a_dropped_line_says_why(sample_con: duckdb.DuckDBPyConnection) -> None:
    found = sample_con.execute("FROM why_dropped('maibaum-ohne-uhrzeit.txt')").pl()
    assert found.height == 24
    assert set(found["file_name"]) == {"maibaum-ohne-uhrzeit.txt"}
    dropped = found.filter("is_dropped")
    assert {"newsletter", "consent", "repeated", "timestamp"} <= set(dropped["rule_code"])
    key = sample_con.execute(
        "SELECT document_key::VARCHAR FROM raw.document WHERE source_uri LIKE '%/maibaum-ohne-uhrzeit.txt'"
    ).fetchone()
    assert key is not None
    assert sample_con.execute("FROM why_dropped($key)", {"key": key[0]}).pl().height == 24
    (empty,) = sample_con.execute("SELECT role_code, rule_code FROM why_dropped('leer.txt')").fetchall()
    assert empty == ("rejected", "empty")


def test_the_warehouse_explains_itself(sample_con: duckdb.DuckDBPyConnection) -> None:
    for schema in ("main", "mart", "clean", "raw", "ops"):
        tables = sample_con.execute("FROM tables_of($schema)", {"schema": schema}).fetchall()
        assert tables
        assert all(meaning for _, meaning in tables)
        for name, _ in tables:
            columns = sample_con.execute("SELECT meaning FROM columns_of($name)", {"name": name}).fetchall()
            assert columns
            assert all(meaning for (meaning,) in columns), name


def test_the_macros_of_a_published_warehouse_are_those_of_the_code(
    sample_con: duckdb.DuckDBPyConnection,
) -> None:
    found = dict(sample_con.execute("SELECT split_part(macro, '(', 1), one_row_is FROM macros()").fetchall())
    names = {name for name in (*MACROS, *SEARCH_MACROS) if "AS TABLE" in statement(f"macro/{name}")}
    assert found == {name: meaning(name) for name in names}


def test_a_macro_that_is_no_longer_declared_goes(rows: Rows) -> None:
    for name in ("former", 'odd "name"'):
        rows.con.execute(f"CREATE MACRO main.{quoted(name)}() AS TABLE (SELECT 1 AS one)")
    rows.con.execute("CREATE MACRO main.former_scalar() AS 1")
    create_macros(rows.con)
    (found,) = ask(rows, "SELECT list(DISTINCT function_name) FROM duckdb_functions() WHERE NOT internal")
    assert set(found[0]) == {*MACROS, *SEARCH_MACROS}
