"""Settings and lists that cannot be used are refused with a message that names the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.settings import SettingsError, load_settings
from transforms.clean.publisher.publishers import PublisherFileError, load_publishers
from transforms.resolve.corrections import CorrectionsError, load_corrections

SETTINGS: dict[str, bytes] = {
    "no TOML": b"home = \n",
    "not UTF-8": b'home = "\xff"\n',
    "NUL": b'home = "a\x00b"\n',
    "UTF-16": 'home = "heim"\n'.encode("utf-16"),
    "an encoded surrogate": b'home = "\\ud800"\n',
    "a list for a number": b"workers = [1, 2]\n",
    "a number beyond all bounds": b"workers = 999999999999999999999999\n",
    "not a number": b"max_file_bytes = nan\n",
    "a negative number": b"max_file_bytes = -1\n",
    "a date for a path": b"publishers_file = 2026-05-02\n",
    "a table for a text": b"[pipeline]\nname = 'german'\n",
    "an unknown name": b'"\\u202eheim" = 1\n',
    "SQL for a size": b'duckdb_memory = "1MB\'; DROP TABLE x; --"\n',
    "a name twice": b"workers = 1\nworkers = 2\n",
    "tables in tables": b"[a" + b".a" * 5_000 + b"]\n",
    "lists in lists": b"paths = " + b"[" * 100_000 + b"\n",
}


@pytest.mark.parametrize("content", SETTINGS.values(), ids=SETTINGS)
def test_a_settings_file_that_cannot_be_used_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    (tmp_path / "presswerk.toml").write_bytes(content)
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SettingsError, match=r"\S"):
        load_settings({})


def _content(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


LISTS: dict[str, Callable[[Path], object]] = {
    "no file": lambda path: None,
    "a folder": Path.mkdir,
    "a link to nowhere": lambda path: path.symlink_to("nirgends"),
    "a link to itself": lambda path: path.symlink_to(path),
    "not UTF-8": _content(b'[[publisher]]\nname = "\xff"\n'),
    "NUL": _content(b"\x00" * 100),
    "a number for a name": _content(
        b"[[publisher]]\nname = 5\ndomains = ['a.example']\ntime_zone = 'Europe/Berlin'\n"
    ),
    "numbers for publishers": _content(b"publisher = [1, 2]\n"),
    "numbers for corrections": _content(b"correction = [1, 2]\n"),
    "a text for corrections": _content(b"correction = 'alle'\n"),
    "a table for publishers": _content(b"[publisher]\nname = 'x'\n"),
    "a folder for a time zone": _content(
        b"[[publisher]]\nname = 'a'\ndomains = ['a.example']\ntime_zone = '../Europe/Berlin'\n"
    ),
    "tables in tables": _content(b"publisher = " + b"{a = " * 5_000),
    "lists in lists": _content(b"correction = " + b"[" * 100_000),
}


@pytest.mark.parametrize(
    ("load", "error"), [(load_publishers, PublisherFileError), (load_corrections, CorrectionsError)]
)
@pytest.mark.parametrize("make", LISTS.values(), ids=LISTS)
def test_a_list_that_cannot_be_used_is_refused_by_name(
    tmp_path: Path, make: Callable[[Path], object], load: Callable[[Path], Any], error: type[Exception]
) -> None:
    file = tmp_path / "liste.toml"
    make(file)

    with pytest.raises(error, match=r"liste\.toml"):
        load(file)
