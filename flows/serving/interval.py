"""How often runs are due, as an operator writes it."""

from __future__ import annotations

import re
from datetime import timedelta

MIN_INTERVAL = timedelta(seconds=10)
"""A run that finds nothing new takes some two seconds, and its process as many to start."""
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


class ScheduleError(ValueError):
    """A schedule cannot be understood."""


def parse_interval(text: str) -> timedelta:
    """Read an interval: seconds, or a number with s, m, h or d.

    Raises:
        ScheduleError: it is none, or shorter than ten seconds.
    """
    match = re.fullmatch(r"(\d+)([smhd]?)", text.strip())
    if not match:
        raise ScheduleError(f"--every {text}: give seconds, or a number with s, m, h or d, such as 15m.")
    interval = timedelta(seconds=int(match[1]) * _UNITS[match[2] or "s"])
    if interval < MIN_INTERVAL:
        raise ScheduleError(f"--every {text}: at least {MIN_INTERVAL.total_seconds():.0f} seconds.")
    return interval
