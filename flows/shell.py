"""`presswerk sql` without a question: the DuckDB shell on the published file, and the welcome before it."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from flows.settings import Settings
from flows.terminal import visible
from warehouse.connect import READER_CONFIG, READER_LOCKS, connect_reader, published_file
from warehouse.extension import fts_file
from warehouse.generation import current_generation
from warehouse.home import Home
from warehouse.quoting import literal
from warehouse.statements import statement

SHELL_FLAGS = (
    "-readonly",
    # A start-up file could open another database, or run a program.
    "-no-init",
    "-cmd",
    ";".join([*(f"SET {name} = '{value}'" for name, value in READER_CONFIG.items()), *READER_LOCKS[:-1]]),
    # Takes away the dot commands that read, write and run programs, and locks the settings.
    "-cmd",
    ".safe_mode",
)
"""How the DuckDB shell is opened: with the locks of every reader, and those of its own."""
WELCOME: Final = {
    "outlets": "What is there, by publisher?",
    "quoted": "Who is quoted, with which words?",
    "hedged": "Which numbers do the articles keep their distance from?",
    "named": "Who and what is named most?",
    "dropped": "Which rules dropped lines, and what kind of lines?",
}
"""Example questions, each a file below `warehouse/sql/welcome`."""


def open_shell(settings: Settings) -> None:
    """Replace this process by the DuckDB shell on the published file, locked down like any reader."""
    home = Home(settings.home)
    command = shell_command(published_file(home))
    if sys.stdin.isatty():
        print(welcome(home))  # noqa: T201
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 - the user asked for this shell


def shell_command(file: Path) -> list[str]:
    """How the DuckDB shell is started on a warehouse file.

    It is the shell of duckdb-cli, the version that the locks were checked against, and no other that PATH
    may hold.

    Raises:
        FileNotFoundError: it is not installed.
    """
    package = find_spec("duckdb_cli")
    program = package and package.origin and Path(package.origin).with_name("duckdb")
    if not program or not program.is_file():
        raise FileNotFoundError("The duckdb shell is not installed; it comes with the package duckdb-cli.")
    extension = fts_file()
    # Before the locks: after them nothing can be loaded.
    load = ["-cmd", f"LOAD {literal(str(extension))}"] if extension else []
    return [str(program), *load, *SHELL_FLAGS, str(file)]


def welcome(home: Home) -> str:
    """What is published, five questions to begin with, and where to go on."""
    with connect_reader(home) as con:
        row = con.execute(statement("welcome/contents")).fetchone()
    assert row is not None
    articles, publishers, published_at = row
    when = f", published {published_at:%d.%m.%Y %H:%M} UTC" if published_at else ""
    lines = [
        f"Presswerk, generation {current_generation(home)}{when}: {articles:,} articles of"
        f" {publishers:,} publishers. Read-only; .quit ends.",
        "",
        "Five questions to begin with:",
    ]
    for name, title in WELCOME.items():
        lines += ["", f"-- {title}", f"{statement(f'welcome/{name}').strip()};"]
    lines += [
        "",
        "FROM macros();                   what else can be asked by name",
        "FROM tables_of('mart');          what there is to read; also main, clean, raw, ops",
        "FROM columns_of('fact_quote');   what a column means",
        "docs/cookbook.md                 more questions, with answers",
        "",
    ]
    return visible("\n".join(lines))
