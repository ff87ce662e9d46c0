"""`presswerk backfill`: work again on a part of the archive, partition by partition."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import (
    FromOption,
    HomeOption,
    JsonOption,
    ModelOption,
    ToOption,
    days,
    fail,
    settings_of,
)
from flows.exit_code import ExitCode
from flows.settings import Settings

app = typer.Typer(
    no_args_is_help=True, help="Work again on a part of the archive, while scheduled runs go on."
)

NameArgument = Annotated[str, typer.Argument(metavar="ID", help="Id of the backfill, such as bf-0001.")]
WaitOption = Annotated[
    float | None, typer.Option("--wait", help="Seconds to wait for a run that is writing.  [default: 0]")
]


class Span(StrEnum):
    """Spans of days that make a partition."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"


def register(commands: typer.Typer) -> None:
    """Add the commands of this module."""
    commands.add_typer(app, name="backfill")


@app.command()
def start(
    from_day: FromOption = None,
    to_day: ToOption = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", help="All articles of a publisher.")
    ] = None,
    documents: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="File of keys, content hashes, paths or addresses, one per line."),
    ] = None,
    model: ModelOption = None,
    pages: Annotated[
        bool, typer.Option("--pages", help="Read the pages again, too; else only their bodies are annotated.")
    ] = False,
    by: Annotated[Span, typer.Option(help="Days of a partition.")] = Span.MONTH,
    publish: Annotated[bool, typer.Option("--publish", help="Publish it without a look at it.")] = False,
    plan_only: Annotated[bool, typer.Option("--plan-only", help="Store the plan; `resume` begins.")] = False,
    home: HomeOption = None,
    wait: WaitOption = None,
) -> None:
    """Plan a backfill of articles in the warehouse and work on it, up to the comparison of old and new.

    Days are those of the setting time_zone (Europe/Berlin).

    \b
    Examples:
      presswerk backfill start --from 2026-03-01 --to 2026-03-31 --model de_core_news_lg
      presswerk backfill start --publisher "Brückenbote" --pages
      presswerk backfill start --documents urls.txt --publish
    Exit codes: 0 ready, published or paused; 1 partitions failed; 2 nothing is meant by it; 3 a gate stops
    its publication; 4 a run is writing; 5 the disk has no room.
    """  # noqa: D301 - the backspace keeps the lines as they are
    first, last = days(from_day, to_day)
    if sum([bool(first or last), publisher is not None, documents is not None]) != 1:
        fail("Say what to work on again: one of --from with --to, --publisher and --documents.")
    if bool(first) != bool(last):
        fail("Give both --from and --to; for one day, the same twice.")
    settings = settings_of(home=home, pipeline=model, wait_seconds=wait)
    from flows.backfill.execute import start as start_backfill
    from flows.backfill.request import Request

    request = Request(
        is_pages=pages,
        from_date=first,
        to_date=last,
        time_zone=settings.time_zone,
        by=by.value,
        publisher=publisher,
        documents=documents and documents.absolute(),
    )
    raise typer.Exit(start_backfill(settings, request, publishes=publish, works=not plan_only))


@app.command()
def resume(name: NameArgument, home: HomeOption = None) -> None:
    """Go on with a backfill that was paused or killed, or in which partitions failed.

    What is finished is not done again.

    Example: presswerk backfill resume bf-0001
    """
    from flows.backfill.execute import go_on

    raise typer.Exit(go_on(settings_of(home=home), name, publishes=False))


@app.command()
def publish(name: NameArgument, home: HomeOption = None, wait: WaitOption = None) -> None:
    """Publish a backfill; what is left of its work is done before.

    Example: presswerk backfill publish bf-0001 --wait 600
    """
    from flows.backfill.execute import go_on

    raise typer.Exit(go_on(settings_of(home=home, wait_seconds=wait), name, publishes=True))


@app.command()
def pause(name: NameArgument, home: HomeOption = None) -> None:
    """Have a backfill pause after the partition in work. Ctrl-C where it runs pauses it at once.

    Example: presswerk backfill pause bf-0001
    """
    from flows.backfill.steer import pause as pause_backfill

    _say(lambda settings: pause_backfill(settings, name), home)


@app.command()
def cancel(name: NameArgument, home: HomeOption = None) -> None:
    """Give a backfill up, and remove what it has made.

    Example: presswerk backfill cancel bf-0001
    """
    from flows.backfill.steer import cancel as cancel_backfill

    _say(lambda settings: cancel_backfill(settings, name), home)


@app.command("list")
def list_backfills(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List all backfills, the newest first.

    Example: presswerk backfill list
    """
    from flows.backfill.show import show_backfills

    _look(lambda settings: show_backfills(settings, as_json=as_json), home)


@app.command()
def show(name: NameArgument, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Show how far each partition of a backfill has come.

    Example: presswerk backfill show bf-0001 --json
    """
    from flows.backfill.show import show_backfill

    _look(lambda settings: show_backfill(settings, name, as_json=as_json), home)


@app.command()
def compare(name: NameArgument, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Show what a backfill would change: facts by table, entities, and some facts with their sentence.

    Example: presswerk backfill compare bf-0001
    """
    from flows.backfill.show import show_comparison

    _look(lambda settings: show_comparison(settings, name, as_json=as_json), home)


@app.command()
def sql(
    name: NameArgument,
    query: Annotated[str, typer.Argument(help="One SQL statement.")],
    home: HomeOption = None,
    output: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """Ask the comparison: schemas old and new hold the facts of both sides, change what differs. Read-only.

    \b
    Examples:
      presswerk backfill sql bf-0001 "FROM change.fact WHERE table_code = 'fact_quote'"
      presswerk backfill sql bf-0001 "SELECT name, count(*) FROM new.fact_mention GROUP BY ALL" --format csv
    """  # noqa: D301
    from flows.backfill.show import show_comparison_query
    from flows.inspect import FORMATS

    if output not in FORMATS:
        fail(f"--format must be one of {', '.join(FORMATS)}, not {output!r}.")
    _look(lambda settings: show_comparison_query(settings, name, query, output), home)


def _say(act: Callable[[Settings], str], home: Path | None) -> None:
    _look(lambda settings: typer.echo(act(settings)), home)


def _look(act: Callable[[Settings], None], home: Path | None) -> None:
    """Run a command that needs no Prefect, with errors a user can act on."""
    import duckdb

    from warehouse.journal.backfills import BackfillError
    from warehouse.lock import WriterBusyError

    try:
        act(settings_of(home=home))
    except (BackfillError, duckdb.Error) as error:
        fail(str(error))
    except WriterBusyError as error:
        fail(str(error), ExitCode.BUSY)
