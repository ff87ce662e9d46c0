"""A full disk is met before a build begins, or leaves the published warehouse as it was."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.published import NOW, build_one, publish_one, topics
from warehouse.connect import connect_reader, published_file
from warehouse.generation import current_generation, generation_file, known_numbers
from warehouse.home import Home
from warehouse.publishing import build
from warehouse.publishing.build import start_build
from warehouse.publishing.copying import copy_bytes, share_blocks
from warehouse.publishing.publish import publish_build
from warehouse.publishing.space import NoSpaceError, check_space, free_bytes, no_space_error

DISK_BYTES = 40_000_000
"""A small disk: an empty warehouse takes 7 MB, so several generations fit."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Home]:
    """A home on a disk of its own that is nearly full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "presswerk-test", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("a small disk of its own can only be mounted by root, where mounting is allowed")
    try:
        yield Home(disk / "home")
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def start(home: Home, *, growth: int = 0, keep_free: int = 0) -> duckdb.DuckDBPyConnection:
    return start_build(
        home,
        home.build / "presswerk.duckdb",
        code_version="test",
        now=NOW,
        memory_limit="256MB",
        threads=1,
        growth_bytes=growth,
        keep_free_bytes=keep_free,
    )


def fill(home: Home, *, leave: int) -> Path:
    filler = home.root.parent / "filler"
    with filler.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, free_bytes(home.root) - leave)
    return filler


def test_the_error_says_what_is_needed_what_is_there_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoSpaceError) as caught:
        check_space(tmp_path / "not" / "there" / "yet", 10**18, 2_000_000)
    message = str(caught.value)
    assert str(tmp_path) in message
    assert "1,000,000,000,000.0 MB" in message
    assert "2.0 MB free" in message
    assert "presswerk generations" in message


def test_a_build_that_does_not_fit_is_not_begun(home: Home) -> None:
    publish_one(home, "Energie")
    for needs in ({"growth": 10**18}, {"keep_free": 10**18}):
        with pytest.raises(NoSpaceError):
            start(home, **needs)
        assert list(home.build.iterdir()) == []
    assert current_generation(home) == 1


def test_the_copy_counts_where_blocks_cannot_be_shared(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_one(home, "Energie")
    size = published_file(home).stat().st_size
    needs: list[int] = []
    monkeypatch.setattr(build, "check_space", lambda folder, needed, keep: needs.append(needed))
    monkeypatch.setattr(build, "share_blocks", lambda source, target: False)
    start(home, growth=5).close()
    assert needs == [size + 5]


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        duckdb.IOException('Could not write file "x": No space left on device'),
    ],
    ids=["system", "quota", "duckdb"],
)
def test_a_full_disk_is_told_whoever_met_it(tmp_path: Path, error: Exception) -> None:
    wrapped = RuntimeError("a stage failed")
    wrapped.__cause__ = error
    for met in (error, wrapped):
        found = no_space_error(met, tmp_path)
        assert isinstance(found, NoSpaceError)
        assert "ran full" in str(found)


def test_other_errors_are_left_alone(tmp_path: Path) -> None:
    assert no_space_error(OSError(errno.EACCES, "Permission denied"), tmp_path) is None
    assert no_space_error(ValueError("no such thing"), tmp_path) is None


def test_a_copy_is_whole_whether_or_not_blocks_can_be_shared(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(300_000))
    copy_bytes(source, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == source.read_bytes()
    if share_blocks(source, tmp_path / "clone"):
        assert (tmp_path / "clone").read_bytes() == source.read_bytes()
    else:
        assert not (tmp_path / "clone").exists()


def test_a_copy_is_whole_where_the_kernel_does_not_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "copy_file_range", refuse)
    source = tmp_path / "source"
    source.write_bytes(os.urandom(300_000))
    copy_bytes(source, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == source.read_bytes()


def test_a_copy_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        copy_bytes(source, target)
    with pytest.raises(FileExistsError):
        share_blocks(source, target)
    assert target.read_bytes() == b"old"


def test_a_disk_that_is_too_full_is_noticed_before_the_copy(small_disk: Home) -> None:
    publish_one(small_disk, "Energie")
    fill(small_disk, leave=1_000_000)
    with pytest.raises(NoSpaceError, match="No room on the disk"):
        start(small_disk)
    assert not (small_disk.build / "presswerk.duckdb").exists()


def test_a_disk_that_runs_full_during_the_copy_leaves_no_half_copy(
    small_disk: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else may write meanwhile, so the check before cannot promise anything."""
    publish_one(small_disk, "Energie")
    fill(small_disk, leave=1_000_000)
    monkeypatch.setattr(build, "check_space", lambda *_: None)
    with pytest.raises(NoSpaceError, match="ran full"):
        start(small_disk)
    assert not (small_disk.build / "presswerk.duckdb").exists()
    with connect_reader(small_disk) as con:
        assert topics(con) == ["unbekannt", "Energie"]


def test_a_disk_that_runs_full_during_the_load_leaves_the_old_warehouse(small_disk: Home) -> None:
    publish_one(small_disk, "Energie")
    con = start(small_disk)
    filler = fill(small_disk, leave=1_000_000)
    with pytest.raises(duckdb.Error) as caught, con:
        con.execute("INSERT INTO main.dim_topic SELECT range + 10, md5(range::VARCHAR) FROM range(2000000)")
        con.execute("CHECKPOINT")
    assert isinstance(no_space_error(caught.value, small_disk.root), NoSpaceError)
    with connect_reader(small_disk) as reader:
        assert topics(reader) == ["unbekannt", "Energie"]
    filler.unlink()
    assert publish_one(small_disk, "Verkehr") == 2
    with connect_reader(small_disk) as reader:
        assert topics(reader) == ["unbekannt", "Energie", "Verkehr"]


def test_a_disk_that_is_full_when_it_comes_to_publishing_leaves_the_old_warehouse(small_disk: Home) -> None:
    publish_one(small_disk, "Energie")
    file = build_one(small_disk, "Verkehr", number=2, run_key=7)
    filler = fill(small_disk, leave=0)
    with pytest.raises(OSError, match="No space left") as caught:
        publish_build(small_disk, file, 2)
    assert isinstance(no_space_error(caught.value, small_disk.root), NoSpaceError)
    with connect_reader(small_disk) as reader:
        assert topics(reader) == ["unbekannt", "Energie"]
    filler.unlink()
    publish_build(small_disk, file, 2)
    assert known_numbers(small_disk) == [1, 2]
    assert generation_file(small_disk, 2) == published_file(small_disk)
