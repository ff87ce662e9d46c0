"""A run of `presswerk run` as a process group of its own, and the ways to end it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

from benchmarks.faults.warm import WarmChild

PATIENCE_SECONDS: Final = 300.0
"""After this time a run counts as hanging. One takes 5 to 15 seconds; a busy machine takes several times as
long, and Prefect's client tries for a minute or two to reach a server that is gone."""
LAST_BREATH_SECONDS: Final = 30.0
"""Time that the children of a killed run get to notice it."""

Victim = Literal["run", "group", "annotator"]


class HangingRunError(RuntimeError):
    """A run did not end in time."""


class RunProcess:
    """One run of the command."""

    def __init__(self, process: subprocess.Popen[bytes] | WarmChild, log: Path) -> None:
        """Take a process that has just been started as the leader of a session of its own.

        Args:
            process: the run's own process.
            log: file of what it says.
        """
        self.log = log
        self._process = process
        self.started = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self.started

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def kill(self, victim: Victim) -> bool:
        """Kill with SIGKILL: the run's own process, all processes of the group, or one that annotates.

        Returns:
            Whether there was something to kill.
        """
        if victim == "annotator":
            found = list(self._annotators())
            if found:
                with suppress(ProcessLookupError):
                    os.kill(found[0], signal.SIGKILL)
            return bool(found)
        if not self.is_running:
            return False
        with suppress(ProcessLookupError):
            if victim == "group":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        return True

    def wait(self, seconds: float = PATIENCE_SECONDS) -> int:
        """Wait for its end.

        Returns:
            The exit code; negative where a signal ended it.

        Raises:
            HangingRunError: it did not end in time, and was killed.
        """
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill("group")
            self._process.wait()
            raise HangingRunError(f"still running after {seconds:.0f} s:\n{self.said()}") from None

    def said(self) -> str:
        """What it has said so far; only the end of it where that is long."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-6_000:]

    def outlived_by(self) -> list[int]:
        """Processes of its session that are still there some time after its end; there should be none."""
        deadline = time.monotonic() + LAST_BREATH_SECONDS
        while (left := list(_session(self._process.pid))) and time.monotonic() < deadline:
            time.sleep(0.1)
        return left

    def _annotators(self) -> Iterator[int]:
        for process in _session(self._process.pid):
            with suppress(OSError):
                if b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes():
                    yield process


def start_cold(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path
) -> subprocess.Popen[bytes]:
    """Start a run of the command in a session of its own, so that all its processes can be found and killed.

    Args:
        arguments: what follows ``presswerk``.
        folder: working folder.
        environment: the environment.
        log: file for what it says.
    """
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "flows.command", *arguments],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _session(leader: int) -> Iterator[int]:
    """Living processes of a session."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                status = (entry / "stat").read_text(encoding="ascii", errors="replace")
                # pid (name) state ppid group session …; the name may hold blanks and brackets.
                state, _, _, session = status.rsplit(")", 1)[1].split()[:4]
                if int(session) == leader and state != "Z":
                    yield int(entry.name)
