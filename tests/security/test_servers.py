"""Prefect's server, for one run or a lasting one: for this machine, and for nobody's web page."""

from __future__ import annotations

import json
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.security.isolated import Isolated, isolate
from tests.security.server_visit import ASK, CHANGE, PAGE, READ

SERVERS = ("temporary", "lasting")
BOTH = """
import subprocess, sys
from pathlib import Path
root = Path(sys.argv[1])
visits = []
for name in sys.argv[2:]:
    command = [sys.executable, "-m", "tests.security.server_visit", name, root / name]
    visits.append(subprocess.Popen(command, stdout=(root / f"{name}.json").open("w")))
sys.exit(max(visit.wait() for visit in visits))
"""
"""A process for each server: Prefect reads once where its server is."""


@dataclass(frozen=True)
class Servers:
    """Both servers at once, in a network of their own.

    Attributes:
        did: what they did to the network.
        folder: Prefect's folder of each, and what came of a visit to it, by name.
    """

    did: Isolated
    folder: Path

    def visit(self, name: str) -> dict[str, tuple[int, list[str]]]:
        """What a web page was answered: status and allowed origins by method."""
        found = json.loads((self.folder / f"{name}.json").read_text())
        return {method: (status, origins) for method, (status, origins) in found.items()}


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Servers:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    folder = tmp_path_factory.mktemp("servers")
    did = isolate([sys.executable, "-c", BOTH, folder, *SERVERS], ROOT, clean)
    assert did.returncode == 0, did.output
    return Servers(did, folder)


def test_they_listen_on_loopback_only(servers: Servers) -> None:
    assert servers.did.listening, "no server was seen"
    assert servers.did.is_loopback_only


def test_they_ask_nobody_outside(servers: Servers) -> None:
    """Prefect counts its users and looks for updates, unless told not to."""
    assert servers.did.unreachable_count == 0
    assert servers.did.datagram_count == 0


@pytest.mark.parametrize("name", SERVERS)
def test_a_web_page_cannot_change_anything(name: str, servers: Servers) -> None:
    """By default Prefect lets any page that the operator's browser shows start runs on loopback."""
    visit = servers.visit(name)
    assert visit[CHANGE][0] in {401, 403}
    assert visit[ASK][0] in {400, 401}


@pytest.mark.parametrize("name", SERVERS)
def test_a_web_page_cannot_read_anything(name: str, servers: Servers) -> None:
    """A browser hands an answer on only to pages from the origins that the answer names."""
    origins = {origin for _, named in servers.visit(name).values() for origin in named}
    assert not {"*", PAGE} & origins


def test_the_server_of_one_run_answers_that_run_alone(servers: Servers) -> None:
    """It has a password for as long as the run lasts; a lasting one has whatever the operator sets."""
    assert servers.visit("temporary")[READ][0] == 401
    assert servers.visit("lasting")[READ][0] == 200


@pytest.mark.parametrize("name", SERVERS)
def test_its_folder_is_the_owner_s(name: str, servers: Servers) -> None:
    """Prefect keeps blocks with passwords there, and the key to them beside them."""
    assert stat.S_IMODE((servers.folder / name).stat().st_mode) == 0o700
