"""An export read back is the same warehouse, row by row, and its export the same bytes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from polars.testing import assert_frame_equal

from tests.export.conftest import export_all
from tests.export.whole_warehouse import rows, structure
from tests.warehouse.rows import Rows
from warehouse.connect import connect_file
from warehouse.export.layout import chosen_tables
from warehouse.export.manifest import MANIFEST_NAME
from warehouse.export.parquet import export_parquet
from warehouse.export.rebuild import rebuild
from warehouse.export.target import ExportError
from warehouse.migration import record_versions
from warehouse.tables.operations import SCHEMA_VERSION

NOW = datetime(2026, 3, 29, 1, 59, 59, 999_999, tzinfo=UTC)


def rebuilt(folder: Path, file: Path) -> Path:
    rebuild(folder, file, overwrite=False, memory_limit="256MB", threads=2)
    return file


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def hand_filled() -> Rows:
    """What the sample does not hold: binary values, empty texts, lists with and without members, times."""
    warehouse = Rows()
    record_versions(warehouse.con, (SCHEMA_VERSION,), code_version="test", now=NOW)
    document = {"source_uri": "a", "format_code": "txt", "encoding_code": "cp1252", "byte_size": 1}
    for key, content in ((-(2**63), b"\x00\xff\n"), (2**63 - 1, None)):
        warehouse.add(
            "raw.document",
            **document,
            document_key=key,
            content_hash=f"{abs(key):064x}",
            is_reversible=content is None,
            language_code="de",
            outcome_code="article",
            modified_at=NOW,
            text="\x00 \r\n\t „Ä\U0001f600“",
            raw_bytes=content,
            run_key=1,
        )
    warehouse.article(-(2**63), "2026-03-29", section_names=["", "Ä;b"], title=None, published_at=NOW)
    warehouse.article(2**63 - 1, section_names=[], url="")
    warehouse.quote(2**63 - 1)
    return warehouse


def test_the_sample_comes_back_row_by_row(
    sample_con: duckdb.DuckDBPyConnection, sample_export: Path, tmp_path: Path
) -> None:
    with connect_file(rebuilt(sample_export, tmp_path / "new.duckdb")) as con:
        found, expected = rows(con), rows(sample_con)
        assert structure(con) == structure(sample_con)
        marts = "SELECT count(*), sum(quote_count) FROM mart.speaker"
        assert con.execute(marts).fetchall() == sample_con.execute(marts).fetchall()
    assert sum(frame.height for frame in expected.values()) > 60_000
    for name, frame in expected.items():
        assert_frame_equal(found[name], frame)


def test_rare_values_come_back(tmp_path: Path) -> None:
    warehouse = hand_filled()
    export_all(warehouse.con, tmp_path / "export")
    with connect_file(rebuilt(tmp_path / "export", tmp_path / "new.duckdb")) as con:
        found = rows(con)
    for name, frame in rows(warehouse.con).items():
        assert_frame_equal(found[name], frame)


def test_two_exports_of_a_generation_are_the_same_bytes(
    sample_con: duckdb.DuckDBPyConnection, sample_export: Path, tmp_path: Path
) -> None:
    export_all(sample_con, tmp_path / "again")
    assert bytes_of(tmp_path / "again") == bytes_of(sample_export)


def test_the_export_of_what_was_read_back_is_the_same_bytes(sample_export: Path, tmp_path: Path) -> None:
    """Neither the order of rows in a file of DuckDB nor the file itself shows in an export."""
    with connect_file(rebuilt(sample_export, tmp_path / "new.duckdb")) as con:
        export_all(con, tmp_path / "again")
    assert bytes_of(tmp_path / "again") == bytes_of(sample_export)


def test_an_empty_warehouse_comes_back(empty_home: Path, tmp_path: Path) -> None:
    with connect_file(empty_home / "warehouse" / "presswerk.duckdb") as con:
        export_all(con, tmp_path / "export")
        expected = rows(con)
    with connect_file(rebuilt(tmp_path / "export", tmp_path / "new.duckdb")) as con:
        found = rows(con)
    assert found["main.fact_quote"].is_empty()
    for name, frame in expected.items():
        assert_frame_equal(found[name], frame)


def test_an_export_that_lacks_tables_is_no_warehouse(tmp_path: Path) -> None:
    export_parquet(
        hand_filled().con,
        Path("warehouse"),
        tmp_path / "star",
        chosen_tables(["main"]),
        overwrite=False,
        exporter_version="1",
    )
    with pytest.raises(ExportError, match=r"lacks raw\.document.*without --only"):
        rebuilt(tmp_path / "star", tmp_path / "new.duckdb")
    assert not (tmp_path / "new.duckdb").exists()


@pytest.fixture
def small_export(tmp_path: Path) -> Path:
    export_all(hand_filled().con, tmp_path / "export")
    return tmp_path / "export"


def test_a_damaged_file_is_named_and_nothing_is_made(small_export: Path, tmp_path: Path) -> None:
    file = next((small_export / "main" / "fact_quote").rglob("*.parquet"))
    content = file.read_bytes()
    for damaged in (content[:-1] + bytes([content[-1] ^ 1]), None):
        file.unlink() if damaged is None else file.write_bytes(damaged)
        with pytest.raises(ExportError, match=file.name):
            rebuilt(small_export, tmp_path / "new.duckdb")
    assert sorted(place.name for place in tmp_path.iterdir()) == ["export"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "another"}, "holds no export"),
        ({"format_version": 99}, "format version 99"),
        ({"origin": {"schema_version": 1}}, "is damaged"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(
    small_export: Path, tmp_path: Path, change: dict[str, object], message: str
) -> None:
    edit_manifest(small_export, change)
    with pytest.raises(ExportError, match=message):
        rebuilt(small_export, tmp_path / "new.duckdb")


def test_another_schema_version_is_refused(small_export: Path, tmp_path: Path) -> None:
    origin = json.loads((small_export / MANIFEST_NAME).read_text())["origin"]
    edit_manifest(small_export, {"origin": {**origin, "schema_version": SCHEMA_VERSION + 1}})
    with pytest.raises(ExportError, match=f"schema version {SCHEMA_VERSION + 1}.*the Presswerk that"):
        rebuilt(small_export, tmp_path / "new.duckdb")


def test_a_manifest_names_no_file_outside_of_its_folder(small_export: Path, tmp_path: Path) -> None:
    manifest = json.loads((small_export / MANIFEST_NAME).read_text())
    (file,) = manifest["tables"]["main.dim_topic"]["files"]
    (small_export / file["path"]).rename(tmp_path / "topics.parquet")
    file["path"] = "../topics.parquet"
    edit_manifest(small_export, manifest)
    with pytest.raises(ExportError, match="names a file outside"):
        rebuilt(small_export, tmp_path / "new.duckdb")


def test_a_file_that_is_there_is_only_replaced_on_demand(small_export: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.duckdb"
    file.write_text("mine")
    with pytest.raises(ExportError, match="--overwrite"):
        rebuilt(small_export, file)
    assert file.read_text() == "mine"
    rebuild(small_export, file, overwrite=True, memory_limit="256MB", threads=1)
    with connect_file(file) as con:
        assert con.execute("SELECT count(*) FROM raw.document").fetchall() == [(2,)]


def edit_manifest(folder: Path, change: dict[str, object]) -> None:
    file = folder / MANIFEST_NAME
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
