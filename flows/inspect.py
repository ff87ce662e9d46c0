"""Commands that only read the published file: a question, its path; and how rows are printed."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from flows.settings import Settings
from flows.terminal import visible
from warehouse.connect import connect_file, connect_reader, published_file
from warehouse.home import Home

FORMATS = ("table", "csv", "json")
PLAIN_WIDTH = 160
"""Columns of a table that goes to a file or pipe."""


def show_path(settings: Settings) -> None:
    """Print the path of the published file."""
    home = Home(settings.home)
    published_file(home)
    print(home.pointer)  # noqa: T201


def show_query(settings: Settings, query: str, output: str, file: Path | None = None) -> None:
    """Print the answer to one SQL statement.

    Args:
        settings: which home.
        query: the statement.
        output: one of `FORMATS`.
        file: the file to ask; by default the published one.
    """
    with connect_file(file) if file else connect_reader(Home(settings.home)) as con:
        result = con.execute(query)
        names = [column[0] for column in result.description or []]
        rows = result.fetchall()
    print_rows(names, rows, output)


def print_rows(names: list[str], rows: list[tuple[Any, ...]], output: str) -> None:
    """Print rows.

    Args:
        names: names of the columns.
        rows: their values.
        output: one of `FORMATS`.
    """
    if output == "json":
        records = [dict(zip(names, row, strict=True)) for row in rows]
        print(json.dumps(records, ensure_ascii=False, indent=2, default=as_text))  # noqa: T201
    elif output == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(names)
        writer.writerows(rows)
    else:
        console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else PLAIN_WIDTH)
        console.print(_table(names, rows))


def to_text(names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """Rows as the plain text table that `presswerk sql` prints, without trailing blanks."""
    console = Console(highlight=False, markup=False, width=PLAIN_WIDTH, file=io.StringIO())
    with console.capture() as capture:
        console.print(_table(names, rows))
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _table(names: list[str], rows: list[tuple[Any, ...]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, name in enumerate(names):
        is_number = bool(rows) and all(isinstance(row[number], (int, float)) for row in rows)
        table.add_column(visible(name), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    return table


def _cell(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return visible(str(value))


def as_text(value: object) -> str:
    """A value that JSON has no form for."""
    return value.isoformat() if isinstance(value, datetime) else str(value)
