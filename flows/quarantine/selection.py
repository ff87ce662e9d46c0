"""Which rejected things a command is about: by key, by what they are, by what became of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from warehouse.connect import connect_reader
from warehouse.home import Home
from warehouse.migration import SchemaVersionError, check_schema_version
from warehouse.statements import statement
from warehouse.tables.operations import SCHEMA_VERSION

MIN_DIGITS = 4
"""Shortest key that is taken: with fewer digits a slip of the finger would soon name another thing."""
NAME_DIGITS = 16
LAST_RUN = "last"
_NAME = re.compile(r"^[0-9a-f]+$")
_UNSIGNED = 2**64


class SelectionError(ValueError):
    """What a command was told to work on names nothing, or more than one thing; the message says which."""


@dataclass(frozen=True)
class Selection:
    """What to work on; None stands for no restriction.

    Attributes:
        keys: beginnings of keys as `presswerk quarantine list` shows them.
        stage: stage that rejected it.
        reason: reason it gave.
        run: key of the run that rejected it last, or ``last``.
        source: glob pattern of the whole source, or of its last parts.
        state: ``open``, ``replayed`` or ``discarded``.
    """

    keys: tuple[str, ...] = ()
    stage: str | None = None
    reason: str | None = None
    run: str | None = None
    source: str | None = None
    state: str | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether it names anything in particular."""
        return bool(self.keys) or any((self.stage, self.reason, self.run, self.source))


Row = dict[str, Any]
"""One rejected thing, as ``quarantine/select.sql`` gives it."""


def connect_quarantine(home: Home) -> duckdb.DuckDBPyConnection:
    """A reader's connection to the current generation, where the quarantine is a work list.

    Raises:
        NoWarehouseError: nothing has been published yet.
        SchemaVersionError: an older Presswerk wrote it.
    """
    con = connect_reader(home)
    if check_schema_version(con, home.pointer) < SCHEMA_VERSION:
        con.close()
        raise SchemaVersionError(
            f"{home.pointer} was written by an older Presswerk. The next `presswerk run` brings it up to"
            " date."
        )
    return con


def select(con: duckdb.DuckDBPyConnection, selection: Selection) -> list[Row]:
    """The rejected things of a selection, the newest first.

    Args:
        con: connection to a warehouse.
        selection: which.

    Raises:
        SelectionError: a key names nothing or several things, or there is no such run.
    """
    keys = [find_key(con, name) for name in selection.keys] or None
    result = con.execute(
        statement("quarantine/select"),
        {
            "keys": keys,
            "stage": selection.stage,
            "reason": selection.reason,
            "run_key": _run_key(con, selection.run),
            "source": selection.source,
            "state": selection.state,
        },
    )
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def select_in_state(con: duckdb.DuckDBPyConnection, selection: Selection, state: str) -> list[Row]:
    """The things of a selection that are in a state; what is named by its key must be in it.

    Raises:
        SelectionError: a key names something in another state, or as in `select`.
    """
    if not selection.keys:
        return select(con, replace(selection, state=state))
    rows = select(con, selection)
    others = [f"{row['key']} is {row['state_code']}" for row in rows if row["state_code"] != state]
    if others:
        raise SelectionError(f"Only what is {state} can be taken: {', '.join(others)}.")
    return rows


def find_key(con: duckdb.DuckDBPyConnection, name: str) -> int:
    """The key of the one thing whose name begins so.

    Raises:
        SelectionError: there is none, or more than one.
    """
    wanted = name.lower()
    if not _NAME.match(wanted) or not MIN_DIGITS <= len(wanted) <= NAME_DIGITS:
        raise SelectionError(
            f"{name!r} is no key: give {MIN_DIGITS} to {NAME_DIGITS} hexadecimal digits, as"
            " `presswerk quarantine list` shows them."
        )
    found = con.execute(statement("quarantine/by_name"), {"name": wanted}).fetchall()
    if not found:
        raise SelectionError(
            f"Nothing in quarantine has the key {wanted}. `presswerk quarantine list --state all` shows all."
        )
    if len(found) > 1:
        names = ", ".join(full_name(key) for (key,) in found)
        raise SelectionError(f"{len(found)} keys begin with {wanted}: {names}. Give more digits.")
    key: int = found[0][0]
    return key


def full_name(key: int) -> str:
    """The whole name of a key: its 64 bits as hexadecimal digits."""
    return f"{key % _UNSIGNED:0{NAME_DIGITS}x}"


def quarantine_keys(rows: Sequence[Row]) -> list[int]:
    """The keys of rows."""
    return [row["quarantine_key"] for row in rows]


def _run_key(con: duckdb.DuckDBPyConnection, run: str | None) -> int | None:
    if run is None:
        return None
    if run == LAST_RUN:
        row = con.execute(statement("quarantine/last_run")).fetchone()
        return row[0] if row else None
    try:
        key = int(run)
    except ValueError:
        key = None
    if key is None or not con.execute("FROM main.dim_run WHERE run_key = $1", [key]).fetchall():
        raise SelectionError(f"No run has the key {run!r}. Give a run_key of main.dim_run, or {LAST_RUN!r}.")
    return key
