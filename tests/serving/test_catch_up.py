"""Missed times, slots and dead runs, against a real server; no run is made, so nothing is waited for."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

import pytest
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.responses import OrchestrationResult
from prefect.runner import Runner
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Crashed, Pending, Running

from flows.serving.catch_up import SKIPPED, find_missed, settle
from flows.serving.choices import CatchUp, ServeOptions, WhenBusy
from flows.serving.deployment import Served
from flows.serving.lifeline import AUTOMATION, clear_leftovers, put_back, watch_heartbeats
from flows.serving.schedule import as_utc, make_schedule
from flows.serving.server import OwnServer
from flows.settings import Settings
from tests.serving.conftest import Api, wait_for
from warehouse.home import Home

T = TypeVar("T")


class Ask(Protocol):
    """Runs something with a client of the server."""

    def __call__(self, question: Callable[[PrefectClient], Awaitable[T]]) -> T: ...


@pytest.fixture
def ask(server: OwnServer) -> Iterator[Ask]:
    def run(question: Callable[[PrefectClient], Awaitable[T]]) -> T:
        async def connected() -> T:
            async with get_client() as client:
                return await question(client)

        return asyncio.run(connected())

    with temporary_settings({PREFECT_API_URL: Api(server.port).url}):
        yield run


@contextmanager
def working_process(home: Home) -> Iterator[None]:
    """Another process that is writing to a home."""
    hold = (
        "file = open(sys.argv[1], 'a'); fcntl.flock(file, fcntl.LOCK_EX); print('held', flush=True); input()"
    )
    code = f"import sys, fcntl; {hold}"
    home.root.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", code, str(home.lock)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield
        process.kill()


async def deploy(home: Path, when_busy: WhenBusy = WhenBusy.WAIT, cron: str | None = "0 * * * *") -> UUID:
    """Register the main job as `presswerk serve` does."""
    served = Served(ServeOptions(Settings(paths=[home], home=home), flags={}, when_busy=when_busy))
    schedule = make_schedule(cron, None, "Europe/Berlin")
    deployment = await served.flow().ato_deployment(
        name=served.name,
        schedules=[schedule] if schedule else [],
        concurrency_limit=served.concurrency,
        parameters=served.parameters,
    )
    return await Runner(name=served.name, pause_on_shutdown=False).aadd_deployment(deployment)


async def planned(client: PrefectClient, deployment_id: UUID) -> None:
    """Wait until the server has made the runs of the next hours, as it does seconds after a deployment.

    Tests that look hours ahead would otherwise race with it for the same times; what is really missed lies
    behind, where the server makes none.
    """
    for _ in range(150):
        runs = [run for run in await client.read_flow_runs() if run.deployment_id == deployment_id]
        if len(runs) >= 3:
            return
        await asyncio.sleep(0.1)
    pytest.fail("the server makes no runs")


async def state_after(client: PrefectClient, run: FlowRun, state: State[Any]) -> tuple[StateType, str | None]:
    """Type and name of the state that a run gets when another one is proposed."""
    answer: OrchestrationResult[Any] = await client.set_flow_run_state(run.id, state)
    assert answer.state is not None
    return answer.state.type, answer.state.name


@pytest.mark.parametrize(
    ("catch_up", "kept", "skipped"),
    [(CatchUp.ALL, 3, 0), (CatchUp.LATEST, 1, 2), (CatchUp.NONE, 0, 3)],
    ids=lambda value: str(value),
)
def test_missed_times_are_done_or_shown_as_skipped_with_the_reason(
    ask: Ask, tmp_path: Path, catch_up: CatchUp, kept: int, skipped: int
) -> None:
    async def check(client: PrefectClient) -> None:
        deployment_id = await deploy(tmp_path)
        await planned(client, deployment_id)
        deployment = await client.read_deployment(deployment_id)
        # Three hours and a half later, nothing having been served.
        now = datetime.now(UTC).replace(minute=30) + timedelta(hours=3)
        missed = await find_missed(client, deployment, now)
        slots = [time for time in missed.slots if time > now - timedelta(hours=3)]
        missed = type(missed)(tuple(slots), missed.runs)

        count = await settle(client, deployment_id, missed, catch_up, {}, "Europe/Berlin")
        again = await find_missed(client, deployment, now)

        runs = [run for run in await client.read_flow_runs() if run.deployment_id == deployment_id]
        of_slot = {as_utc(run.expected_start_time): run for run in runs if run.expected_start_time}
        names = [state.name for slot in slots if (state := of_slot[slot].state)]
        assert len(slots) == 3
        assert count == kept
        assert names[:skipped] == [SKIPPED] * skipped
        assert SKIPPED not in names[skipped:]
        assert [slot for slot in again.slots if slot in slots] == slots[skipped:]
        for slot in slots[:skipped]:
            state = of_slot[slot].state
            assert state is not None
            assert f"--catch-up {catch_up}" in (state.message or "")
        assert max(Counter(run.expected_start_time for run in runs).values()) == 1

    ask(check)


def test_a_time_whose_run_began_is_not_missed(ask: Ask, tmp_path: Path) -> None:
    async def check(client: PrefectClient) -> None:
        deployment_id = await deploy(tmp_path)
        await planned(client, deployment_id)
        deployment = await client.read_deployment(deployment_id)
        now = datetime.now(UTC).replace(minute=30) + timedelta(hours=3)
        missed = await find_missed(client, deployment, now)
        await settle(client, deployment_id, missed, CatchUp.ALL, {}, "Europe/Berlin")
        for run in (await find_missed(client, deployment, now)).runs.values():
            await client.set_flow_run_state(run.id, Running(), force=True)

        assert (await find_missed(client, deployment, now)).slots == ()
        assert len((await find_missed(client, deployment, now + timedelta(hours=2))).slots) == 2

    ask(check)


async def begin(client: PrefectClient, deployment_id: UUID) -> FlowRun:
    """A run at work."""
    run = await client.create_flow_run_from_deployment(deployment_id)
    assert await state_after(client, run, Pending()) == (StateType.PENDING, "Pending")
    assert await state_after(client, run, Running()) == (StateType.RUNNING, "Running")
    return run


@pytest.mark.parametrize(
    ("when_busy", "expected"),
    [
        (WhenBusy.WAIT, (StateType.SCHEDULED, "AwaitingConcurrencySlot")),
        (WhenBusy.SKIP, (StateType.CANCELLED, "Cancelled")),
    ],
    ids=["wait", "skip"],
)
def test_a_run_that_is_due_while_another_is_at_work_waits_or_is_skipped(
    ask: Ask, tmp_path: Path, when_busy: WhenBusy, expected: tuple[StateType, str]
) -> None:
    async def check(client: PrefectClient) -> None:
        deployment_id = await deploy(tmp_path, when_busy, cron=None)
        await begin(client, deployment_id)
        second = await client.create_flow_run_from_deployment(deployment_id)

        assert await state_after(client, second, Pending()) == expected

    ask(check)


def test_a_dead_run_gives_its_slot_back_even_where_the_server_died_as_well(
    ask: Ask, server: OwnServer, tmp_path: Path
) -> None:
    async def before(client: PrefectClient) -> tuple[UUID, FlowRun]:
        deployment_id = await deploy(tmp_path, WhenBusy.SKIP, cron=None)
        return deployment_id, await begin(client, deployment_id)

    async def after(client: PrefectClient) -> None:
        second = await client.create_flow_run_from_deployment(deployment_id)
        assert await state_after(client, second, Pending()) == (StateType.CANCELLED, "Cancelled")
        await client.set_flow_run_state(first.id, Crashed(message="killed"))
        third = await client.create_flow_run_from_deployment(deployment_id)
        assert await state_after(client, third, Pending()) == (StateType.PENDING, "Pending")

    deployment_id, first = ask(before)
    # Kept in the server's memory alone, the slot would now be nobody's, and taken for good.
    assert server.process is not None
    server.process.kill()
    server.process.wait()
    assert server.revive()
    wait_for("the server to be back", Api(server.port).is_ready)
    ask(after)


def test_a_run_left_behind_is_shown_as_crashed_unless_its_process_lives(ask: Ask, tmp_path: Path) -> None:
    async def check(client: PrefectClient) -> None:
        deployment_id = await deploy(tmp_path, cron=None)
        begun = await client.create_flow_run_from_deployment(deployment_id)
        handed_out = await client.create_flow_run_from_deployment(deployment_id)
        await client.set_flow_run_state(begun.id, Running(), force=True)
        await client.set_flow_run_state(handed_out.id, Pending(), force=True)

        # Whoever is at work holds the lock, however the process that served it ended.
        with working_process(Home(tmp_path)):
            assert await clear_leftovers(client, deployment_id, Home(tmp_path)) == 0
        assert (await client.read_flow_run(begun.id)).state_type is StateType.RUNNING
        assert await clear_leftovers(client, deployment_id, Home(tmp_path)) == 1
        assert (await client.read_flow_run(begun.id)).state_type is StateType.CRASHED
        # What never began is done after all.
        assert (await client.read_flow_run(handed_out.id)).state_type is StateType.SCHEDULED

    ask(check)


def test_a_run_that_is_put_back_can_be_handed_out_again(ask: Ask, tmp_path: Path) -> None:
    async def check(client: PrefectClient) -> None:
        deployment_id = await deploy(tmp_path, cron=None)
        run = await client.create_flow_run_from_deployment(deployment_id)
        await client.set_flow_run_state(run.id, Pending())
        await put_back(client, run, "lost")

        assert await state_after(client, run, Pending()) == (StateType.PENDING, "Pending")

    ask(check)


def test_the_server_is_told_once_to_watch_for_signs_of_life(ask: Ask) -> None:
    async def check(client: PrefectClient) -> None:
        await watch_heartbeats(client)
        await watch_heartbeats(client)

        assert len(await client.read_automations_by_name(AUTOMATION)) == 1

    ask(check)
