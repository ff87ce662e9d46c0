"""The lasting Prefect server of a session of trials; it can be killed and started again."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from flows.prefect_server import QUIET

START_SECONDS: Final = 180.0
"""A server with a new database needs ten seconds on an idle machine, and several times that on a busy one."""


class LastingServer:
    """A Prefect server on a port of its own, which ends with this process at the latest."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        """Choose port and database; nothing is started yet.

        Args:
            folder: where the server keeps its database and its log.
            environment: environment of its process.
        """
        self._folder = folder
        self._environment = {
            **QUIET,
            **environment,
            "PREFECT_HOME": str(folder),
            "PREFECT_UI_ENABLED": "0",
            # It serves runs, and need not look for schedules or late runs.
            "PREFECT__SERVER_EPHEMERAL": "1",
        }
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def api(self) -> dict[str, str]:
        """Environment variables that lead to it."""
        return {"PREFECT_API_URL": f"http://127.0.0.1:{self._port}/api"}

    def start(self) -> None:
        """Start it, on the port and the database it has had before, and wait until it answers.

        Raises:
            RuntimeError: it does not answer.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "flows.server_process", str(self._port)],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._answers():
                return
            time.sleep(0.1)
        raise RuntimeError(f"The Prefect server did not start; its log is {self._folder / 'server.log'}.")

    def kill(self) -> None:
        """End it with SIGKILL, as a crash would."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.api["PREFECT_API_URL"] + "/health", timeout=5):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
