"""A run under watch: however it ends, those who are to know are told, and what is over is called off."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.alerts.alert import Alert
from flows.alerts.causes import RUN_CODES, find_full_disk, of_abandoned, of_failure, of_stop
from flows.alerts.drift import Drift, find_drift
from flows.alerts.prefect_events import emit
from flows.alerts.silence import find_silence
from flows.alerts.tell import tell
from flows.gate_stopped import GateStoppedError
from flows.logs import LOG
from flows.settings import Settings
from flows.summary import RunSummary
from warehouse.connect import NoWarehouseError
from warehouse.home import Home
from warehouse.journal.alerts import RaisedAlert, list_alerts
from warehouse.journal.attempts import attempts
from warehouse.lock import WriterBusyError


@dataclass
class Watch:
    """What the run tells its watch.

    Attributes:
        run_key: key of the run, once it is known.
        summary: how it ended, once it has ended well.
    """

    run_key: int | None = None
    summary: RunSummary | None = None


@contextmanager
def watching(settings: Settings) -> Iterator[Watch]:
    """Watch a run: tell of its failure, its stop at a gate, drift, silence and a full disk.

    The block sets `run_key` and `summary`. What it raises is told of and goes on its way. A run that did not
    begin (another one is writing) and one that a user ended are no alerts.
    """
    watch = Watch()
    try:
        yield watch
    except WriterBusyError:
        raise
    except (Exception, asyncio.CancelledError) as error:
        # Prefect ends a run that takes too long by a CancelledError, which is no Exception.
        _tell_failure(settings, error, watch.run_key)
        raise
    if watch.summary is not None:
        _tell_success(settings, watch.summary, watch.run_key)


def tell_of_abandoned(settings: Settings) -> None:
    """Tell of the attempt that the journal has last found abandoned; never raises.

    It is told before the run that found it begins its work: that one may be killed too.

    Args:
        settings: home and targets.
    """
    with _not_hurting_the_run():
        all_of_them = attempts(Home(settings.home))
        killed = next((one for one in all_of_them if one.outcome_code == "abandoned"), None)
        if killed is not None:
            tell(settings, [of_abandoned(settings, killed.started_at, killed.run_key)])


def _tell_failure(settings: Settings, error: BaseException, run_key: int | None) -> None:
    with _not_hurting_the_run():
        if isinstance(error, GateStoppedError):
            alert, news = of_stop(settings, error.summary, run_key), "stopped"
        else:
            alert, news = of_failure(settings, error, run_key), "failed"
        tell(settings, [alert])
        emit(settings.home, news, alert.title, alert.body)


def _tell_success(settings: Settings, summary: RunSummary, run_key: int | None) -> None:
    tell(settings, [], lambda alert: alert.code in RUN_CODES)
    emit(settings.home, "published" if summary.generation else "nothing_new", summary.verdict)
    with _not_hurting_the_run():
        drift = _drift(settings, summary, run_key)
        alerts = [*drift.alerts, *look_around(settings)]
        tell(settings, alerts, lambda alert: is_seen_around(alert) or _was_judged(alert, drift))
        for alert in alerts:
            if alert.code in ("drift", "silence"):
                emit(settings.home, alert.code, alert.title, alert.body)


@contextmanager
def _not_hurting_the_run() -> Iterator[None]:
    """A fault in looking and telling is logged: a run that published has not failed because of its alerts."""
    try:
        yield
    except Exception as error:
        LOG.warning("Alerts could not be looked after: %s: %s", type(error).__name__, error)


def _drift(settings: Settings, summary: RunSummary, run_key: int | None) -> Drift:
    if summary.generation is None or run_key is None:
        return Drift()
    open_alerts = list_alerts(Home(settings.home), only_open=True)
    return find_drift(settings, run_key, is_open=any(alert.code == "drift" for alert in open_alerts))


def look_around(settings: Settings, now: datetime | None = None) -> list[Alert]:
    """What can be seen at any time: silence, and the room on the disk.

    Args:
        settings: which home.
        now: the time, by default that of the call.
    """
    found = [find_full_disk(settings)]
    with suppress(NoWarehouseError):  # before the first publication nothing is late
        found.append(find_silence(settings, now or datetime.now(UTC)))
    return [alert for alert in found if alert is not None]


def is_seen_around(alert: RaisedAlert) -> bool:
    """Whether a look around would find the condition again."""
    return alert.code in ("silence", "disk_nearly_full")


def _was_judged(alert: RaisedAlert, drift: Drift) -> bool:
    return alert.code == "drift" and alert.subject in drift.judged
