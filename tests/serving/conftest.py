"""Real servers, real served processes, and the API as anyone sees it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest

from benchmarks.prefect_api import ask
from flows.serving.server import OwnServer
from tests.conftest import ROOT, SAMPLE

T = TypeVar("T")

PATIENCE_SECONDS = 300.0
"""When to give up waiting for something that takes some ten seconds on an idle machine."""
PAGES = sorted((SAMPLE / "brueckenbote").glob("*.txt"))


def wait_for(what: str, find: Callable[[], T | None]) -> T:
    """Ask again and again until there is an answer."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if found := find():
                return found
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"Waited {PATIENCE_SECONDS:.0f} s in vain for: {what}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Api:
    """The API of one Prefect server."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    def post(self, what: str, **body: Any) -> Any:
        return ask(self.url, what, **body)

    def get(self, what: str) -> Any:
        with urllib.request.urlopen(f"{self.url}/{what}", timeout=30) as answer:
            return json.load(answer)

    def is_ready(self) -> bool:
        return self.get("health") is True

    def runs(self, *types: str) -> list[dict[str, Any]]:
        """Runs in states of these types, all by default, by the time they are due."""
        only = {"flow_runs": {"state": {"type": {"any_": list(types)}}}} if types else {}
        found: list[dict[str, Any]] = self.post("flow_runs/filter", sort="EXPECTED_START_TIME_ASC", **only)
        return found

    def begun(self) -> list[dict[str, Any]]:
        return [run for run in self.runs("RUNNING", "COMPLETED", "FAILED", "CRASHED") if run["run_count"]]

    def overlaps(self) -> list[tuple[str, str]]:
        """Pairs of runs of which one began before the other had ended."""
        spans = sorted((run["start_time"], run["end_time"] or "9", run["name"]) for run in self.begun())
        return [(before[2], after[2]) for before, after in pairwise(spans) if after[0] < before[1]]


@dataclass
class ServedProcess:
    """One `presswerk serve`."""

    arguments: Sequence[str]
    port: int
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def api(self) -> Api:
        return Api(self.port)

    def start(self) -> None:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "PRESS"))
        }
        command = [sys.executable, "-m", "flows.command", "serve", *self.arguments, "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=ROOT, env={**kept, **self.environment}
            )

    def children(self) -> list[int]:
        """Process ids of its children, whichever of its threads started them."""
        assert self.process is not None
        threads = Path(f"/proc/{self.process.pid}/task").iterdir()
        return [int(child) for thread in threads for child in (thread / "children").read_text().split()]

    def child(self, command: str) -> int | None:
        """Process id of the child whose command line holds a word."""
        for child in self.children():
            if command.encode() in Path(f"/proc/{child}/cmdline").read_bytes():
                return child
        return None

    def stop(self) -> int:
        """End it as an operator does; its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """A lasting Prefect server, as `presswerk serve` starts it."""
    with pytest.MonkeyPatch.context() as environment:
        home = tmp_path_factory.mktemp("server")
        environment.setenv("PREFECT_HOME", str(home))
        environment.delenv("PREFECT_API_URL", raising=False)
        own = OwnServer(home, free_port())
        own.start()
    try:
        wait_for("the server", Api(own.port).is_ready)
        yield own
    finally:
        own.stop()
