"""Messages to the targets of `settings.notify`, through Apprise.

A target is an URL that holds tokens and passwords, so it is shown to nobody: logs, journal and terminal know
it by its number and scheme.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import SecretStr

from flows.alerts.alert import Message

DEADLINE_SECONDS = 20.0
"""Time all targets together get. Apprise gives up a connection after 4 s and an answer after 4 s more; what
sends in several steps, or resolves a name slowly, takes longer, and a run must not wait for it."""
_TALKATIVE = {"apprise": logging.CRITICAL + 1, "urllib3": logging.INFO}
"""Loggers that write URLs, and the level above which they do not."""


@dataclass(frozen=True)
class Delivery:
    """What became of a message to one target.

    Attributes:
        target: the target, as it may be shown.
        was_delivered: whether it took the message.
        detail: what went wrong, without anything of the URL; empty if nothing did.
    """

    target: str
    was_delivered: bool
    detail: str = ""


def deliver(
    urls: Sequence[SecretStr], message: Message, *, deadline_seconds: float = DEADLINE_SECONDS
) -> list[Delivery]:
    """Send a message to all targets at the same time; none of them can raise, or hold up the others.

    Args:
        urls: Apprise URLs.
        message: what to send.
        deadline_seconds: when to stop waiting for targets that have not answered.
    Returns:
        What became of it, in the order of the targets.
    """
    results: dict[int, str] = {}
    threads = [
        threading.Thread(target=_try, args=(results, number, url, message), daemon=True)
        for number, url in enumerate(urls)
    ]
    end = time.monotonic() + deadline_seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    late = f"no answer within {deadline_seconds:g} s"
    details = [results.get(number, late) for number in range(len(urls))]
    return [
        Delivery(masked(number + 1, url), not detail, detail)
        for number, (url, detail) in enumerate(zip(urls, details, strict=True))
    ]


def masked(number: int, url: SecretStr) -> str:
    """A target as it may be shown: in most schemes even the host is a token."""
    scheme, separator, _ = url.get_secret_value().partition("://")
    return f"{number} ({scheme.lower()}://***)" if separator and scheme.isalnum() else f"{number} (***)"


def _try(results: dict[int, str], number: int, url: SecretStr, message: Message) -> None:
    try:
        results[number] = _send(url, message)
    except Exception as error:  # a target's fault is not the run's
        results[number] = type(error).__name__


def _send(url: SecretStr, message: Message) -> str:
    """Send to one target; what went wrong, or nothing."""
    for name, level in _TALKATIVE.items():
        logger = logging.getLogger(name)
        logger.setLevel(max(level, logger.level))
    from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType

    # Without these, messages would refer to pictures and pages on hosts that nobody configured.
    asset = AppriseAsset(
        app_id="Presswerk", app_desc="Presswerk", app_url="", image_url_mask="", image_url_logo=""
    )
    target = Apprise(asset=asset)
    if not target.add(url.get_secret_value()):
        return "is no URL that Apprise knows"
    was_delivered = target.notify(
        body=message.body,
        title=message.title,
        notify_type=NotifyType(message.severity),
        body_format=NotifyFormat.TEXT,
    )
    return "" if was_delivered else "did not take the message"
