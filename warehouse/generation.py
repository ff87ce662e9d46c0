"""Generations: build files that become published, read-only files."""

from __future__ import annotations

import os
import re
import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.connect import connect_builder
from warehouse.ddl import schema_statements
from warehouse.home import Home
from warehouse.marts import create_marts
from warehouse.migration import SchemaVersionError, migrate, record_versions
from warehouse.statements import statement
from warehouse.tables.dim_date import FIRST_YEAR, LAST_YEAR
from warehouse.tables.operations import SCHEMA_VERSION


class GenerationError(RuntimeError):
    """A generation is not there, or the pointer does not name one."""


_GENERATION_NAME = re.compile(r"^presswerk-(\d{6,})\.duckdb$")


def generation_file(home: Home, number: int) -> Path:
    """The file of one generation."""
    return home.generations / f"presswerk-{number:06d}.duckdb"


def generation_numbers(home: Home) -> list[int]:
    """Numbers of the generations on disk, ascending."""
    if not home.generations.is_dir():
        return []
    matches = (_GENERATION_NAME.match(entry.name) for entry in home.generations.iterdir())
    return sorted(int(match.group(1)) for match in matches if match)


def current_generation(home: Home) -> int:
    """Number of the published generation, 0 where nothing is published."""
    if not home.pointer.exists():
        return 0
    match = _GENERATION_NAME.match(home.pointer.resolve().name)
    if match is None:
        raise SchemaVersionError(
            f"{home.pointer} does not point into {home.generations}. It was put there by something else:"
            " move it away, or choose another --home."
        )
    return int(match.group(1))


def next_generation(home: Home) -> int:
    """Number for a new generation: after all that are on disk, also where an older one is published."""
    return max([0, *generation_numbers(home)]) + 1


def start_build(
    home: Home, file: Path, *, code_version: str, now: datetime, memory_limit: str, threads: int
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

    Raises:
        SchemaVersionError: there is no way from the published generation's schema version.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    discard_build(file)
    number = current_generation(home)
    if number:
        shutil.copyfile(generation_file(home, number), file)
    con = connect_builder(file, memory_limit, threads)
    if number:
        migrate(con, home.pointer, code_version=code_version, now=now)
    else:
        _create_empty(con, code_version=code_version, now=now)
    return con


def discard_build(file: Path) -> None:
    """Remove a build file and what DuckDB keeps beside it; nothing need be there."""
    file.unlink(missing_ok=True)
    file.with_name(file.name + ".wal").unlink(missing_ok=True)
    shutil.rmtree(file.with_name(file.name + ".tmp"), ignore_errors=True)


def publish_build(home: Home, build: Path, number: int) -> Path:
    """Make a finished build file the published generation.

    The file is closed and checkpointed by the caller; its folder goes with it. It is synced to disk, renamed into the
    generations, and the pointer is swapped by one atomic rename: a reader sees the old generation or
    the new one, never something between, and a power cut leaves one of the two.

    Returns:
        The published generation's file.
    """
    target = generation_file(home, number)
    home.generations.mkdir(parents=True, exist_ok=True)
    _sync(build)
    build.chmod(0o444)
    build.rename(target)
    _sync(home.generations)
    swap = home.pointer.with_name(home.pointer.name + ".swap")
    swap.unlink(missing_ok=True)
    swap.symlink_to(target.relative_to(home.pointer.parent))
    swap.replace(home.pointer)
    _sync(home.pointer.parent)
    shutil.rmtree(build.parent, ignore_errors=True)
    return target


def retire_generations(home: Home, keep: int) -> list[Path]:
    """Remove all but the newest generations; the published one always stays.

    A reader that still holds a removed file goes on reading it: the system frees it when closed.

    Args:
        home: the warehouse's home.
        keep: how many to keep, at least 1.
    """
    current = current_generation(home)
    retired = [
        generation_file(home, number) for number in generation_numbers(home)[:-keep] if number != current
    ]
    for file in retired:
        file.unlink(missing_ok=True)
    return retired


def _create_empty(con: duckdb.DuckDBPyConnection, *, code_version: str, now: datetime) -> None:
    for sql in schema_statements():
        con.execute(sql)
    con.execute(statement("dim_date"), {"first_year": FIRST_YEAR, "last_year": LAST_YEAR})
    con.execute(statement("unknown_members"))
    record_versions(con, (SCHEMA_VERSION,), code_version=code_version, now=now)
    create_marts(con)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
