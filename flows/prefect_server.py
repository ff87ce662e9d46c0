"""Prefect's temporary server, started early and stopped cleanly.

Prefect starts such a server by itself when a flow begins and no PREFECT_API_URL is set. Doing it here
gains two things: the server boots on the other core while this process still imports its libraries, and
its chatter goes to a log file instead of the user's terminal.
"""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

QUIET: Mapping[str, str] = {
    # No network call of its own, and no chatter.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SHOW_NO_UPDATE_BANNER": "true",
    # Great Expectations asks its own variable.
    "GX_ANALYTICS_ENABLED": "false",
}
"""Environment for Prefect and its server, where the user has not set it otherwise."""

START_TIMEOUT_SECONDS = 180.0
"""A server on a new Prefect home needs 10–20 s on an idle machine; a busy one needs several times that."""


class ServerStartError(RuntimeError):
    """The temporary server did not come up."""


STOP_TIMEOUT_SECONDS = 8.0
"""Time the server gets to write down what it still holds."""


@contextmanager
def temporary_server(prefect_home: Path) -> Iterator[bool]:
    """Have a Prefect API for the duration of the block.

    Does nothing where PREFECT_API_URL already names a server. Otherwise a server is started on a free
    loopback port; entering the block does not wait for it (see `wait_until_ready`).

    Args:
        prefect_home: Prefect's folder, unless PREFECT_HOME is set.
    Yields:
        Whether the server is a temporary one.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("PREFECT_HOME", str(prefect_home))
    if os.environ.get("PREFECT_API_URL"):
        yield False
        return
    home = Path(os.environ["PREFECT_HOME"])
    # Prefect keeps blocks there, and the key to them beside them.
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    # Other users of this machine reach the port too, and so does any page in a browser.
    password = f"presswerk:{secrets.token_urlsafe()}"
    where = {"PREFECT_API_URL": f"{address}/api", "PREFECT_API_AUTH_STRING": password}
    with (home / "temporary-server.log").open("wb") as log, _environment(where):
        process = _start(address, password, log.fileno())
        try:
            yield True
        finally:
            _stop(process)


def wait_until_ready() -> None:
    """Wait until the Prefect API answers.

    Raises:
        ServerStartError: it did not answer in time; says where the server's log is.
    """
    url = os.environ["PREFECT_API_URL"].rstrip("/") + "/health"
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - the configured API, nothing else
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise ServerStartError(
        f"No Prefect server answers at {url} after {START_TIMEOUT_SECONDS:.0f} s."
        f" Its log is {os.environ.get('PREFECT_HOME')}/temporary-server.log."
    )


@contextmanager
def without_heartbeat() -> Iterator[None]:
    """Run flows without heartbeats, which tell a lasting server of crashed runs.

    A temporary server ends with the run, and ending the heartbeat costs up to a second. The setting has
    no spelling for "none" in the environment.
    """
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Have some environment variables for the duration of the block."""
    before = {name: os.environ[name] for name in values if name in os.environ}
    os.environ.update(values)
    try:
        yield
    finally:
        for name in values:
            del os.environ[name]
        os.environ.update(before)


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(address: str, password: str, log: int) -> subprocess.Popen[bytes]:
    environment = {
        "PREFECT_UI_ENABLED": "0",
        "PREFECT__SERVER_EPHEMERAL": "1",
        "PREFECT_SERVER_API_AUTH_STRING": password,
        "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": address,
    }
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "flows.server_process", address.rpartition(":")[2]],
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin:
        process.stdin.close()
