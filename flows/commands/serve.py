"""`presswerk serve`: runs on a schedule, or when files arrive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import HomeOption, ModelOption, PathsArgument, fail, settings_of
from flows.serving.choices import CatchUp, ServeOptions, WhenBusy
from flows.serving.interval import ScheduleError, parse_interval


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(serve)


def serve(
    paths: PathsArgument = None,
    home: HomeOption = None,
    model: ModelOption = None,
    cron: Annotated[str | None, typer.Option(help="Five fields of cron, such as '0 6 * * *'.")] = None,
    every: Annotated[str | None, typer.Option(help="Seconds, or a number with s, m, h or d.")] = None,
    watched: Annotated[
        Path | None, typer.Option("--watch", help="A folder; a run is due when files arrive in it.")
    ] = None,
    catch_up: Annotated[
        CatchUp, typer.Option(help="Times missed while nothing was served: a run for each, one, or none.")
    ] = CatchUp.LATEST,
    when_busy: Annotated[
        WhenBusy, typer.Option(help="What a run does that is due while another is at work.")
    ] = WhenBusy.WAIT,
    time_zone: Annotated[
        str | None, typer.Option(help="Zone of the schedule.  [default: Europe/Berlin]")
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port of the server on 127.0.0.1.  [default: 4200, or a free one]")
    ] = None,
) -> None:
    """Run again and again, on a schedule or when files arrive, until it is told to end.

    The server named by PREFECT_API_URL is used; without one, a server of its own is started on this machine
    for as long as it serves, and the page with all runs is told.

    \\b
    Examples:
      presswerk serve ~/dumps --cron '0 6 * * *'   every morning at six
      presswerk serve ~/dumps --every 15m          at each quarter of an hour
      presswerk serve --watch ~/dumps              whenever files have arrived
      presswerk serve ~/dumps --every 1h --catch-up all --when-busy skip
    """  # noqa: D301 - the backspace keeps the lines as they are
    if sum(trigger is not None for trigger in (cron, every, watched)) != 1:
        fail("Say when to run: one of --cron, --every and --watch.")
    if watched is not None and not watched.is_dir():
        fail(f"--watch {watched}: no such folder. Create it, or name one that exists.")
    read = paths or ([watched] if watched else None)
    settings = settings_of(paths=read, home=home, pipeline=model, time_zone=time_zone)
    if missing := [str(path) for path in settings.paths if not path.exists()]:
        fail(f"No such file or folder: {', '.join(missing)}. Name one that exists.")
    try:
        interval = parse_interval(every) if every is not None else None
    except ScheduleError as error:
        fail(str(error))

    from flows.logs import set_up_logs
    from flows.serving.service import serve as serve_until_told

    set_up_logs(settings.log_format)
    options = ServeOptions(
        settings=settings,
        flags={"pipeline": model, "time_zone": time_zone},
        cron=cron,
        every=interval,
        folder=watched,
        catch_up=catch_up,
        when_busy=when_busy,
        port=port,
    )
    raise typer.Exit(serve_until_told(options))
