"""Tables in pieces: a locked reader cannot spill, so what is sorted or grouped has to fit into memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.quoting import quoted
from warehouse.tables.base import Table, qualified_name

KEYS_PER_SLICE = 5_000
"""Documents, articles or entities of one slice. A page is 4 kB of text and gives 150 rows of lines and facts,
so a slice of any table is some 25 MB, and an archive of 100,000 articles is read in 20 of them."""


@dataclass(frozen=True)
class Slice:
    """The rows of a table between two values of the first column of its key, both included."""

    first: Any
    last: Any


def slices(
    con: duckdb.DuckDBPyConnection, table: type[Table], keys_per_slice: int = KEYS_PER_SLICE
) -> list[Slice]:
    """The slices that together are a table, in the order of its key; none where it is empty.

    Args:
        con: connection to the warehouse.
        table: the table.
        keys_per_slice: different values of the first column of the key in each slice.
    """
    key = quoted(table.primary_key()[0])
    rows = con.execute(
        f"""
        WITH keys AS (
            SELECT DISTINCT {key} AS key FROM {qualified_name(table)}
        ),

        numbered AS (
            SELECT key, (row_number() OVER (ORDER BY key) - 1) // $keys_per_slice::BIGINT AS slice_number
            FROM keys
        )

        SELECT min(key), max(key) FROM numbered GROUP BY slice_number ORDER BY slice_number
        """,  # noqa: S608 - names come from the declaration, values are bound
        {"keys_per_slice": keys_per_slice},
    ).fetchall()
    return [Slice(*row) for row in rows]
