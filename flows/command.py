"""The `presswerk` command. Heavy libraries are imported by the subcommands that need them."""

from __future__ import annotations

import atexit
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from flows.exit_code import ExitCode
from flows.settings import Settings, SettingsError, load_settings

_EXAMPLES = """
Exit codes: 0 published, or nothing new; 2 wrong usage; 3 a gate stopped publishing; 4 another run holds
the writer's lock. Every flag can also be set as PRESSWERK_<NAME> or in presswerk.toml.
"""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Turn scraped German news pages into a DuckDB warehouse.\n" + _EXAMPLES,
)
quarantine_app = typer.Typer(no_args_is_help=True, help="Look at what was rejected.")
app.add_typer(quarantine_app, name="quarantine")

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="Folder of the warehouse.  [default: presswerk-home]")
]


@app.command()
def run(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders to read.  [default: data/sample]")
    ] = None,
    home: HomeOption = None,
    model: Annotated[
        str | None,
        typer.Option("--model", help="spaCy pipeline that annotates: its name or folder.  [default: german]"),
    ] = None,
    full_refresh: Annotated[
        bool | None, typer.Option("--full-refresh", help="Work on everything again.")
    ] = None,
) -> None:
    """Read raw files and publish a new generation of the warehouse.

    \b
    Examples:
      presswerk run                              the sample pages
      presswerk run ~/dumps --home ~/archive     a folder of your own
      presswerk run ~/dumps --model de_core_news_lg  facts by a bigger spaCy pipeline
      PRESSWERK_WORKERS=4 presswerk run ~/dumps  more shards at a time
    """  # noqa: D301 - the backspace keeps the lines as they are
    settings = _settings(paths=paths or None, home=home, pipeline=model, full_refresh=full_refresh)
    from flows.execute import execute

    raise typer.Exit(execute(settings))


@app.command()
def status(
    home: HomeOption = None, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False
) -> None:
    """Show what is published and how the last runs went.

    Example: presswerk status --json
    """
    from flows.inspect import show_status

    _inspect(lambda settings: show_status(settings, as_json=as_json), home)


@app.command()
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
    from flows.inspect import FORMATS, open_shell, show_query

    if output not in FORMATS:
        _fail(f"--format must be one of {', '.join(FORMATS)}, not {output!r}.")
    _inspect(lambda settings: show_query(settings, query, output) if query else open_shell(settings), home)


@app.command()
def path(home: HomeOption = None) -> None:
    """Print the path of the published file.

    Example: duckdb -readonly "$(presswerk path)"
    """
    from flows.inspect import show_path

    _inspect(show_path, home)


@quarantine_app.command("list")
def quarantine_list(
    home: HomeOption = None, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False
) -> None:
    """List what was rejected, and why.

    Example: presswerk quarantine list --json
    """
    from flows.inspect import show_quarantine

    _inspect(lambda settings: show_quarantine(settings, as_json=as_json), home)


def _settings(**flags: object) -> Settings:
    try:
        return load_settings(flags)
    except SettingsError as error:
        _fail(str(error))


def _inspect(show: Callable[[Settings], None], home: Path | None) -> None:
    """Run a reading command, with errors a user can act on."""
    import duckdb

    from warehouse.migration import SchemaVersionError

    try:
        show(_settings(home=home))
    except (FileNotFoundError, SchemaVersionError, duckdb.Error) as error:
        _fail(str(error))
    except BrokenPipeError:
        # The reader at the other end of the pipe (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(ExitCode.USAGE)


def _code_of(ending: SystemExit) -> int:
    """The code a program ends with: as Python has it, none is success and a message is a fault."""
    if ending.code is None:
        return ExitCode.DONE
    return ending.code if isinstance(ending.code, int) else ExitCode.FAULT


def main() -> NoReturn:
    """Entry point of the console command.

    Exit handlers run and what was written is flushed; then the process ends without taking its libraries
    apart first. That takes Prefect, spaCy and Great Expectations a second or more when all is done, and
    fails noisily while a thread is still importing them.
    """
    try:
        app(prog_name="presswerk")
        code: int = ExitCode.DONE
    except SystemExit as ending:
        code = _code_of(ending)
    except BaseException:
        traceback.print_exc()
        code = ExitCode.FAULT
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
