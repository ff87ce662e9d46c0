"""One session of trials: the server, the places, the readers, and what all scenarios are told."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults.findings import Findings
from benchmarks.faults.history import make_history
from benchmarks.faults.readers import Readers
from benchmarks.faults.server import LastingServer
from benchmarks.faults.workshop import Workshop
from benchmarks.processes import clean_environment


@dataclass
class Session:
    """What scenarios share.

    Attributes:
        root: folder for everything.
        seed: decides pages and kills.
        kills: how many kills the scenarios of kills are to have together.
        trials: how many trials each of the others is to have.
        readers: how many readers there are throughout.
        server: the Prefect server.
    """

    root: Path
    seed: int
    kills: int
    trials: int
    readers: int
    server: LastingServer

    def rng(self, scenario: str) -> random.Random:
        """Chance for one scenario, independent of which others there are."""
        return random.Random(f"{self.seed} {scenario}")

    @contextmanager
    def workshop(self, name: str, settings: Mapping[str, str], found: Findings) -> Iterator[Workshop]:
        """A workshop of its own, with readers, whose findings are added when it closes."""
        workshop = Workshop(self.root / name, make_history(self.seed), self.server.api, settings)
        try:
            with self.reading(workshop, found):
                yield workshop
        finally:
            workshop.close()

    @contextmanager
    def reading(self, workshop: Workshop, found: Findings) -> Iterator[None]:
        """Have readers ask throughout."""
        if not self.readers:
            yield
            return
        workshop.readers = Readers(workshop.home, self.readers)
        try:
            yield
        finally:
            seen = workshop.readers.stop()
            workshop.readers = None
            found.blame("readers", seen.faults)
            found.notes.append(f"readers looked {seen.looks} times, {len(seen.faults)} faults")


@contextmanager
def lasting_server(root: Path) -> Iterator[LastingServer]:
    """A Prefect server for the length of the block."""
    server = LastingServer(root / "server", clean_environment(own_server=True))
    server.start()
    try:
        yield server
    finally:
        server.kill()
