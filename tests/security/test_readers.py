"""Whoever may ask the warehouse may do nothing else: every door, every statement known to try."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from flows.inspect import show_query
from flows.settings import Settings
from flows.shell import shell_command
from tests.conftest import ROOT
from tests.security.attempts import ATTEMPTS, DOT_COMMANDS
from tests.security.conftest import Surroundings
from warehouse.connect import connect_reader

PRESSWERK = Path(sys.executable).with_name("presswerk")
ALIVE = "still answering"
CONTROLLED = [name for name, attempt in ATTEMPTS.items() if attempt.works_unlocked]
SHELL_ERRORS = ("Error", "cannot be used in -safe mode")


def shell(surroundings: Surroundings, *lines: str) -> subprocess.CompletedProcess[str]:
    """The shell as `presswerk sql` starts it, fed with some lines and then with a plain question."""
    return subprocess.run(
        shell_command(surroundings.file),
        input="\n".join([*lines, f"SELECT '{ALIVE}';", ""]),
        capture_output=True,
        text=True,
        cwd=surroundings.library,
        timeout=60,
    )


@pytest.mark.parametrize("name", ATTEMPTS)
def test_a_reader_connection_refuses(name: str, surroundings: Surroundings) -> None:
    before = surroundings.listing()
    with connect_reader(surroundings.home) as con, pytest.raises(duckdb.Error):
        con.execute(surroundings.fill_in(ATTEMPTS[name].sql)).fetchall()
    assert surroundings.listing() == before


@pytest.mark.parametrize("name", ATTEMPTS)
def test_the_shell_refuses(name: str, surroundings: Surroundings) -> None:
    before = surroundings.listing()
    done = shell(surroundings, surroundings.fill_in(ATTEMPTS[name].sql) + ";")
    assert "Error" in done.stderr
    assert "Geheimrat" not in done.stdout
    assert ALIVE in done.stdout, "the shell did not come up, so nothing was tried"
    assert surroundings.listing() == before


@pytest.mark.parametrize("name", CONTROLLED)
def test_without_the_locks_it_would_work(
    name: str, surroundings: Surroundings, unlocked_copy: Path, tmp_path: Path
) -> None:
    """A misspelt statement fails too: what is refused above must be possible elsewhere."""
    sql = ATTEMPTS[name].sql.format(file=unlocked_copy, outside=surroundings.outside, library=tmp_path)
    with duckdb.connect(str(unlocked_copy)) as con:
        con.execute(sql)


@pytest.mark.parametrize("name", ["write-write_ahead_log", "write-own_file", "read-own_file"])
def test_external_access_alone_would_not_do(name: str, unlocked_copy: Path) -> None:
    """Why `READER_LOCKS` takes the file system away: DuckDB leaves the open file's own paths free."""
    with duckdb.connect(str(unlocked_copy), read_only=True) as con:
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
        con.execute(ATTEMPTS[name].sql.format(file=unlocked_copy))


@pytest.mark.parametrize("command", DOT_COMMANDS)
def test_the_shell_has_no_way_out(command: str, surroundings: Surroundings) -> None:
    before = surroundings.listing()
    done = shell(surroundings, surroundings.fill_in(command))
    assert any(error in done.stderr for error in SHELL_ERRORS), done.stderr
    assert "Geheimrat" not in done.stdout
    assert ALIVE in done.stdout
    assert surroundings.listing() == before


def test_without_safe_mode_a_dot_command_runs_programs(surroundings: Surroundings, tmp_path: Path) -> None:
    program, *flags = shell_command(surroundings.file)
    place = flags.index(".safe_mode")
    unsafe = [*flags[: place - 1], *flags[place + 1 :]]
    subprocess.run([program, *unsafe], input=f".shell touch {tmp_path}/shell\n", text=True, timeout=60)
    assert (tmp_path / "shell").exists()


def test_a_start_up_file_of_the_shell_is_not_read(
    surroundings: Surroundings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be run before the locks are on."""
    (tmp_path / ".duckdbrc").write_text(f".shell touch {tmp_path}/started\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert ALIVE in shell(surroundings).stdout
    assert not (tmp_path / "started").exists()


@pytest.mark.parametrize("name", ["read-csv", "write-write_ahead_log", "unlock-configuration"])
def test_one_statement_mode_refuses(name: str, surroundings: Surroundings) -> None:
    with pytest.raises(duckdb.Error):
        show_query(Settings(home=surroundings.home.root), surroundings.fill_in(ATTEMPTS[name].sql), "table")


def test_one_statement_mode_refuses_a_chain(surroundings: Surroundings) -> None:
    """A semicolon smuggles nothing past the locks."""
    sql = "SELECT 1; COPY (SELECT 1) TO '{library}/chain.csv'"
    with pytest.raises(duckdb.PermissionException):
        show_query(Settings(home=surroundings.home.root), surroundings.fill_in(sql), "csv")
    assert not (surroundings.library / "chain.csv").exists()


def test_the_command_opens_the_locked_shell(surroundings: Surroundings) -> None:
    done = subprocess.run(
        [PRESSWERK, "sql", "--home", surroundings.home.root],
        input=surroundings.fill_in(
            ".shell touch {library}/shell\n.read {outside}/script.sql\nSELECT 41 + 1;\n"
        ),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )
    assert "42" in done.stdout
    assert done.stderr.count("cannot be used in -safe mode") == 2
    assert not (surroundings.library / "shell").exists()


def test_readers_of_one_process_share_the_locks(surroundings: Surroundings) -> None:
    """DuckDB keeps one instance per file and process: a second reader must open, and not unlock the first."""
    with connect_reader(surroundings.home) as first, connect_reader(surroundings.home) as second:
        for con in (first, second, first.cursor()):
            assert con.execute("SELECT count(*) FROM ops.schema_version").fetchone() == (1,)
            with pytest.raises(duckdb.PermissionException):
                con.execute(f"COPY (SELECT 1) TO '{surroundings.file}.wal'")


def test_variables_of_the_host_program_are_no_tables(surroundings: Surroundings) -> None:
    """DuckDB looks up unknown tables among Python's variables, unless external access is off."""
    import polars as pl

    token_of_the_dashboard = pl.DataFrame({"token": ["Geheimrat"]})
    assert len(token_of_the_dashboard) == 1
    with connect_reader(surroundings.home) as con, pytest.raises(duckdb.CatalogException):
        con.execute("SELECT token FROM token_of_the_dashboard")
