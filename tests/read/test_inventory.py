import os
import socket
from pathlib import Path

import polars as pl
import pytest

from transforms.read.inventory import Inventory, list_files
from transforms.read.rejection import REJECTED_SCHEMA
from transforms.read.source_uri import path_of, source_uri


def _names(inventory: Inventory) -> list[str]:
    return [Path(uri).name for uri in inventory.files["source_uri"]]


def _reasons(inventory: Inventory) -> dict[str, str]:
    return {
        Path(uri).name: reason
        for uri, reason in inventory.rejected.select("source_uri", "reason_code").iter_rows()
    }


def test_text_files_are_found_at_any_depth_in_order(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / "b" / "deep" / "2.txt").write_text("zwei")
    (tmp_path / "1.TXT").write_text("eins")
    (tmp_path / "a.txt").write_text("drei")

    inventory = list_files([tmp_path])

    assert inventory.files["source_uri"].to_list() == [
        str(tmp_path / "1.TXT"),
        str(tmp_path / "a.txt"),
        str(tmp_path / "b" / "deep" / "2.txt"),
    ]
    assert inventory.files["byte_size"].to_list() == [4, 4, 4]
    assert inventory.files["modified_ns"][1] == (tmp_path / "a.txt").stat().st_mtime_ns
    assert inventory.rejected.is_empty()


def test_other_suffixes_are_counted_not_rejected(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>")
    (tmp_path / "notes.md").write_text("#")
    (tmp_path / "page.txt").write_text("Text")

    inventory = list_files([tmp_path, tmp_path / "notes.md"])

    assert _names(inventory) == ["page.txt"]
    assert inventory.skipped_count == 2, "a file named twice is still one file"
    assert inventory.rejected.is_empty()


def test_overlapping_paths_list_a_file_once(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "page.txt").write_text("Text")
    (tmp_path / "link").symlink_to(folder)

    inventory = list_files([folder, tmp_path, folder / "page.txt", tmp_path / "link" / "page.txt"])

    assert inventory.files["source_uri"].to_list() == [str(folder / "page.txt")]


def test_the_same_files_are_named_the_same_however_they_were_reached(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "page.txt").write_text("Text")
    (tmp_path / "link").symlink_to(folder)

    through_link = list_files([tmp_path / "link"])
    directly = list_files([folder])

    assert through_link.files.equals(directly.files)


def test_hard_links_are_two_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text")
    (tmp_path / "b.txt").hardlink_to(tmp_path / "a.txt")

    assert _names(list_files([tmp_path])) == ["a.txt", "b.txt"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "page.txt").write_text("Text")
    (tmp_path / "inner" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")

    inventory = list_files([tmp_path])

    assert _names(inventory) == ["page.txt"]
    assert _reasons(inventory) == {"self.txt": "broken_link"}


def test_what_is_named_like_text_but_cannot_be_read_is_rejected(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "device.txt").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(tmp_path)  # the address of a socket is limited to 108 bytes, tmp_path alone may be longer
        try:
            listener.bind("socket.txt")
        finally:
            os.chdir(here)
        inventory = list_files([tmp_path])

    assert _reasons(inventory) == {
        "pipe.txt": "not_a_file",
        "gone.txt": "broken_link",
        "null": "not_a_file",
        "socket.txt": "not_a_file",
    }
    assert inventory.skipped_count == 2
    assert inventory.rejected.schema == pl.Schema(REJECTED_SCHEMA)
    assert inventory.rejected["stage_code"].unique().to_list() == ["read"]
    pipe = inventory.rejected.filter(pl.col("source_uri").str.ends_with("pipe.txt"))
    assert "named pipe" in pipe["detail"][0], "the detail says what was found"


def test_a_file_that_is_named_directly_is_treated_like_one_that_was_found(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "page.txt").write_text("Text")

    inventory = list_files([tmp_path / "pipe.txt", tmp_path / "page.txt"])

    assert _reasons(inventory) == {"pipe.txt": "not_a_file"}
    assert _names(inventory) == ["page.txt"]


def test_a_given_path_that_cannot_be_followed_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")

    inventory = list_files([tmp_path / "circle"])

    assert _reasons(inventory) == {"circle": "unreadable"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every directory")
def test_a_directory_that_cannot_be_listed_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    (tmp_path / "page.txt").write_text("Text")

    inventory = list_files([tmp_path])

    assert _names(inventory) == ["page.txt"]
    assert _reasons(inventory) == {"closed": "unreadable"}


def test_a_directory_whose_listing_fails_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "page.txt").write_text("Text")
    scandir = os.scandir

    def refuse(directory: str) -> object:
        if directory.endswith("closed"):
            raise PermissionError(13, "Permission denied", directory)
        return scandir(directory)

    monkeypatch.setattr(os, "scandir", refuse)
    inventory = list_files([tmp_path])

    assert _names(inventory) == ["page.txt"], "the rest is still read"
    assert _reasons(inventory) == {"closed": "unreadable"}
    assert "Permission denied" in inventory.rejected["detail"][0]


def test_a_path_that_does_not_exist_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"check the spelling.*missing"):
        list_files([tmp_path / "missing"])


def test_a_given_link_that_leads_nowhere_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "current").symlink_to(tmp_path / "missing")

    with pytest.raises(FileNotFoundError, match="current"):
        list_files([tmp_path / "current"])


def test_file_names_that_are_not_text_can_be_stored_and_opened(tmp_path: Path) -> None:
    raw_name = os.fsencode(tmp_path) + b"/Stra\xdfe 100%.txt"
    Path(os.fsdecode(raw_name)).write_bytes(b"Text")

    uri = list_files([tmp_path]).files["source_uri"][0]

    assert uri.startswith("file:///")
    assert uri.endswith("Stra%DFe%20100%25.txt")
    assert os.fsencode(path_of(uri)) == raw_name
    assert Path(path_of(uri)).read_bytes() == b"Text"


def test_readable_file_names_stand_for_themselves() -> None:
    for path in ("/daten/Straße 100%.txt", "/daten/file:%20.txt", "/daten/zeile\n.txt"):
        assert source_uri(path) == path
        assert path_of(path) == path


def test_no_paths_give_no_files() -> None:
    assert list_files([]).files.is_empty()
