"""Run the dashboard as a server on this machine."""

from __future__ import annotations

import socket
import threading
from typing import Final

import uvicorn

from dashboards.app import make_app
from dashboards.charts.drawing import draw
from warehouse.home import Home

LOOPBACK: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8050
_NAMES: Final = ["127.0.0.1", "localhost", "[::1]"]


class PortInUseError(OSError):
    """Something listens on the port already."""


def serve(home: Home, host: str, port: int, time_zone: str) -> None:
    """Serve the dashboard until it is told to end (Ctrl+C, SIGTERM).

    Args:
        home: the home whose published warehouse is shown.
        host: address to listen on; loopback unless somebody wants others to see it.
        port: port; 0 takes a free one.
        time_zone: in which times of runs are told.
    Raises:
        PortInUseError: the port is taken.
    """
    with listen(host, port) as listener:
        taken = listener.getsockname()[1]
        hosts = _NAMES if host in (LOOPBACK, "localhost", "::1") else ["*"]
        threading.Thread(target=_warm_up, daemon=True).start()
        print(f"Dashboard of {home.root}: http://{host}:{taken}/  (Ctrl+C ends it)", flush=True)  # noqa: T201
        app = make_app(home, hosts, time_zone)
        config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=2)
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections at once: who comes before the server is ready waits and is not refused.

    Args:
        host: address to listen on.
        port: port; 0 takes a free one.
    Raises:
        PortInUseError: the port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise PortInUseError(
            f"Cannot listen on {host}:{port}: {error.strerror}. Choose another port with --port."
        ) from error
    return listener


def _warm_up() -> None:
    """Have the chart engine started before the first page is asked for: it takes half a second."""
    draw({"data": {"values": [{"x": 1}]}, "mark": "bar", "encoding": {"x": {"field": "x"}}}, "de", "")
