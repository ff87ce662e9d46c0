"""`presswerk dashboard` as a server: whom it lets in, and when."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dashboards.serve import LOOPBACK, PortInUseError, listen
from tests.conftest import ROOT


def test_who_comes_before_the_server_is_ready_is_not_refused() -> None:
    """The address is printed before pages can be made, and a browser may be quick."""
    with listen(LOOPBACK, 0) as listener, socket.create_connection(listener.getsockname(), timeout=5):
        pass


def test_a_port_that_is_taken_is_told() -> None:
    with listen(LOOPBACK, 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(PortInUseError, match=f"{LOOPBACK}:{port}.*Choose another port with --port"):
            listen(LOOPBACK, port)


def test_the_command_says_so_too(tmp_path: Path) -> None:
    with listen(LOOPBACK, 0) as listener:
        port = listener.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "flows.command", "dashboard", "--home", tmp_path, "--port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert done.returncode == 2
    assert "Choose another port with --port" in done.stderr
    assert "Traceback" not in done.stderr
