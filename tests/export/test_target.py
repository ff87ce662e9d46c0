"""An export is there when it is whole, and takes the place of nothing that is not one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.export.conftest import export_all
from tests.flows.test_command import presswerk
from warehouse.connect import connect_reader
from warehouse.export.manifest import MANIFEST_NAME, is_export
from warehouse.export.target import ExportError, new_file, new_folder
from warehouse.home import Home

SLOW_EXPORT = """
import sys
from pathlib import Path
from warehouse.connect import connect_reader
from warehouse.export.layout import chosen_tables
from warehouse.export.parquet import export_parquet
from warehouse.home import Home

with connect_reader(Home(Path(sys.argv[1]))) as con:
    export_parquet(
        con, Path("warehouse"), Path(sys.argv[2]), chosen_tables([]), overwrite=True, exporter_version="1",
        keys_per_slice=1,
    )
"""
"""One question for each day of the calendar, which keeps it busy for minutes."""
DISK_BYTES = 1_000_000
"""A disk that the export of the sample, 1.1 MB, does not fit on."""


def killed_in_the_middle(home: Path, folder: Path) -> None:
    """Export in a process that is killed once it has written something."""
    process = subprocess.Popen([sys.executable, "-c", SLOW_EXPORT, str(home), str(folder)], cwd=ROOT)
    partial = folder.with_name(f".{folder.name}.partial")
    try:
        while not list(partial.rglob("*.parquet")):
            assert process.poll() is None, "it ended before it could be killed"
            time.sleep(0.01)
    finally:
        process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert partial.is_dir()
    assert not list(partial.rglob(MANIFEST_NAME))


def test_a_killed_export_leaves_nothing_that_looks_finished(sample_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    killed_in_the_middle(sample_home, folder)
    assert not folder.exists()
    with connect_reader(Home(sample_home)) as con:
        export_all(con, folder)
    assert is_export(folder)
    assert [place.name for place in tmp_path.iterdir()] == ["export"]


def test_a_killed_export_leaves_the_one_it_was_to_replace(sample_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    with connect_reader(Home(sample_home)) as con:
        export_all(con, folder)
    before = {file: file.read_bytes() for file in folder.rglob("*.*")}
    killed_in_the_middle(sample_home, folder)
    assert {file: file.read_bytes() for file in folder.rglob("*.*")} == before


def test_a_kill_between_the_two_renames_of_a_replacement_loses_nothing(tmp_path: Path) -> None:
    folder, replaced = tmp_path / "export", tmp_path / ".export.replaced"
    replaced.mkdir()
    (replaced / "old").touch()
    with (
        pytest.raises(ExportError, match="holds something else"),
        new_folder(folder, overwrite=False, is_export=lambda _: False),
    ):
        pytest.fail("it was begun")
    assert (folder / "old").exists()
    assert not replaced.exists()


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, overwrite: bool) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    (mine / MANIFEST_NAME).write_text('{"name": "a web app"}')
    with (
        pytest.raises(ExportError, match="is left alone"),
        new_folder(mine, overwrite=overwrite, is_export=is_export),
    ):
        pytest.fail("it was begun")
    assert sorted(file.name for file in mine.iterdir()) == [MANIFEST_NAME, "thesis.txt"]
    assert [place.name for place in tmp_path.iterdir()] == ["mine"]


def test_notes_beside_an_export_are_not_replaced(sample_export: Path, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    shutil.copytree(sample_export, folder)
    assert is_export(folder)
    (folder / "main" / "notes.txt").touch()
    assert not is_export(folder)


def test_a_link_in_the_place_of_what_is_begun_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "file").write_text("mine")
    (tmp_path / ".file.partial").symlink_to(tmp_path / "elsewhere")
    with (
        pytest.raises(ExportError, match="Nothing can be written"),
        new_file(tmp_path / "file", overwrite=True),
    ):
        pytest.fail("it was begun")
    assert (tmp_path / "elsewhere" / "file").read_text() == "mine"


def test_a_folder_called_like_what_is_begun_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".file.partial").mkdir()
    (tmp_path / ".file.partial" / "thesis.txt").write_text("years of work")
    with pytest.raises(ExportError, match="Move it away"), new_file(tmp_path / "file", overwrite=True):
        pytest.fail("it was begun")
    assert (tmp_path / ".file.partial" / "thesis.txt").exists()


def test_an_export_is_replaced_on_demand_only(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    for name in ("first", "second"):
        with new_folder(folder, overwrite=name == "second", is_export=lambda _: True) as partial:
            (partial / name).touch()
    assert [file.name for file in folder.iterdir()] == ["second"]
    with (
        pytest.raises(ExportError, match="--overwrite"),
        new_folder(folder, overwrite=False, is_export=lambda _: True),
    ):
        pytest.fail("it was begun")
    assert [place.name for place in tmp_path.iterdir()] == ["export"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    with new_folder(tmp_path / "export", overwrite=False, is_export=lambda _: False) as partial:
        (partial / "a").touch()
    assert (tmp_path / "export" / "a").exists()


def test_folders_and_files_do_not_take_each_others_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with (
        pytest.raises(ExportError, match="is a file"),
        new_folder(tmp_path / "file", overwrite=True, is_export=lambda _: True),
    ):
        pytest.fail("it was begun")
    with pytest.raises(ExportError, match="is a folder"), new_file(tmp_path / "folder", overwrite=True):
        pytest.fail("it was begun")


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "new" / "file"
    with pytest.raises(ZeroDivisionError), new_file(file, overwrite=False) as partial:
        partial.write_text("half")
        raise ZeroDivisionError
    assert list(file.parent.iterdir()) == []
    with new_file(file, overwrite=False) as partial:
        partial.write_text("whole")
        assert not file.exists()
    with pytest.raises(ExportError, match="--overwrite"), new_file(file, overwrite=False):
        pytest.fail("it was begun")
    with new_file(file, overwrite=True) as partial:
        partial.write_text("newer")
        assert file.read_text() == "whole"
    assert file.read_text() == "newer"


def test_two_exports_to_one_place_do_not_mix(tmp_path: Path) -> None:
    with new_file(tmp_path / "file", overwrite=False) as partial:
        with (
            pytest.raises(ExportError, match="Another export is writing"),
            new_file(tmp_path / "file", overwrite=False),
        ):
            pytest.fail("it was begun")
        partial.write_text("first")
    assert (tmp_path / "file").read_text() == "first"


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(ExportError, match="Nothing can be written beside"),
        new_file(tmp_path / "file" / "below", overwrite=False),
    ):
        pytest.fail("it was begun")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "presswerk-test", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("a small disk of its own can only be mounted by root, where mounting is allowed")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_full_disk_has_its_exit_code_and_leaves_nothing(sample_home: Path, small_disk: Path) -> None:
    done = presswerk("export", small_disk / "export", "--home", sample_home)
    assert done.returncode == 5, done.stderr
    assert "ran full during the export" in done.stderr
    assert list(small_disk.iterdir()) == []
