"""`presswerk generations` and `presswerk rollback`."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import HomeOption, JsonOption, fail, reading, settings_of
from flows.exit_code import ExitCode


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(generations)
    app.command()(rollback)


def generations(
    home: HomeOption = None,
    as_json: JsonOption = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Read every file and compare its checksum.")
    ] = False,
) -> None:
    """List the generations that are kept: when they were published, by which run, what is in them.

    Ends with 1 where one is damaged, or where the pointer names none.

    \b
    Examples:
      presswerk generations
      presswerk generations --verify
      presswerk generations --json
    """  # noqa: D301 - the backspace keeps the lines as they are
    from flows.generations import show_generations
    from warehouse.generation import GenerationError

    try:
        show_generations(settings_of(home=home), as_json=as_json, verify=verify)
    except GenerationError as error:
        fail(str(error), ExitCode.FAULT)


def rollback(
    generation: Annotated[
        int | None,
        typer.Argument(help="Number of the generation.  [default: the one published before]", min=1),
    ] = None,
    home: HomeOption = None,
    wait: Annotated[
        float | None,
        typer.Option("--wait", help="Seconds to wait for a run that is writing.  [default: 0]"),
    ] = None,
) -> None:
    """Publish an older generation again; the newer ones are kept for a while.

    Nothing is copied and no reader is disturbed: it takes a moment, whatever the size.

    \b
    Examples:
      presswerk rollback        to the generation that was published before this one
      presswerk rollback 12     to generation 12, older or newer
    """  # noqa: D301
    from warehouse.lock import WriterBusyError

    settings = settings_of(home=home, wait_seconds=wait)
    from flows.generations import take_back

    try:
        reading(lambda _: take_back(settings, generation), home)
    except WriterBusyError as error:
        fail(str(error), ExitCode.BUSY)
