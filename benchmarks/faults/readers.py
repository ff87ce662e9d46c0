"""Readers in processes of their own, who ask the published warehouse all the while."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event, Lock
from pathlib import Path
from typing import Final

from benchmarks.faults.soundness import quick_faults
from warehouse.connect import NoWarehouseError, connect_reader
from warehouse.home import Home

PAUSE_SECONDS: Final = 1.0
"""Between two looks of one reader, so that readers leave the processors to the runs."""
HOLD_SECONDS: Final = 0.2
"""How long a reader keeps its connection before it asks the same again."""
PATIENCE_SECONDS: Final = 60.0
"""Time for a reader to finish its look and report."""


@dataclass
class Seen:
    """What readers saw.

    Attributes:
        looks: times a reader opened the warehouse and asked.
        generations: generations they saw.
        faults: what was wrong, one line each.
    """

    looks: int = 0
    generations: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


class Readers:
    """Some readers of one home."""

    def __init__(self, home: Path, count: int) -> None:
        """Start them; they wait for the first publication."""
        context = multiprocessing.get_context("spawn")
        self._stop = context.Event()
        self._turns = [context.Lock() for _ in range(count)]
        self._ends: list[Connection] = []
        self._processes = []
        for turn in self._turns:
            mine, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_read, args=(home, self._stop, turn, theirs), daemon=True)
            process.start()
            theirs.close()
            self._ends.append(mine)
            self._processes.append(process)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Have no reader look while the home is being replaced by the harness itself."""
        for turn in self._turns:
            turn.acquire()
        try:
            yield
        finally:
            for turn in self._turns:
                turn.release()

    def stop(self) -> Seen:
        """End them; what they saw together."""
        self._stop.set()
        together = Seen()
        for end, process in zip(self._ends, self._processes, strict=True):
            if end.poll(PATIENCE_SECONDS):
                try:
                    seen: Seen = end.recv()
                except EOFError:
                    seen = Seen(faults=[f"a reader ended with exit code {process.exitcode}"])
            else:
                seen = Seen(faults=["a reader hangs"])
                process.kill()
            process.join()
            together.looks += seen.looks
            together.generations |= seen.generations
            together.faults += seen.faults
        return together


def _read(home: Path, stop: Event, turn: Lock, report: Connection) -> None:
    seen = Seen()
    while not stop.is_set():
        with turn:
            try:
                _look(Home(home), seen)
            except NoWarehouseError:
                pass  # nothing has been published yet
            except Exception as error:
                # Whatever a reader meets is a finding.
                seen.faults.append(f"a reader met {type(error).__name__}: {error}")
        time.sleep(PAUSE_SECONDS)
    report.send(seen)


def _look(home: Home, seen: Seen) -> None:
    """Ask twice over one connection: a reader keeps the generation it has opened."""
    latest = "SELECT max(generation_number) FROM ops.publication"
    with connect_reader(home) as con:
        before = con.execute(latest).fetchall()
        faults = quick_faults(con)
        time.sleep(HOLD_SECONDS)
        faults += quick_faults(con)
        if con.execute(latest).fetchall() != before:
            faults.append("the generation changed under an open connection")
    seen.looks += 1
    seen.generations.add(int(before[0][0]))
    seen.faults += faults
