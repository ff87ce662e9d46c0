"""The `presswerk` command as a process of its own: runs with peak memory and log lines, and the dashboard."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import duckdb

ROOT: Final = Path(__file__).resolve().parents[1]
POLL_SECONDS: Final = 0.05
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


class RunFailedError(RuntimeError):
    """The measured command failed, so there is nothing to report."""


@dataclass
class FinishedRun:
    """One finished run of the command.

    Attributes:
        seconds: wall-clock time from start to exit.
        peak_bytes: peak resident memory of its process.
        server_peak_bytes: the same of Prefect's temporary server, 0 where there was none.
        annotator_peak_bytes: the same of the largest process that annotated, 0 where there was none.
        log: its log lines with the seconds since its start at which they came.
    """

    seconds: float = 0.0
    peak_bytes: int = 0
    server_peak_bytes: int = 0
    annotator_peak_bytes: int = 0
    log: list[tuple[float, str]] = field(default_factory=list)


_SERVER = frozenset({"PREFECT_API_URL", "PREFECT_API_AUTH_STRING"})
"""Where a Prefect server is, and how to get in."""


def clean_environment(*, own_server: bool = False) -> dict[str, str]:
    """The environment without settings of Presswerk and Prefect, so that the defaults are measured.

    Args:
        own_server: whether a run is to start a temporary Prefect server even where PREFECT_API_URL names one.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PRESSWERK_", "PREFECT_")) or (name in _SERVER and not own_server)
    }
    return {**kept, "PYTHONPATH": str(ROOT)}


@contextmanager
def served_dashboard(home: Path) -> Iterator[tuple[str, int]]:
    """The dashboard as `presswerk dashboard` starts it, on a free port; gives its address and process id."""
    command = [sys.executable, "-m", "flows.command", "dashboard", "--home", str(home), "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            address = next(word for word in line.split() if word.startswith("http://"))
            yield address.rstrip("/"), process.pid
        finally:
            process.terminate()
            process.wait(20)


def run_command(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> FinishedRun:
    """Run a Python module to its end.

    Args:
        arguments: what follows ``python -m``.
        folder: working folder.
        environment: the environment.
    Raises:
        RunFailedError: it did not end with 0; the message is its log.
    """
    found = FinishedRun()
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        watch = threading.Thread(target=_watch_memory, args=(process, found))
        watch.start()
        assert process.stderr is not None
        for line in process.stderr:
            found.log.append((time.perf_counter() - start, line.rstrip()))
        code = process.wait()
        found.seconds = time.perf_counter() - start
        watch.join()
    if code:
        lines = "\n".join(line for _, line in found.log)
        raise RunFailedError(f"{' '.join(arguments)} ended with {code}:\n{lines}")
    return found


def _watch_memory(process: subprocess.Popen[str], found: FinishedRun) -> None:
    """Note the peaks of the process and of its children, as the kernel keeps them, until it ends."""
    while process.poll() is None:
        found.peak_bytes = max(found.peak_bytes, _peak(process.pid))
        for child in _children(process.pid):
            if _is_server(child):
                found.server_peak_bytes = max(found.server_peak_bytes, _peak(child))
            else:
                found.annotator_peak_bytes = max(found.annotator_peak_bytes, _peak(child))
        time.sleep(POLL_SECONDS)


def _peak(pid: int) -> int:
    try:
        match = _PEAK.search(Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace"))
    except OSError:
        return 0
    return int(match.group(1)) * 1024 if match else 0


def _is_server(pid: int) -> bool:
    try:
        return b"server_process" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _children(pid: int) -> Iterator[int]:
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            yield from map(int, file.read_text(encoding="ascii").split())
        except OSError:
            continue


def published(home: Path, query: str) -> list[tuple[object, ...]]:
    """Ask the published warehouse of a home."""
    with duckdb.connect(str(home / "warehouse" / "presswerk.duckdb"), read_only=True) as con:
        return con.execute(query).fetchall()
