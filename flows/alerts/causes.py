"""What deserves an alert: how a run ended, and what is the matter with the disk."""

from __future__ import annotations

import asyncio
import traceback
from datetime import datetime
from pathlib import Path

from flows.alerts.alert import Alert, AlertCode, command
from flows.settings import Settings
from flows.summary import RunSummary
from warehouse.home import Home
from warehouse.publishing.space import free_bytes, megabytes, no_space_error

MAX_MESSAGE_LENGTH = 500
"""Code points of an exception's message that are sent; the rest is in the log."""
COPIES_OF_THE_FILE = 2
"""Room that the next run may need: the build begins as a copy of the published file and, where every page is
worked on again, grows to about twice its size before it is published."""
RUN_CODES: frozenset[AlertCode] = frozenset(
    {"run_failed", "run_abandoned", "publication_stopped", "no_space"}
)
"""Conditions that a run which ends well puts an end to."""
_STOPPING = (", critical)", ", error)")
"""How the lines of a summary end before the colon that name what stops a publication."""
_PROJECT = Path(__file__).parents[2]


def of_failure(settings: Settings, error: BaseException, run_key: int | None = None) -> Alert:
    """An uncaught fault of a run, or that the disk had no room for it."""
    if full := no_space_error(error, settings.home):
        return Alert(
            code="no_space",
            severity="failure",
            subject="",
            fingerprint="no_space",
            body=str(full),
            look="When there is room, run again: finished shards are kept.",
            home=settings.home,
            run_key=run_key,
        )
    place = _place(error)
    kind = type(error).__name__
    message = _without_secrets(settings, _words(error))[:MAX_MESSAGE_LENGTH]
    return Alert(
        code="run_failed",
        severity="failure",
        subject="",
        fingerprint=f"{kind} {place}",
        body=f"{kind}{f' in {place}' if place else ''}: {message}\n"
        "Nothing was published; the warehouse of before stays.",
        look=f"Look at the log of the run and at: {command(settings.home, 'status')}\n"
        "The next run goes on with the first missing shard.",
        home=settings.home,
        run_key=run_key,
    )


def of_stop(settings: Settings, summary: RunSummary, run_key: int | None = None) -> Alert:
    """A gate stopped the publication.

    Args:
        settings: the run's settings.
        summary: what the stopped run found.
        run_key: the run.
    """
    reasons = [line for line in summary.attention if line.split(":", 1)[0].endswith(_STOPPING)]
    listed = "\n".join(f"- {line}" for line in reasons or summary.attention)
    return Alert(
        code="publication_stopped",
        severity="failure",
        subject="",
        fingerprint="\n".join(sorted(reasons)),
        body=f"{summary.verdict}\nNothing was published; the warehouse of before stays.\n{listed}",
        look=f"Quality report: {summary.report}",
        home=settings.home,
        run_key=run_key,
    )


def of_abandoned(settings: Settings, started_at: datetime, run_key: int | None = None) -> Alert:
    """An earlier run that ended without a word: killed, or the machine went down.

    Args:
        settings: settings of the run that found it.
        started_at: when the earlier run had started.
        run_key: key of the earlier run, where it is known.
    """
    return Alert(
        code="run_abandoned",
        severity="failure",
        subject="",
        fingerprint="run_abandoned",
        body=f"The run that started at {started_at:%Y-%m-%d %H:%M:%S %Z} ended without a word: its process"
        " was killed, or the machine went down. Its finished shards are kept, and the present run goes on"
        " from there.",
        look="Where it repeats, look for the kernel's out-of-memory messages: fewer `workers` and"
        " `annotation_processes` take less memory.",
        home=settings.home,
        run_key=run_key,
    )


def find_full_disk(settings: Settings) -> Alert | None:
    """Whether the disk has too little room for the next run."""
    free = free_bytes(settings.home)
    pointer = Home(settings.home).pointer
    published = pointer.stat().st_size if pointer.exists() else 0
    needed = settings.min_free_bytes + COPIES_OF_THE_FILE * published
    if free >= needed:
        return None
    return Alert(
        code="disk_nearly_full",
        severity="warning",
        subject="",
        fingerprint="disk_nearly_full",
        body=f"The next run may not have room: {megabytes(free)} are free on the disk of {settings.home}. It"
        f" may need {megabytes(needed)}: twice the published file, and min_free_bytes besides.",
        look=f"Make room; what each generation takes: {command(settings.home, 'generations')}",
        home=settings.home,
    )


def _place(error: BaseException) -> str:
    """The innermost line of this project that the error passed, without its number: code moves."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(_PROJECT) and "site-packages" not in frame.filename
    ]
    if not frames:
        return ""
    return f"{Path(frames[-1].filename).relative_to(_PROJECT)} ({frames[-1].name})"


def _words(error: BaseException) -> str:
    if isinstance(error, asyncio.CancelledError):
        return "It took longer than run_timeout_seconds."
    return str(error).strip() or "no message"


def _without_secrets(settings: Settings, text: str) -> str:
    for url in settings.notify:
        text = text.replace(url.get_secret_value(), "***")
    return text
