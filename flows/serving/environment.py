"""What Prefect is told where runs are served, in one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from flows.prefect_server import QUIET

HEARTBEAT_SECONDS = 30
"""Between two signs of life of a run; the least that Prefect takes. `flows.serving.lifeline` counts on it."""

SERVED: Mapping[str, str] = {
    **QUIET,
    # The pages of a run in the UI show its log lines, our own among them.
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_LOGGING_TO_API_ENABLED": "true",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "presswerk",
    # How its tasks ended, the page of a run shows by itself.
    "PREFECT_LOGGING_LOGGERS_PREFECT_TASK_RUNS_LEVEL": "WARNING",
    # A request that fails waits 2, 4, 8, … seconds: eight times make eight and a half minutes, in which a
    # server can be restarted, or a machine, without a run noticing.
    "PREFECT_CLIENT_MAX_RETRIES": "8",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
    "PREFECT_RUNNER_POLL_FREQUENCY": "5",
    # Progress bars are for a person before a terminal; a log gets lines.
    "TTY_COMPATIBLE": "0",
}
"""Environment for whoever works with a lasting server, where the user has not set it otherwise."""

LASTING_SERVER: Mapping[str, str] = {
    # Kept in memory, the holders of slots would be forgotten when the server dies, and their slots never
    # given back.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    # A schedule by the minute makes 1,440 runs a day. Ours are recorded in the warehouse for good.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    # A page in a browser on this machine must not be able to start runs.
    "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
}
"""Environment of a server that is to be killed and restarted without harm."""


def prepare_serving(prefect_home: Path) -> None:
    """Set the environment of this process, and of all that it starts, for serving.

    Prefect reads it once, when it is imported, so this comes first.

    Args:
        prefect_home: Prefect's folder, unless PREFECT_HOME is set.
    """
    os.environ.setdefault("PREFECT_HOME", str(prefect_home))
    # Prefect keeps blocks there, and the key to them beside them.
    Path(os.environ["PREFECT_HOME"]).mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, value in SERVED.items():
        os.environ.setdefault(name, value)
