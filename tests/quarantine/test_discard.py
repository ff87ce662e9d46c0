"""What is left out for good is no longer listed nor read, and nothing else changes."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import pytest

from tests.conftest import RunJob
from tests.flows.test_main_job import query, write_page
from tests.quarantine.conftest import Listed, Quarantine
from warehouse.connect import connect_reader
from warehouse.generation import current_generation
from warehouse.home import Home
from warehouse.journal.attempts import attempts
from warehouse.statements import statement
from warehouse.tables import TABLES
from warehouse.tables.base import Table, qualified_name

OWN_ROWS = {"main.dim_run", "ops.publication", "raw.quarantine"}


@pytest.fixture(scope="module")
def published(run_job: RunJob, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a home, and the pages that were read into it."""
    place = tmp_path_factory.mktemp("discard")
    folder = place / "pages"
    folder.mkdir()
    write_page(folder, 0)
    (folder / "bild.txt").write_bytes(b"%PDF-1.4 \x00\x01")
    (folder / "leer.txt").write_bytes(b"")
    run_job([folder], place / "home")
    return place


@pytest.fixture
def home(published: Path, tmp_path: Path) -> Path:
    """A home of the test's own."""
    return shutil.copytree(published / "home", tmp_path / "home", symlinks=True)


def rows_of(home: Path, table: type[Table]) -> list[tuple[object, ...]]:
    with connect_reader(Home(home)) as con:
        return sorted(con.execute(f"FROM {qualified_name(table)}").fetchall(), key=repr)


def test_it_is_marked_with_the_reason_and_nothing_else_changes(
    quarantine: Quarantine, listed: Listed, home: Path
) -> None:
    others = [table for table in TABLES if qualified_name(table) not in OWN_ROWS]
    before = {table: rows_of(home, table) for table in others}
    result = quarantine(home, "discard", "--reason", "binary", "--note", "ein Foto")
    assert (result.exit_code, result.stdout) == (0, "1 left out for good; published as generation 2.\n")
    assert [row["reason_code"] for row in listed(home)] == ["empty"]
    (row,) = listed(home, "--state", "discarded")
    assert (row["discard_note"], row["discarded_at"] is not None) == ("ein Foto", True)
    assert {table: rows_of(home, table) for table in others} == before
    assert query(home, "SELECT kind_code FROM dim_run ORDER BY started_at") == [("run",), ("edit",)]
    newest = attempts(Home(home))[0]
    assert (newest.kind_code, newest.outcome_code, newest.generation_number) == ("edit", "published", 2)


def test_its_file_is_not_read_again_under_any_recipe_until_it_changes(
    run_job: RunJob, quarantine: Quarantine, listed: Listed, home: Path, published: Path
) -> None:
    """Another limit is another recipe, under which whatever was rejected before is read again."""
    quarantine(home, "discard", "--reason", "binary", "--note", "ein Foto")
    folder = published / "pages"
    assert run_job([folder], home).generation is None, "an edit makes nothing stale"
    other_recipe = run_job([folder], home, max_file_bytes=4_000_000)
    assert other_recipe.new_count == 1, "the empty file alone"
    (folder / "bild.txt").write_bytes(write_page(folder, 1).read_bytes())
    (folder / "seite-1.txt").unlink()
    run_job([folder], home, max_file_bytes=4_000_000)
    assert [row["reason_code"] for row in listed(home, "--state", "replayed")] == ["binary"]


def test_it_can_be_taken_back(quarantine: Quarantine, listed: Listed, home: Path) -> None:
    (row,) = listed(home, "--reason", "binary")
    quarantine(home, "discard", row["key"], "--note", "ein Foto")
    refused = quarantine(home, "replay", row["key"])
    assert (refused.exit_code, "is discarded" in refused.stderr) == (2, True)
    assert "--undo" in quarantine(home, "show", row["key"]).stdout
    result = quarantine(home, "discard", row["key"], "--undo")
    assert result.exit_code == 0, result.output
    (again,) = listed(home, "--reason", "binary")
    assert (again["discarded_at"], again["discard_note"]) == (None, None)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["--note", "warum"], "Say what to leave out", id="nothing named"),
        pytest.param(["--reason", "empty"], "Say why", id="no reason"),
        pytest.param(["--reason", "empty", "--note", " "], "Say why", id="blank reason"),
        pytest.param(["--reason", "empty", "--undo"], "Nothing fits", id="nothing to take back"),
        pytest.param(["--reason", "empty", "--undo", "--note", "x"], "either", id="both"),
    ],
)
def test_wrong_usage_publishes_nothing(
    quarantine: Quarantine, home: Path, arguments: list[str], message: str
) -> None:
    result = quarantine(home, "discard", *arguments)
    assert (result.exit_code, message in result.stderr) == (2, True)
    assert current_generation(Home(home)) == 1


def test_while_a_run_writes_it_waits_or_is_busy(quarantine: Quarantine, home: Path) -> None:
    with Home(home).lock.open("a+") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        result = quarantine(home, "discard", "--reason", "empty", "--note", "leer")
    assert (result.exit_code, "is writing to" in result.stderr) == (4, True)


def test_an_edit_that_touched_another_row_is_not_published(
    quarantine: Quarantine, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(name: str) -> str:
        text = statement(name)
        return (
            text.replace("discarded_at =", "replayed_at = now(), discarded_at =") if "mark" in name else text
        )

    monkeypatch.setattr("flows.quarantine.discard.statement", careless)
    result = quarantine(home, "discard", "--reason", "empty", "--note", "leer")
    assert (result.exit_code, "nothing was published" in result.stderr) == (1, True)
    assert current_generation(Home(home)) == 1
    assert attempts(Home(home))[0].outcome_code == "failed"
