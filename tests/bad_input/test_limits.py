"""Limits that keep memory bounded, and files that change or may not be read."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.bad_input.collection import PAGE
from transforms.clean.lines import split_lines
from transforms.clean.roles import assign
from transforms.clean.roles.line_model import WEIGHTS_PATH, LineModel
from transforms.read.inventory import list_files
from transforms.read.modified import LATEST_NS
from transforms.read.text_dump import MAX_LINES, MAX_PAYLOAD, TextDumps, read_text_dumps

NOBODY = 65_534
MOST_GROWN = 200_000


def read(folder: Path, max_bytes: int = 5_000_000) -> TextDumps:
    return read_text_dumps(list_files([folder]).files, max_bytes)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029"], ids=ascii)
def test_a_file_of_more_lines_than_a_page_has_goes_to_quarantine(tmp_path: Path, end: str) -> None:
    (tmp_path / "most.txt").write_text(f"ab{end}" * MAX_LINES, newline="")
    (tmp_path / "one-more.txt").write_text(f"ab{end}" * (MAX_LINES + 1), newline="")

    dumps = read(tmp_path)

    assert [Path(uri).name for uri in dumps.sources["source_uri"]] == ["most.txt"]
    assert dumps.rejected.select("reason_code", "payload").rows() == [
        ("too_many_lines", (f"ab{end}" * MAX_PAYLOAD)[:MAX_PAYLOAD])
    ]


def test_the_limit_of_bytes_can_be_raised(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(b"Wort " * 2_000_000)

    assert read(tmp_path).rejected["reason_code"].to_list() == ["oversize"]
    assert read(tmp_path, max_bytes=10_000_000).documents["byte_size"].to_list() == [10_000_000]


def test_lines_get_the_same_roles_however_many_are_judged_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(PAGE.format(f"Das war der Fall {number}. " * (number + 1)))
    lines = split_lines(read(tmp_path).documents.lazy()).collect().lazy()
    model = LineModel.load(WEIGHTS_PATH)

    at_once = assign.assign_roles(lines, model).collect()
    monkeypatch.setattr(assign, "LINES_AT_ONCE", 11)

    assert len(list(assign._parts(lines.collect()))) > 10
    assert_frame_equal(assign.assign_roles(lines, model).collect(), at_once)


def test_a_time_beyond_64_bits_is_the_latest_that_there_is(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Der Hafen bleibt geschlossen.")
    later = 15_032_385_535 * 10**9
    os.utime(file, ns=(later, later))
    if file.stat().st_mtime_ns <= LATEST_NS:
        pytest.skip("this file system keeps no times after 2262")

    dumps = read(tmp_path)

    assert dumps.sources["modified_ns"].to_list() == [LATEST_NS]
    assert dumps.documents.select(pl.from_epoch("modified_ns", time_unit="ns").dt.year()).item() == 2262


def test_a_file_that_grows_while_it_is_read_is_read_as_far_as_it_was(tmp_path: Path) -> None:
    """What is read is what the file held at one moment, and the run ends however fast it grows."""
    file = tmp_path / "page.txt"
    line = b"Der Hafen von Oberlohe bleibt geschlossen.\n"
    file.write_bytes(line * 100)
    stop = threading.Event()

    def grow() -> None:
        with file.open("ab", buffering=0) as growing:
            while not stop.is_set():
                growing.write(line * 10)
                if growing.tell() > MOST_GROWN:
                    growing.truncate(len(line))

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        outcomes = [read(tmp_path) for _ in range(10)]
    finally:
        stop.set()
        writer.join()

    for dumps in outcomes:
        assert len(dumps.sources) + len(dumps.rejected) == 1
        for size, text in dumps.documents.select("byte_size", "text").iter_rows():
            assert len(text.encode()) == size
            assert text.replace(line.decode(), "") == "" or line.decode().startswith(
                text[-(size % len(line)) :]
            )


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, to whom everything is readable."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read_goes_to_quarantine_with_a_remedy() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "closed.txt").write_text("Text")
        (folder / "open.txt").write_text("Der Hafen bleibt geschlossen.")
        (folder / "shut").mkdir()
        (folder / "shut" / "page.txt").write_text("Text")
        (folder / "closed.txt").chmod(0o000)
        (folder / "shut").chmod(0o000)
        try:
            with as_nobody():
                listed = list_files([folder])
                dumps = read_text_dumps(listed.files)
        finally:
            (folder / "shut").chmod(0o700)

    rejected = pl.concat([listed.rejected, dumps.rejected])
    assert {Path(uri).name for uri in dumps.sources["source_uri"]} == {"open.txt"}
    assert {
        Path(uri).name: reason for uri, reason in rejected.select("source_uri", "reason_code").iter_rows()
    } == {
        "closed.txt": "unreadable",
        "shut": "unreadable",
    }
    assert rejected["detail"].str.contains("give the user who runs this access").all()
