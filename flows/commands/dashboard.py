"""`presswerk dashboard`."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import HomeOption, fail, settings_of


def dashboard(
    home: HomeOption = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8050,
    host: Annotated[
        str,
        typer.Option("--host", help="Address to listen on. Whoever can reach it can read the warehouse."),
    ] = "127.0.0.1",
) -> None:
    """Show the published warehouse in the browser, and follow what is published from then on.

    \b
    Examples:
      presswerk dashboard
      presswerk dashboard --home ~/archive --port 9000
    """  # noqa: D301 - the backspace keeps the lines as they are
    from dashboards.serve import PortInUseError, serve
    from warehouse.home import Home

    settings = settings_of(home=home)
    try:
        serve(Home(settings.home), host, port, settings.time_zone)
    except PortInUseError as error:
        fail(str(error))
