"""Prefect automations on a lasting server: they tell what a run cannot, above all that there is none.

A run tells of itself. That a worker died, or that no run was started for a day, only a server that goes on
can see. What is created here has fixed names, so applying it again changes what differs and adds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import SecretStr

from flows.alerts.prefect_events import RUN_EVENTS

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.events.schemas.automations import AutomationCore

FLOW = "presswerk"
NAME_PREFIX = "presswerk: "
BLOCK_PREFIX = "presswerk-notify-"
LOST_AFTER = timedelta(minutes=10)
"""A run that goes on beats every 3 minutes (PREFECT_FLOWS_HEARTBEAT_FREQUENCY); three beats may be late."""
_ALIVE = frozenset({"prefect.flow-run.heartbeat"})
_ENDED = frozenset(
    f"prefect.flow-run.{state}"
    for state in (
        "Completed",
        "Failed",
        "Crashed",
        "Cancelled",
        "Cancelling",
        "TimedOut",
        "Paused",
        "Suspended",
    )
)
_FLOW_RUNS = {"prefect.resource.id": "prefect.flow-run.*"}
_OF_OUR_FLOW = {"prefect.resource.role": "flow", "prefect.resource.name": FLOW}
_HOMES = {"prefect.resource.id": "presswerk.home.*"}
_NEWS_SUBJECT = "{{ event.resource.name }}: {{ event.payload.title }}"
_NEWS_BODY = "{{ event.payload.detail }}\n\nHome: {{ event.resource['presswerk.home'] }}"


def plan(
    blocks: Sequence[UUID], overdue: timedelta, lost_after: timedelta = LOST_AFTER
) -> list[AutomationCore]:
    """The automations.

    Args:
        blocks: documents of the notification blocks, one for each target.
        overdue: how long after a run that ended well the next one must have done so; at least 10 seconds.
        lost_after: how long after a heartbeat a run is given up; at least 10 seconds.
    """
    from prefect.automations import (
        AutomationCore,
        ChangeFlowRunState,
        EventTrigger,
        Posture,
        SendNotification,
    )
    from prefect.client.schemas.objects import StateType

    def send(subject: str, body: str) -> list[SendNotification]:
        return [SendNotification(block_document_id=block, subject=subject, body=body) for block in blocks]

    success = {RUN_EVENTS["published"], RUN_EVENTS["nothing_new"]}
    return [
        AutomationCore(
            name=f"{NAME_PREFIX}run failed or crashed",
            description="Tells that a flow run failed, crashed or took too long; not of stops at a gate.",
            trigger=EventTrigger(
                expect={f"prefect.flow-run.{state}" for state in ("Failed", "Crashed", "TimedOut")},
                match={**_FLOW_RUNS, "prefect.state-message": "!*GateStoppedError*"},
                match_related=_OF_OUR_FLOW,
                posture=Posture.Reactive,
                threshold=1,
            ),
            actions=send(
                "presswerk: flow run {{ flow_run.name }} is {{ flow_run.state.name }}",
                "{{ flow_run.state.message }}\n\nFlow run: {{ flow_run.id }}",
            ),
        ),
        AutomationCore(
            name=f"{NAME_PREFIX}publication stopped",
            description="Tells that a gate stopped a publication, and which expectations did not hold.",
            trigger=EventTrigger(
                expect={RUN_EVENTS["stopped"]}, match=_HOMES, posture=Posture.Reactive, threshold=1
            ),
            actions=send(_NEWS_SUBJECT, _NEWS_BODY),
        ),
        AutomationCore(
            name=f"{NAME_PREFIX}drift or silence",
            description="Tells that a publisher drifts, or that nothing arrives.",
            trigger=EventTrigger(
                expect={RUN_EVENTS["drift"], RUN_EVENTS["silence"]},
                match=_HOMES,
                posture=Posture.Reactive,
                threshold=1,
            ),
            actions=send(_NEWS_SUBJECT, _NEWS_BODY),
        ),
        AutomationCore(
            name=f"{NAME_PREFIX}run overdue",
            description=f"No run has ended well within {_hours(overdue)} of the last that did.",
            trigger=EventTrigger(
                after=success,
                expect=success,
                match=_HOMES,
                for_each={"prefect.resource.id"},
                posture=Posture.Proactive,
                threshold=1,
                within=overdue,
            ),
            actions=send(
                "{{ event.resource.name }}: no run has ended well for " + _hours(overdue),
                "The last one that did: {{ event.occurred }}.\nDo the server's schedules and workers run?\n\n"
                "Home: {{ event.resource['presswerk.home'] }}",
            ),
        ),
        AutomationCore(
            name=f"{NAME_PREFIX}lost run is crashed",
            description="Marks a run as crashed whose heartbeat stopped: its machine or process is gone.",
            trigger=EventTrigger(
                after=set(_ALIVE),
                expect={*_ALIVE, *_ENDED},
                match=_FLOW_RUNS,
                match_related=_OF_OUR_FLOW,
                for_each={"prefect.resource.id"},
                posture=Posture.Proactive,
                threshold=1,
                within=lost_after,
            ),
            actions=[
                ChangeFlowRunState(
                    state=StateType.CRASHED, message="No heartbeat: its process or machine is gone."
                )
            ],
        ),
    ]


def _hours(time: timedelta) -> str:
    return f"{time / timedelta(hours=1):.3g} hours"


def apply(
    urls: Sequence[SecretStr], overdue: timedelta, lost_after: timedelta = LOST_AFTER
) -> list[tuple[str, str]]:
    """Create or update blocks and automations on the server of PREFECT_API_URL.

    The URLs go into blocks of that server, which encrypts them.

    Args:
        urls: Apprise URLs, one block each.
        overdue: see `plan`.
        lost_after: see `plan`.
    Returns:
        For each automation, its name and ``created``, ``updated`` or ``unchanged``.
    """
    from prefect.client.orchestration import get_client

    blocks = [_save_block(number, url) for number, url in enumerate(urls, 1)]
    with get_client(sync_client=True) as client:
        outcomes = [(wanted.name, _put(client, wanted)) for wanted in plan(blocks, overdue, lost_after)]
        _drop_blocks(client, keep=len(blocks))
    return outcomes


def _save_block(number: int, url: SecretStr) -> UUID:
    """Prefect has no block for Apprise URLs as such: its Slack block hands any of them to Apprise."""
    from prefect.blocks.notifications import SlackWebhook

    saved = SlackWebhook(url=url).save(f"{BLOCK_PREFIX}{number}", overwrite=True)
    assert isinstance(saved, UUID), "called from plain code, saving is not a coroutine"
    return saved


def _put(client: SyncPrefectClient, wanted: AutomationCore) -> str:
    """One automation of the wanted name, as wanted. An unchanged one keeps its clock: it is left alone."""
    present = client.read_automations_by_name(wanted.name)
    for extra in present[1:]:
        client.delete_automation(extra.id)
    if not present:
        client.create_automation(wanted)
        return "created"
    fields = set(type(wanted).model_fields)
    if present[0].model_dump(include=fields) == wanted.model_dump(include=fields):
        return "unchanged"
    client.update_automation(present[0].id, wanted)
    return "updated"


def _drop_blocks(client: SyncPrefectClient, keep: int) -> None:
    """Remove the blocks of targets that are no longer configured."""
    for document in client.read_block_documents(include_secrets=False, limit=200):
        number = (document.name or "").removeprefix(BLOCK_PREFIX)
        if (document.name or "").startswith(BLOCK_PREFIX) and number.isdecimal() and int(number) > keep:
            client.delete_block_document(document.id)
