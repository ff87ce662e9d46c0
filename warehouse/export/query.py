"""The answer to any query as CSV, row by row as it comes."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, time
from typing import BinaryIO

import duckdb

ROWS_AT_A_TIME = 1000


def export_query(con: duckdb.DuckDBPyConnection, query: str, stream: BinaryIO) -> int:
    """Write the answer to one SQL statement as CSV with a header: UTF-8, commas, quotes as RFC 4180 has them.

    NULL is an empty field, as an empty text is. Times are ISO 8601 in UTC, lists and structures JSON, binary
    values hexadecimal.

    Args:
        con: connection of a reader, for the statement is whatever somebody typed.
        query: the statement.
        stream: where to write.
    Returns:
        Rows written, without the header.
    Raises:
        duckdb.Error: the statement fails.
    """
    con.execute(query)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([column[0] for column in con.description or []])
        count = 0
        while rows := con.fetchmany(ROWS_AT_A_TIME):
            writer.writerows([_cell(value) for value in row] for row in rows)
            count += len(rows)
        return count
    finally:
        text.detach()


def _cell(value: object) -> object:
    """A value as CSV holds it."""
    match value:
        case bool():
            return str(value).lower()
        case datetime():
            return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
        case date() | time():
            return value.isoformat()
        case bytes():
            return value.hex()
        case list() | dict() | tuple():
            return json.dumps(value, ensure_ascii=False, default=_cell)
    return value
