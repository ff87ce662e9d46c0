"""`presswerk quarantine replay`: what was rejected is put through a run again."""

from __future__ import annotations

import shutil
from collections import Counter

from rich.console import Console

from flows.exit_code import ExitCode
from flows.quarantine.plan import Plan, make_plan
from flows.quarantine.selection import (
    Selection,
    connect_quarantine,
    full_name,
    quarantine_keys,
    select_in_state,
)
from flows.settings import Settings
from warehouse.home import Home
from warehouse.lock import writer_lock
from warehouse.statements import statement

FOLDER = "replay"
"""Folder below the home for the files of an assignment, as long as the run goes on."""
MAX_NAMED = 5
"""Keys that are named of what cannot be put through again."""


def replay(settings: Settings, selection: Selection) -> ExitCode:
    """Put a selection of what is open through again, in one run of the main job.

    Args:
        settings: the settings of the run.
        selection: what to put through.

    Returns:
        The exit code: that of the run, or that there is nothing to put through.

    Raises:
        SelectionError: a key names nothing that is open, or more than one thing.
        WriterBusyError: another run is writing.
    """
    from flows.execute import execute

    home = Home(settings.home)
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    folder = home.root / FOLDER
    # From the plan to the end of the run nobody else may change what the plan was made from.
    with writer_lock(home, settings.wait_seconds):
        shutil.rmtree(folder, ignore_errors=True)
        try:
            with connect_quarantine(home) as con:
                keys = quarantine_keys(select_in_state(con, selection, "open"))
                plan = make_plan(con, home, keys, folder)
            _say_left_out(errors, plan)
            if plan.assignment is None:
                errors.print("There is nothing to put through again.")
                return ExitCode.USAGE
            code = execute(settings, plan.assignment)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    if code is ExitCode.DONE:
        _say_outcome(home, plan)
    return code


def _say_left_out(errors: Console, plan: Plan) -> None:
    if plan.gone:
        errors.print(
            f"{len(plan.gone)} cannot be read again, the file is gone and was not kept: {_named(plan.gone)}."
            " They stay open; put the file back, or discard them."
        )
    if plan.without_way:
        errors.print(
            f"{len(plan.without_way)} belong to no file or document: {_named(plan.without_way)}."
            " They stay open; repair what they name and run with --full-refresh, or discard them."
        )


def _say_outcome(home: Home, plan: Plan) -> None:
    with connect_quarantine(home) as con:
        rows = con.execute(statement("quarantine/states"), {"keys": list(plan.tried)}).fetchall()
    counts = Counter(state for (state,) in rows)
    print(  # noqa: T201
        f"\nPut through again: {len(rows)}. No longer rejected: {counts['replayed']};"
        f" rejected again: {len(rows) - counts['replayed']}."
    )


def _named(keys: tuple[int, ...]) -> str:
    names = ", ".join(full_name(key) for key in keys[:MAX_NAMED])
    return names + (", …" if len(keys) > MAX_NAMED else "")
