"""One stretch of serving: catch up, put the deployment in order, hand out runs until told to stop."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.runner import Runner
from prefect.schedules import Schedule
from prefect.types.entrypoint import EntrypointType

from flows.logs import LOG
from flows.serving.catch_up import SKIPPED, find_missed, last_begun, settle
from flows.serving.choices import CatchUp
from flows.serving.deployment import Served
from flows.serving.lifeline import clear_leftovers, put_back_lost, watch_heartbeats
from flows.serving.server import is_ready
from warehouse.home import Home

SWEEP_SECONDS = 30.0
"""Between two looks for runs that were handed out and never began."""
STOP_SECONDS = 60.0
"""How long ending may take: a run gets half of it to end; the rest is for a server that is slow to answer."""
MAX_CRASHES = 3
"""Runs in a row that crash before no further one is ordered for them."""
RETRY_SECONDS = 2.0
"""Between two questions whether a server that was away is back."""
MAX_RETRY_SECONDS = 60.0
"""Between two attempts at serving that fail at once."""


class Session:
    """Serves one deployment from a thread of its own, over any number of outages of the server."""

    def __init__(self, served: Served, schedule: Schedule | None, catch_up: CatchUp) -> None:
        """Choose what is served.

        Args:
            served: settings and flags of the runs.
            schedule: when they are due; None where files decide.
            catch_up: what to do about times that were missed.
        """
        self._served = served
        self._schedule = schedule
        self._catch_up = catch_up
        self._stop = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._runner: Runner | None = None
        self._thread = threading.Thread(target=self._serve, name="serving", daemon=True)
        self.deployment_id: UUID | None = None

    def start(self) -> None:
        """Begin serving."""
        self._thread.start()

    def stop(self) -> None:
        """End serving; a run at work is interrupted, and what it had finished is kept."""
        self._stop.set()
        deadline = time.monotonic() + STOP_SECONDS
        is_told = False
        while self._thread.is_alive() and time.monotonic() < deadline:
            if not is_told and self._runner is not None and self._loop is not None and self._runner.started:
                asyncio.run_coroutine_threadsafe(self._runner.astop(), self._loop)
                is_told = True
            self._thread.join(RETRY_SECONDS)

    def order(self) -> bool:
        """Order a run now, unless one is waiting to begin; False where the server cannot be asked."""
        if self.deployment_id is None:
            return False
        try:
            with get_client(sync_client=True) as client:
                waiting = client.read_flow_runs(flow_run_filter=_waiting(self.deployment_id), limit=1)
                if not waiting:
                    client.create_flow_run_from_deployment(self.deployment_id, tags=["arrived"])
        except httpx.HTTPError as error:
            LOG.warning("No run could be ordered (%s); still trying", error)
            return False
        return True

    def _serve(self) -> None:
        pause = RETRY_SECONDS
        while not self._stop.is_set():
            begun = time.monotonic()
            try:
                asyncio.run(self._session())
            except Exception as error:
                # Whatever it was, serving goes on: nobody is watching who could start it again.
                LOG.warning("Serving was interrupted (%s: %s)", type(error).__name__, error)
            has_lasted = time.monotonic() - begun > MAX_RETRY_SECONDS
            pause = RETRY_SECONDS if has_lasted else min(2 * pause, MAX_RETRY_SECONDS)
            self._stop.wait(pause)
            while not self._stop.is_set() and not is_ready():
                self._stop.wait(RETRY_SECONDS)

    async def _session(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with get_client() as client:
            wants_run = await self._take_stock(client)
            await watch_heartbeats(client)
            runner = Runner(name=self._served.name, pause_on_shutdown=False, limit=self._served.processes)
            self.deployment_id = await self._register(runner)
            if wants_run:
                await client.create_flow_run_from_deployment(self.deployment_id, tags=["taken-up"])
            # It says every few seconds how many runs wait for their turn.
            logging.getLogger("prefect.runner").setLevel(logging.WARNING)
            self._runner = runner
            sweeper = asyncio.create_task(self._sweep(client, self.deployment_id))
            try:
                if not self._stop.is_set():
                    await runner.start()
            finally:
                sweeper.cancel()

    async def _take_stock(self, client: PrefectClient) -> bool:
        """Settle what was missed; whether a run is wanted for one that was cut off."""
        try:
            found = await client.read_deployment_by_name(f"{self._served.flow().name}/{self._served.name}")
        except ObjectNotFound:
            return False
        await clear_leftovers(client, found.id, Home(self._served.settings.home))
        now = datetime.now(UTC)
        missed = await find_missed(client, found, now)
        count = await settle(
            client,
            found.id,
            missed,
            self._catch_up,
            self._served.parameters,
            self._served.settings.time_zone,
        )
        if count or self._catch_up is CatchUp.NONE:
            return False
        return any(_is_cut_off(run) for run in await last_begun(client, found.id, now))

    async def _register(self, runner: Runner) -> UUID:
        schedules: Any = [self._schedule] if self._schedule else []
        return await runner.aadd_flow(
            self._served.flow(),
            name=self._served.name,
            schedules=schedules,
            concurrency_limit=self._served.concurrency,
            parameters=self._served.parameters,
            description=f"Runs of {self._served.settings.home}, served by `presswerk serve`.",
            tags=["presswerk"],
            entrypoint_type=EntrypointType.MODULE_PATH,
        )

    async def _sweep(self, client: PrefectClient, deployment_id: UUID) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                await put_back_lost(client, deployment_id)
                if self._schedule is None:
                    await self._order_for_crashed(client, deployment_id)
            except httpx.HTTPError as error:
                LOG.debug("The server did not answer the sweep: %s", error)

    async def _order_for_crashed(self, client: PrefectClient, deployment_id: UUID) -> None:
        """Order a run for one that crashed, where no schedule brings the next one; not again and again."""
        last = await last_begun(client, deployment_id, datetime.now(UTC), limit=MAX_CRASHES)
        crashed = [run.state_type is StateType.CRASHED for run in last]
        is_hopeless = len(crashed) == MAX_CRASHES and all(crashed)
        if crashed and crashed[0] and not is_hopeless:
            waiting = await client.read_flow_runs(flow_run_filter=_waiting(deployment_id), limit=1)
            if not waiting:
                await client.create_flow_run_from_deployment(deployment_id, tags=["taken-up"])


def _is_cut_off(run: FlowRun) -> bool:
    """Whether a run was ended by something else than itself."""
    if run.state is None or run.state.name == SKIPPED:
        return False
    return run.state.type in {StateType.CRASHED, StateType.CANCELLED}


def _waiting(deployment_id: UUID) -> FlowRunFilter:
    types = [StateType.SCHEDULED, StateType.PENDING]
    return FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[deployment_id]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=types)),
    )
