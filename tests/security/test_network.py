"""The main job needs no network but its own loopback, asks nobody, and offers itself to nobody."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks.faults.comparison import compare
from benchmarks.faults.normal_form import read_tables
from tests.conftest import ROOT
from tests.security.conftest import IsolatedRun
from tests.security.isolated import Isolated, isolate
from warehouse.connect import published_file
from warehouse.home import Home


def python(code: str) -> Isolated:
    """Python code in a network of its own."""
    return isolate([sys.executable, "-c", code], ROOT, os.environ)


def test_the_main_job_passes_without_a_network(isolated_run: IsolatedRun) -> None:
    assert isolated_run.did.returncode == 0, isolated_run.did.output
    assert "Published as generation 1" in isolated_run.did.output


def test_its_result_is_that_of_any_other_run(isolated_run: IsolatedRun, sample_home: Path) -> None:
    expected, found = (read_tables(published_file(home)) for home in (Home(sample_home), isolated_run.home))
    assert len(expected["main.fact_article"]) > 30
    assert compare(expected, found) == []


def test_it_asks_nobody_outside(isolated_run: IsolatedRun) -> None:
    """Not one attempt: a connection that fails quietly is still a call that somebody may answer elsewhere."""
    assert isolated_run.did.unreachable_count == 0
    assert isolated_run.did.datagram_count == 0
    assert isolated_run.did.connection_count > 0, "it talks to Prefect's server, so something was counted"


def test_it_listens_on_loopback_only(isolated_run: IsolatedRun) -> None:
    assert isolated_run.did.listening, "the server was not seen"
    assert isolated_run.did.is_loopback_only, isolated_run.did.listening


@pytest.mark.parametrize(
    "call",
    [
        "socket.create_connection(('192.0.2.1', 80), 5)",
        "socket.create_connection(('2001:db8::1', 80), 5)",
        "socket.getaddrinfo('presswerk.invalid', 80)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "urllib.request.urlopen('http://192.0.2.1/', timeout=5)",
    ],
    ids=["IPv4", "IPv6", "name", "datagram", "http"],
)
def test_the_count_would_notice(call: str) -> None:
    did = python(f"import contextlib, socket, urllib.request\nwith contextlib.suppress(OSError):\n    {call}")
    assert did.returncode == 0, did.output
    # Where the system's own resolver listens on loopback, a question for a name is a datagram to it.
    assert did.unreachable_count + did.datagram_count > 0


@pytest.mark.parametrize(("address", "is_loopback"), [("0.0.0.0", False), ("127.0.0.1", True)])
def test_the_look_at_listeners_would_notice(address: str, is_loopback: bool) -> None:
    did = python(f"import socket, time; held = socket.create_server(('{address}', 0)); time.sleep(1)")
    assert did.listening == {address}
    assert did.is_loopback_only is is_loopback
