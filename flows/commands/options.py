"""What the commands share: options, settings from flags, errors a user can act on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from flows.exit_code import ExitCode
from flows.settings import Settings, SettingsError, load_settings
from flows.terminal import visible

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="Folder of the warehouse.  [default: presswerk-home]")
]
JsonOption = Annotated[bool, typer.Option("--json", help="As JSON.")]
PathsArgument = Annotated[
    list[Path] | None, typer.Argument(help="Files and folders to read.  [default: data/sample]")
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", help="spaCy pipeline that annotates: its name or folder.  [default: german]"),
]

FromOption = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="First day of publication."),
]
ToOption = Annotated[
    datetime | None,
    typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="Last day of publication, included."),
]


def settings_of(**flags: object) -> Settings:
    """Settings from the flags of a command, the environment and the TOML file; ends where they are wrong."""
    try:
        return load_settings(flags)
    except SettingsError as error:
        fail(str(error))


def days(from_day: datetime | None, to_day: datetime | None) -> tuple[date | None, date | None]:
    """The days of `FromOption` and `ToOption`; ends where the last lies before the first."""
    first, last = from_day.date() if from_day else None, to_day.date() if to_day else None
    if first and last and last < first:
        fail(f"--to {last} lies before --from {first}.")
    return first, last


def reading(show: Callable[[Settings], None], home: Path | None) -> None:
    """Run a reading command, with errors a user can act on."""
    import duckdb

    from warehouse.generation import GenerationError
    from warehouse.migration import SchemaVersionError

    try:
        show(settings_of(home=home))
    except (FileNotFoundError, SchemaVersionError, GenerationError, duckdb.Error) as error:
        fail(str(error))
    except BrokenPipeError:
        # The reader at the other end of the pipe (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(message: str, code: ExitCode = ExitCode.USAGE) -> NoReturn:
    """End the command with a message on standard error."""
    typer.echo(visible(message), err=True)
    raise typer.Exit(code)
