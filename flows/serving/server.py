"""The Prefect server of one machine: started by `presswerk serve`, restarted where it dies."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.logs import LOG
from flows.prefect_server import START_TIMEOUT_SECONDS, ServerStartError
from flows.serving.environment import LASTING_SERVER

USUAL_PORT = 4200
"""The port Prefect's own documentation names."""
STOP_TIMEOUT_SECONDS = 10.0
"""Time the server gets to write down what it still holds; an idle one takes about a second."""
RESTART_PAUSE_SECONDS = 2.0
"""Between two starts of a server that dies at once, so that it does not keep the machine busy."""


class OwnServer:
    """A Prefect server on loopback, with its UI and a database of its own, for as long as it is wanted.

    It reads its standard input and ends with it, so it never outlives the process that started it, even
    one that was killed.
    """

    def __init__(self, home: Path, port: int) -> None:
        """Choose folder and port.

        Args:
            home: Prefect's folder, where database and log lie.
            port: port on 127.0.0.1; it stays the same over restarts.
        """
        self._home = home
        self.port = port
        self.process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0

    @property
    def address(self) -> str:
        """Where a browser finds the UI."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log_file(self) -> Path:
        """Log of the server."""
        return self._home / "server.log"

    def start(self) -> None:
        """Start the server; `wait_until_ready` waits for its answer."""
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", "flows.server_process", str(self.port)],
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._started_at = time.monotonic()

    def revive(self) -> bool:
        """Start the server again if it has died.

        Returns:
            Whether it had.
        """
        if self.process is not None and self.process.poll() is None:
            return False
        if self.process is not None:
            LOG.warning(
                "The Prefect server ended (%s); starting it again. Its log: %s",
                self.process.returncode,
                self.log_file,
            )
            time.sleep(max(0.0, self._started_at + RESTART_PAUSE_SECONDS - time.monotonic()))
        self.start()
        return True

    def stop(self) -> None:
        """End the server, and let it finish its writing."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()

    def _environment(self) -> dict[str, str]:
        return {
            **LASTING_SERVER,
            **os.environ,
            # A file of its own: temporary servers of single runs use Prefect's usual one at the same time.
            "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{self._home / 'serve.db'}",
            "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(self._home / "ui"),
            "PREFECT_SERVER_UI_API_URL": f"{self.address}/api",
            # Any page in a browser on this machine reaches the port; its scripts shall not read the answers.
            "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": self.address,
            "PREFECT_LOGGING_TO_API_ENABLED": "false",
        }


@contextmanager
def serving_server(home: Path, port: int | None) -> Iterator[OwnServer | None]:
    """Have a Prefect API that lasts as long as the block.

    Args:
        home: Prefect's folder.
        port: port of an own server; none takes the one of before, else 4200, else any free one.
    Yields:
        The server that was started; None where PREFECT_API_URL names one.
    Raises:
        ServerStartError: the port is taken.
    """
    if os.environ.get("PREFECT_API_URL"):
        yield None
        return
    server = OwnServer(home, _choose_port(home, port))
    os.environ["PREFECT_API_URL"] = f"{server.address}/api"
    try:
        server.start()
        yield server
    finally:
        server.stop()
        del os.environ["PREFECT_API_URL"]


def wait_until_ready(is_given_up: Callable[[], bool], log_file: Path | None) -> None:
    """Wait until the Prefect API answers.

    Args:
        is_given_up: whether to stop waiting.
        log_file: the server's log, where it is our own.
    Raises:
        ServerStartError: it did not answer in time.
    """
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline and not is_given_up():
        if is_ready():
            return
        time.sleep(0.1)
    where = f" Its log is {log_file}." if log_file else ""
    raise ServerStartError(f"No Prefect server answers at {os.environ['PREFECT_API_URL']}.{where}")


def is_ready() -> bool:
    """Whether the Prefect API answers."""
    url = os.environ["PREFECT_API_URL"].rstrip("/") + "/health"
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - the configured API, nothing else
            return True
    except urllib.error.HTTPError as error:
        # A server with a password answers, if only that.
        return error.code in (401, 403)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _choose_port(home: Path, wanted: int | None) -> int:
    """A port that is free now; remembered, so that a restart is found where the server was before."""
    file = home / "serve-port"
    remembered = file.read_text(encoding="ascii").strip() if file.is_file() else ""
    candidates = [wanted] if wanted else [int(remembered or USUAL_PORT), USUAL_PORT, 0]
    for candidate in candidates:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            port: int = probe.getsockname()[1]
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(f"{port}\n", encoding="ascii")
        return port
    raise ServerStartError(f"Port {wanted} of 127.0.0.1 is taken. Name another one with --port.")
