"""`presswerk run`."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import HomeOption, ModelOption, PathsArgument, settings_of


def run(
    paths: PathsArgument = None,
    home: HomeOption = None,
    model: ModelOption = None,
    full_refresh: Annotated[
        bool | None, typer.Option("--full-refresh", help="Work on everything again.")
    ] = None,
    wait: Annotated[
        float | None,
        typer.Option("--wait", help="Seconds to wait for another run that is writing.  [default: 0]"),
    ] = None,
) -> None:
    """Read raw files and publish a new generation of the warehouse.

    \b
    Examples:
      presswerk run                              the sample pages
      presswerk run ~/dumps --home ~/archive     a folder of your own
      presswerk run ~/dumps --model de_core_news_lg  facts by a bigger spaCy pipeline
      presswerk run ~/dumps --wait 600           after the run that is writing, if there is one
      PRESSWERK_WORKERS=4 presswerk run ~/dumps  more shards at a time
    """  # noqa: D301 - the backspace keeps the lines as they are
    settings = settings_of(
        paths=paths or None, home=home, pipeline=model, full_refresh=full_refresh, wait_seconds=wait
    )
    from flows.execute import execute

    raise typer.Exit(execute(settings))
