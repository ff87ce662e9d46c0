"""`presswerk serve` from start to end: server, session, watch, and a clean ending."""

from __future__ import annotations

import fcntl
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows.exit_code import ExitCode
from flows.logs import LOG
from flows.prefect_server import ServerStartError
from flows.serving.choices import ServeOptions
from flows.serving.environment import prepare_serving
from flows.serving.interval import ScheduleError
from flows.serving.server import OwnServer, serving_server, wait_until_ready
from flows.settings import Settings
from warehouse.home import Home

if TYPE_CHECKING:
    from flows.serving.session import Session

LOOK_SECONDS = 1.0
"""Between two looks whether our own server still lives."""


class AlreadyServedError(RuntimeError):
    """This home is served already."""


def serve(options: ServeOptions) -> ExitCode:
    """Serve runs until SIGTERM or SIGINT.

    Args:
        options: what to serve, and when.
    Returns:
        The exit code of the command.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    home = Home(options.settings.home)
    prepare_serving(home.prefect)
    try:
        # Prefect reads at its import which server to use, so the server comes first; meanwhile it starts.
        with _alone(home), serving_server(home.prefect, options.port) as server:
            return _serve(options, server, stop)
    except AlreadyServedError as error:
        LOG.error("%s", error)
        return ExitCode.BUSY
    except ServerStartError as error:
        if stop.is_set():
            return ExitCode.DONE
        LOG.error("%s", error)
        return ExitCode.FAULT


def _serve(options: ServeOptions, server: OwnServer | None, stop: threading.Event) -> ExitCode:
    from flows.serving.deployment import Served
    from flows.serving.schedule import make_schedule
    from flows.serving.session import Session

    try:
        schedule = make_schedule(options.cron, options.every, options.settings.time_zone)
    except ScheduleError as error:
        LOG.error("%s", error)
        return ExitCode.USAGE
    wait_until_ready(stop.is_set, server.log_file if server else None)
    served = Served(options)
    session = Session(served, schedule, options.catch_up)
    session.start()
    LOG.info("Serving %s as presswerk/%s", options.settings.home, served.name)
    if server:
        LOG.info("Runs are shown at %s", server.address)
    if options.folder:
        _watch(options.folder, options.settings, session, stop)
    while not stop.wait(LOOK_SECONDS):
        if server:
            server.revive()
    LOG.info("Ending; a run at work is interrupted, and goes on when serving does")
    session.stop()
    return ExitCode.DONE


def _watch(folder: Path, settings: Settings, session: Session, stop: threading.Event) -> None:
    """Order runs for files that arrive, from a thread that need not end for the command to end.

    A network folder may hang for minutes.
    """
    from flows.run import make_run
    from flows.serving.watch import watch
    from flows.stages.inventory import expects_work

    try:
        has_work = expects_work(make_run(settings))
    except (OSError, RuntimeError, ValueError):
        # What is wrong, the run will say.
        has_work = True
    arguments = (folder, has_work, session.order, stop)
    threading.Thread(target=watch, args=arguments, name="watching", daemon=True).start()


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Be the only one that serves a home; two would take each other's runs for left behind."""
    home.root.mkdir(parents=True, exist_ok=True)
    with (home.root / "serve.lock").open("a", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServedError(f"{home.root} is being served by another `presswerk serve`.") from None
        yield
