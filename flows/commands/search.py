"""`presswerk search`."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import FromOption, HomeOption, ToOption, days, fail, reading


def search(
    words: Annotated[list[str], typer.Argument(help="Words to look for, in any of their forms.")],
    home: HomeOption = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=40, help="Articles and quotations to show.")
    ] = 10,
    publisher: Annotated[
        list[str] | None, typer.Option("--publisher", help="Publisher by name; may be given several times.")
    ] = None,
    from_day: FromOption = None,
    to_day: ToOption = None,
    output: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """Find articles and quotations by their words, the best first.

    What stands in quotation marks is found as written.

    \b
    Examples:
      presswerk search Kirschernte Hagel
      presswerk search '"zu Hause gucken"'
      presswerk search Haushalt --publisher Brückenbote --from 2026-03-01 --format json
    """  # noqa: D301 - the backspace keeps the lines as they are
    from flows.inspect import FORMATS
    from flows.search import show_hits
    from warehouse.search.ask import Scope, SearchUnavailableError

    if output not in FORMATS:
        fail(f"--format must be one of {', '.join(FORMATS)}, not {output!r}.")
    scope = Scope(tuple(publisher or ()), *days(from_day, to_day))
    try:
        reading(lambda settings: show_hits(settings, " ".join(words), limit, scope, output), home)
    except SearchUnavailableError as error:
        fail(str(error))
