"""What a warehouse file says of itself: its run, its schema version, its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.connect import connect_file
from warehouse.migration import check_schema_version
from warehouse.quoting import quoted
from warehouse.statements import statement
from warehouse.tables import TABLES
from warehouse.tables.base import qualified_name


@dataclass(frozen=True)
class Contents:
    """What lies in the file of a generation.

    Attributes:
        schema_version: version of its table declarations.
        published_at: when it was made ready to publish; its last change where it does not say.
        run_key: the run that made it; None where it does not say.
        recipe_code: hash of what decided its facts; None where it does not say.
        code_version: version of Presswerk that made it; None where it does not say.
        previous_generation: the one it was made from, by its own history; None where there was none.
        row_counts: table → rows.
    """

    schema_version: int
    published_at: datetime
    run_key: int | None
    recipe_code: str | None
    code_version: str | None
    previous_generation: int | None
    row_counts: dict[str, int]


def read_contents(file: Path) -> Contents:
    """Read what a closed file says of itself; it takes milliseconds, whatever the size.

    Args:
        file: a build file that is closed, or the file of a generation.
    Raises:
        SchemaVersionError: it is no Presswerk warehouse, or of a version this code cannot read.
        duckdb.Error: it cannot be opened.
    """
    with connect_file(file) as con:
        schema_version = check_schema_version(con, file)
        row = con.execute(statement("publishing/last_publication")).fetchone()
        counts = _row_counts(con)
    _, previous, published_at, run_key, recipe_code, code_version = row or (None,) * 6
    changed_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return Contents(
        schema_version=schema_version,
        published_at=published_at.astimezone(UTC) if published_at else changed_at,
        run_key=run_key,
        recipe_code=recipe_code,
        code_version=code_version,
        previous_generation=previous,
        row_counts=counts,
    )


def _row_counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    present = set(con.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall())
    counts: dict[str, int] = {}
    for table in TABLES:
        if (table.schema_name, table.table_name) in present:
            name = f"{quoted(table.schema_name)}.{quoted(table.table_name)}"
            row: Any = con.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608 - declared names
            counts[qualified_name(table)] = row[0]
    return counts
