"""What becomes of the times at which a run was due while nothing was served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Scheduled

from flows.logs import LOG
from flows.serving.choices import CatchUp
from flows.serving.schedule import as_utc, due_between

SLOT_TAG = "auto-scheduled"
"""The tag by which Prefect's server marks what its schedules made; caught-up runs carry it too."""
SKIPPED = "Skipped"
"""Name of the state of a run that was due and is not to be done."""
MAX_SLOTS = 1_000
"""Missed times that are looked at, the latest ones: three weeks of a schedule by the half hour."""
MAX_SHOWN = 100
"""Skipped times that get a row in the UI where the server made none; more would only hide the runs."""
_PAGE = 200
"""Rows the API gives at a time."""


@dataclass(frozen=True)
class Missed:
    """Times at which a run was due and none has begun.

    Attributes:
        slots: the times, UTC, oldest first.
        runs: the runs that wait for some of them.
    """

    slots: tuple[datetime, ...]
    runs: dict[datetime, FlowRun]


async def find_missed(client: PrefectClient, deployment: DeploymentResponse, now: datetime) -> Missed:
    """Times that were missed before `now`.

    The server makes runs some time ahead and no further, so the times without a run are worked out from the
    schedule: from the last one that was begun, or from when the schedule was made.
    """
    waiting = await _runs(client, deployment.id, now, waiting=True, of_schedule=True)
    runs = {_slot(run): run for run in waiting}
    begun = await last_begun(client, deployment.id, now, of_schedule=True)
    slots = set(runs)
    for schedule in deployment.schedules:
        since = max([schedule.created or now, *map(_slot, begun)])
        slots.update(await due_between(schedule, since, now, MAX_SLOTS))
    return Missed(tuple(sorted(slots)[-MAX_SLOTS:]), runs)


async def last_begun(
    client: PrefectClient, deployment_id: UUID, now: datetime, *, limit: int = 1, of_schedule: bool = False
) -> list[FlowRun]:
    """The last runs that do not wait any more, the latest first.

    Args:
        client: the API.
        deployment_id: the deployment.
        now: later ones do not count.
        limit: how many at the most.
        of_schedule: only such as a schedule made.
    """
    return await _runs(client, deployment_id, now, waiting=False, limit=limit, of_schedule=of_schedule)


async def settle(
    client: PrefectClient,
    deployment_id: UUID,
    missed: Missed,
    catch_up: CatchUp,
    parameters: dict[str, Any],
    time_zone: str,
) -> int:
    """Do with missed times as told: the ones to be done get a run, the others one that says why not.

    Args:
        client: the API.
        deployment_id: the deployment.
        missed: the times.
        catch_up: what is to be done.
        parameters: parameters of the runs.
        time_zone: IANA name, for the messages.
    Returns:
        How many runs there are to catch up with.
    """
    first_done = {CatchUp.ALL: 0, CatchUp.LATEST: len(missed.slots) - 1, CatchUp.NONE: len(missed.slots)}
    first = max(first_done[catch_up], 0)
    skipped, done = missed.slots[:first], missed.slots[first:]
    for slot in skipped:
        if slot in missed.runs or slot in skipped[-MAX_SHOWN:]:
            run = missed.runs.get(slot) or await _create(client, deployment_id, slot, parameters)
            await client.set_flow_run_state(run.id, _skipped(slot, catch_up, time_zone), force=True)
    for slot in done:
        if waiting := missed.runs.get(slot):
            await client.update_flow_run(waiting.id, parameters=parameters)
        else:
            await _create(client, deployment_id, slot, parameters)
    if missed.slots:
        LOG.info(
            "%d times were missed while nothing was served; --catch-up %s: %d to be done, %d skipped",
            len(missed.slots),
            catch_up,
            len(done),
            len(skipped),
        )
    return len(done)


async def _create(
    client: PrefectClient, deployment_id: UUID, slot: datetime, parameters: dict[str, Any]
) -> FlowRun:
    return await client.create_flow_run_from_deployment(
        deployment_id,
        parameters=parameters,
        state=Scheduled(scheduled_time=slot),
        tags=[SLOT_TAG, "caught-up"],
        idempotency_key=f"missed {deployment_id} {slot.isoformat()}",
    )


def _skipped(slot: datetime, catch_up: CatchUp, time_zone: str) -> State[None]:
    when = slot.astimezone(ZoneInfo(time_zone)).strftime("%d.%m.%Y %H:%M:%S %Z")
    why = {
        CatchUp.LATEST: "a later run stands for all missed times (--catch-up latest)",
        CatchUp.NONE: "missed times are not caught up (--catch-up none)",
    }[catch_up]
    return State(
        type=StateType.CANCELLED, name=SKIPPED, message=f"Due {when} while nothing was served: {why}."
    )


async def _runs(
    client: PrefectClient,
    deployment_id: UUID,
    before: datetime,
    *,
    waiting: bool,
    of_schedule: bool,
    limit: int = MAX_SLOTS,
) -> list[FlowRun]:
    """Runs, newest first: those that still wait, or those that do not; all, or those of the schedule."""
    types = [StateType.SCHEDULED]
    state_type = FlowRunFilterStateType(any_=types) if waiting else FlowRunFilterStateType(not_any_=types)
    wanted = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[deployment_id]),
        tags=FlowRunFilterTags(all_=[SLOT_TAG]) if of_schedule else None,
        state=FlowRunFilterState(type=state_type),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=before),
    )
    found: list[FlowRun] = []
    while len(found) < limit:
        page = await client.read_flow_runs(
            flow_run_filter=wanted,
            sort=FlowRunSort.EXPECTED_START_TIME_DESC,
            limit=min(_PAGE, limit - len(found)),
            offset=len(found),
        )
        found += page
        if len(page) < _PAGE:
            break
    return found


def _slot(run: FlowRun) -> datetime:
    """When a run was due: stays, whatever it waits for later."""
    due = run.expected_start_time
    assert due is not None
    return as_utc(due)
