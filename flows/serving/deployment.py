"""The main job as a Prefect deployment: what it is called, what it is told, and that it never overlaps."""

from __future__ import annotations

import hashlib
import platform
from typing import Any

from prefect import Flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.task_runners import ThreadPoolTaskRunner

from flows.serving.choices import ServeOptions, WhenBusy
from flows.serving.job import served_job
from flows.serving.lifeline import start_again
from flows.settings import Settings

WAIT_FOR_WRITER_SECONDS = 6 * 3_600.0
"""How long a served run waits for somebody else's writing: longer than a first run over a whole archive."""
GRACE_SECONDS = 90
"""Time from handing a run out to its beginning; a slot that is taken and not used is given back after it."""


class Served:
    """The main job with the options it is served with."""

    def __init__(self, options: ServeOptions) -> None:
        """Take what `presswerk serve` was told."""
        self._options = options

    @property
    def settings(self) -> Settings:
        """The settings of the runs."""
        return self._options.settings

    @property
    def name(self) -> str:
        """Name of the deployment: the home's, told apart from homes of the same name elsewhere."""
        home = self.settings.home
        digest = hashlib.sha256(f"{platform.node()}:{home}".encode()).hexdigest()[:6]
        return f"{home.name.replace('/', '-').replace('%', '-')}-{digest}"

    @property
    def parameters(self) -> dict[str, Any]:
        """Parameters of the runs, as JSON: places and what was told by flags.

        Everything else comes from the environment and the TOML file of the process that serves, so no secret
        ever reaches the server's database.
        """
        waiting = WAIT_FOR_WRITER_SECONDS if self._options.when_busy is WhenBusy.WAIT else 0.0
        told = {name: value for name, value in self._options.flags.items() if value is not None}
        settings = {
            "paths": [str(path) for path in self.settings.paths],
            "home": str(self.settings.home),
            "wait_seconds": waiting,
            **told,
        }
        return {"settings": settings}

    @property
    def concurrency(self) -> ConcurrencyLimitConfig:
        """One run at a time."""
        strategy = {
            WhenBusy.WAIT: ConcurrencyLimitStrategy.ENQUEUE,
            WhenBusy.SKIP: ConcurrencyLimitStrategy.CANCEL_NEW,
        }[self._options.when_busy]
        return ConcurrencyLimitConfig(
            limit=1, collision_strategy=strategy, grace_period_seconds=GRACE_SECONDS
        )

    @property
    def processes(self) -> int:
        """Processes the runner may start at a time.

        Waiting, the next run begins as soon as the one before has ended, so the runner holds it back; to be
        skipped, it must be offered to the server, which refuses it.
        """
        return 1 if self._options.when_busy is WhenBusy.WAIT else 4

    def flow(self) -> Flow[Any, Any]:
        """The main job with its workers and its hooks."""
        return served_job.with_options(
            task_runner=ThreadPoolTaskRunner(max_workers=self.settings.workers),  # type: ignore[arg-type]
            on_crashed=[start_again],
        )
