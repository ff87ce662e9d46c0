"""An older file gets to the present schema with all that is in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from warehouse.connect import connect_reader, published_file
from warehouse.home import Home
from warehouse.integrity import measure_integrity
from warehouse.marts import MARTS, STORED
from warehouse.migration import OLDEST_VERSION, check_schema_version, migrate
from warehouse.publishing.build import start_build
from warehouse.publishing.publish import publish_build
from warehouse.statements import statement
from warehouse.tables import TABLES
from warehouse.tables.operations import SCHEMA_VERSION

SCHEMAS = Path(__file__).parent / "schemas"
THEN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
OLD_RECIPE = "0123456789abcdef"

DESCRIPTION = """
    SELECT schema_name, table_name, column_name, data_type, is_nullable, column_default, comment
    FROM duckdb_columns() WHERE NOT internal ORDER BY schema_name, table_name, column_index
"""
CONSTRAINTS = """
    SELECT schema_name, table_name, constraint_type, constraint_column_names
    FROM duckdb_constraints() ORDER BY ALL
"""
COMMENTS = """
    SELECT schema_name, table_name, comment FROM duckdb_tables()
    UNION SELECT schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY ALL
"""


@pytest.fixture
def old_home(tmp_path: Path) -> Home:
    """A home that a Presswerk with schema version 1 published: one run, one article, one sentence."""
    home = Home(tmp_path / "home")
    home.generations.mkdir(parents=True)
    file = home.generations / "presswerk-000001.duckdb"
    with duckdb.connect(str(file)) as con:
        con.execute("SET TimeZone = 'UTC'")
        con.execute((SCHEMAS / "version_1.sql").read_text(encoding="utf-8"))
        con.execute("INSERT INTO main.dim_publisher VALUES (0, 'unbekannt', NULL, 'Europe/Berlin', FALSE)")
        con.execute("INSERT INTO main.dim_topic VALUES (0, 'unbekannt')")
        con.execute(statement("dim_date"), {"first_year": 2026, "last_year": 2026})
        con.execute(
            "INSERT INTO main.dim_date (date_key, month_name, weekday_name)"
            " VALUES (0, 'unbekannt', 'unbekannt')"
        )
        con.execute(
            "INSERT INTO main.dim_run VALUES (77, $1, $1, '0.1.0', $2, $3, FALSE, 1, 1, 1, 0, 1, 0)",
            [THEN, OLD_RECIPE, '{"pipeline": "blank_de 3.8"}'],
        )
        con.execute(
            """
            INSERT INTO raw.document BY NAME
            SELECT 5 AS document_key, 'hash' AS content_hash, '/seite.txt' AS source_uri,
                'txt' AS format_code, 'utf-8' AS encoding_code, TRUE AS is_reversible, 9 AS byte_size,
                'de' AS language_code, 'article' AS outcome_code, $1::TIMESTAMPTZ AS modified_at,
                'Es taut.' AS text, 77 AS run_key
            """,
            [THEN],
        )
        con.execute(
            """
            INSERT INTO main.fact_article BY NAME
            SELECT 5 AS article_key, 5 AS document_key, 0 AS publisher_key, 20260301 AS published_date_key,
                77 AS run_key, 5 AS version_group_key, 1 AS version_number, TRUE AS is_current,
                'Tauwetter' AS title, 'Es taut.' AS body, 1 AS body_hash, 'none' AS published_at_source,
                'de' AS language_code, ['Wetter'] AS section_names, 2 AS word_count, 1 AS sentence_count,
                1 AS paragraph_count, 0.25 AS boilerplate_share
            """
        )
        con.execute("INSERT INTO main.fact_sentence VALUES (5, 1, 1, 0, 8, 'Es taut.', 2, 77)")
        con.execute("INSERT INTO ops.schema_version VALUES (1, $1, '0.1.0')", [THEN])
    file.chmod(0o444)
    home.pointer.symlink_to("generations/presswerk-000001.duckdb")
    return home


def build(home: Home) -> tuple[Path, duckdb.DuckDBPyConnection]:
    file = home.build / "presswerk.duckdb"
    return file, start_build(home, file, code_version="9.9", now=NOW, memory_limit="256MB", threads=1)


@pytest.mark.parametrize(
    "question", [DESCRIPTION, CONSTRAINTS, COMMENTS], ids=["columns", "constraints", "comments"]
)
def test_a_migrated_file_is_made_like_a_new_one(old_home: Home, tmp_path: Path, question: str) -> None:
    _, migrated = build(old_home)
    _, new = build(Home(tmp_path / "new"))
    with migrated, new:
        assert migrated.execute(question).fetchall() == new.execute(question).fetchall()


def test_what_was_in_the_file_stays(old_home: Home) -> None:
    _, con = build(old_home)
    with con:
        article = con.execute("SELECT title, body, section_names, boilerplate_share FROM fact_article")
        assert article.fetchall() == [("Tauwetter", "Es taut.", ["Wetter"], 0.25)]
        assert con.execute("SELECT text FROM fact_sentence").fetchall() == [("Es taut.",)]
        assert con.execute("SELECT count(*) FROM dim_date").fetchall() == [(366,)]


def test_new_columns_say_that_nothing_was_looked_for_yet(old_home: Home) -> None:
    _, con = build(old_home)
    with con:
        columns = "quoted_share, hedged_share, mention_count, quote_count, quantity_count, date_mention_count"
        assert con.execute(f"SELECT {columns}, annotation_run_key FROM fact_article").fetchall() == [
            (0.0, 0.0, 0, 0, 0, 0, 77)
        ]
        recipes = "page_recipe_code, annotation_recipe_code, resolution_recipe_code, pipeline_name"
        assert con.execute(f"SELECT {recipes}, annotated_count FROM dim_run").fetchall() == [
            (OLD_RECIPE, OLD_RECIPE, OLD_RECIPE, "blank_de 3.8", 1)
        ]


def test_new_dimensions_have_their_unknown_member(old_home: Home) -> None:
    _, con = build(old_home)
    with con:
        for table in ("dim_entity", "dim_cue", "dim_publisher", "dim_topic"):
            key = table.removeprefix("dim_") + "_key"
            assert con.execute(f"SELECT {key} FROM {table}").fetchall() == [(0,)]


def test_a_migrated_file_refers_to_nothing_that_is_not_there(old_home: Home, tmp_path: Path) -> None:
    worked = tmp_path / "worked.parquet"
    _, con = build(old_home)
    with con:
        con.execute(f"COPY (SELECT document_key FROM raw.document) TO '{worked}'")
        assert measure_integrity(con, 77, worked)["orphan_count"].sum() == 0


def test_the_file_says_when_it_was_migrated(old_home: Home) -> None:
    _, con = build(old_home)
    with con:
        rows = con.execute("SELECT * FROM ops.schema_version ORDER BY version_number").fetchall()
    assert rows == [(1, THEN, "0.1.0"), (2, NOW, "9.9"), (3, NOW, "9.9")]


def test_the_published_file_stays_as_it_is_until_the_new_one_is_published(old_home: Home) -> None:
    before = published_file(old_home).read_bytes()
    file, con = build(old_home)
    assert published_file(old_home).read_bytes() == before
    con.execute("CHECKPOINT")
    con.close()
    publish_build(old_home, file, 2)
    with connect_reader(old_home) as reader:
        assert check_schema_version(reader, old_home.pointer) == SCHEMA_VERSION
        assert reader.execute("SELECT title FROM mart.article").fetchall() == [("Tauwetter",)]


def test_a_migrated_file_is_not_migrated_again(old_home: Home) -> None:
    _, con = build(old_home)
    with con:
        assert migrate(con, old_home.pointer, code_version="9.9", now=NOW) == ()
        assert con.execute("SELECT count(*) FROM ops.schema_version").fetchall() == [(SCHEMA_VERSION,)]


def test_an_older_file_can_be_read_and_says_that_it_is_older(old_home: Home) -> None:
    with connect_reader(old_home) as con:
        assert check_schema_version(con, old_home.pointer) == OLDEST_VERSION


def test_every_version_has_a_way_to_it() -> None:
    for version in range(OLDEST_VERSION + 1, SCHEMA_VERSION + 1):
        assert "ALTER TABLE" in statement(f"migrate/version_{version}")


def test_a_build_renews_its_marts(old_home: Home) -> None:
    """A view that is declared otherwise today is otherwise in the next generation, without a new version."""
    file, con = build(old_home)
    con.execute("CREATE OR REPLACE VIEW mart.article AS SELECT 1 AS number")
    con.execute("CHECKPOINT")
    con.close()
    publish_build(old_home, file, 2)
    _, con = build(old_home)
    with con:
        views = con.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart'").fetchall()
        assert {name for (name,) in views} == set(MARTS) - set(STORED)
        assert con.execute("SELECT article_key FROM mart.article").fetchall() == [(5,)]
        sql = "SELECT count(*) FROM duckdb_tables() WHERE schema_name <> 'search'"
        assert con.execute(sql).fetchone() == (len(TABLES) + len(STORED),)
