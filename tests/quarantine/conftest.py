"""The command itself, called in this process, on real warehouses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

Quarantine = Callable[..., Result]


@pytest.fixture(scope="session")
def quarantine(prefect_api: None) -> Quarantine:
    """`presswerk quarantine …` as its users call it."""
    from flows.command import app
    from flows.logs import LOG

    def call(home: Path, *arguments: object, **environment: str) -> Result:
        words = ["quarantine", *map(str, arguments), "--home", str(home)]
        handlers = LOG.handlers
        try:
            return CliRunner().invoke(app, words, env=environment)
        finally:
            LOG.handlers = handlers  # the command's own write to its own standard error, which is closed now

    return call


@pytest.fixture(scope="session")
def listed(quarantine: Quarantine) -> Callable[..., list[dict[str, Any]]]:
    """The rows of `presswerk quarantine list --json`."""

    def rows(home: Path, *arguments: object) -> list[dict[str, Any]]:
        result = quarantine(home, "list", "--json", *arguments)
        assert result.exit_code == 0, result.output
        found: list[dict[str, Any]] = json.loads(result.stdout)
        return found

    return rows


Listed = Callable[..., list[dict[str, Any]]]


def by_name(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rows by the name of the file they came from."""
    return {Path(row["source_uri"]).name: row for row in rows}
