"""The DuckDB shell of `presswerk sql`: a welcome for people, none for scripts."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.shell import WELCOME, shell_command, welcome
from tests.conftest import ROOT
from warehouse.connect import published_file
from warehouse.home import Home
from warehouse.statements import statement


@pytest.fixture
def published(sample_home: Path) -> Path:
    return published_file(Home(sample_home))


@pytest.mark.parametrize("name", WELCOME)
def test_each_example_runs_in_the_real_shell(name: str, published: Path) -> None:
    command = [*shell_command(published), "-csv"]
    done = subprocess.run(
        command, input=f"{statement(f'welcome/{name}')};", capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 3


def test_the_welcome_says_what_is_there_and_where_to_go_on(sample_home: Path) -> None:
    text = welcome(Home(sample_home))
    assert re.search(r"generation 1, published \d\d\.\d\d\.20\d\d \d\d:\d\d UTC: 35 articles", text)
    assert text.count(";") >= 8
    for title in WELCOME.values():
        assert title in text


def test_what_the_welcome_points_to_works_in_the_shell(published: Path) -> None:
    calls = ("macros()", "tables_of('mart')", "columns_of('fact_quote')", "quotes_of('sandvoss')")
    lines = "".join(f"FROM {call};\n" for call in calls)
    command = [*shell_command(published), "-csv"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "mentions_of(name)" in done.stdout
    assert "mart.quote_list" in done.stdout
    assert "Henrike Sandvoss" in done.stdout


def test_a_script_gets_its_answer_alone(sample_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flows.command", "sql", "--home", str(sample_home)],
        input=".mode csv\nSELECT 6 * 7 AS n;\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["n", "42"]


def test_a_person_at_a_terminal_is_welcomed(sample_home: Path) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "flows.command", "sql", "--home", str(sample_home)]
    # A terminal that can do nothing: the shell then asks it nothing, such as where its cursor is.
    plain = {**os.environ, "TERM": "dumb"}
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=ROOT, env=plain) as shell:
        os.close(slave)
        greeting = read_until(master, b".help")
        os.write(master, b"SELECT 'antwort-' || 6 * 7;\n")
        answer = read_until(master, b"antwort-42")
        shell.kill()
    os.close(master)
    assert "Five questions to begin with" in greeting
    assert "antwort-42" in answer


def read_until(terminal: int, wanted: bytes) -> str:
    """What a terminal shows until it has shown something, a minute at the most."""
    seen, end = b"", time.monotonic() + 60
    while time.monotonic() < end and wanted not in seen:
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 65_536)
    return seen.decode(errors="replace")
