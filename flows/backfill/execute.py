"""`presswerk backfill start`, `resume` and `publish`: Prefect server, flow, exit code."""

from __future__ import annotations

from contextlib import nullcontext

from rich.console import Console

from flows.backfill.request import Request
from flows.calling import call_of
from flows.execute import ended
from flows.exit_code import ExitCode
from flows.prefect_server import temporary_server, wait_until_ready, without_heartbeat
from flows.settings import Settings
from flows.terminal import visible
from warehouse.connect import NoWarehouseError
from warehouse.generation import GenerationError
from warehouse.home import Home
from warehouse.journal.backfills import BackfillError, find_open_backfill
from warehouse.migration import SchemaVersionError

_REFUSALS = (BackfillError, NoWarehouseError, SchemaVersionError, GenerationError)
"""What says that something else has to be asked for."""


def start(settings: Settings, request: Request, *, publishes: bool, works: bool = True) -> ExitCode:
    """Plan a backfill and work on it.

    Args:
        settings: settings of the home, with the pipeline that is to annotate.
        request: what is asked for.
        publishes: whether to publish it, too.
        works: whether to work on it now, and not only to plan it.

    Returns:
        The exit code of the command.
    """
    from flows.assignment import Assignment
    from flows.backfill.choose import choose
    from flows.backfill.plan import store_plan
    from flows.run import make_run

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        run = make_run(settings.model_copy(update={"full_refresh": False}), Assignment("backfill", ()))
        choice = choose(run.home, request)
    except (*_REFUSALS, ValueError) as error:  # the pipeline is not installed, a file of settings is wrong
        errors.print(visible(str(error)))
        return ExitCode.USAGE
    for note in choice.notes:
        errors.print(visible(note))
    backfill = store_plan(run, request, choice)
    count = choice.items["label"].n_unique()
    print(  # noqa: T201
        f"{backfill.backfill_id}: {len(choice.items)} articles in {count} partitions."
        if not request.is_pages
        else f"{backfill.backfill_id}: {len(choice.items)} documents in {count} partitions."
    )
    return go_on(settings, backfill.backfill_id, publishes=publishes) if works else ExitCode.DONE


def go_on(settings: Settings, name: str, *, publishes: bool) -> ExitCode:
    """Work on a backfill that is planned.

    Args:
        settings: settings of the home.
        name: id of the backfill.
        publishes: whether to publish it, too.

    Returns:
        The exit code of the command.
    """
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    home = Home(settings.home)

    try:
        find_open_backfill(home, name)
    except BackfillError as error:
        errors.print(visible(str(error)))
        return ExitCode.USAGE

    def work() -> ExitCode:
        # Scheduled runs go on meanwhile, with a server and a database of their own.
        with temporary_server(home.backfills / "prefect") as is_temporary:
            return _run_flow(settings, name, errors, publishes=publishes, is_temporary=is_temporary)

    interrupted = f"Paused. What is finished is kept: `presswerk backfill resume {name}` goes on from there."
    return ended(work, home, errors, interrupted)


def _run_flow(
    settings: Settings, name: str, errors: Console, *, publishes: bool, is_temporary: bool
) -> ExitCode:
    """Import what is needed while the server boots, then work."""
    from flows.backfill.job import PartitionsFailedError, backfill_job
    from flows.gate_stopped import GateStoppedError
    from flows.logs import set_up_logs
    from flows.progress import RunProgress
    from flows.summary import show

    set_up_logs(settings.log_format)
    RunProgress().say("Starting Prefect")
    wait_until_ready()
    with without_heartbeat() if is_temporary else nullcontext():
        try:
            outcome = backfill_job(settings, name, publishes=publishes)
        except GateStoppedError as stopped:
            show(stopped.summary, errors)
            return ExitCode.GATE
        except PartitionsFailedError as error:
            errors.print(visible(str(error)))
            return ExitCode.FAULT
        except _REFUSALS as error:
            errors.print(visible(str(error)))
            return ExitCode.USAGE
    call = call_of(settings)
    out = Console(highlight=False, soft_wrap=True)
    show(outcome.summary, out)
    if outcome.state == "ready":
        out.print("\nNext:")
        for purpose, command in (("see what would change", "compare"), ("publish it", "publish")):
            out.print(f"  {purpose}", style="dim")
            out.print(f"    {call.command} backfill {command} {name}{call.home_flag}", markup=False)
    return ExitCode.DONE
