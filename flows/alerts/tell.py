"""Telling: once per condition, and again when it is over."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import groupby

from flows.alerts.alert import Alert, Message, compose, compose_recovery
from flows.alerts.notify import deliver
from flows.logs import LOG
from flows.settings import Settings
from warehouse.home import Home
from warehouse.journal.alerts import RaisedAlert, end_alerts, list_alerts, raise_alert, record_delivery

Judged = Callable[[RaisedAlert], bool]


def nothing_judged(_: RaisedAlert) -> bool:
    """For alerts that come between: they put an end to no other."""
    return False


def tell(
    settings: Settings,
    alerts: Sequence[Alert],
    judged: Judged = nothing_judged,
    *,
    now: datetime | None = None,
) -> None:
    """Tell every target of what is new and of what is over; never raises.

    The journal holds what was told, so a condition that lasts is told once, also when the program starts
    anew. Without targets nothing is sent; the journal still lists the alerts.

    Args:
        settings: home and targets.
        alerts: what is the case.
        judged: of a condition that is open in the journal, whether this look at things would have found it
            again. If it would and `alerts` does not hold it, it is over.
        now: the time, by default that of the call.
    """
    try:
        _tell(settings, alerts, judged, now or datetime.now(UTC))
    except Exception as error:  # what goes wrong in telling must not hide what is told of
        LOG.warning("An alert could not be told: %s", type(error).__name__)


def _tell(settings: Settings, alerts: Sequence[Alert], judged: Judged, now: datetime) -> None:
    home = Home(settings.home)
    for _, group in groupby(sorted(alerts, key=lambda alert: alert.code), key=lambda alert: alert.code):
        _tell_group(settings, home, list(group), now)
    present = {(alert.code, alert.subject) for alert in alerts}
    _tell_recovery(
        settings,
        home,
        [
            alert
            for alert in list_alerts(home, only_open=True)
            if (alert.code, alert.subject) not in present and judged(alert)
        ],
        now,
    )


def _tell_group(settings: Settings, home: Home, alerts: Sequence[Alert], now: datetime) -> None:
    """One message about all alerts of a kind that are news."""
    news: dict[int, Alert] = {}
    try:
        for alert in alerts:
            alert_id = raise_alert(
                home,
                code=alert.code,
                subject=alert.subject,
                fingerprint=alert.fingerprint,
                severity=alert.severity,
                title=alert.title,
                body=f"{alert.body}\n\n{alert.look}",
                run_key=alert.run_key,
                now=now,
            )
            if alert_id is not None:
                news[alert_id] = alert
    except (sqlite3.Error, OSError):
        # On a full disk the journal takes nothing. Rather told twice than not at all.
        _send(settings, compose(alerts))
        return
    if news:
        delivered_count = _send(settings, compose(list(news.values())))
        record_delivery(home, list(news), delivered_count=delivered_count, target_count=len(settings.notify))


def _tell_recovery(settings: Settings, home: Home, over: Sequence[RaisedAlert], now: datetime) -> None:
    """What nobody was told of ends in silence; else it stays open until somebody takes the good news."""
    told = [alert for alert in over if alert.delivered_count]
    end_alerts(home, [alert for alert in over if not alert.delivered_count], now=now)
    if not told:
        return
    message = compose_recovery(home.root, [(alert.code, alert.subject) for alert in told])
    if _send(settings, message) or not settings.notify:
        end_alerts(home, told, now=now)


def _send(settings: Settings, message: Message) -> int:
    """Send, and log what became of it; returns how many targets took it."""
    deliveries = deliver(settings.notify, message)
    for delivery in deliveries:
        if not delivery.was_delivered:
            LOG.warning("Alert target %s: %s", delivery.target, delivery.detail)
    return sum(delivery.was_delivered for delivery in deliveries)
