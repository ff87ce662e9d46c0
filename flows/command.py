"""The `presswerk` command: its commands lie in `flows.commands`."""

from __future__ import annotations

import atexit
import os
import sys
import traceback
from typing import NoReturn

import typer

from flows.commands import alerts, backfill, export, generations, inspect, quarantine, serve
from flows.commands.dashboard import dashboard
from flows.commands.run import run
from flows.commands.search import search
from flows.exit_code import ExitCode

_EXIT_CODES = """
Exit codes: 0 published, or nothing new; 1 a fault; 2 wrong usage; 3 a gate stopped publishing; 4 another
run holds the writer's lock; 5 the disk has no room. Every flag can also be set as PRESSWERK_<NAME> or in
presswerk.toml.
"""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Turn scraped German news pages into a DuckDB warehouse.\n" + _EXIT_CODES,
)
app.command()(run)
serve.register(app)
app.command()(inspect.status)
app.command()(inspect.sql)
app.command()(inspect.path)
app.command()(search)
app.command()(dashboard)
export.register(app)
app.add_typer(quarantine.app, name="quarantine")
generations.register(app)
backfill.register(app)
alerts.register(app)


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
