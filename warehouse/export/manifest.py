"""The manifest of an export: what it was made from, what lies in which file, checksums, what columns mean."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from warehouse.ddl import describe_column
from warehouse.export.layout import PARTITION_COLUMN, is_partitioned
from warehouse.export.target import ExportError
from warehouse.migration import check_schema_version
from warehouse.statements import statement
from warehouse.tables.base import Table, duckdb_type, grain
from warehouse.tables.operations import SCHEMA_VERSION

MANIFEST_NAME = "manifest.json"
FORMAT_NAME = "presswerk-parquet"
FORMAT_VERSION = 1
"""Raised when the layout of an export changes in a way that its readers have to know."""


@dataclass(frozen=True)
class Origin:
    """The generation that an export was made from.

    It holds no time of the export itself: one generation gives one export, and two are the same bytes.

    Attributes:
        generation: its number; None, as the rest, where nothing was ever published in the file.
        run_key: the run that made it.
        recipe_code: hash of what decided its facts.
        code_version: version of Presswerk that made it.
        published_at: when it was made ready to publish, ISO 8601 in UTC.
        schema_version: version of its table declarations.
    """

    generation: int | None
    run_key: int | None
    recipe_code: str | None
    code_version: str | None
    published_at: str | None
    schema_version: int


@dataclass(frozen=True)
class ExportedFile:
    """One Parquet file.

    Attributes:
        path: inside the export, with `/`.
        row_count: rows.
        byte_size: size.
        sha256: checksum, as `sha256sum` prints it.
    """

    path: str
    row_count: int
    byte_size: int
    sha256: str


@dataclass(frozen=True)
class Export:
    """An export that is whole.

    Attributes:
        origin: what it was made from.
        exporter_version: version of Presswerk that exported it.
        files: table → its files.
    """

    origin: Origin
    exporter_version: str
    files: Mapping[str, tuple[ExportedFile, ...]]

    def row_count(self, table: str) -> int:
        """Rows of a table."""
        return sum(file.row_count for file in self.files[table])


def read_origin(con: duckdb.DuckDBPyConnection, file: Path) -> Origin:
    """What a warehouse says of itself.

    Raises:
        SchemaVersionError: it is no warehouse, or a newer Presswerk wrote it.
        ExportError: an older Presswerk wrote it.
    """
    found = check_schema_version(con, file)
    if found != SCHEMA_VERSION:
        raise ExportError(
            f"{file} has schema version {found}, this Presswerk exports version {SCHEMA_VERSION}. The next"
            " `presswerk run` brings it there."
        )
    row = con.execute(statement("export/origin")).fetchone() or (None,) * 5
    generation, run_key, recipe_code, code_version, published_at = row
    return Origin(generation, run_key, recipe_code, code_version, published_at, found)


def to_json(export: Export, tables: tuple[type[Table], ...]) -> str:
    """The text of a manifest.

    Args:
        export: the export.
        tables: the declarations of its tables, in the same order.
    """
    described = {
        name: {**_described(table), "row_count": export.row_count(name), "files": list(map(asdict, files))}
        for table, (name, files) in zip(tables, export.files.items(), strict=True)
    }
    head = {"format": FORMAT_NAME, "format_version": FORMAT_VERSION}
    record = {
        **head,
        "origin": asdict(export.origin),
        "exporter_version": export.exporter_version,
        "tables": described,
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _described(table: type[Table]) -> dict[str, object]:
    return {
        "description": grain(table),
        "primary_key": table.primary_key(),
        "partition_column": PARTITION_COLUMN if is_partitioned(table) else None,
        "columns": [
            {
                "name": name,
                "type": duckdb_type(column),
                "nullable": column.nullable,
                "description": describe_column(column),
            }
            for name, column in table.columns().items()
        ],
    }


def is_export(folder: Path) -> bool:
    """Whether a folder holds an export and nothing else: what somebody put there is not ours to remove."""
    try:
        export = load_export(folder)
    except ExportError:
        return False
    own = {MANIFEST_NAME, *(file.path for files in export.files.values() for file in files)}
    return all(place.is_dir() or place.relative_to(folder).as_posix() in own for place in folder.rglob("*"))


def load_export(folder: Path) -> Export:
    """Read the manifest of an export.

    Raises:
        ExportError: there is none, or it is damaged, or this Presswerk does not know its format.
    """
    try:
        record = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        record = None
    if not isinstance(record, dict) or record.get("format") != FORMAT_NAME:
        raise ExportError(f"{folder} holds no export: it has no {MANIFEST_NAME} of one.")
    if record.get("format_version") != FORMAT_VERSION:
        raise ExportError(
            f"{folder} is an export of format version {record.get('format_version')}; this Presswerk reads"
            f" {FORMAT_VERSION}. Use the Presswerk that wrote it: {record.get('exporter_version')}."
        )
    try:
        return Export(
            Origin(**record["origin"]),
            record["exporter_version"],
            {
                name: tuple(ExportedFile(**file) for file in table["files"])
                for name, table in record["tables"].items()
            },
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ExportError(f"The manifest {folder / MANIFEST_NAME} is damaged: {error}.") from error
