"""Parquet: where what lies, what the manifest and the files say of it, in which steps it is written."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest

from tests.export.conftest import VERSION, export_all
from tests.warehouse.published import NOW
from tests.warehouse.rows import Rows
from warehouse.ddl import describe_column
from warehouse.export import parquet
from warehouse.export.layout import ARROW_TYPES, PARTITION_COLUMN, chosen_tables, is_partitioned
from warehouse.export.manifest import MANIFEST_NAME
from warehouse.export.parquet import export_parquet
from warehouse.export.target import ExportError
from warehouse.migration import SchemaVersionError, record_versions
from warehouse.tables import TABLES, TABLES_BY_NAME
from warehouse.tables.article import Article
from warehouse.tables.base import DUCKDB_TYPES, duckdb_type, grain, qualified_name
from warehouse.tables.operations import SCHEMA_VERSION


@pytest.fixture
def manifest(sample_export: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((sample_export / MANIFEST_NAME).read_text(encoding="utf-8"))
    return record


def test_every_declared_type_has_an_arrow_type() -> None:
    assert ARROW_TYPES.keys() == DUCKDB_TYPES.keys()


def test_the_partition_is_no_declared_column() -> None:
    assert {is_partitioned(table) for table in TABLES} == {True, False}
    assert not [table for table in TABLES if PARTITION_COLUMN in table.columns()]


def test_the_manifest_says_where_it_comes_from(
    manifest: dict[str, Any], sample_con: duckdb.DuckDBPyConnection
) -> None:
    run_key, recipe, code_version = sample_con.execute(
        "SELECT run_key, recipe_hash, code_version FROM dim_run"
    ).fetchall()[0]
    (published_at,) = sample_con.execute("SELECT published_at FROM ops.publication").fetchall()[0]
    assert manifest["exporter_version"] == VERSION
    assert (
        pl.Series([manifest["origin"].pop("published_at")]).str.to_datetime(time_zone="UTC")[0]
        == published_at
    )
    assert manifest["origin"] == {
        "generation": 1,
        "run_key": run_key,
        "recipe_code": recipe,
        "code_version": code_version,
        "schema_version": SCHEMA_VERSION,
    }


def test_the_manifest_lists_every_file_with_its_checksum(
    manifest: dict[str, Any], sample_export: Path, sample_con: duckdb.DuckDBPyConnection
) -> None:
    listed = set()
    for name, table in manifest["tables"].items():
        for file in table["files"]:
            content = (sample_export / file["path"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == file["sha256"]
            assert len(content) == file["byte_size"]
            assert pq.read_metadata(sample_export / file["path"]).num_rows == file["row_count"]
            listed.add(file["path"])
        in_warehouse = sample_con.execute(f"SELECT count(*) FROM {name}").fetchall()
        assert [(table["row_count"],)] == in_warehouse
        assert table["row_count"] == sum(file["row_count"] for file in table["files"])
    there = {str(file.relative_to(sample_export)) for file in sample_export.rglob("*") if file.is_file()}
    assert listed == there - {MANIFEST_NAME}


def test_the_manifest_explains_every_column(manifest: dict[str, Any]) -> None:
    assert list(manifest["tables"]) == [qualified_name(table) for table in TABLES]
    for name, described in manifest["tables"].items():
        table = TABLES_BY_NAME[name]
        assert described["description"] == grain(table)
        assert described["primary_key"] == table.primary_key()
        assert [
            (column["name"], column["type"], column["nullable"], column["description"])
            for column in described["columns"]
        ] == [
            (column_name, duckdb_type(column), column.nullable, describe_column(column))
            for column_name, column in table.columns().items()
        ]


def test_files_explain_their_columns_to_duckdb(sample_export: Path) -> None:
    file = sample_export / "main" / "dim_topic" / "part-0000.parquet"
    rows = duckdb.execute(
        "SELECT key::VARCHAR, decode(value) FROM parquet_kv_metadata($1)", [str(file)]
    ).fetchall()
    said = dict(rows)
    assert said["presswerk.table"] == "main.dim_topic"
    assert json.loads(said["presswerk.columns"])["topic_key"] == "Key of topic_name."


def test_rows_lie_in_the_year_of_their_article(
    sample_export: Path, sample_con: duckdb.DuckDBPyConnection
) -> None:
    for table in filter(is_partitioned, TABLES):
        pattern = f"{sample_export}/{table.schema_name}/{table.table_name}/**/*.parquet"
        found = duckdb.execute(
            f"SELECT {PARTITION_COLUMN}, count(*) FROM read_parquet($1, hive_partitioning = true)"
            " GROUP BY ALL ORDER BY ALL",
            [pattern],
        ).fetchall()
        expected = sample_con.execute(
            f"""
            SELECT coalesce(year(calendar_date), 0) AS year, count(*)
            FROM {qualified_name(table)} AS part
            JOIN fact_article AS article USING (article_key)
            JOIN dim_date ON article.published_date_key = date_key
            GROUP BY ALL ORDER BY ALL
            """
        ).fetchall()
        assert found == expected
        assert len(found) > 1
        assert found[0][0] == 0


def test_rows_of_a_file_are_sorted_by_key(sample_export: Path) -> None:
    for table in (TABLES_BY_NAME["clean.line"], TABLES_BY_NAME["main.fact_mention"]):
        for file in (sample_export / table.schema_name / table.table_name).rglob("*.parquet"):
            keys = pl.read_parquet(file, hive_partitioning=False).select(table.primary_key()).rows()
            assert all(one < next_one for one, next_one in pairwise(keys))


def test_many_small_slices_and_files_hold_the_same_rows(
    sample_con: duckdb.DuckDBPyConnection,
    sample_export: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parquet, "ROWS_PER_FILE", 40)
    export = export_parquet(
        sample_con,
        Path("warehouse"),
        tmp_path / "small",
        chosen_tables(["clean.line", "main.fact_quote"]),
        overwrite=False,
        exporter_version="1",
        keys_per_slice=3,
    )
    assert len(export.files["clean.line"]) > 10
    assert [file.path for file in export.files["main.fact_quote"] if "=2026" in file.path][:2] == [
        "main/fact_quote/published_year=2026/part-0000.parquet",
        "main/fact_quote/published_year=2026/part-0001.parquet",
    ]
    for name in ("clean/line", "main/fact_quote"):
        one, other = (pl.read_parquet(root / name) for root in (tmp_path / "small", sample_export))
        assert one.sort(pl.all()).equals(other.sort(pl.all()))


def test_an_empty_table_still_has_its_columns(empty_home: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(empty_home / "warehouse" / "presswerk.duckdb"), read_only=True) as con:
        export_all(con, tmp_path / "export")
    frame = pl.read_parquet(tmp_path / "export" / "main" / "fact_article", hive_partitioning=True)
    assert frame.columns == [*Article.columns(), PARTITION_COLUMN]
    assert frame.is_empty()


def test_only_some_tables(sample_con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    tables = chosen_tables(["raw", "main.fact_quote"])
    assert [qualified_name(table) for table in tables] == [
        *("raw.document", "raw.source", "raw.quarantine", "main.fact_quote")
    ]
    with pytest.raises(ExportError, match=r"no table or schema fact_quote, mart\..*main\.fact_quote"):
        chosen_tables(["fact_quote", "mart", "main"])


def test_a_warehouse_of_another_version_is_refused(tmp_path: Path) -> None:
    warehouse = Rows()
    with pytest.raises(SchemaVersionError, match="not a Presswerk warehouse"):
        export_all(warehouse.con, tmp_path / "export")
    record_versions(warehouse.con, (SCHEMA_VERSION - 1,), code_version="1", now=NOW)
    with pytest.raises(ExportError, match="The next `presswerk run` brings it there"):
        export_all(warehouse.con, tmp_path / "export")
    assert list(tmp_path.iterdir()) == []
