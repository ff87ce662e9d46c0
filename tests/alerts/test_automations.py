"""Automations on a real Prefect server: they are there once, and their messages arrive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from flows.alerts.automations import BLOCK_PREFIX, NAME_PREFIX, apply, plan
from flows.command import app
from tests.alerts.conftest import GIVE_UP_SECONDS, SECRET, Receiver

SOON = timedelta(seconds=12)
"""The server takes no less than 10 seconds for what is to be missing."""
FLOW_RUNS = """
import sys, time
from contextlib import suppress
from pathlib import Path
from prefect import flow
from prefect.runtime import flow_run
from flows.alerts.prefect_events import emit

class GateStoppedError(RuntimeError):
    pass

@flow(name="presswerk")
def main_job(ending):
    if ending == "published":
        emit(Path("/srv/archiv"), "published", "3 articles more")
    if ending == "stopped":
        emit(Path("/srv/archiv"), "stopped", "publication stopped", "- Nothing vanishes")
        raise GateStoppedError("Nothing was published.")
    if ending == "failed":
        raise ValueError("no such line model")
    if ending == "killed":
        print(flow_run.id, flush=True)
        time.sleep(600)

for ending in sys.argv[1:]:
    with suppress(RuntimeError, ValueError):
        main_job(ending)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A Prefect server of its own, which looks for what is missing every second instead of every five."""
    from flows.prefect_server import temporary_server, wait_until_ready

    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("PREFECT_API_URL", raising=False)
        home = tmp_path_factory.mktemp("prefect")
        environment.setenv("PREFECT_HOME", str(home))
        environment.setenv("PREFECT_SERVER_EVENTS_PROACTIVE_GRANULARITY", "PT1S")
        with temporary_server(home):
            from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

            # Prefect has read the environment long ago where other tests ran flows before.
            ways_in = {name: os.environ[name.name] for name in (PREFECT_API_URL, PREFECT_API_AUTH_STRING)}
            with temporary_settings(ways_in):
                wait_until_ready()
                yield


@pytest.fixture(scope="module")
def applied(server: None) -> Iterator[Receiver]:
    receiver = Receiver()
    apply([SecretStr(receiver.url)], SOON, SOON)
    yield receiver
    receiver.close()


def test_applied_again_they_are_there_once(applied: Receiver) -> None:
    from prefect.client.orchestration import get_client

    before = apply([SecretStr(applied.url)] * 2, SOON, SOON)
    after = apply([SecretStr(applied.url)], SOON, SOON)
    again = apply([SecretStr(applied.url)], SOON, SOON)
    assert "created" not in {outcome for _, outcome in [*before, *after]}
    assert {outcome for _, outcome in again} == {"unchanged"}
    with get_client(sync_client=True) as client:
        names = [automation.name for automation in client.read_automations()]
        blocks = [document.name for document in client.read_block_documents()]
    assert sorted(names) == sorted(automation.name for automation in plan([], SOON))
    assert blocks == [f"{BLOCK_PREFIX}1"]


def test_their_messages_arrive(applied: Receiver) -> None:
    """One run is killed; one fails, one is stopped by a gate, one publishes and has no successor."""
    call = [sys.executable, "-c", FLOW_RUNS]
    killed = subprocess.Popen([*call, "killed"], stdout=subprocess.PIPE, text=True)
    others = subprocess.Popen([*call, "failed", "stopped", "published"])
    assert killed.stdout is not None
    _wait_for_heartbeat(killed.stdout.readline().strip())
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert others.wait(GIVE_UP_SECONDS) == 0
    applied.wait_for(lambda: len(applied.received) >= 4)

    by_title = {message["title"]: message["message"] for message in applied.received}
    (failed,) = (title for title in by_title if title.endswith("is Failed"))
    (crashed,) = (title for title in by_title if title.endswith("is Crashed"))
    assert "no such line model" in by_title[failed]
    assert "its process or machine is gone" in by_title[crashed]
    assert "Nothing vanishes" in by_title["archiv: publication stopped"]
    assert "/srv/archiv" in by_title["archiv: no run has ended well for 0.00333 hours"]
    assert len(applied.received) == 4, "a stop at a gate is told once, not as a failure too"


def _wait_for_heartbeat(flow_run_id: str) -> None:
    """Wait until the server knows that a flow run is alive; it beats when it begins."""
    from prefect.client.orchestration import get_client

    heartbeat = {
        "event": {"name": ["prefect.flow-run.heartbeat"]},
        "resource": {"id": [f"prefect.flow-run.{flow_run_id}"]},
    }
    end = time.monotonic() + GIVE_UP_SECONDS
    with get_client(sync_client=True) as client:
        while not client.request("POST", "/events/filter", json={"filter": heartbeat}).json()["events"]:
            assert time.monotonic() < end, "no heartbeat"
            time.sleep(0.1)


def test_the_command_needs_a_server_and_a_target(
    monkeypatch: pytest.MonkeyPatch, server: None, tmp_path: Path
) -> None:
    call = ["alerts", "automations", "--apply", "--home", str(tmp_path)]
    without_target = CliRunner().invoke(app, call)
    assert without_target.exit_code == 2
    assert "PRESSWERK_NOTIFY" in without_target.output
    monkeypatch.setenv("PRESSWERK_NOTIFY", f"json://127.0.0.1/{SECRET}")
    monkeypatch.delenv("PREFECT_API_URL")
    without_server = CliRunner().invoke(app, call)
    assert without_server.exit_code == 2
    assert "PREFECT_API_URL" in without_server.output


def test_the_command_shows_what_it_would_do(tmp_path: Path) -> None:
    shown = CliRunner().invoke(app, ["alerts", "automations", "--home", str(tmp_path)])
    assert shown.exit_code == 0
    assert shown.output.count(NAME_PREFIX) == len(plan([], SOON))
    assert "Nothing was changed" in shown.output
    assert list(tmp_path.iterdir()) == []
