"""Which articles of the warehouse a request means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from flows.backfill.request import Request
from transforms.read.source_uri import source_uri
from warehouse.connect import connect_reader
from warehouse.home import Home
from warehouse.journal.backfills import BackfillError
from warehouse.migration import SchemaVersionError, check_schema_version
from warehouse.statements import statement
from warehouse.tables.operations import SCHEMA_VERSION

ITEMS_PER_PARTITION = 5_000
"""Items of a partition where days do not divide them: some two minutes of annotation by one process, so that
a pause is honoured soon, and beside which the few seconds that a partition costs by itself do not count."""
_LABELS = {"month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d"}
"""ISO weeks bear the year that their Thursday lies in."""
MAX_SHOWN = 10
"""Names listed in a message."""


@dataclass(frozen=True, eq=False)
class Choice:
    """What a request means.

    Attributes:
        items: `item_key` (a document's key, and so its article's) and `label` of its partition, in the order
            they are to be worked on; each key once.
        notes: what the user should know: names that nothing is known by, articles without a date.
    """

    items: pl.DataFrame
    notes: tuple[str, ...]


def choose(home: Home, request: Request) -> Choice:
    """Find what a request means in the published warehouse.

    Raises:
        NoWarehouseError: nothing is published.
        BackfillError: nothing is meant by it, or the file of documents cannot be read.
        SchemaVersionError: the warehouse was written by another Presswerk.
    """
    with connect_reader(home) as con:
        if check_schema_version(con, home.pointer) < SCHEMA_VERSION:
            raise SchemaVersionError(
                f"{home.pointer} was written by an older Presswerk. The next `presswerk run` brings it up to"
                " date; then it can be worked on again."
            )
        if request.publisher is not None:
            choice = _of_publisher(con, request.publisher)
        elif request.documents is not None:
            choice = _of_documents(con, request.documents, is_pages=request.is_pages)
        else:
            choice = _of_days(con, request)
    if choice.items.is_empty():
        raise BackfillError("\n".join([*choice.notes, f"Nothing to do: {request.describe()}."]))
    return choice


def _of_days(con: duckdb.DuckDBPyConnection, request: Request) -> Choice:
    start, stop = request.instants
    found = con.execute(statement("backfill/choose_days"), {"from_at": start, "until_at": stop}).pl()
    label = pl.col("published_at").dt.convert_time_zone(request.time_zone).dt.to_string(_LABELS[request.by])
    row = con.execute(statement("backfill/undated")).fetchone()
    undated = row[0] if row else 0
    note = f"{undated} articles do not say when they were published; they are on no day."
    return Choice(found.select("item_key", label=label), (note,) if undated else ())


def _of_publisher(con: duckdb.DuckDBPyConnection, name: str) -> Choice:
    found = con.execute(statement("backfill/choose_publisher"), {"publisher_name": name}).pl()
    if found.is_empty():
        known = [row[0] for row in con.execute(statement("backfill/publishers")).fetchmany(MAX_SHOWN)]
        raise BackfillError(f"No article is of a publisher {name!r}. Known: {', '.join(known)}.")
    return Choice(_in_chunks(found, name), ())


def _of_documents(con: duckdb.DuckDBPyConnection, file: Path, *, is_pages: bool) -> Choice:
    lines = _read_lines(file)
    # A path may be written as the shell has it; the warehouse knows whole ones.
    spelled = {line: {line, source_uri(str(Path(line).absolute()))} for line in lines}
    names = sorted(set().union(*spelled.values()))
    found = con.execute(statement("backfill/choose_documents"), {"names": names}).pl()
    known = set(found["name"])
    unknown = [line for line in lines if known.isdisjoint(spelled[line])]
    notes = []
    if unknown:
        notes.append(f"Nothing is known by {len(unknown)} of {len(lines)} lines: {_some(unknown)}.")
    if not is_pages:
        without = found.filter(~pl.col("has_article"))["item_key"].n_unique()
        found = found.filter("has_article")
        if without:
            notes.append(f"{without} documents have no article that could be annotated; --pages reads them.")
    return Choice(_in_chunks(found.unique("item_key").sort("item_key"), "documents"), tuple(notes))


def _read_lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BackfillError(
            f"{file} cannot be read as a list of documents, one per line of UTF-8 text: {error}."
        ) from error
    lines = dict.fromkeys(line.strip() for line in text.splitlines())
    return [line for line in lines if line]


def _in_chunks(found: pl.DataFrame, name: str) -> pl.DataFrame:
    first = pl.int_range(pl.len()) // ITEMS_PER_PARTITION * ITEMS_PER_PARTITION
    last = pl.min_horizontal(first + ITEMS_PER_PARTITION, pl.len())
    label = pl.format("{} {}–{}", pl.lit(name), first + 1, last)
    return found.select("item_key", label=label)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - MAX_SHOWN} more" if len(names) > MAX_SHOWN else ""
    return ", ".join(repr(name) for name in names[:MAX_SHOWN]) + more
