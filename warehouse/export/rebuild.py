"""A warehouse from an export: the same rows, with the keys, comments and marts that the declarations give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.connect import connect_builder
from warehouse.ddl import schema_statements
from warehouse.export.layout import arrow_schema
from warehouse.export.manifest import Export, ExportedFile, load_export
from warehouse.export.target import ExportError, new_file
from warehouse.macros import create_macros
from warehouse.marts import create_marts
from warehouse.publishing.build import wal_of
from warehouse.publishing.manifest import checksum
from warehouse.quoting import quoted
from warehouse.search.index import create_index, update_index
from warehouse.tables import TABLES
from warehouse.tables.base import Table, qualified_name
from warehouse.tables.operations import SCHEMA_VERSION


def rebuild(folder: Path, file: Path, *, overwrite: bool, memory_limit: str, threads: int) -> Export:
    """Make a DuckDB file of a whole export.

    Every file's checksum is compared before any is read.

    Args:
        folder: the export.
        file: the DuckDB file; it is there only when it is whole.
        overwrite: whether to replace a file that is there.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB threads.
    Returns:
        What it was made from.
    Raises:
        ExportError: the export lacks tables, is damaged, or another schema version wrote it; or something is
            in the place of the file.
        NoSpaceError: the disk ran full.
    """
    export = load_export(folder)
    _check_tables(export, folder)
    places = {
        name: [_checked(folder, exported) for exported in files] for name, files in export.files.items()
    }
    with new_file(file, overwrite=overwrite) as partial:
        with connect_builder(partial, memory_limit, threads) as con:
            for sql in schema_statements():
                con.execute(sql)
            for table in TABLES:
                name = qualified_name(table)
                _load(con, table, places[name], export.row_count(name))
            create_index(con)
            create_marts(con)
            create_macros(con)
            update_index(con)
            con.execute("CHECKPOINT")
        assert not wal_of(partial).exists()
    return export


def _check_tables(export: Export, folder: Path) -> None:
    version = export.origin.schema_version
    if version != SCHEMA_VERSION:
        raise ExportError(
            f"{folder} was exported from schema version {version}; this Presswerk makes warehouses of version"
            f" {SCHEMA_VERSION}. Use the Presswerk that exported it: {export.exporter_version}."
        )
    if missing := [name for name in map(qualified_name, TABLES) if name not in export.files]:
        raise ExportError(
            f"{folder} lacks {', '.join(missing)}: a warehouse is made of all tables. Export them without"
            " --only."
        )


def _checked(folder: Path, exported: ExportedFile) -> Path:
    """The place of a file whose bytes are those that were exported."""
    place = folder / exported.path
    if not place.resolve().is_relative_to(folder.resolve()):
        raise ExportError(f"The manifest of {folder} names a file outside of it: {exported.path}.")
    if not place.is_file() or checksum(place) != exported.sha256:
        raise ExportError(f"{place} is missing or damaged: its checksum is not the manifest's. Export again.")
    return place


def _load(con: duckdb.DuckDBPyConnection, table: type[Table], places: list[Path], row_count: int) -> None:
    schema = arrow_schema(table)
    for place in places:
        if not pq.read_schema(place).equals(schema):
            raise ExportError(f"{place} has other columns than {qualified_name(table)} is declared with.")
    rows = pa.RecordBatchReader.from_batches(schema, _batches(places))  # noqa: F841 - DuckDB reads it by name
    columns = ", ".join(quoted(name) for name in schema.names)
    name = qualified_name(table)
    done = con.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM rows").fetchone()  # noqa: S608
    if done != (row_count,):
        raise ExportError(f"{name} has {done} rows instead of the {row_count:,} of its manifest.")


def _batches(places: list[Path]) -> Iterator[pa.RecordBatch]:
    for place in places:
        with pq.ParquetFile(place) as file:
            yield from file.iter_batches(batch_size=10_000)
