"""The journal's file: SQLite, because several processes write to it while the warehouse is being built.

It holds what the warehouse cannot: attempts that failed or were killed before anything was loaded, plans
that are worked through over several runs, who was told of what. Loss of power leaves it as it was before
the last statement.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.home import Home
from warehouse.statements import statement

_SCHEMA = Path(__file__).parents[1] / "sql" / "journal" / "schema"
BUSY_SECONDS = 30.0
"""How long a statement waits for another process; each takes milliseconds."""


@contextmanager
def connect_journal(home: Home) -> Iterator[sqlite3.Connection]:
    """A connection to the journal of a home, as one transaction: kept where the block ends well.

    Args:
        home: the warehouse's home; the journal is made where there is none.

    Yields:
        A connection whose rows can be read by name.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    home.journal.touch(mode=0o600)
    connection = sqlite3.connect(home.journal, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        for file in sorted(_SCHEMA.glob("*.sql")):
            connection.execute(statement(f"journal/schema/{file.stem}"))
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.close()
