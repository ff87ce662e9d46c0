"""Real receivers of messages, and settings that name them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

SECRET = "streng-geheimes-token"
"""Stands in the path of every target, and must be seen nowhere but there."""
GIVE_UP_SECONDS = 90.0


class Receiver:
    """A web server that keeps what is posted to it.

    Attributes:
        received: the messages, as JSON objects.
        paths: the paths they were posted to.
        answer: status it answers with.
    """

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.answer = 200
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Its Apprise URL."""
        return f"json://127.0.0.1:{self._server.server_port}/{SECRET}"

    @property
    def titles(self) -> list[str]:
        return [message["title"] for message in self.received]

    def wait_for(self, holds: Callable[[], bool]) -> None:
        """Wait until a condition on what was received holds."""
        end = time.monotonic() + GIVE_UP_SECONDS
        while not holds():
            assert time.monotonic() < end, f"waited in vain; received: {self.received}"
            time.sleep(0.05)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.paths.append(self.path)
                receiver.received.append(json.loads(body))
                self.send_response(receiver.answer)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Be quiet."""

        return Handler


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()
