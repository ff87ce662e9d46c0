"""Connections: one locked-down way to read, one way to build."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.home import Home

READER_CONFIG = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "lock_configuration": "true",
}
"""A reader sees the warehouse and nothing else: no file system, no network, no extensions."""


class NoWarehouseError(FileNotFoundError):
    """Nothing has been published in this home yet."""


def published_file(home: Home) -> Path:
    """The file of the current generation.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    if not home.pointer.exists():
        raise NoWarehouseError(
            f"No warehouse is published at {home.pointer}."
            f" Run `presswerk run FOLDER --home {home.root}` first."
        )
    return home.pointer.resolve()


def connect_reader(home: Home) -> duckdb.DuckDBPyConnection:
    """A locked-down, read-only connection to the current generation.

    The generation's own path is opened, not the pointer's: DuckDB keeps one instance per path and
    process, and would go on serving an older generation under the pointer's name.
    """
    return duckdb.connect(str(published_file(home)), read_only=True, config=dict(READER_CONFIG))


def connect_builder(file: Path, memory_limit: str, threads: int) -> duckdb.DuckDBPyConnection:
    """A read-write connection to a build file.

    Args:
        file: the build file; created where it does not exist.
        memory_limit: DuckDB's memory limit, e.g. ``512MB``; larger work spills beside the file.
        threads: DuckDB threads.
    """
    con = duckdb.connect(str(file), config={"memory_limit": memory_limit, "threads": threads})
    con.execute("SET preserve_insertion_order = false")
    con.execute("SET TimeZone = 'UTC'")
    return con
