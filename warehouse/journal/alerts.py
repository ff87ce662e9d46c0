"""Alerts in the journal: what was told, so that it is told once, and what is still the case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from warehouse.home import Home
from warehouse.journal.database import connect_journal
from warehouse.statements import statement

BEING_TOLD = timedelta(minutes=1)
"""How long another process is left to deliver what it has begun to tell; sending gives up before that."""


@dataclass(frozen=True)
class RaisedAlert:
    """One condition in the journal.

    Attributes:
        alert_id: its number.
        code: kind of the condition.
        subject: what it is about; empty where there is only one of a kind.
        fingerprint: what it is told again for.
        severity: ``failure`` or ``warning``.
        title: one line.
        body: what happened.
        run_key: the run, where there is one.
        raised_at: when it was first seen, UTC.
        delivered_count: targets that took the message.
        target_count: targets there were.
        ended_at: when it was over; None while it is the case.
    """

    alert_id: int
    code: str
    subject: str
    fingerprint: str
    severity: str
    title: str
    body: str
    run_key: int | None
    raised_at: datetime
    delivered_count: int
    target_count: int
    ended_at: datetime | None


def raise_alert(
    home: Home,
    *,
    code: str,
    subject: str,
    fingerprint: str,
    severity: str,
    title: str,
    body: str,
    run_key: int | None,
    now: datetime,
) -> int | None:
    """Record a condition, unless it is known and told.

    What nobody took the last time (no target was set, the network was down) is to be told again, and so is
    a condition whose fingerprint changed: it counts as a new one.

    Returns:
        The number under which its delivery is to be recorded; None where there is nothing to tell.
    """
    subject_of = {"code": code, "subject": subject}
    told = {
        "fingerprint": fingerprint,
        "title": title,
        "body": body,
        "run_key": run_key,
        "now": now.isoformat(),
    }
    with connect_journal(home) as journal:
        known = journal.execute(statement("journal/alert/find_open"), subject_of).fetchone()
        if known is None or known["fingerprint"] != fingerprint:
            journal.execute(statement("journal/alert/end"), {**subject_of, "now": now.isoformat()})
            values = {**subject_of, **told, "severity": severity}
            return journal.execute(statement("journal/alert/raise"), values).lastrowid
        is_being_told = now - datetime.fromisoformat(known["tried_at"]) < BEING_TOLD
        if known["delivered_count"] or is_being_told:
            return None
        alert_id: int = known["alert_id"]
        journal.execute(statement("journal/alert/try_again"), {**told, "alert_id": alert_id})
        return alert_id


def record_delivery(
    home: Home, alert_ids: Collection[int], *, delivered_count: int, target_count: int
) -> None:
    """Record how many targets took the message about some conditions."""
    with connect_journal(home) as journal:
        for alert_id in alert_ids:
            journal.execute(
                statement("journal/alert/deliver"),
                {"alert_id": alert_id, "delivered_count": delivered_count, "target_count": target_count},
            )


def end_alerts(home: Home, alerts: Collection[RaisedAlert], *, now: datetime) -> None:
    """Record that conditions are over."""
    with connect_journal(home) as journal:
        for alert in alerts:
            journal.execute(
                statement("journal/alert/end"),
                {"code": alert.code, "subject": alert.subject, "now": now.isoformat()},
            )


def list_alerts(home: Home, *, only_open: bool = False, limit: int = 1_000) -> list[RaisedAlert]:
    """Conditions in the journal, the newest first.

    Args:
        home: the warehouse's home.
        only_open: leave out those that are over.
        limit: how many at most.
    """
    if not home.journal.exists():
        return []
    with connect_journal(home) as journal:
        rows = journal.execute(
            statement("journal/alert/list"), {"only_open": only_open, "row_limit": limit}
        ).fetchall()
    return [
        RaisedAlert(
            **{
                **dict(row),
                "raised_at": datetime.fromisoformat(row["raised_at"]),
                "ended_at": datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
            }
        )
        for row in rows
    ]
