"""`presswerk search`."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import HomeOption, fail, reading


def search(
    words: Annotated[list[str], typer.Argument(help="Words to look for, in any of their forms.")],
    home: HomeOption = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=40, help="Articles and quotations to show.")
    ] = 10,
    output: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """Find articles and quotations by their words, the best first.

    \b
    Examples:
      presswerk search Kirschernte Hagel
      presswerk search Haushalt --limit 3 --format json
    """  # noqa: D301 - the backspace keeps the lines as they are
    from flows.inspect import FORMATS
    from flows.search import show_hits
    from warehouse.search.ask import SearchUnavailableError

    if output not in FORMATS:
        fail(f"--format must be one of {', '.join(FORMATS)}, not {output!r}.")
    try:
        reading(lambda settings: show_hits(settings, " ".join(words), limit, output), home)
    except SearchUnavailableError as error:
        fail(str(error))
