import hashlib
import os
from pathlib import Path

import polars as pl
import pytest

from transforms.read.inventory import list_files
from transforms.read.rejection import REJECTED_SCHEMA
from transforms.read.text_dump import MAX_PAYLOAD, TextDumps, read_text_dumps
from warehouse.tables.document import Document
from warehouse.tables.quarantine import Quarantine
from warehouse.tables.source import Source

ADDED_LATER = {"language_code", "outcome_code", "modified_at", "run_key"}


def _read(folder: Path, max_bytes: int = 5_000_000) -> TextDumps:
    return read_text_dumps(list_files([folder]).files, max_bytes)


def _rejected(dumps: TextDumps) -> dict[str, str]:
    return {
        Path(uri).name: reason
        for uri, reason in dumps.rejected.select("source_uri", "reason_code").iter_rows()
    }


def test_document_is_what_was_in_the_file(tmp_path: Path) -> None:
    raw = "Markt in Lindenau\r\n\r\nDie Stände öffnen\u00a0um acht.\u00ad\r\n".encode()
    (tmp_path / "page.txt").write_bytes(raw)

    documents = _read(tmp_path).documents

    digest = hashlib.sha256(raw)
    assert documents.rows(named=True) == [
        {
            "document_key": int.from_bytes(digest.digest()[:8], "big", signed=True),
            "content_hash": digest.hexdigest(),
            "source_uri": str(tmp_path / "page.txt"),
            "member": None,
            "format_code": "txt",
            "encoding_code": "utf-8",
            "is_reversible": True,
            "byte_size": len(raw),
            "url": None,
            "modified_ns": (tmp_path / "page.txt").stat().st_mtime_ns,
            "text": raw.decode(),
            "raw_bytes": None,
        }
    ]


def test_columns_are_those_of_the_declared_tables(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Text")

    dumps = _read(tmp_path)

    declared = {name: column.dtype for name, column in Document.columns().items() if name not in ADDED_LATER}
    assert dict(dumps.documents.drop("modified_ns").schema) == declared
    for name, dtype in dumps.sources.schema.items():
        assert Source.columns()[name].dtype == dtype
    for name, dtype in dumps.rejected.schema.items():
        assert Quarantine.columns()[name].dtype == dtype


def test_same_bytes_under_two_names_are_one_document_with_two_sources(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("Derselbe Text.")
    (tmp_path / "c.txt").write_text("Ein anderer Text.")

    dumps = _read(tmp_path)

    assert dumps.documents.height == 2
    assert set(dumps.documents["source_uri"]) == {str(tmp_path / "a.txt"), str(tmp_path / "c.txt")}
    assert dumps.sources["source_uri"].to_list() == [str(tmp_path / f"{name}.txt") for name in "abc"]
    shared, also_shared, other = dumps.sources["document_key"]
    assert shared == also_shared != other


def test_bytes_are_kept_only_where_decoding_cannot_be_reversed(tmp_path: Path) -> None:
    damaged = "Grüße aus Lindenau, schöne Tage".encode() + b" \xe4"
    (tmp_path / "damaged.txt").write_bytes(damaged)
    (tmp_path / "western.txt").write_bytes("Grüße aus Lindenau".encode("cp1252"))

    documents = _read(tmp_path).documents.sort("source_uri")

    assert documents["encoding_code"].to_list() == ["utf-8-damaged", "cp1252"]
    assert documents["raw_bytes"].to_list() == [damaged, None]


def test_useless_files_are_rejected_with_a_reason_each(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text("\ufeff \r\n\t\u00a0\u200b\n")
    (tmp_path / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "large.txt").write_text("Viel Text. " * 100)
    (tmp_path / "good.txt").write_text("Guter Text.")

    dumps = _read(tmp_path, max_bytes=1_000)

    assert _rejected(dumps) == {
        "empty.txt": "empty",
        "blank.txt": "blank",
        "binary.txt": "binary",
        "large.txt": "oversize",
    }
    assert [Path(uri).name for uri in dumps.sources["source_uri"]] == ["good.txt"]
    assert dumps.rejected.schema == pl.Schema(REJECTED_SCHEMA)
    details = dict(dumps.rejected.select("reason_code", "detail").iter_rows())
    assert all(str(tmp_path) in detail for detail in details.values()), "the detail names the file"
    assert "1,100 bytes, the limit is 1,000" in details["oversize"]
    payloads = dict(dumps.rejected.select("reason_code", "payload").iter_rows())
    assert payloads["oversize"].startswith("Viel Text.")
    assert "\x00" not in payloads["binary"], "NUL would end the text in many tools"
    assert payloads["binary"].startswith("\ufffdPNG")


def test_payload_is_short(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text("ä" * 20_000)

    payload = _read(tmp_path, max_bytes=15_000).rejected["payload"][0]

    assert payload == "ä" * MAX_PAYLOAD


def test_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(b"x" * 1_000)

    assert _read(tmp_path, max_bytes=1_000).documents["byte_size"].to_list() == [1_000]


def test_rejected_bytes_under_two_names_are_rejected_twice(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(" \n")

    assert _rejected(_read(tmp_path)) == {"a.txt": "blank", "b.txt": "blank"}


def test_file_that_vanished_after_it_was_listed(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Text")
    files = list_files([tmp_path]).files
    (tmp_path / "page.txt").unlink()

    dumps = read_text_dumps(files)

    assert _rejected(dumps) == {"page.txt": "vanished"}
    assert dumps.documents.is_empty()


def test_pipe_in_place_of_a_listed_file_does_not_block(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Text")
    files = list_files([tmp_path]).files
    (tmp_path / "page.txt").unlink()
    os.mkfifo(tmp_path / "page.txt")

    assert _rejected(read_text_dumps(files)) == {"page.txt": "not_a_file"}


def test_directory_in_place_of_a_listed_file(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Text")
    files = list_files([tmp_path]).files
    (tmp_path / "page.txt").unlink()
    (tmp_path / "page.txt").mkdir()

    assert _rejected(read_text_dumps(files)) == {"page.txt": "not_a_file"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Text")
    (tmp_path / "page.txt").chmod(0o000)

    assert _rejected(_read(tmp_path)) == {"page.txt": "unreadable"}


def test_failing_disk_is_an_io_error_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.txt").write_text("Text auf schadhaftem Grund")
    (tmp_path / "good.txt").write_text("Text")
    read = os.read

    def fail(descriptor: int, size: int) -> bytes:
        if size == len("Text auf schadhaftem Grund"):
            raise OSError(5, "Input/output error")
        return read(descriptor, size)

    monkeypatch.setattr(os, "read", fail)
    dumps = _read(tmp_path)

    assert _rejected(dumps) == {"bad.txt": "io_error"}
    assert "Input/output error" in dumps.rejected["detail"][0]
    assert dumps.documents["text"].to_list() == ["Text"]


def test_short_reads_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.txt").write_text("Ein Satz in vielen Stücken.")
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, size: read(descriptor, min(size, 7)))

    assert _read(tmp_path).documents["text"].to_list() == ["Ein Satz in vielen Stücken."]


def test_file_with_a_name_that_is_not_text_is_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xe4.txt")).write_bytes(b"Text")

    assert _read(tmp_path).documents["text"].to_list() == ["Text"]


def test_every_file_is_accounted_for_once(tmp_path: Path) -> None:
    contents = ["Text", "Text", "", " ", "Anderer Text", "\x00" * 9]
    for number, content in enumerate(contents):
        (tmp_path / f"{number}.txt").write_text(content)
    files = list_files([tmp_path]).files

    dumps = read_text_dumps(files)

    accounted = pl.concat([dumps.sources["source_uri"], dumps.rejected["source_uri"]]).sort()
    assert accounted.to_list() == files["source_uri"].to_list()
    assert set(dumps.sources["document_key"]) == set(dumps.documents["document_key"])


def test_result_does_not_depend_on_the_order_of_the_files(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(f"Text {number // 2}")
    files = list_files([tmp_path]).files

    forward, backward = read_text_dumps(files), read_text_dumps(files.reverse())

    assert forward.documents.equals(backward.documents)
    assert forward.sources.equals(backward.sources)


def test_no_files_give_empty_frames() -> None:
    dumps = read_text_dumps(list_files([]).files)

    assert (dumps.documents.height, dumps.sources.height, dumps.rejected.height) == (0, 0, 0)
    assert dumps.documents.schema["text"] == pl.String
