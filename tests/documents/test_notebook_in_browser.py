"""The notebook as `marimo run` shows it, on a machine from which nothing leads out."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from tests.conftest import ROOT
from tests.documents.watched import watched

START_SECONDS = 60


@pytest.fixture
def notebook(sample_home: Path, tmp_path: Path) -> Iterator[str]:
    """Address of the notebook on the sample, while it is served."""
    copy = Path(shutil.copy(ROOT / "examples" / "first_look.py", tmp_path))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["run", "--headless", "--no-token", "--host", "127.0.0.1", "--port", str(port), str(copy)]
    server = subprocess.Popen(
        [sys.executable, "-m", "marimo", *command],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PRESSWERK_HOME": str(sample_home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urlopen(address).close()
        except (URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"marimo serves nothing at {address}")


def test_tables_and_chart_are_shown_without_a_network(browser: Browser, notebook: str) -> None:
    with watched(browser, "light") as (page, wrong):
        page.goto(notebook)
        page.get_by_role("heading", name="Articles by month, as a chart").wait_for()
        page.locator(".vega-embed").locator("svg.marks, canvas.marks").first.wait_for()
        assert page.get_by_text("Henrike Sandvoss").first.is_visible()
    assert wrong == []
