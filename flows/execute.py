"""One run from start to end: lock, Prefect server, flow, exit code."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

from rich.console import Console

from flows.calling import call_of
from flows.exit_code import ExitCode
from flows.interruption import is_interruption
from flows.prefect_server import (
    ServerStartError,
    temporary_server,
    wait_until_ready,
    without_heartbeat,
)
from flows.settings import Settings
from flows.terminal import visible
from warehouse.generation import GenerationError
from warehouse.home import Home
from warehouse.lock import HomeError, WriterBusyError, writer_lock
from warehouse.publishing.space import NoSpaceError, no_space_error

if TYPE_CHECKING:
    from flows.assignment import Assignment
    from flows.run import Run


def execute(settings: Settings, assignment: Assignment | None = None) -> ExitCode:
    """Run the main job.

    Args:
        settings: the run's settings.
        assignment: what to work on; by default what is new under the paths of the settings.
    Returns:
        The exit code of the command.
    """
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    named = settings.paths if assignment is None else []
    missing = [path for path in named if not path.exists()]
    if missing:
        errors.print(f"No such file or folder: {', '.join(map(str, missing))}. Name one that exists.")
        return ExitCode.USAGE
    home = Home(settings.home)

    def work() -> ExitCode:
        with writer_lock(home, settings.wait_seconds), temporary_server(home.prefect) as is_temporary:
            return _run_flow(settings, assignment, errors, is_temporary=is_temporary)

    interrupted = "Interrupted. The finished shards are kept: the same command goes on from there."
    return ended(work, home, errors, interrupted)


def ended(work: Callable[[], ExitCode], home: Home, errors: Console, interrupted: str) -> ExitCode:
    """Do the work of a command; what may end it becomes a message and an exit code.

    Args:
        work: the work.
        home: the home it works in.
        errors: where to write the message.
        interrupted: what to say when the user ends it.
    """
    try:
        return work()
    except WriterBusyError as error:
        errors.print(visible(str(error)))
        return ExitCode.BUSY
    except HomeError as error:
        errors.print(visible(str(error)))
        return ExitCode.USAGE
    except NoSpaceError as error:
        errors.print(visible(str(error)))
        return ExitCode.NO_SPACE
    except ServerStartError as error:
        errors.print(visible(str(error)))
        return ExitCode.FAULT
    except KeyboardInterrupt:
        errors.print(interrupted)
        return ExitCode.INTERRUPTED
    except Exception as error:
        if is_interruption(error):
            errors.print(interrupted)
            return ExitCode.INTERRUPTED
        # Where the journal met the full disk first.
        if (no_space := no_space_error(error, home.root)) is None:
            raise
        errors.print(visible(str(no_space)))
        return ExitCode.NO_SPACE


def _run_flow(
    settings: Settings, assignment: Assignment | None, errors: Console, *, is_temporary: bool
) -> ExitCode:
    """Import what a run needs while the server boots, then run."""
    from flows.logs import set_up_logs
    from flows.progress import RunProgress
    from flows.run import make_run
    from transforms.clean.publisher.publishers import PublisherFileError
    from transforms.resolve.corrections import CorrectionsError
    from warehouse.migration import SchemaVersionError

    set_up_logs(settings.log_format)
    try:
        run = make_run(settings, assignment)
    except (PublisherFileError, CorrectionsError, ValueError) as error:
        errors.print(visible(str(error)))
        return ExitCode.USAGE
    from flows.attempt import last_summary
    from flows.gate_stopped import GateStoppedError
    from flows.main_job import with_workers
    from flows.summary import show

    threading.Thread(target=_import_ahead, args=(run,), daemon=True).start()
    RunProgress().say("Starting Prefect")
    wait_until_ready()
    with without_heartbeat() if is_temporary else nullcontext():
        try:
            summary = with_workers(settings.workers)(settings, assignment)
        except GateStoppedError as stopped:
            show(stopped.summary, errors)
            return ExitCode.GATE
        except (SchemaVersionError, GenerationError) as error:
            errors.print(visible(str(error)))
            return ExitCode.USAGE
        except Exception as error:
            # What was published is published, also where Prefect's server is gone and cannot be told.
            if (published := last_summary()) is None:
                raise
            errors.print(f"Prefect took no note of the end of the run: {visible(str(error))}")
            summary = published
    show(summary, Console(file=sys.stdout), call_of(settings))
    return ExitCode.DONE


def _import_ahead(run: Run) -> None:
    """Import what takes seconds while the server boots.

    A run that finds nothing new needs no gate, so Great Expectations is imported only where a first look
    says that there will be work. What is wrong with the paths or the warehouse, the flow will say.
    """
    import pyarrow.dataset  # noqa: F401 - DuckDB needs it for its first answer as a polars frame

    from flows.stages.inventory import expects_work
    from warehouse.migration import SchemaVersionError

    with suppress(OSError, SchemaVersionError, GenerationError):
        if expects_work(run):
            import expectations.engine  # noqa: F401
