"""What a run leaves on the disk: readable by whom it should be, named by nobody else, inside its home."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.inspect import show_query
from flows.quarantine.listing import show_list
from flows.quarantine.selection import Selection
from flows.settings import Settings
from tests.conftest import RunJob
from tests.security.conftest import IsolatedRun
from warehouse.connect import connect_reader
from warehouse.home import Home

BODY = """Brückenbote
Die Schleuse von Lindenbrück bleibt geschlossen
03.03.2026
{text} Die Stadt Lindenbrück sperrt die Schleuse am Deich, teilte Bürgermeisterin Henrike Sandvoss mit.
Rund 300 Boote sollen bis zum Herbst einen anderen Weg nehmen. „Wir bitten um Geduld“, sagte Sandvoss.
"""
HOSTILE_NAMES = (
    "'; DROP TABLE raw.document; --.txt",
    '"quoted" and $(touch ran) `touch ran`.txt',
    "<script>alert(1)</script>.txt".replace("/", "\u2215"),
    "\x1b]0;Lage\x07\x1b[31m.txt",
    "zwei\nZeilen.txt",
    "..%2f..%2fetc%2fpasswd.txt",
    "-rf.txt",
    "rechnung\u202etxt.exe.txt",
)
EMPTY_NAME = "\x1b[31mleer.txt"
HOSTILE_TEXTS = (
    "'; DROP TABLE raw.document; --",
    "{{ 7 * 7 }}",
    "<img src=x onerror=alert(1)>",
    "../../../etc",
)
PLAIN_NAME = re.compile(r"[A-Za-z0-9._=-]+")
"""Names a run gives: hashes, numbers, names of stages and tables."""


@dataclass(frozen=True)
class HostileRun:
    """A run on pages that mean harm, in a home in which somebody has planted links."""

    home: Home
    victim: Path
    pages: Path


@pytest.fixture(scope="module")
def hostile_run(run_job: RunJob, tmp_path_factory: pytest.TempPathFactory) -> HostileRun:
    root = tmp_path_factory.mktemp("hostile")
    run = HostileRun(Home(root / "home"), root / "victim", root / "pages")
    for folder in (run.victim, run.pages, run.home.work, run.home.tags("x").parent, run.home.build):
        folder.mkdir(parents=True)
    (run.victim / "diary.txt").write_text("not yours\n")
    for planted in (run.home.work / "leftover", run.home.tags("old"), run.home.build / "beside"):
        planted.symlink_to(run.victim, target_is_directory=True)
    for number, name in enumerate(HOSTILE_NAMES):
        text = HOSTILE_TEXTS[number % len(HOSTILE_TEXTS)]
        (run.pages / name).write_text(BODY.format(text=f"Nummer {number}: {text}."))
    (run.pages / EMPTY_NAME).touch()
    run_job([run.pages], run.home.root)
    return run


def entries(folder: Path) -> Iterator[Path]:
    yield from folder.rglob("*")


def test_hostile_pages_are_pages(hostile_run: HostileRun) -> None:
    with connect_reader(hostile_run.home) as con:
        sources = {row[0] for row in con.execute("SELECT source_uri FROM raw.source").fetchall()}
        rejected = con.execute("SELECT count(*) FROM raw.quarantine WHERE reason_code = 'empty'").fetchone()
    assert rejected == (1,)
    assert sources >= {str(hostile_run.pages / name) for name in HOSTILE_NAMES}
    assert not list(hostile_run.pages.parent.rglob("ran"))


def test_no_name_in_a_home_comes_from_a_page(hostile_run: HostileRun) -> None:
    """So nothing a page says can lead out of the folder, or into an option of some command."""
    planted = {"beside", "leftover", "old"}
    odd = [
        entry
        for entry in entries(hostile_run.home.root)
        if not PLAIN_NAME.fullmatch(entry.name) and entry.name not in planted
    ]
    assert odd == []


def test_links_in_a_home_are_not_followed_when_it_is_tidied(hostile_run: HostileRun) -> None:
    """A run removes its work folder, old tags and its build: the links in them, never what they point to."""
    assert (hostile_run.victim / "diary.txt").read_text() == "not yours\n"
    assert [entry.name for entry in hostile_run.victim.iterdir()] == ["diary.txt"]
    assert not hostile_run.home.work.exists()


def test_the_input_is_only_read(hostile_run: HostileRun) -> None:
    """Nothing is written beside a page, neither marks nor temporary files."""
    assert {entry.name for entry in hostile_run.pages.iterdir()} == {*HOSTILE_NAMES, EMPTY_NAME}


def test_what_the_commands_print_holds_no_orders(
    hostile_run: HostileRun, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(home=hostile_run.home.root)
    show_query(settings, "SELECT source_uri FROM raw.source", "table")
    show_list(settings, Selection(), None, as_json=False)
    printed = capsys.readouterr().out
    assert "\\x1b" in printed
    assert not {chr(code) for code in range(0x20)} - {"\n"} & set(printed)


def test_published_files_cannot_be_written_to(isolated_run: IsolatedRun) -> None:
    (file,) = isolated_run.home.generations.glob("*.duckdb")
    assert stat.S_IMODE(file.stat().st_mode) == 0o444


def test_prefect_s_folder_is_the_owner_s(isolated_run: IsolatedRun) -> None:
    """It can hold blocks with passwords, and the key to them beside them."""
    assert stat.S_IMODE(isolated_run.home.prefect.stat().st_mode) == 0o700


def test_the_journal_is_the_owner_s(isolated_run: IsolatedRun) -> None:
    """It tells of failures in words of whatever library failed."""
    assert stat.S_IMODE(isolated_run.home.journal.stat().st_mode) == 0o600


def test_nothing_is_writable_by_others(isolated_run: IsolatedRun) -> None:
    written = [entry for entry in entries(isolated_run.home.root) if not entry.is_symlink()]
    assert len(written) > 10
    loose = [
        entry for entry in written if entry.stat().st_mode & (stat.S_IWOTH | stat.S_ISUID | stat.S_ISGID)
    ]
    assert loose == []


def test_the_only_link_is_the_pointer(isolated_run: IsolatedRun) -> None:
    """And it is relative, so a home can be moved and leads nowhere else then."""
    links = [entry for entry in entries(isolated_run.home.root) if entry.is_symlink()]
    assert links == [isolated_run.home.pointer]
    assert not links[0].readlink().is_absolute()
