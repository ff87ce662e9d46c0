"""Connections: one locked-down way to read, one way to build."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.extension import load_fts
from warehouse.generation import current_generation, generation_file
from warehouse.home import Home

READER_CONFIG = {
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    # Where DuckDB may spill, it may also be told to write: a query has to fit into memory.
    "temp_directory": "",
    # A join with some hundred articles fetches their texts by key; by default only one with fifty does, and
    # beyond that all texts there are would be read.
    "dynamic_or_filter_threshold": "2000",
}
"""How a reader's file is opened."""

READER_LOCKS = (
    "SET enable_external_access = false",
    # Without external access DuckDB still lets COPY write to the paths of the open file itself: the file
    # and its WAL. This takes those away as well; the file that is open stays open.
    "SET disabled_filesystems = 'LocalFileSystem'",
    "SET lock_configuration = true",
)
"""What is said once it is open. A reader then sees the warehouse and nothing else: no file system, no
network, no extensions."""


@dataclass(frozen=True)
class ReaderLimits:
    """What a reader may take, where that is not left to DuckDB. Locked with everything else.

    Attributes:
        memory_limit: DuckDB's memory limit, e.g. ``256MB``. A query that needs more fails: nothing spills.
        threads: DuckDB threads.
    """

    memory_limit: str
    threads: int


_OPENING = threading.Lock()
"""Connections of one process to one file share an instance, which is locked once."""


class NoWarehouseError(FileNotFoundError):
    """Nothing has been published in this home yet."""


def published_file(home: Home) -> Path:
    """The file of the current generation.

    Raises:
        NoWarehouseError: nothing has been published yet.
        GenerationError: the pointer is missing or names a file that is gone.
    """
    number = current_generation(home)
    if not number:
        raise NoWarehouseError(
            f"No warehouse is published at {home.pointer}."
            f" Run `presswerk run FOLDER --home {home.root}` first."
        )
    return generation_file(home, number)


def connect_reader(home: Home, limits: ReaderLimits | None = None) -> duckdb.DuckDBPyConnection:
    """A locked-down, read-only connection to the current generation.

    The generation's own path is opened, not the pointer's: DuckDB keeps one instance per path and
    process, and would go on serving an older generation under the pointer's name. A generation may be
    retired between a look at the pointer and the opening; the pointer names another one by then.

    Args:
        home: the warehouse's home.
        limits: see `connect_file`.

    Raises:
        NoWarehouseError: nothing has been published yet.
        GenerationError: the pointer is missing or names a file that is gone.
        duckdb.Error: the published file cannot be opened.
    """
    while True:
        file = published_file(home)
        try:
            return connect_file(file, limits)
        except duckdb.IOException:
            if file.exists():
                raise


def connect_file(file: Path, limits: ReaderLimits | None = None) -> duckdb.DuckDBPyConnection:
    """A locked-down, read-only connection to the file of one generation.

    Args:
        file: the file.
        limits: what the connections of this process to it may take together; the first of them decides.
    """
    with _OPENING:
        con = duckdb.connect(str(file), read_only=True, config=dict(READER_CONFIG))
        _lock(con, limits)
    return con


def _lock(con: duckdb.DuckDBPyConnection, limits: ReaderLimits | None) -> None:
    """Take the file system from a reader; once for all connections of this process to its file."""
    try:
        setting = con.execute("SELECT current_setting('lock_configuration')").fetchone()
        assert setting is not None
        if not setting[0]:
            # After this nothing can be loaded any more; where it is not installed, only search is missing.
            load_fts(con)
            if limits is not None:
                con.execute("SET memory_limit = $limit", {"limit": limits.memory_limit})
                con.execute("SET threads = $threads", {"threads": limits.threads})
            for sql in READER_LOCKS:
                con.execute(sql)
    except BaseException:
        con.close()
        raise


def connect_builder(file: Path, memory_limit: str, threads: int) -> duckdb.DuckDBPyConnection:
    """A read-write connection to a build file.

    Args:
        file: the build file; created where it does not exist.
        memory_limit: DuckDB's memory limit, e.g. ``512MB``; larger work spills beside the file.
        threads: DuckDB threads.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit,
        "threads": threads,
    }
    # A function that an extension has would otherwise be fetched from the network, without a word.
    config |= {"autoload_known_extensions": "false", "autoinstall_known_extensions": "false"}
    con = duckdb.connect(str(file), config=config)
    con.execute("SET preserve_insertion_order = false")
    con.execute("SET TimeZone = 'UTC'")
    return con
