"""How much memory a run takes: its own process and those that annotate."""

from __future__ import annotations

import multiprocessing
import os
import re
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_HIGH_WATER = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)
_RESET_HIGH_WATER = "5"
"""What `clear_refs` takes to begin a new peak (proc_pid_clear_refs(5))."""


def begin_peak() -> None:
    """Forget earlier peaks, so that the next one is that of the work that begins now."""
    for process in _processes():
        with suppress(OSError):
            (_PROC / str(process) / "clear_refs").write_text(_RESET_HIGH_WATER)


def peak_bytes() -> int | None:
    """Most memory held since `begin_peak`, processes added up; None where the system does not tell.

    The peaks of several processes need not fall together, so the sum may be more than was ever held at once.
    """
    peaks = []
    for process in _processes():
        with suppress(OSError):
            found = _HIGH_WATER.search((_PROC / str(process) / "status").read_text())
            if found:
                peaks.append(int(found.group(1)) * 1024)
    return sum(peaks) if peaks else None


def _processes() -> list[int]:
    children = [child.pid for child in multiprocessing.active_children() if child.pid]
    return [os.getpid(), *children]
