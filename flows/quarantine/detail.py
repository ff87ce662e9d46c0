"""`presswerk quarantine show`: everything that is known of one rejected thing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from flows.calling import Call, call_of
from flows.inspect import as_text
from flows.quarantine.lines import finding, one_line, place
from flows.quarantine.plan import ADVICE, route
from flows.quarantine.selection import Row, Selection, connect_quarantine, full_name, select
from flows.quarantine.store import is_kept_uri, kept_file
from flows.settings import Settings
from flows.terminal import visible
from transforms.read.source_uri import path_of
from warehouse.home import Home
from warehouse.statements import statement

MAX_LINES = 20
"""Lines of a document that are shown: enough to know the page again."""
INDENT = "    "


def show_one(settings: Settings, key: str, *, as_json: bool) -> None:
    """Print one rejected thing: what was found, where, when, by which run, the whole of it, and what to do.

    Args:
        settings: which home.
        key: the beginning of its key.
        as_json: for a program to read.

    Raises:
        SelectionError: the key names nothing, or more than one thing.
    """
    home = Home(settings.home)
    with connect_quarantine(home) as con:
        (row,) = select(con, Selection(keys=(key,)))
        whole = _record(con, "quarantine/payload", {"wanted_key": row["quarantine_key"]})
        document = _document(con, row["document_key"])
        way = route(con, row["quarantine_key"])
    assert whole is not None
    call = call_of(settings)
    commands = _commands(row, way, call)
    lies_at = _lies_at(home, row)
    if as_json:
        record = {
            **row,
            **whole,
            "payload_file": lies_at and str(lies_at),
            "document": document,
            "commands": commands,
        }
        print(json.dumps(record, ensure_ascii=False, indent=2, default=as_text))  # noqa: T201
        return
    console = Console(highlight=False, markup=False, soft_wrap=True)
    _show_what(console, row, whole)
    _show_document(console, document)
    _show_payload(console, row, whole["payload"], lies_at)
    console.print("\nWhat to do:", style="bold")
    console.print(f"{INDENT}{ADVICE[way]}" if row["state_code"] == "open" else f"{INDENT}{_ended(row)}")
    for purpose, command in commands.items():
        console.print(f"{INDENT}{purpose}", style="dim")
        console.print(f"{INDENT}{INDENT}{command}")


def _show_what(console: Console, row: Row, whole: dict[str, Any]) -> None:
    fields = {
        "key": full_name(row["quarantine_key"]),
        "state": row["state_code"],
        "stage": row["stage_code"],
        "reason": row["reason_code"],
        "where": place(row),
        "size": f"{row['byte_size']:,} bytes" if row["byte_size"] is not None else None,
        "rejected": f"{_time(row['quarantined_at'])} by {whole['run_kind_code']} {row['run_key']}"
        f" (recipe {whole['recipe_hash']}, Presswerk {whole['code_version']}, {whole['pipeline_name']})",
        "tried again": f"{row['replay_count']}×" if row["replay_count"] else None,
        "replayed": row["replayed_at"] and _time(row["replayed_at"]),
        "left out": row["discarded_at"] and f"{_time(row['discarded_at'])}: {row['discard_note']}",
    }
    for name, value in fields.items():
        if value:
            console.print(f"{name:<12}{one_line(value)}")
    console.print(f"\n{finding(row)}", style="bold")


def _show_document(console: Console, document: dict[str, Any] | None) -> None:
    if document is None:
        return
    console.print(f"\nDocument {document['document_key']}, {document['character_count']:,} characters:")
    if document["title"] is not None:
        console.print(f"{INDENT}{one_line(document['title'])}", style="bold")
    for line in document["lines"]:
        console.print(f"{INDENT}{line['line_number']:>4}  {line['role_code']:<12}{one_line(line['text'])}")
    if document["line_count"] > len(document["lines"]):
        console.print(f"{INDENT}… and {document['line_count'] - len(document['lines']):,} more", style="dim")


def _show_payload(console: Console, row: Row, payload: str | None, lies_at: Path | None) -> None:
    if payload is not None:
        is_row = row["table_code"] is not None
        console.print("\nThe row that was rejected:" if is_row else "\nHow it begins:")
        for line in visible(_readable(payload) if is_row else payload).splitlines():
            console.print(f"{INDENT}{line}")
    if lies_at is not None:
        kept = "kept at" if is_kept_uri(row["payload_uri"]) else "where it came from,"
        gone = "" if lies_at.exists() else " (it is gone from there)"
        console.print(f"\nThe whole of it: {kept} {one_line(lies_at)}{gone}")
    elif row["document_key"] is not None and row["state_code"] == "open":
        console.print(f"\nThe whole of it: raw.document, document_key {row['document_key']}")


def _readable(payload: str) -> str:
    try:
        return json.dumps(json.loads(payload), ensure_ascii=False, indent=2)
    except ValueError:
        return payload


def _document(con: duckdb.DuckDBPyConnection, key: int | None) -> dict[str, Any] | None:
    found = _record(con, "quarantine/document", {"wanted_document": key}) if key is not None else None
    if found is None:
        return None
    result = con.execute(statement("quarantine/lines"), {"wanted_document": key, "row_limit": MAX_LINES})
    names = [column[0] for column in result.description or []]
    lines = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    line_count = lines[0]["line_count"] if lines else 0
    wanted = ("line_number", "role_code", "text")
    return {
        "document_key": key,
        **found,
        "line_count": line_count,
        "lines": [{name: line[name] for name in wanted} for line in lines],
    }


def _record(con: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any]) -> dict[str, Any] | None:
    result = con.execute(statement(name), parameters)
    names = [column[0] for column in result.description or []]
    row = result.fetchone()
    return None if row is None else dict(zip(names, row, strict=True))


def _lies_at(home: Home, row: Row) -> Path | None:
    uri: str | None = row["payload_uri"]
    if uri is None:
        return None
    return kept_file(home, uri) if is_kept_uri(uri) else Path(path_of(uri))


def _commands(row: Row, way: str, call: Call) -> dict[str, str]:
    """What can be done about it, as one would type it."""
    command = f"{call.command} quarantine"
    if row["state_code"] == "discarded":
        return {"take it back into the list": f"{command} discard {row['key']} --undo{call.home_flag}"}
    if row["state_code"] == "replayed":
        return {}
    leave_out = f'{command} discard {row["key"]} --note "…"{call.home_flag}'
    if way == "none":
        return {"leave it out for good": leave_out}
    return {
        "put it through again": f"{command} replay {row['key']}{call.home_flag}",
        "leave it out for good": leave_out,
    }


def _ended(row: Row) -> str:
    if row["state_code"] == "replayed":
        return "Nothing: it was put through again, and is no longer rejected."
    return "Nothing: somebody left it out for good."


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
