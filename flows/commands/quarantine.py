"""`presswerk quarantine`: what was rejected, as a work list."""

from __future__ import annotations

import typer

from flows.commands.options import HomeOption, JsonOption, reading

app = typer.Typer(no_args_is_help=True, help="Look at what was rejected.")


@app.command("list")
def list_rejected(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List what was rejected, and why.

    Example: presswerk quarantine list --json
    """
    from flows.inspect import show_quarantine

    reading(lambda settings: show_quarantine(settings, as_json=as_json), home)
