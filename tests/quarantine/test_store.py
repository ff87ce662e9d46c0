"""Rejected contents are kept once, whole, and as long as anything refers to them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.quarantine.retention import GRACE_SECONDS, sweep_kept
from flows.quarantine.store import keep_bytes, keep_file, kept_file, sweep
from tests.conftest import RunJob
from tests.flows.test_main_job import query, write_page
from tests.quarantine.conftest import Quarantine
from warehouse.home import Home

LONG_AGO = 1_000_000_000.0


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "home").mkdir()
    return Home(tmp_path / "home")


def make_old(home: Home) -> None:
    for file in (home.root / "quarantine").glob("*/*"):
        os.utime(file, (LONG_AGO, LONG_AGO))


def test_the_same_bytes_are_kept_once(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "bild.txt"
    file.write_bytes(b"\x00" * 3_000_000)
    assert keep_file(home, file, 3_000_000, file.stat().st_mtime_ns) == keep_bytes(home, file.read_bytes())
    assert len(list((home.root / "quarantine").glob("*/*"))) == 1


@pytest.mark.parametrize("change", ["longer", "rewritten", "gone", "a pipe"])
def test_a_file_that_is_no_longer_what_was_rejected_is_not_kept(
    home: Home, tmp_path: Path, change: str
) -> None:
    file = tmp_path / "bild.txt"
    file.write_bytes(b"\x00\x01")
    os.utime(file, (LONG_AGO, LONG_AGO))
    modified = file.stat().st_mtime_ns
    match change:
        case "longer":
            file.write_bytes(b"\x00\x01\x02")
            os.utime(file, (LONG_AGO, LONG_AGO))
        case "rewritten":
            file.write_bytes(b"\x02\x03")
        case "gone":
            file.unlink()
        case "a pipe":
            file.unlink()
            os.mkfifo(file)
    assert keep_file(home, file, 2, modified) is None
    assert list((home.root / "quarantine").glob("*/*")) == []


def test_only_what_is_old_and_unused_is_swept_away(home: Home) -> None:
    used, unused = keep_bytes(home, b"used"), keep_bytes(home, b"unused")
    make_old(home)
    fresh = keep_bytes(home, b"fresh")
    assert sweep(home, [used], before=LONG_AGO + GRACE_SECONDS) == 1
    assert [kept_file(home, uri).exists() for uri in (used, unused, fresh)] == [True, False, True]


def test_content_kept_anew_counts_as_fresh(home: Home) -> None:
    """A row that is about to refer to it is not published yet."""
    uri = keep_bytes(home, b"same")
    make_old(home)
    assert keep_bytes(home, b"same") == uri
    assert sweep(home, [], before=LONG_AGO + GRACE_SECONDS) == 0


def test_content_stays_while_any_generation_on_disk_has_it_open(
    run_job: RunJob, quarantine: Quarantine, tmp_path: Path
) -> None:
    """After a rollback to the older generation it can be put through again."""
    folder, home = tmp_path / "pages", tmp_path / "home"
    folder.mkdir()
    write_page(folder, 0)
    (folder / "bild.txt").write_bytes(b"%PDF-1.4 \x00\x01")
    run_job([folder], home)
    ((uri,),) = query(home, "SELECT payload_uri FROM raw.quarantine")
    make_old(Home(home))
    quarantine(home, "discard", "--reason", "binary", "--note", "ein Foto")
    assert sweep_kept(Home(home)) == 0
    assert kept_file(Home(home), uri).exists(), "generation 1 has it open"
    quarantine(home, "discard", "--reason", "binary", "--undo", PRESSWERK_KEEP_GENERATIONS="1")
    assert kept_file(Home(home), uri).exists(), "it is open again"
    quarantine(
        home, "discard", "--reason", "binary", "--note", "doch ein Foto", PRESSWERK_KEEP_GENERATIONS="1"
    )
    assert not kept_file(Home(home), uri).exists()
