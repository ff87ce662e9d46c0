"""Runs whose process is gone: told apart from those in work, shown for what they are, done again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.events import AutomationCore, EventTrigger, ResourceSpecification
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import Posture
from prefect.states import Crashed, Scheduled

from flows.logs import LOG
from flows.serving.environment import HEARTBEAT_SECONDS
from warehouse.home import Home
from warehouse.lock import WriterBusyError, writer_lock

SILENCE = timedelta(seconds=3 * HEARTBEAT_SECONDS)
"""Three signs of life missed in a row, as Prefect advises: a run gone silent for so long has crashed."""
AUTOMATION = "presswerk: runs without a sign of life"
STARTING = timedelta(minutes=2)
"""A process is started ten seconds ahead at the most and takes some five to begin, thirty on a busy machine;
a run that is pending for longer was lost between server and runner."""
MAX_STARTS = 5
"""Times that a run is started before it is given up."""


async def watch_heartbeats(client: PrefectClient) -> None:
    """Have the server mark runs as crashed that no longer give a sign of life, whoever served them."""
    if await client.read_automations_by_name(AUTOMATION):
        return
    ended = ["Completed", "Failed", "Cancelled", "Crashed", "Skipped"]
    heartbeat = "prefect.flow-run.heartbeat"
    await client.create_automation(
        AutomationCore(
            name=AUTOMATION,
            description="A run that dies with its machine cannot say so; its slot is given back.",
            trigger=EventTrigger(
                after={heartbeat},
                expect={heartbeat, *(f"prefect.flow-run.{name}" for name in ended)},
                match=ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"}),
                for_each={"prefect.resource.id"},
                posture=Posture.Proactive,
                threshold=1,
                within=SILENCE,
            ),
            actions=[
                ChangeFlowRunState(
                    state=StateType.CRASHED,
                    message="No sign of life: the process or its machine has gone. The next run goes on with"
                    " what it had finished.",
                )
            ],
        )
    )


async def clear_leftovers(client: PrefectClient, deployment_id: UUID, home: Home) -> int:
    """Show runs as crashed that an earlier serving process left behind, and put back what it never began.

    The writer's lock tells: the operating system drops it with the process. While it is held, a run that
    outlived its server is at work and will say so itself.

    Returns:
        How many runs had begun and are gone.
    """
    for run in await _runs(client, deployment_id, StateType.PENDING):
        await put_back(client, run, "The process that served it ended before it began.")
    if _is_writing(home):
        return 0
    gone = await _runs(client, deployment_id, StateType.RUNNING, StateType.CANCELLING)
    for run in gone:
        message = "Its process ended without a word. The next run goes on with what it had finished."
        await client.set_flow_run_state(run.id, Crashed(message=message), force=True)
        LOG.warning("Run %s of before has ended without a word; it is shown as crashed", run.name)
    return len(gone)


async def put_back_lost(client: PrefectClient, deployment_id: UUID) -> None:
    """Put back runs that were handed out and never began, such as when the server died in between."""
    for run in await _runs(client, deployment_id, StateType.PENDING):
        if run.state and datetime.now(UTC) - run.state.timestamp > STARTING:
            await put_back(client, run, "It was handed out and never began.")


async def put_back(client: PrefectClient, run: FlowRun, why: str) -> None:
    """Have a run that never began done after all."""
    LOG.info("Run %s is put back: %s", run.name, why)
    state: State[None] = Scheduled(scheduled_time=datetime.now(UTC), message=why)
    await client.set_flow_run_state(run.id, state, force=True)


async def start_again(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001
    """Hook: a run that crashed before it began, for want of a server to begin with, is started again."""
    async with get_client() as client:
        types = [earlier.type for earlier in await client.read_flow_run_states(flow_run.id)]
        if StateType.RUNNING not in types and types.count(StateType.CRASHED) < MAX_STARTS:
            await put_back(client, flow_run, "Its process ended before it began.")


def _is_writing(home: Home) -> bool:
    try:
        with writer_lock(home):
            return False
    except WriterBusyError:
        return True


async def _runs(client: PrefectClient, deployment_id: UUID, *types: StateType) -> list[FlowRun]:
    return await client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            deployment_id=FlowRunFilterDeploymentId(any_=[deployment_id]),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
        )
    )
