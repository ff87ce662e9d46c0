"""Commands that write what is published into files: export, rebuild."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

import duckdb
import typer

from flows.recipe import code_version
from flows.settings import Settings
from warehouse.connect import ReaderLimits, connect_reader
from warehouse.export.layout import chosen_tables
from warehouse.export.lines import export_gkg, export_quotes
from warehouse.export.manifest import read_origin
from warehouse.export.parquet import export_parquet
from warehouse.export.query import export_query
from warehouse.export.rebuild import rebuild
from warehouse.export.target import new_file
from warehouse.home import Home
from warehouse.publishing.space import megabytes

STANDARD_OUTPUT = Path("-")
LIMITS = ReaderLimits(memory_limit="512MB", threads=2)
"""What DuckDB may take while slices are read; the rest of an export's memory is a slice in Arrow."""


def write_parquet(settings: Settings, folder: Path, only: Sequence[str], *, overwrite: bool) -> None:
    """Write tables as Parquet and say what was written."""
    home = Home(settings.home)
    tables = chosen_tables(only)
    with connect_reader(home, LIMITS) as con:
        export = export_parquet(
            con,
            home.pointer,
            folder.absolute(),
            tables,
            overwrite=overwrite,
            exporter_version=code_version(),
        )
    files = [file for of_table in export.files.values() for file in of_table]
    rows = sum(file.row_count for file in files)
    size = megabytes(sum(file.byte_size for file in files))
    typer.echo(
        f"{folder}: generation {export.origin.generation}, {len(export.files)} tables with {rows:,} rows in"
        f" {len(files)} files, {size}."
    )


def write_file(settings: Settings, target: Path, name: str, query: str | None, *, overwrite: bool) -> None:
    """Write a file of lines and say what was written; standard output gets the lines alone.

    Args:
        settings: which home.
        target: the file, or `STANDARD_OUTPUT`.
        name: ``gkg``, ``quotes`` or ``csv``.
        query: the statement, for ``csv``.
        overwrite: whether to replace a file that is there.
    """
    home = Home(settings.home)
    with connect_reader(home, LIMITS if query is None else None) as con:
        write = _writer(con, home, name, query)
        if target == STANDARD_OUTPUT:
            write(sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return
        with new_file(target.absolute(), overwrite=overwrite) as file:
            with file.open("xb") as stream:
                count = write(stream)
            size = megabytes(file.stat().st_size)
    typer.echo(f"{target}: {count:,} lines, {size}.")


def _writer(
    con: duckdb.DuckDBPyConnection, home: Home, name: str, query: str | None
) -> Callable[[BinaryIO], int]:
    """What writes the lines and gives their number."""
    if query is not None:
        return partial(export_query, con, query)
    read_origin(con, home.pointer)  # of another schema version, a statement of the project may fail
    return partial({"gkg": export_gkg, "quotes": export_quotes}[name], con)


def rebuild_file(settings: Settings, folder: Path, file: Path, *, overwrite: bool) -> None:
    """Make a DuckDB file of an export and say what is in it."""
    export = rebuild(
        folder.absolute(),
        file.absolute(),
        overwrite=overwrite,
        memory_limit=settings.duckdb_memory,
        threads=settings.workers,
    )
    rows = sum(map(export.row_count, export.files))
    size = megabytes(file.stat().st_size)
    typer.echo(f"{file}: generation {export.origin.generation}, {rows:,} rows, {size}.")
