"""`presswerk serve` from an operator's seat: a schedule, a dead server, a dead run, files that arrive."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.command import app
from flows.exit_code import ExitCode
from tests.conftest import ROOT
from tests.serving.conftest import PAGES, PATIENCE_SECONDS, ServedProcess, free_port, wait_for
from warehouse.connect import NoWarehouseError, connect_reader
from warehouse.home import Home

SECRET = "json://nobody:c0rrecthorse@127.0.0.1:9/"


class Place:
    """An inbox, a home, and what is served from one to the other."""

    def __init__(self, folder: Path) -> None:
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        self.home = folder / "home"
        self.log = folder / "serve.log"
        self.port = free_port()
        self.served: ServedProcess | None = None
        self.arrived: list[Path] = []

    def serve(self, *flags: str) -> ServedProcess:
        arguments = [*flags, "--home", str(self.home)]
        self.served = ServedProcess(arguments, self.port, self.log, {"PRESSWERK_NOTIFY": SECRET})
        self.served.start()
        return self.served

    def arrive(self) -> None:
        """The next page arrives."""
        page = PAGES[len(self.arrived)]
        self.arrived.append(page)
        shutil.copy(page, self.inbox)

    def loaded(self) -> set[str]:
        """Names of the pages in the warehouse."""
        try:
            with connect_reader(Home(self.home)) as con:
                found = con.execute("SELECT DISTINCT source_uri FROM raw.document").fetchall()
        except NoWarehouseError:
            return set()
        return {Path(uri).name for (uri,) in found}

    def has_all(self) -> bool:
        return self.loaded() == {page.name for page in self.arrived}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Tests go on where the one before has stopped, as an operator's day does."""
    made = Place(tmp_path_factory.mktemp("served"))
    yield made
    if made.served is not None and made.served.process is not None and made.served.process.poll() is None:
        made.served.process.kill()


def completed(served: ServedProcess) -> list[dict[str, Any]]:
    return served.api.runs("COMPLETED")


def test_the_schedule_fires_and_publishes(place: Place) -> None:
    place.arrive()
    served = place.serve(str(place.inbox), "--every", "20s", "--catch-up", "all")

    run = wait_for("a run of the schedule", lambda: completed(served))[0]

    assert place.has_all()
    assert run["parameters"]["settings"]["home"] == str(place.home)
    assert run["parameters"]["settings"]["paths"] == [str(place.inbox)]
    logged = served.api.post("logs/filter", logs={"flow_run_id": {"any_": [run["id"]]}})
    assert any("1 new" in line["message"] for line in logged)


def test_no_secret_of_the_environment_reaches_server_or_log(place: Place) -> None:
    files = [place.log, *(file for file in (place.home / "prefect").rglob("*") if file.is_file())]

    assert (place.home / "prefect" / "serve.db") in files
    assert [file for file in files if b"c0rrecthorse" in file.read_bytes()] == []


def test_everything_listens_on_loopback_alone(place: Place) -> None:
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = [row[1].split(":") for row in rows if row[3] == "0A"]
    addresses = {address for address, port in listening if int(port, 16) == place.port}

    # 127.0.0.1, as the kernel writes it.
    assert addresses == {"0100007F"}


def test_two_commands_cannot_serve_one_home(place: Place) -> None:
    command = [sys.executable, "-m", "flows.command", "serve", str(place.inbox), "--every", "1h"]
    second = subprocess.run(
        [*command, "--home", str(place.home)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )

    assert second.returncode == ExitCode.BUSY
    assert "served by another" in second.stderr


def test_a_killed_server_comes_back_and_the_schedule_with_it(place: Place) -> None:
    served = place.served
    assert served is not None
    server = served.child("flows.server_process")
    assert server is not None
    wait_for("a run at work", lambda: served.api.runs("RUNNING"))

    os.kill(server, signal.SIGKILL)
    place.arrive()

    wait_for("another server", lambda: served.child("flows.server_process") not in (None, server))
    wait_for("the page that arrived meanwhile", place.has_all)
    assert served.api.runs("FAILED", "CRASHED") == []


def test_a_killed_run_is_shown_as_crashed_and_the_next_one_takes_up_its_work(place: Place) -> None:
    served = place.served
    assert served is not None
    place.arrive()

    killed: set[str] = set()

    def crashed() -> list[dict[str, Any]]:
        """Kill the process of each run at work; one that had just ended shows no crash, so go on."""
        at_work = [run["id"] for run in served.api.runs("RUNNING") if run["id"] not in killed]
        child = served.child("spawn_main")
        if at_work and child is not None:
            os.kill(child, signal.SIGKILL)
            killed.add(at_work[0])
        return [run for run in served.api.runs("CRASHED") if run["id"] in killed]

    wait_for("the crash of a killed run to show", crashed)
    wait_for("the page of the killed run", place.has_all)


def test_runs_never_overlapped(place: Place) -> None:
    assert place.served is not None
    assert len(place.served.api.begun()) >= 3
    assert place.served.api.overlaps() == []


def test_told_to_end_it_ends_at_once_and_leaves_nothing_running(place: Place) -> None:
    served = place.served
    assert served is not None
    children = served.children()

    assert served.stop() == ExitCode.DONE
    # Python's keeper of semaphores sees that its process has ended, and follows.
    wait_for(
        "its processes to end", lambda: not any(Path(f"/proc/{child}/exe").exists() for child in children)
    )


def test_watching_works_off_what_arrived_meanwhile_and_what_arrives_then(place: Place) -> None:
    place.arrive()
    served = place.serve("--watch", str(place.inbox))
    wait_for("the page that arrived while nothing was served", place.has_all)

    before = len(completed(served))
    place.arrive()
    wait_for("the page that arrived later", place.has_all)
    wait_for("the run for it to end", lambda: len(completed(served)) > before)

    assert served.stop() == ExitCode.DONE


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ([], "one of --cron, --every and --watch"),
        (["--cron", "0 * * * *", "--every", "1h"], "one of --cron, --every and --watch"),
        (["--watch", "nowhere"], "no such folder"),
        (["--every", "soon"], "such as 15m"),
        (["nowhere", "--every", "1h"], "No such file or folder"),
        (["--every", "1h", "--time-zone", "Mars/Base"], "no such time zone"),
        (["--every", "1h", "--catch-up", "some"], "'all', 'latest', 'none'"),
    ],
    ids=["no trigger", "two triggers", "no folder", "interval", "no path", "zone", "catch-up"],
)
def test_wrong_usage_is_said_before_anything_is_served(
    flags: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    told = CliRunner().invoke(app, ["serve", *flags, "--home", str(tmp_path / "home")])

    assert told.exit_code == ExitCode.USAGE
    assert message in told.output
    assert not (tmp_path / "home").exists()
