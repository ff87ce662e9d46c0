"""The warehouse as partitioned Parquet: every table sorted by its key, written slice by slice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.export.layout import (
    PARTITION_COLUMN,
    arrow_schema,
    folder_of,
    is_partitioned,
    slice_query,
)
from warehouse.export.manifest import MANIFEST_NAME, Export, ExportedFile, is_export, read_origin, to_json
from warehouse.export.slices import KEYS_PER_SLICE, slices
from warehouse.export.target import new_folder
from warehouse.publishing import durable
from warehouse.publishing.manifest import checksum
from warehouse.tables.base import Table, qualified_name

ROWS_PER_FILE = 1_000_000
"""A file is closed when it has as many: copies go on where they stopped, tools read files side by side."""
ROWS_PER_BATCH = 2048
"""DuckDB's vector. Arrow strings hold at the most 2 GB a batch, and a page may have megabytes."""
COMPRESSION = "zstd"


def export_parquet(
    con: duckdb.DuckDBPyConnection,
    file: Path,
    folder: Path,
    tables: tuple[type[Table], ...],
    *,
    overwrite: bool,
    exporter_version: str,
    keys_per_slice: int = KEYS_PER_SLICE,
) -> Export:
    """Write tables as Parquet, with a manifest.

    Args:
        con: connection to a warehouse; that of a reader will do, which has no file system.
        file: what to call the warehouse in errors.
        folder: the export; it is there only when it is whole.
        tables: declarations of the tables to write.
        overwrite: whether to replace an export that is there.
        exporter_version: version of Presswerk.
        keys_per_slice: decides how much lies in memory at a time, see `warehouse.export.slices`.
    Raises:
        ExportError: something else is in the place of the export, or the warehouse is of an older version.
        SchemaVersionError: the file is no warehouse this code can read.
        NoSpaceError: the disk ran full.
    """
    with new_folder(folder, overwrite=overwrite, is_export=is_export) as partial:
        origin = read_origin(con, file)
        files = {qualified_name(table): _write_table(con, table, partial, keys_per_slice) for table in tables}
        export = Export(origin, exporter_version, files)
        durable.write(partial / MANIFEST_NAME, to_json(export, tables))
    return export


def _write_table(
    con: duckdb.DuckDBPyConnection, table: type[Table], folder: Path, keys_per_slice: int
) -> tuple[ExportedFile, ...]:
    schema = arrow_schema(table)
    with _Parts(folder, folder_of(table), schema) as parts:
        for piece in slices(con, table, keys_per_slice):
            keys = {"first_key": piece.first, "last_key": piece.last}
            rows = con.execute(slice_query(table), keys).to_arrow_reader(ROWS_PER_BATCH).read_all()
            for partition, part in _by_partition(table, rows):
                parts.write(partition, part.select(schema.names).cast(schema))
        if parts.is_empty:
            # Readers find the columns of an empty table as well.
            parts.write(_partition_path(0) if is_partitioned(table) else "", schema.empty_table())
    return tuple(parts.files)


def _by_partition(table: type[Table], rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """The rows of a slice, partition by partition; they are sorted by it."""
    if not is_partitioned(table):
        yield "", rows
        return
    years = rows.column(PARTITION_COLUMN)
    for year in pc.unique(years).to_pylist():
        yield _partition_path(year), rows.filter(pc.equal(years, year))


def _partition_path(year: int) -> str:
    return f"{PARTITION_COLUMN}={year}/"


@dataclass
class _Open:
    """A file that is being written."""

    path: str
    writer: Any
    row_count: int = 0


@dataclass
class _Parts:
    """The files of one table, one open for each partition.

    Attributes:
        folder: the export.
        table_path: folder of the table inside it.
        schema: Arrow schema of the table.
        files: those that are closed; sorted by path in the end.
    """

    folder: Path
    table_path: str
    schema: pa.Schema
    files: list[ExportedFile] = field(default_factory=list)
    _open: dict[str, _Open] = field(default_factory=dict)
    _begun: dict[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self._begun

    def write(self, partition: str, rows: pa.Table) -> None:
        """Add rows to a partition as one row group."""
        current = self._open.get(partition) or self._next(partition)
        current.writer.write_table(rows, row_group_size=max(1, rows.num_rows))
        current.row_count += rows.num_rows
        if current.row_count >= ROWS_PER_FILE:
            self._close(partition)

    def _next(self, partition: str) -> _Open:
        number = self._begun.get(partition, 0)
        self._begun[partition] = number + 1
        path = f"{self.table_path}/{partition}part-{number:04d}.parquet"
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        writer = pq.ParquetWriter(place, self.schema, compression=COMPRESSION)
        self._open[partition] = _Open(path, writer)
        return self._open[partition]

    def _close(self, partition: str) -> None:
        done = self._open.pop(partition)
        done.writer.close()
        place = self.folder / done.path
        durable.sync(place)
        self.files.append(ExportedFile(done.path, done.row_count, place.stat().st_size, checksum(place)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for partition in list(self._open):
            if error is None:
                self._close(partition)
            else:
                with suppress(OSError):  # what went wrong before says more
                    self._open.pop(partition).writer.close()
        self.files.sort(key=lambda file: file.path)
