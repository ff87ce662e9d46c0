"""What an alert is, and how alerts become messages."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

AlertCode = Literal[
    "run_failed",
    "run_abandoned",
    "publication_stopped",
    "no_space",
    "disk_nearly_full",
    "drift",
    "silence",
]
Severity = Literal["failure", "warning"]

WORDS: dict[str, str] = {
    "run_failed": "run failed",
    "run_abandoned": "run was killed",
    "publication_stopped": "publication stopped",
    "no_space": "no space on the disk",
    "disk_nearly_full": "disk nearly full",
    "drift": "drift",
    "silence": "nothing arrives",
}
"""Conditions in words, as titles and the list of alerts show them."""
MAX_LISTED = 10
"""Subjects that one message spells out; a phone shows no more, and the quality report shows all."""
MAX_SUBJECT_LENGTH = 60
"""Code points of a subject in a title."""


@dataclass(frozen=True)
class Alert:
    """One condition that somebody has to know of.

    Attributes:
        code: kind of the condition.
        severity: whether something is broken or only looks wrong.
        subject: what it is about where there can be several of a kind (a publisher); else empty.
        fingerprint: what the condition is told again for: while it stays the same it is told once.
        body: what happened, in a few lines.
        look: where to look.
        home: folder of the warehouse.
        run_key: the run, where there is one.
    """

    code: AlertCode
    severity: Severity
    subject: str
    fingerprint: str
    body: str
    look: str
    home: Path
    run_key: int | None = None

    @property
    def title(self) -> str:
        """One line: what is the matter. The subject may come from a page, so it is kept to a short line."""
        subject = " ".join(self.subject.split())[:MAX_SUBJECT_LENGTH]
        return f"{WORDS[self.code]}: {subject}" if subject else WORDS[self.code]


@dataclass(frozen=True)
class Message:
    """What is sent.

    Attributes:
        title: one line.
        body: plain text.
        severity: an alert's severity, or ``success`` for the end of one.
    """

    title: str
    body: str
    severity: Literal["failure", "warning", "success", "info"]


def compose(alerts: Sequence[Alert]) -> Message:
    """One message for all new alerts of a kind, so that a hundred publishers make one message.

    Args:
        alerts: alerts with the same code, at least one.
    """
    first = alerts[0]
    more = f" and {len(alerts) - 1} more" if len(alerts) > 1 else ""
    parts = [alert.body for alert in alerts[:MAX_LISTED]]
    if len(alerts) > MAX_LISTED:
        parts.append(f"… and {len(alerts) - MAX_LISTED} more.")
    parts.append(f"{first.look}\n{_home_line(first.home, first.run_key)}")
    return Message(f"Presswerk {first.home.name}: {first.title}{more}", "\n\n".join(parts), first.severity)


def compose_recovery(home: Path, ended: Sequence[tuple[str, str]]) -> Message:
    """The message that conditions are over.

    Args:
        home: folder of the warehouse.
        ended: of each condition, code and subject.
    """
    lines = [WORDS[code] + (f": {subject}" if subject else "") for code, subject in ended[:MAX_LISTED]]
    if len(ended) > MAX_LISTED:
        lines.append(f"… and {len(ended) - MAX_LISTED} more")
    body = "No longer the case:\n" + "\n".join(f"- {line}" for line in lines)
    return Message(f"Presswerk {home.name}: back to normal", f"{body}\n\n{_home_line(home, None)}", "success")


def command(home: Path, arguments: str) -> str:
    """A command of this program, as it can be typed anywhere on the machine."""
    return f"presswerk {arguments} --home {shlex.quote(str(home))}"


def _home_line(home: Path, run_key: int | None) -> str:
    return f"Home: {home}" + (f"\nRun: {run_key}" if run_key is not None else "")
