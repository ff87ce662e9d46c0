"""When files that arrive want a run."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import polars as pl
import pytest

from flows.serving.watch import Arrivals, watch
from transforms.read.inventory import FILES_SCHEMA
from transforms.read.source_uri import source_uri

NONE = pl.DataFrame(schema=FILES_SCHEMA)


def listing(**sizes: int) -> pl.DataFrame:
    """Files by name, with their sizes in bytes."""
    rows = [(f"/inbox/{name}.txt", size, 1_000 + size) for name, size in sizes.items()]
    return pl.DataFrame(rows, schema=FILES_SCHEMA, orient="row")


def due_at(arrivals: Arrivals, *looks: tuple[float, pl.DataFrame]) -> list[float]:
    return [now for now, files in looks if arrivals.is_due(files, now)]


def test_a_run_is_due_when_a_new_file_has_stayed_the_same_for_the_quiet_period() -> None:
    looks = [(now, listing(a=5)) for now in (0.0, 4.0, 9.0, 10.0, 14.0, 60.0)]

    assert due_at(Arrivals(NONE, quiet=10), *looks) == [10.0]


def test_no_run_is_due_while_a_file_is_growing() -> None:
    growing = [(float(now), listing(a=now)) for now in range(1, 30)]

    assert due_at(Arrivals(NONE, quiet=10), *growing) == []
    assert due_at(Arrivals(NONE, quiet=10), *growing, (38.0, listing(a=29)), (39.0, listing(a=29))) == [39.0]


def test_one_run_is_due_for_all_files_of_one_arrival() -> None:
    looks = [
        (0.0, listing(a=1)),
        (5.0, listing(a=1, b=2)),
        (10.0, listing(a=1, b=2)),
        (15.0, listing(a=1, b=2)),
    ]

    assert due_at(Arrivals(NONE, quiet=10), *looks, (99.0, listing(a=1, b=2))) == [15.0]


def test_a_file_that_never_stops_growing_does_not_hold_up_the_others_for_ever() -> None:
    growing = [(float(now), listing(log=now, a=1)) for now in range(0, 200, 5)]

    assert due_at(Arrivals(NONE, quiet=10, patience=60), *growing) == [60.0, 125.0, 190.0]


def test_files_that_are_known_or_vanish_want_no_run() -> None:
    known = listing(a=1, b=2)

    assert due_at(Arrivals(known, quiet=0), (0.0, known), (1.0, listing(a=1)), (2.0, NONE)) == []


def test_a_known_file_that_was_written_again_wants_a_run() -> None:
    assert due_at(Arrivals(listing(a=1), quiet=0), (0.0, listing(a=1)), (1.0, listing(a=2))) == [1.0]


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at once and often."""
    monkeypatch.setattr("flows.serving.watch.POLL_SECONDS", 0.01)
    monkeypatch.setattr("flows.serving.watch.QUIET_SECONDS", 0.0)
    monkeypatch.setattr("flows.serving.watch.REST_FACTOR", 0.0)


def orders(folder: Path, *, has_work: bool, count: int, refusals: int = 0) -> list[int]:
    """Watch until so many runs were ordered; for each, how many had been refused before."""
    stop = threading.Event()
    asked: list[int] = []

    def order() -> bool:
        asked.append(len(asked))
        if len(asked) == count + refusals:
            stop.set()
        return len(asked) > refusals

    watch(folder, has_work, order, stop)
    return asked


@pytest.mark.usefixtures("patience")
def test_what_arrived_while_nothing_was_served_is_run_for_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "seite.txt").write_text("Ein Satz.")

    assert orders(tmp_path, has_work=True, count=1) == [0]


@pytest.mark.usefixtures("patience")
def test_an_order_that_fails_is_given_again(tmp_path: Path) -> None:
    (tmp_path / "seite.txt").write_text("Ein Satz.")

    assert orders(tmp_path, has_work=True, count=1, refusals=2) == [0, 1, 2]


@pytest.mark.usefixtures("patience")
def test_pipes_devices_and_links_in_circles_neither_hold_up_the_watch_nor_count_as_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Opening a pipe that nobody writes to would wait for ever.
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "seite.txt").write_text("Ein Satz.")
    seen: set[str] = set()
    is_due = Arrivals.is_due

    def remember(self: Arrivals, files: pl.DataFrame, now: float) -> bool:
        seen.update(files["source_uri"])
        return is_due(self, files, now)

    monkeypatch.setattr(Arrivals, "is_due", remember)

    assert orders(tmp_path, has_work=True, count=1) == [0]
    assert seen == {source_uri(str(tmp_path / "seite.txt"))}


@pytest.mark.usefixtures("patience")
def test_a_folder_that_goes_away_is_watched_again_when_it_is_back(tmp_path: Path) -> None:
    folder = tmp_path / "network"
    stop = threading.Event()

    def come_back() -> None:
        folder.mkdir()
        (folder / "seite.txt").write_text("Ein Satz.")

    threading.Timer(0.3, come_back).start()

    def order() -> bool:
        stop.set()
        return True

    watch(folder, True, order, stop)

    assert stop.is_set()
