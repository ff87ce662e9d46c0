"""`presswerk alerts`: who is told of what."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import typer

from flows.commands.options import HomeOption, JsonOption, fail, settings_of
from flows.exit_code import ExitCode

DEFAULT_OVERDUE_HOURS = 24.0
"""News outlets are crawled daily at least; whoever runs more often names less."""

app = typer.Typer(no_args_is_help=True, help="Who is told of failures, drift and silence.")


def register(commands: typer.Typer) -> None:
    """Add the commands of this module."""
    commands.add_typer(app, name="alerts")


@app.command("test")
def send_test(home: HomeOption = None) -> None:
    """Send a test message to every target of PRESSWERK_NOTIFY, and say which of them took it.

    \b
    Examples:
      PRESSWERK_NOTIFY="json://127.0.0.1:8080/" presswerk alerts test
      presswerk alerts test --home ~/archive
    Exit codes: 0 all took it; 1 one did not; 2 no target is set.
    """  # noqa: D301 - the backspace keeps the lines as they are
    from flows.alerts.alert import Message
    from flows.alerts.notify import deliver

    settings = settings_of(home=home)
    if not settings.notify:
        fail("No target is set. Name one or more Apprise URLs in PRESSWERK_NOTIFY, separated by blanks.")
    message = Message(
        f"Presswerk {settings.home.name}: test",
        f"Alerts of this warehouse arrive here.\n\nHome: {settings.home}",
        "info",
    )
    deliveries = deliver(settings.notify, message)
    for delivery in deliveries:
        outcome = "delivered" if delivery.was_delivered else f"NOT delivered: {delivery.detail}"
        typer.echo(f"target {delivery.target}: {outcome}")
    if not all(delivery.was_delivered for delivery in deliveries):
        raise typer.Exit(ExitCode.FAULT)


@app.command("list")
def list_told(
    home: HomeOption = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only what is still the case.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """List alerts, the newest first: since when, until when, how many targets were told.

    \b
    Examples:
      presswerk alerts list --open
      presswerk alerts list --json
    """  # noqa: D301
    from warehouse.home import Home
    from warehouse.journal.alerts import list_alerts

    settings = settings_of(home=home)
    alerts = list_alerts(Home(settings.home), only_open=only_open, limit=limit)
    if as_json:
        typer.echo(json.dumps([asdict(alert) for alert in alerts], indent=2, default=str, ensure_ascii=False))
        return
    if not alerts:
        typer.echo("No alert is open." if only_open else "There was no alert.")
    for alert in alerts:
        until = f"until {alert.ended_at:%Y-%m-%d %H:%M}" if alert.ended_at else "still the case"
        told = f"told {alert.delivered_count} of {alert.target_count} targets"
        typer.echo(f"{alert.raised_at:%Y-%m-%d %H:%M} UTC  {alert.title}  ({until}, {told})")


@app.command("check")
def check_now(home: HomeOption = None) -> None:
    """Look for silence and a full disk now, and tell the targets: for cron, where runs may not start at all.

    \b
    Examples:
      presswerk alerts check
      17 * * * *  presswerk alerts check --home /srv/archive
    Exit codes: 0 all is as usual; 1 something is not, and is printed.
    """  # noqa: D301
    import duckdb

    from flows.alerts.tell import tell
    from flows.alerts.watch import is_seen_around, look_around

    settings = settings_of(home=home)
    if not settings.home.is_dir():
        fail(f"There is no folder {settings.home}. Name the home of a warehouse with --home.")
    try:
        alerts = look_around(settings)
    except duckdb.Error as error:
        fail(str(error))
    tell(settings, alerts, is_seen_around)
    for alert in alerts:
        typer.echo(f"{alert.title}\n{alert.body}\n{alert.look}\n")
    if alerts:
        raise typer.Exit(ExitCode.FAULT)
    typer.echo("Documents arrive as usual, and the disk has room.")


@app.command("automations")
def put_automations(
    apply: Annotated[bool, typer.Option("--apply", help="Create or update them.")] = False,
    overdue_hours: Annotated[
        float | None,
        typer.Option(
            "--overdue-hours",
            min=0.003,
            help="Hours after a run that ended well until the next one must have.  [default: silence_hours"
            f" or {DEFAULT_OVERDUE_HOURS:g}]",
        ),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Show or create the automations on the Prefect server at PREFECT_API_URL, which tell PRESSWERK_NOTIFY.

    \b
    Examples:
      presswerk alerts automations
      presswerk alerts automations --apply --overdue-hours 6
    """  # noqa: D301
    settings = settings_of(home=home)
    overdue = timedelta(hours=overdue_hours or settings.silence_hours or DEFAULT_OVERDUE_HOURS)
    from flows.alerts.automations import apply as apply_automations
    from flows.alerts.automations import plan

    if not apply:
        for automation in plan([], overdue):
            typer.echo(f"{automation.name}\n    {automation.description}")
        typer.echo("\nNothing was changed. --apply creates them on the server at PREFECT_API_URL.")
        return
    if not os.environ.get("PREFECT_API_URL"):
        fail("PREFECT_API_URL names no server. Automations need one that goes on when a run has ended.")
    if not settings.notify:
        fail("No target is set. Name one or more Apprise URLs in PRESSWERK_NOTIFY, separated by blanks.")
    import httpx

    try:
        outcomes = apply_automations(settings.notify, overdue)
    except httpx.HTTPError as error:
        fail(f"The server at {os.environ['PREFECT_API_URL']} did not take them: {error}", ExitCode.FAULT)
    for name, outcome in outcomes:
        typer.echo(f"{outcome}: {name}")
