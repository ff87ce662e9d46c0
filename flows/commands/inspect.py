"""Commands that only read: `presswerk status`, `sql`, `path`."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import HomeOption, JsonOption, fail, reading


def status(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Show what is published and how the last runs went.

    Example: presswerk status --json
    """
    from flows.status import show_status

    reading(lambda settings: show_status(settings, as_json=as_json), home)


def sql(
    query: Annotated[
        str | None, typer.Argument(help="One SQL statement; without it the DuckDB shell opens.")
    ] = None,
    home: HomeOption = None,
    output: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """Ask the published warehouse, read-only and without access to the file system.

    \b
    Examples:
      presswerk sql "SELECT title FROM fact_article WHERE is_current"
      presswerk sql "FROM dim_publisher" --format csv
      presswerk sql
    """  # noqa: D301 - the backspace keeps the lines as they are
    from flows.inspect import FORMATS, show_query
    from flows.shell import open_shell

    if output not in FORMATS:
        fail(f"--format must be one of {', '.join(FORMATS)}, not {output!r}.")
    reading(lambda settings: show_query(settings, query, output) if query else open_shell(settings), home)


def path(home: HomeOption = None) -> None:
    """Print the path of the published file.

    Example: duckdb -readonly "$(presswerk path)"
    """
    from flows.inspect import show_path

    reading(show_path, home)
