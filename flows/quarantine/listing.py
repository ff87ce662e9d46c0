"""`presswerk quarantine list`."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC

from rich.console import Console

from flows.calling import call_of
from flows.inspect import as_text
from flows.quarantine.lines import finding, one_line, place
from flows.quarantine.selection import Row, Selection, connect_quarantine, select
from flows.settings import Settings
from warehouse.home import Home
from warehouse.statements import statement

MAX_ROWS = 50
"""Rows shown where nothing else is asked for: more than a screen, and still no flood."""


def show_list(settings: Settings, selection: Selection, limit: int | None, *, as_json: bool) -> None:
    """Print the rejected things of a selection.

    Args:
        settings: which home.
        selection: which of them.
        limit: how many; 0 stands for all. By default `MAX_ROWS`, as JSON all.
        as_json: for a program to read.

    Raises:
        SelectionError: there is no such run.
    """
    with connect_quarantine(Home(settings.home)) as con:
        rows = select(con, selection)
        counts = con.execute(statement("quarantine/counts")).fetchone()
    assert counts is not None
    shown = rows[: (limit if limit is not None else 0 if as_json else MAX_ROWS) or None]
    if as_json:
        print(json.dumps(shown, ensure_ascii=False, indent=2, default=as_text))  # noqa: T201
        return
    console = Console(highlight=False, markup=False, soft_wrap=True)
    for row in shown:
        _show_row(console, row, with_state=selection.state is None)
    if len(shown) < len(rows):
        console.print(f"… and {len(rows) - len(shown):,} more: --limit 0 shows all.", style="dim")
    if shown:
        console.print()
    console.print(_summary(rows, selection))
    console.print("In all: {:,} open, {:,} replayed, {:,} discarded.".format(*counts), style="dim")
    if rows:
        call = call_of(settings)
        command = f"{call.command} quarantine show {rows[0]['key']}{call.home_flag}"
        console.print(f"Look at one: {command}", style="dim")


def _show_row(console: Console, row: Row, *, with_state: bool) -> None:
    tries = f", tried again {row['replay_count']}×" if row["replay_count"] else ""
    state = f"{row['state_code']}, " if with_state else ""
    since = row["quarantined_at"].astimezone(UTC)
    console.print(
        f"{row['key']}  {row['stage_code']}/{one_line(row['reason_code'])}"
        f"  {state}{since:%Y-%m-%d %H:%M} UTC{tries}",
        style="bold",
    )
    if where := place(row):
        console.print(f"          {where}")
    console.print(f"          {finding(row)}", style="dim")
    if row["discard_note"] is not None:
        console.print(f"          left out: {one_line(row['discard_note'])}", style="dim")


def _summary(rows: list[Row], selection: Selection) -> str:
    what = selection.state or "in quarantine"
    if not rows:
        return "Nothing fits." if selection.is_narrow else f"Nothing is {what}."
    counts = Counter((row["stage_code"], row["reason_code"]) for row in rows)
    parts = (f"{stage}/{one_line(reason)} {count:,}" for (stage, reason), count in sorted(counts.items()))
    return f"{len(rows):,} {what}: {', '.join(parts)}."
