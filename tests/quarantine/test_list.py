"""What was rejected can be listed, narrowed down, and looked at as a whole."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import duckdb
import pytest

from flows.quarantine.selection import SelectionError, find_key, full_name
from tests.conftest import RunJob
from tests.flows.test_main_job import query, write_page
from tests.quarantine.conftest import Listed, Quarantine, by_name
from warehouse.ddl import create_table
from warehouse.tables.quarantine import Quarantine as QuarantineTable

BINARY = b"%PDF-1.4 \x00\x01\x02 kein Text"
HOSTILE = "blatt\x1b[2J\n00000000  read\u202etxt.txt"
"""A name that would clear the screen, begin a row of its own and turn the reading direction."""


@pytest.fixture(scope="module")
def home(run_job: RunJob, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one good page, four bad files, and one more bad file from a second run."""
    folder = tmp_path_factory.mktemp("pages")
    write_page(folder, 0)
    (folder / "bild.txt").write_bytes(BINARY)
    (folder / "leer.txt").write_bytes(b"")
    (folder / "menü.txt").write_text("Start\nKontakt\nImpressum\n© 2026 Brückenbote\n" * 3, encoding="utf-8")
    (folder / HOSTILE).write_text(" \n", encoding="utf-8")
    run_job([folder], folder.parent / "home")
    (folder / "später.txt").write_bytes(b"")
    run_job([folder], folder.parent / "home")
    return folder.parent / "home"


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        pytest.param(["--reason", "empty"], {"leer.txt", "später.txt"}, id="reason"),
        pytest.param(["--stage", "read", "--reason", "binary"], {"bild.txt"}, id="stage and reason"),
        pytest.param(["--run", "last"], {"später.txt"}, id="last run"),
        pytest.param(["--source", "b*.txt"], {"bild.txt", HOSTILE}, id="pattern of the name"),
        pytest.param(["--source", "*/pages*/leer.*"], {"leer.txt"}, id="pattern of the path"),
        pytest.param(["--state", "discarded"], set(), id="state"),
        pytest.param(["--limit", "1"], {"später.txt"}, id="newest first"),
    ],
)
def test_the_list_is_narrowed_down(listed: Listed, home: Path, arguments: list[str], names: set[str]) -> None:
    assert set(by_name(listed(home, *arguments))) == names


def test_a_run_is_named_by_its_key(listed: Listed, quarantine: Quarantine, home: Path) -> None:
    first = query(home, "SELECT run_key FROM dim_run ORDER BY started_at LIMIT 1")[0][0]
    assert set(by_name(listed(home, "--run", first))) >= {"bild.txt", "leer.txt"}
    assert "später.txt" not in by_name(listed(home, "--run", first))
    unknown = quarantine(home, "list", "--run", "12")
    assert (unknown.exit_code, "No run has the key '12'" in unknown.stderr) == (2, True)


def test_a_hostile_name_stays_one_line_and_gives_no_orders(quarantine: Quarantine, home: Path) -> None:
    result = quarantine(home, "list", "--reason", "blank")
    assert result.exit_code == 0
    assert "\\x1b[2J\\n00000000  read\\u202etxt.txt" in result.stdout
    assert not any(line.startswith("00000000") for line in result.stdout.splitlines())
    assert {"\x1b", "\u202e"}.isdisjoint(result.stdout)


def test_the_table_ends_with_what_there_is(quarantine: Quarantine, home: Path) -> None:
    said = quarantine(home, "list", "--stage", "read").stdout
    assert "4 open: read/binary 1, read/blank 1, read/empty 2." in said
    assert "0 replayed, 0 discarded" in said
    assert "fetch the page again" in said


def test_what_was_rejected_is_kept_to_the_byte_for_its_owner_alone(
    quarantine: Quarantine, listed: Listed, home: Path
) -> None:
    row = by_name(listed(home))["bild.txt"]
    shown = json.loads(quarantine(home, "show", row["key"], "--json").stdout)
    kept = Path(shown["payload_file"])
    assert kept.is_relative_to(home / "quarantine")
    assert kept.read_bytes() == BINARY
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_an_empty_file_is_its_own_payload(listed: Listed, home: Path) -> None:
    row = by_name(listed(home))["leer.txt"]
    assert row["payload_uri"] == row["source_uri"]


def test_show_tells_where_when_why_and_what_to_do(quarantine: Quarantine, listed: Listed, home: Path) -> None:
    row = by_name(listed(home))["bild.txt"]
    said = quarantine(home, "show", row["key"][:6]).stdout
    for part in (
        full_name(row["quarantine_key"]),
        "bild.txt",
        "binary data, not text",
        "by run",
        "%PDF-1.4",
        f"quarantine replay {row['key']} --home",
        f"quarantine discard {row['key']} --note",
    ):
        assert part in said


def test_show_knows_the_page_that_gave_no_article(quarantine: Quarantine, listed: Listed, home: Path) -> None:
    (row,) = listed(home, "--stage", "clean")
    said = quarantine(home, "show", row["key"]).stdout
    assert "Impressum" in said
    assert f"raw.document, document_key {row['document_key']}" in said


@pytest.mark.parametrize(
    ("key", "message"),
    [
        pytest.param("xyz", "is no key", id="no digits"),
        pytest.param("abc", "is no key", id="too short"),
        pytest.param("00ff00ff00ff00ff", "Nothing in quarantine has the key", id="unknown"),
    ],
)
def test_a_key_that_names_nothing_is_told(quarantine: Quarantine, home: Path, key: str, message: str) -> None:
    result = quarantine(home, "show", key)
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_a_beginning_of_two_keys_names_neither() -> None:
    """As with commits: the message gives both names in full."""
    keys = (0x1234_5678_0000_0001, 0x1234_5678_0000_0002, -1)
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA raw")
        con.execute(create_table(QuarantineTable))
        con.executemany(
            "INSERT INTO raw.quarantine (quarantine_key, stage_code, reason_code, detail, run_key,"
            " quarantined_at, replay_count) VALUES ($1, 'read', 'empty', '', 0, now(), 0)",
            [[key] for key in keys],
        )
        with pytest.raises(SelectionError, match="2 keys begin with 12345678: 1234567800000001, 12"):
            find_key(con, "12345678")
        assert find_key(con, "1234567800000002") == keys[1]
        assert find_key(con, "FFFF") == -1
