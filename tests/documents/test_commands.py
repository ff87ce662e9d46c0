"""Every `presswerk` command that a document shows is one that there is, with the options it has."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import typer
from typer.exceptions import TyperException

from flows.command import app
from tests.conftest import ROOT

_FENCED = re.compile(r"^```(?:bash|sh|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_INDENTED = re.compile(r"^ {4,}.*$", re.MULTILINE)
_CALL = re.compile(
    r"^\s*(?:\d+ (?:\S+ ){4}\s*)?(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?presswerk (?P<arguments>.+)$"
)
"""A call stands at the beginning of its line, behind the times of a crontab or the settings it is given."""
_EXPLANATION = re.compile(r"\s{2,}[^\s-].*$")
"""What an indented list of commands says of each, set off by blanks."""


class Call(NamedTuple):
    """One command as a document shows it."""

    page: str
    arguments: str


def documented_calls() -> Iterator[Call]:
    for page in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]):
        text = page.read_text(encoding="utf-8")
        lines = [line for block in _FENCED.findall(text) for line in block.splitlines()]
        for line in [
            *lines,
            *_INDENTED.findall(re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)),
        ]:
            if call := _CALL.match(line):
                yield Call(page.relative_to(ROOT).as_posix(), call["arguments"])


def parse(arguments: str) -> None:
    """Parse a command line without running it.

    Raises:
        TyperException: there is no such command or option, or an argument is missing.
    """
    command: Any = typer.main.get_command(app)
    context, rest = None, _words(arguments)
    while hasattr(command, "resolve_command"):
        context = command.make_context(command.name, list(rest), parent=context, ignore_unknown_options=True)
        _, command, rest = command.resolve_command(context, rest)
    command.make_context(command.name, list(rest), parent=context)


def _words(arguments: str) -> list[str]:
    """The words of a call, without comment and explanation; blanks within quotes are part of a word."""
    quoted = re.split(r"(\"[^\"]*\"|'[^']*')", arguments)
    kept = ""
    for part in quoted:
        bare = part[:1] not in {'"', "'"}
        cut = _EXPLANATION.sub("", part) if bare else part
        kept += cut
        if cut != part:
            break
    return shlex.split(kept, comments=True)


@pytest.mark.parametrize("call", list(documented_calls()), ids=lambda call: f"{call.page}: {call.arguments}")
def test_documented_commands_are_there(call: Call) -> None:
    parse(call.arguments)


def test_commands_are_found() -> None:
    calls = list(documented_calls())
    assert len(calls) > 40
    assert {"README.md", "docs/tutorial.md", "docs/operations.md"} <= {call.page for call in calls}


@pytest.mark.parametrize(
    "arguments", ["rum data", "run data --hom x", "quarantine lst", "backfill show", "rollback five"]
)
def test_commands_that_are_not_there_are_told(arguments: str) -> None:
    with pytest.raises(TyperException, match=r"(?i)no such|missing|valid integer"):
        parse(arguments)
