"""Where rejected things enter a run again, as an assignment for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.assignment import Assignment
from flows.quarantine.store import is_kept_uri, kept_file
from flows.stages.annotate import FACT_TABLES
from flows.stages.inventory import is_gone
from transforms.read.inventory import FILES_SCHEMA
from transforms.read.modified import modified_ns
from transforms.read.source_uri import path_of
from warehouse.home import Home
from warehouse.statements import statement

ADVICE = {
    "file": "Do what is said above; a run then finds the changed file by itself. Where the file stays as it"
    " is and something else was changed (a limit, a right, the code), put it through again.",
    "document": "The page is in the warehouse. After a change of rules it is read again by itself; after any"
    " other remedy put it through again.",
    "article": "The article is in the warehouse, without this fact. After a change of rules it is annotated"
    " again by itself; after any other remedy put it through again.",
    "none": "It belongs to no file or document that could be put through again: repair what it names, then"
    " run with --full-refresh.",
}
"""What to do about an open row, by the way it would take."""


@dataclass(frozen=True)
class Plan:
    """What is put through again, and what cannot be.

    Attributes:
        assignment: what the run works on; None where nothing can be put through.
        tried: keys of what is.
        gone: keys of what lies nowhere any more, neither at its source nor among the kept contents.
        without_way: keys of what belongs to no file or document.
    """

    assignment: Assignment | None
    tried: tuple[int, ...]
    gone: tuple[int, ...]
    without_way: tuple[int, ...]


def route(con: duckdb.DuckDBPyConnection, key: int) -> str:
    """The way one rejected thing would take: a key of `ADVICE`."""
    way: str = _routes(con, [key])[0, "route_code"]
    return way


def make_plan(con: duckdb.DuckDBPyConnection, home: Home, keys: list[int], folder: Path) -> Plan:
    """Plan one run for all that is to be put through again.

    Args:
        con: connection to the published warehouse.
        home: the warehouse's home.
        keys: quarantine keys.
        folder: where to write the files of the assignment; it must outlive the run.
    """
    routes = _routes(con, keys)
    files = _Files(home)
    gone = [row["quarantine_key"] for row in _of(routes, "file").to_dicts() if not files.take(row)]
    without_way = _of(routes, "none")["quarantine_key"].to_list()
    tried = routes.filter(~pl.col("quarantine_key").is_in([*gone, *without_way]))
    if tried.is_empty():
        return Plan(None, (), tuple(gone), tuple(without_way))
    folder.mkdir(parents=True, exist_ok=True)
    assignment = Assignment(
        "replay",
        paths=(),
        documents=_write(folder, "documents", _keys(routes, "document", "document_key")),
        articles=_write(folder, "articles", _keys(routes, "article", "article_key")),
        sources=_write(folder, "sources", files.listing()),
        tried=_write(folder, "tried", tried.select("quarantine_key", "replay_count")),
    )
    return Plan(assignment, tuple(tried["quarantine_key"]), tuple(gone), tuple(without_way))


class _Files:
    """Files to read again: those that are there, and the kept contents of those that are gone."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._taken: dict[str, tuple[str, int | None, int | None, str | None]] = {}

    def take(self, row: dict[str, Any]) -> bool:
        """Take the file of a rejected thing; False where its bytes lie nowhere any more."""
        uri, payload_uri = row["source_uri"], row["payload_uri"]
        if not is_gone(Path(path_of(uri))):
            self._taken[uri] = (uri, None, None, None)
            return True
        if not is_kept_uri(payload_uri):
            return False
        content = kept_file(self._home, payload_uri)
        if is_gone(content):
            return False
        status = content.stat()
        modified = modified_ns(status) if row["modified_ns"] is None else row["modified_ns"]
        self._taken[uri] = (uri, status.st_size, modified, str(content))
        return True

    def listing(self) -> pl.DataFrame:
        """The files, as the assignment wants them."""
        schema: dict[str, type[pl.DataType]] = {**FILES_SCHEMA, "path": pl.String}
        return pl.DataFrame(list(self._taken.values()), schema=schema, orient="row")


def _routes(con: duckdb.DuckDBPyConnection, keys: list[int]) -> pl.DataFrame:
    return con.execute(statement("quarantine/routes"), {"keys": keys, "fact_tables": list(FACT_TABLES)}).pl()


def _of(routes: pl.DataFrame, route_code: str) -> pl.DataFrame:
    return routes.filter(pl.col("route_code") == route_code)


def _keys(routes: pl.DataFrame, route_code: str, name: str) -> pl.DataFrame:
    return _of(routes, route_code).select(pl.col("document_key").alias(name)).unique().sort(name)


def _write(folder: Path, name: str, frame: pl.DataFrame) -> Path | None:
    if frame.is_empty():
        return None
    file = folder / f"{name}.parquet"
    frame.write_parquet(file)
    return file
