"""Build files: private copies of the published generation that a run works on."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.connect import connect_builder
from warehouse.ddl import schema_statements
from warehouse.generation import current_generation, generation_file
from warehouse.home import Home
from warehouse.macros import create_macros
from warehouse.marts import create_marts
from warehouse.migration import migrate, record_versions
from warehouse.publishing.copying import copy_bytes, share_blocks
from warehouse.publishing.space import check_space, no_space_error
from warehouse.search.index import create_index
from warehouse.statements import statement
from warehouse.tables.dim_date import FIRST_YEAR, LAST_YEAR
from warehouse.tables.operations import SCHEMA_VERSION


def start_build(
    home: Home,
    file: Path,
    *,
    code_version: str,
    now: datetime,
    memory_limit: str,
    threads: int,
    growth_bytes: int = 0,
    keep_free_bytes: int = 0,
) -> duckdb.DuckDBPyConnection:
    """Begin a build file: a private copy of the published generation, or an empty warehouse.

    A copy of an older schema version is brought to the present one; the published file stays as it is.

    Args:
        home: the warehouse's home.
        file: the build file. One that a killed run has left there is removed: the caller is the only one
            who writes there.
        code_version: version of Presswerk.
        now: the time to write down.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB threads.
        growth_bytes: what the build is expected to take beyond the copy.
        keep_free_bytes: what is to stay free on the disk.

    Raises:
        SchemaVersionError: there is no way from the published generation's schema version.
        GenerationError: the pointer is missing or dangles.
        NoSpaceError: the disk has no room for it.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    discard_build(file)
    try:
        is_copy = _copy_published(home, file, growth_bytes, keep_free_bytes)
        con = connect_builder(file, memory_limit, threads)
        if is_copy:
            migrate(con, home.pointer, code_version=code_version, now=now)
        else:
            _create_empty(con, code_version=code_version, now=now)
    except (OSError, duckdb.Error) as error:
        no_space = no_space_error(error, file.parent)
        if no_space is None:
            raise
        discard_build(file)
        raise no_space from (None if no_space is error else error)
    return con


def discard_build(file: Path) -> None:
    """Remove a build file and what DuckDB keeps beside it; nothing need be there."""
    file.unlink(missing_ok=True)
    wal_of(file).unlink(missing_ok=True)
    shutil.rmtree(file.with_name(file.name + ".tmp"), ignore_errors=True)


def wal_of(file: Path) -> Path:
    """DuckDB's write-ahead log of a file, there while the file is open or was not closed well."""
    return file.with_name(file.name + ".wal")


def _copy_published(home: Home, file: Path, growth_bytes: int, keep_free_bytes: int) -> bool:
    """Copy the published generation; False where there is none.

    Runs that hold no lock copy too: a generation that was retired before it could be opened has a successor.
    """
    while number := current_generation(home):
        published = generation_file(home, number)
        try:
            if share_blocks(published, file):
                check_space(file.parent, growth_bytes, keep_free_bytes)
            else:
                check_space(file.parent, published.stat().st_size + growth_bytes, keep_free_bytes)
                copy_bytes(published, file)
        except FileNotFoundError:
            if published.exists():
                raise
            discard_build(file)
            continue
        return True
    check_space(file.parent, growth_bytes, keep_free_bytes)
    return False


def _create_empty(con: duckdb.DuckDBPyConnection, *, code_version: str, now: datetime) -> None:
    for sql in schema_statements():
        con.execute(sql)
    con.execute(statement("dim_date"), {"first_year": FIRST_YEAR, "last_year": LAST_YEAR})
    con.execute(statement("unknown_members"))
    record_versions(con, (SCHEMA_VERSION,), code_version=code_version, now=now)
    create_index(con)
    create_marts(con)
    create_macros(con)
