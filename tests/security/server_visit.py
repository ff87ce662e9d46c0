"""What a web page of somebody else's can do to a Prefect server of this project.

Started as ``python -m tests.security.server_visit NAME FOLDER``, in a process of its own: Prefect reads once
where its server is.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from contextlib import AbstractContextManager
from pathlib import Path

from flows.prefect_server import temporary_server, wait_until_ready
from flows.serving.environment import prepare_serving
from flows.serving.server import serving_server

PAGE = "http://boulevard.example"
"""Where the page comes from."""
READ, CHANGE, ASK = "GET", "POST", "OPTIONS"
"""What it tries: to read, to change, and to be told that it may."""
PATHS = {READ: "/admin/version", CHANGE: "/flow_runs/filter", ASK: "/flow_runs/filter"}


def visit() -> dict[str, tuple[int, list[str]]]:
    """Status of the answer to each try, and the origins that it is said to be for."""
    wait_until_ready()
    return {method: _ask(method, path) for method, path in PATHS.items()}


def _ask(method: str, path: str) -> tuple[int, list[str]]:
    headers = {"content-type": "application/json", "origin": PAGE, "access-control-request-method": CHANGE}
    request = urllib.request.Request(
        os.environ["PREFECT_API_URL"] + path, b"{}" if method == CHANGE else None, headers, method=method
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            status, told = answer.status, answer.headers
    except urllib.error.HTTPError as error:
        status, told = error.code, error.headers
    return status, told.get_all("access-control-allow-origin") or []


def _server(name: str, home: Path) -> AbstractContextManager[object]:
    if name == "temporary":
        return temporary_server(home)
    prepare_serving(home)
    return serving_server(home, None)


if __name__ == "__main__":
    with _server(sys.argv[1], Path(sys.argv[2])):
        print(json.dumps(visit()))  # noqa: T201 - the test reads it
