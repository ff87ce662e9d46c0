"""The same news as Prefect events, so that automations of a lasting server can act on them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from flows.logs import LOG

RUN_EVENTS = {
    "published": "presswerk.run.published",
    "nothing_new": "presswerk.run.nothing_new",
    "stopped": "presswerk.run.stopped",
    "failed": "presswerk.run.failed",
    "drift": "presswerk.drift",
    "silence": "presswerk.silence",
}
"""Names of the events."""


def home_resource(home: Path) -> dict[str, str]:
    """The resource that events are about: one warehouse.

    Its id is a hash of the path: ids hold no slashes, and two homes may have one name.
    """
    digest = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    return {
        "prefect.resource.id": f"presswerk.home.{digest}",
        "prefect.resource.name": home.name,
        "presswerk.home": str(home),
    }


def emit(home: Path, news: str, title: str, detail: str = "") -> None:
    """Emit one event; never raises, and does nothing where there is no Prefect API.

    Args:
        home: folder of the warehouse.
        news: one of `RUN_EVENTS`.
        title: one line.
        detail: some lines more.
    """
    if not os.environ.get("PREFECT_API_URL"):
        return
    try:
        from prefect.events import emit_event

        emit_event(RUN_EVENTS[news], home_resource(home), payload={"title": title, "detail": detail})
    except Exception as error:  # events are for those who listen; a run does not depend on them
        LOG.warning("No Prefect event was emitted: %s", type(error).__name__)
