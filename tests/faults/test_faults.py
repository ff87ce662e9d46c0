"""Runs that are killed, starved and lied to: real processes, real signals, a disk that is really full.

A few trials of each kind; ``python -m benchmarks.faults`` makes hundreds.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest

from benchmarks.faults.disk import CannotMountError, fill_once, small_disk, used_bytes
from benchmarks.faults.findings import Findings
from benchmarks.faults.history import make_history
from benchmarks.faults.inputs import harm_inputs
from benchmarks.faults.kill import KillPlan
from benchmarks.faults.readers import Readers
from benchmarks.faults.soundness import fingerprint
from benchmarks.faults.stages import START
from benchmarks.faults.trial import Trial
from benchmarks.faults.workshop import Workshop
from benchmarks.faults.writers import race
from flows.exit_code import ExitCode
from warehouse.connect import published_file
from warehouse.home import Home

STEP = 1
"""Files come, change, go and are mended, and earlier pages are read again."""


@pytest.fixture(scope="module")
def workshop(prefect_api: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Two steps of a history, with what undisturbed runs make of them."""
    root = tmp_path_factory.mktemp("faults")
    api = {name: value for name, value in os.environ.items() if name.startswith("PREFECT_API_")}
    workshop = Workshop(root, make_history(seed=1), api, {"pipeline": "blank"})
    workshop.lay_ground(STEP)
    yield workshop
    workshop.close()


@pytest.fixture
def found(workshop: Workshop) -> Iterator[Findings]:
    """Findings of one test, with a reader who asks throughout."""
    found = Findings("test")
    workshop.restore(STEP - 1)
    workshop.arrange(STEP)
    workshop.readers = Readers(workshop.home, 1)
    yield found
    seen = workshop.readers.stop()
    workshop.readers = None
    assert seen.faults == []
    assert seen.looks > 0


def test_what_killed_runs_leave_becomes_the_warehouse_of_an_undisturbed_run(
    workshop: Workshop, found: Findings
) -> None:
    """Killed when lines are told apart, and again while rows are loaded; then two runs start at once."""
    trial = Trial(workshop, STEP, STEP - 1, found, "test", fingerprint(workshop.home))
    assert trial.kill(KillPlan("run", "lines", 0.0))
    assert trial.kill(KillPlan("group", "load", 0.0))
    assert START not in found.stages, "the runs were killed before they did anything"
    codes = race([workshop.start(), workshop.start()], found, "test", allowed={ExitCode.DONE, ExitCode.BUSY})
    assert ExitCode.DONE in codes
    trial.look("after the race")
    assert trial.has_published
    assert found.violations == []


def test_a_full_disk_leaves_the_old_warehouse_and_the_next_run_makes_it_good(
    workshop: Workshop, found: Findings
) -> None:
    try:
        with small_disk(workshop.home) as disk:
            workshop.restore(STEP - 1)
            # Room for the copy that a run begins with, and for little more.
            room = published_file(Home(workshop.home)).stat().st_size * 5 // 4
            fill_once(workshop, disk, STEP, used_bytes(disk) + room, found)
    except CannotMountError as error:
        pytest.skip(str(error))
    assert found.kills == 1, "there was room enough: the test tests nothing"
    assert found.violations == []


def test_files_that_vanish_and_change_while_they_are_read_are_loaded_in_the_end(
    workshop: Workshop, found: Findings
) -> None:
    harm_inputs(workshop, STEP, 1, random.Random(1), found)
    assert found.kills > 10, "the storm did nothing"
    assert found.violations == []
