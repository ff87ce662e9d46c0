"""`presswerk status`: what is published, how the last attempts ended, what the last run cost."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from rich.console import Console

from flows.inspect import as_text, print_rows
from flows.settings import Settings
from flows.terminal import visible
from warehouse.connect import NoWarehouseError, connect_reader
from warehouse.generation import current_generation
from warehouse.home import Home
from warehouse.journal.attempts import Attempt, attempts
from warehouse.migration import SchemaVersionError, check_schema_version
from warehouse.statements import statement
from warehouse.tables.operations import SCHEMA_VERSION

SHOWN_ATTEMPTS = 10


def show_status(settings: Settings, *, as_json: bool) -> None:
    """Print what is published, how the last attempts ended, and what the stages of the last run cost.

    Raises:
        NoWarehouseError: nothing was ever published or tried here.
        SchemaVersionError: the published file is of an older version.
    """
    home = Home(settings.home)
    tried = attempts(home, SHOWN_ATTEMPTS)
    status: dict[str, Any] = {"attempts": [asdict(attempt) for attempt in tried]}
    try:
        status |= _published(home)
    except NoWarehouseError:
        if not tried:
            raise
    if as_json:
        print(json.dumps(status, ensure_ascii=False, indent=2, default=as_text))  # noqa: T201
        return
    _show(status, tried)


def _published(home: Home) -> dict[str, Any]:
    with connect_reader(home) as con:
        if check_schema_version(con, home.pointer) < SCHEMA_VERSION:
            raise SchemaVersionError(
                f"{home.pointer} was written by an older Presswerk. The next `presswerk run` brings it up to"
                " date; until then it can be asked with `presswerk sql`."
            )
        return {
            "file": str(home.pointer),
            "generation": current_generation(home),
            "byte_size": home.pointer.stat().st_size,
            "tables": dict(con.execute(statement("row_counts")).fetchall()),
            "runs": con.execute(statement("last_runs")).pl().to_dicts(),
            "stages": con.execute(statement("last_stages")).pl().to_dicts(),
        }


def _show(status: dict[str, Any], tried: list[Attempt]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    if "file" in status:
        size = status["byte_size"] / 1e6
        console.print(f"{visible(status['file'])}: generation {status['generation']}, {size:.1f} MB")
        counts = [(name, f"{count:,}") for name, count in status["tables"].items()]
        print_rows(["table", "rows"], counts, "table")
        console.print("Last runs that loaded something:")
        _print_records(status["runs"])
        console.print("Stages of the last of them:")
        _print_records(status["stages"])
    else:
        console.print("Nothing is published yet.")
    if tried:
        console.print("Last attempts:")
        shown = ("started_at", "kind_code", "outcome_code", "generation_number", "detail")
        print_rows(
            list(shown), [tuple(getattr(attempt, name) for name in shown) for attempt in tried], "table"
        )


def _print_records(records: list[dict[str, Any]]) -> None:
    if records:
        print_rows(list(records[0]), [tuple(record.values()) for record in records], "table")
