"""Set-based loading of shards into the build file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from warehouse.quoting import quoted
from warehouse.tables.base import Table, qualified_name

FILES_PER_STATEMENT = 5
"""Files of some 100,000 rows each that go into one statement. 12 million rows at once do not fit into 256 MB,
half a million take a fraction of it; smaller statements leave more free blocks in the file."""


def merge_statement(table: type[Table], *, update: bool = True, keep: frozenset[str] = frozenset()) -> str:
    """The MERGE statement of a declaration: new keys are inserted, known ones updated where they differ.

    Args:
        table: the declaration.
        update: whether a known key is updated; otherwise it is left as it is.
        keep: columns that an update leaves as they are.
    Returns:
        SQL with one bound parameter, ``$files``: the Parquet files that hold the rows.
    """
    columns = [quoted(name) for name in table.columns()]
    keys = [quoted(name) for name in table.primary_key()]
    others = [name for name in columns if name not in keys]
    names = ", ".join(columns)
    differs = " OR ".join(f"target.{name} IS DISTINCT FROM source.{name}" for name in others)
    assignments = ", ".join(f"{name} = source.{name}" for name in others if name not in map(quoted, keep))
    matched = f"WHEN MATCHED AND ({differs}) THEN UPDATE SET {assignments}" if update and others else ""
    return f"""
        MERGE INTO {qualified_name(table)} AS target
        USING (SELECT {names} FROM read_parquet($files)) AS source
        ON {" AND ".join(f"target.{key} = source.{key}" for key in keys)}
        {matched}
        WHEN NOT MATCHED THEN INSERT ({names}) VALUES ({", ".join(f"source.{name}" for name in columns)})
    """  # noqa: S608 - names come from declarations, values are bound


def merge_rows(
    con: duckdb.DuckDBPyConnection,
    table: type[Table],
    files: Sequence[Path],
    *,
    update: bool = True,
    keep: frozenset[str] = frozenset(),
) -> None:
    """Merge rows from Parquet files into a table, by its primary key.

    A statement takes `FILES_PER_STATEMENT` files: the index entries of one transaction must fit into
    DuckDB's memory, so its size must not depend on the size of a run.

    Args:
        con: connection to the build file.
        table: the table.
        files: Parquet files with at least the declared columns; none means no rows.
        update: whether rows of a known key are updated.
        keep: columns that an update leaves as they are, such as when something was first seen.
    """
    sql = merge_statement(table, update=update, keep=keep)
    for batch in _batches(files):
        con.execute(sql, {"files": batch})


def replace_rows(
    con: duckdb.DuckDBPyConnection,
    table: type[Table],
    files: Sequence[Path],
    *,
    owner: str,
    owners: Sequence[Path],
) -> None:
    """Replace all rows that belong to the given owners, e.g. all lines of a set of documents.

    A page that is read again may have fewer sentences than before, so a merge by key would leave
    orphans: the old rows go first. All steps are statements of their own: DuckDB's primary key index does
    not take a key back that the same transaction deleted, and the index entries of one transaction must fit
    into memory. The build file is private, so nobody sees what is between.

    Args:
        con: connection to the build file.
        table: the table.
        files: Parquet files with the new rows.
        owner: column that names the owner.
        owners: Parquet files whose column of the same name lists the owners.
    """
    name = qualified_name(table)
    if owners:
        con.execute(
            f"DELETE FROM {name} WHERE {quoted(owner)} IN"  # noqa: S608 - names come from declarations
            f" (SELECT {quoted(owner)} FROM read_parquet($owners))",
            {"owners": [str(file) for file in owners]},
        )
    columns = ", ".join(quoted(column) for column in table.columns())
    for batch in _batches(files):
        con.execute(
            f"INSERT INTO {name} ({columns}) SELECT {columns} FROM read_parquet($files)",  # noqa: S608
            {"files": batch},
        )


def _batches(files: Sequence[Path]) -> Iterator[list[str]]:
    for first in range(0, len(files), FILES_PER_STATEMENT):
        yield [str(file) for file in files[first : first + FILES_PER_STATEMENT]]
