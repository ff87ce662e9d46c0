"""The published generation as the dashboard reads it: followed as new ones come, asked within limits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import duckdb

from dashboards.questions import Answer, parameters_of, question, runnable
from warehouse.connect import ReaderLimits, connect_file, published_file
from warehouse.generation import current_generation
from warehouse.home import Home

PAGE_SECONDS: Final = 20.0
"""After this a question of a page is given up. Pages are built to take less than one."""
LIMITS: Final = ReaderLimits(memory_limit="192MB", threads=2)
"""What questions may take together. The rest of the process takes some 400 MB: modules, the charts, and what
DuckDB takes beside its limit."""
AT_ONCE: Final = 2
"""Pages that ask at the same time; more wait, since each question takes memory and both processors."""


class QuestionTimeoutError(Exception):
    """A question took too long and was given up."""


@dataclass
class _Opened:
    """One generation, open for as long as somebody reads it."""

    number: int
    con: duckdb.DuckDBPyConnection
    reader_count: int = 0
    is_retired: bool = False


@dataclass
class Published:
    """The published generation of a home.

    Attributes:
        home: the home.
    """

    home: Home
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _places: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(AT_ONCE))
    _opened: _Opened | None = None

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """The generation that is current now; it stays the same until the end of the block.

        Raises:
            NoWarehouseError: nothing has been published yet.
            GenerationError: the pointer is missing or names a file that is gone.
            duckdb.Error: the file cannot be opened.
        """
        with self._places:
            opened = self._take()
            try:
                with opened.con.cursor() as con:
                    yield Reading(opened.number, con)
            finally:
                self._give_back(opened)

    def close(self) -> None:
        """Close the generation that is open, once nobody reads it."""
        with self._lock:
            self._retire()

    def _take(self) -> _Opened:
        with self._lock:
            while True:
                number = current_generation(self.home)
                if self._opened is None or self._opened.number != number:
                    self._retire()
                    file = published_file(self.home)
                    try:
                        self._opened = _Opened(number, connect_file(file, LIMITS))
                    except duckdb.IOException:
                        # Retired between the look at the pointer and the opening: it names another one now.
                        if file.exists():
                            raise
                        continue
                self._opened.reader_count += 1
                return self._opened

    def _give_back(self, opened: _Opened) -> None:
        with self._lock:
            opened.reader_count -= 1
            if opened.is_retired and not opened.reader_count:
                opened.con.close()

    def _retire(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.is_retired = True
            if not opened.reader_count:
                opened.con.close()


@dataclass(frozen=True)
class Reading:
    """One look at one generation.

    Attributes:
        generation: its number.
        con: a locked connection to it, of this look alone.
    """

    generation: int
    con: duckdb.DuckDBPyConnection

    def ask(self, name: str, **parameters: object) -> Answer:
        """Ask one of the dashboard's questions.

        Args:
            name: the question, see `dashboards.questions`.
            parameters: values for its parameters; those that it does not have are left out.
        Raises:
            QuestionTimeoutError: it took longer than `PAGE_SECONDS`.
        """
        sql = question(name)
        bound = {key: parameters[key] for key in parameters_of(sql)}
        with time_limit(self.con, PAGE_SECONDS):
            result = self.con.execute(sql, bound)
            names = tuple(column[0] for column in result.description or [])
            rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        return Answer(runnable(sql, bound), names, rows)

    def one(self, name: str, **parameters: object) -> dict[str, Any]:
        """The single row that a question gives.

        Raises:
            LookupError: it gives none.
        """
        rows = self.ask(name, **parameters).rows
        if not rows:
            raise LookupError(name)
        return rows[0]


@contextmanager
def time_limit(con: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Give up what a connection does within the block when it takes too long.

    Raises:
        QuestionTimeoutError: it did.
    """
    has_ended = threading.Event()

    def give_up() -> None:
        has_ended.set()
        con.interrupt()

    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    except duckdb.InterruptException as error:
        if not has_ended.is_set():
            raise
        raise QuestionTimeoutError(f"Given up after {seconds:g} seconds.") from error
    finally:
        timer.cancel()
