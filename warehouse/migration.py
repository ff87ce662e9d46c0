"""Schema versions: what a file was written with, and how an older file gets to the present one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.ddl import comments, create_table
from warehouse.macros import create_macros
from warehouse.marts import create_marts
from warehouse.search.index import create_index
from warehouse.statements import statement
from warehouse.tables import TABLES
from warehouse.tables.operations import SCHEMA_VERSION

OLDEST_VERSION = 1
"""The first version there ever was; all later ones can be reached from it."""


class SchemaVersionError(RuntimeError):
    """A warehouse file was written by a schema version this code cannot work with."""


def check_schema_version(con: duckdb.DuckDBPyConnection, file: Path) -> int:
    """The schema version of a file; refuse one that this code cannot bring to its own.

    A file of an older version can be read, but not with what later versions added to it: `migrate` comes
    before anything else.

    Args:
        con: connection to the file.
        file: what to call it in the error.
    Returns:
        The version, at the most `SCHEMA_VERSION`.
    Raises:
        SchemaVersionError: with what to do about it.
    """
    try:
        row = con.execute(statement("schema_version")).fetchone()
    except duckdb.CatalogException:
        row = None
    found: int | None = row[0] if row else None
    if found is None:
        raise SchemaVersionError(
            f"{file} is not a Presswerk warehouse (it has no ops.schema_version). Choose another --home."
        )
    if OLDEST_VERSION <= found <= SCHEMA_VERSION:
        return found
    remedy = (
        "Use the newer Presswerk that wrote it."
        if found > SCHEMA_VERSION
        else "No migration exists for it: run again from the raw files into a new --home."
    )
    raise SchemaVersionError(
        f"{file} has schema version {found}; this Presswerk works with {SCHEMA_VERSION}. {remedy}"
    )


def migrate(
    con: duckdb.DuckDBPyConnection, file: Path, *, code_version: str, now: datetime
) -> tuple[int, ...]:
    """Bring a file to the present schema version; one that has it is left as it is, but for the marts.

    Each version has an SQL file that changes the tables there are: columns it adds come last, in the file
    and so in the declaration. Tables that are missing then are made from their declarations, comments are
    renewed, and dimensions get their unknown members.

    Args:
        con: read-write connection to a private copy: a failure leaves it half done.
        file: what to call it in an error.
        code_version: version of Presswerk that does it.
        now: when.
    Returns:
        The versions that were applied, ascending.
    Raises:
        SchemaVersionError: there is no way from its version.
    """
    missing = tuple(range(check_schema_version(con, file) + 1, SCHEMA_VERSION + 1))
    if missing:
        # Views would stand in the way of changes to the tables they read.
        con.execute("DROP SCHEMA IF EXISTS mart CASCADE")
        for version in missing:
            con.execute(statement(f"migrate/version_{version}"))
        _create_missing_tables(con)
        con.execute(statement("unknown_members"))
        record_versions(con, missing, code_version=code_version, now=now)
    create_index(con)
    create_marts(con)
    create_macros(con)
    return missing


def record_versions(
    con: duckdb.DuckDBPyConnection, versions: tuple[int, ...], *, code_version: str, now: datetime
) -> None:
    """Write down which schema versions a file has reached."""
    for version in versions:
        con.execute(
            "INSERT INTO ops.schema_version (version_number, applied_at, code_version) VALUES ($1, $2, $3)",
            [version, now, code_version],
        )


def _create_missing_tables(con: duckdb.DuckDBPyConnection) -> None:
    present = set(con.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall())
    for table in TABLES:
        if (table.schema_name, table.table_name) not in present:
            con.execute(create_table(table))
        for comment in comments(table):
            con.execute(comment)
