"""The SQL console: what somebody typed, asked of a locked reader within limits."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, Final

import duckdb

from dashboards.published import Reading, time_limit

SECONDS: Final = 15.0
"""After this a question is given up."""
MOST_ROWS: Final = 500
"""Rows that a page shows. A download has them all."""
MOST_CHARACTERS: Final = 20_000
"""Of a question; addresses that are much longer are refused by servers and browsers."""
BATCH_ROWS: Final = 10_000
"""Rows of a download that are in memory at a time."""


class QueryError(Exception):
    """The question cannot be answered; the message says why."""


@dataclass(frozen=True)
class Result:
    """The first rows of an answer.

    Attributes:
        names: names of the columns; two may be the same.
        types: their types.
        rows: at most `MOST_ROWS`.
        is_cut: whether there are more.
    """

    names: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    is_cut: bool


def run_query(reading: Reading, sql: str) -> Result:
    """Ask what somebody typed.

    Args:
        reading: the generation to ask.
        sql: one statement.
    Raises:
        QueryError: it is no statement that a reader may run, or it failed.
        QuestionTimeoutError: it took longer than `SECONDS`.
    """
    with time_limit(reading.con, SECONDS):
        result = _ask(reading.con, sql)
        try:
            rows = result.fetchmany(MOST_ROWS + 1)
        except duckdb.InterruptException:
            raise
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
    columns = result.description or []
    return Result(
        names=tuple(column[0] for column in columns),
        types=tuple(str(column[1]) for column in columns),
        rows=rows[:MOST_ROWS],
        is_cut=len(rows) > MOST_ROWS,
    )


def csv_file(reading: Reading, sql: str) -> IO[bytes]:
    """The whole answer as CSV, in an unnamed file that goes when it is closed.

    Raises:
        QueryError: it is no statement that a reader may run, or it failed.
        QuestionTimeoutError: it took longer than `SECONDS`.
    """

    def write(file: IO[bytes]) -> None:
        result = _ask(reading.con, sql)
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        writer = csv.writer(text)
        writer.writerow([column[0] for column in result.description or []])
        while rows := result.fetchmany(BATCH_ROWS):
            writer.writerows(rows)
        text.detach()

    return _filled(reading, write)


def parquet_file(reading: Reading, sql: str) -> IO[bytes]:
    """The whole answer as Parquet, in an unnamed file that goes when it is closed.

    Raises:
        QueryError: it is no statement that a reader may run, or it failed.
        QuestionTimeoutError: it took longer than `SECONDS`.
    """
    # Takes time and memory, and few people download Parquet.
    import pyarrow.parquet as pq

    def write(file: IO[bytes]) -> None:
        batches = _ask(reading.con, sql).to_arrow_reader(BATCH_ROWS)
        with pq.ParquetWriter(file, batches.schema) as writer:
            for batch in batches:
                writer.write_batch(batch)

    return _filled(reading, write)


def _filled(reading: Reading, write: Callable[[IO[bytes]], None]) -> IO[bytes]:
    """An unnamed file, written and wound back.

    The answer is whole before it is sent: a slow visitor keeps no question waiting, and what fails says why.
    """
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    try:
        with time_limit(reading.con, SECONDS):
            write(file)
    except BaseException as error:
        file.close()
        if isinstance(error, duckdb.Error):
            raise QueryError(str(error)) from error
        raise
    file.seek(0)
    return file


def _ask(con: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyConnection:
    """Run one statement, which must be all there is."""
    if len(sql) > MOST_CHARACTERS:
        raise QueryError(f"The question has more than {MOST_CHARACTERS} characters.")
    try:
        statements = con.extract_statements(sql)
        if len(statements) != 1:
            raise QueryError("Ask one statement at a time.")
        return con.execute(statements[0])
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
