"""One writer at a time, in one process and across processes."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import ROOT
from warehouse.home import Home
from warehouse.lock import WriterBusyError, writer_lock

HOLD = """
import sys
from pathlib import Path
from warehouse.home import Home
from warehouse.lock import writer_lock
with writer_lock(Home(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def holder(home: Home) -> subprocess.Popen[str]:
    """Another process that holds the lock until its standard input closes."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home.root)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_the_holder_may_enter_again(home: Home) -> None:
    with writer_lock(home), writer_lock(home):
        pass
    with writer_lock(home):
        pass


def test_another_thread_of_the_process_is_another_writer(home: Home) -> None:
    refused: list[bool] = []

    def enter() -> None:
        try:
            with writer_lock(home):
                refused.append(False)
        except WriterBusyError:
            refused.append(True)

    with writer_lock(home):
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
    assert refused == [True]


def test_who_does_not_wait_is_told_who_is_writing(home: Home) -> None:
    with holder(home) as process, pytest.raises(WriterBusyError, match=rf"process {process.pid}"):
        try:
            with writer_lock(home):
                pass
        finally:
            process.communicate()


def test_who_waits_gets_the_lock_when_it_is_free(home: Home) -> None:
    with holder(home) as process:
        timer = threading.Timer(0.5, process.communicate)
        timer.start()
        with writer_lock(home, wait_seconds=60):
            assert process.poll() is not None
        timer.join()


def test_a_killed_holder_leaves_nothing_behind(home: Home) -> None:
    with holder(home) as process:
        process.kill()
        process.communicate()
    with writer_lock(home):
        pass
