"""What the exit code of the command says."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of `presswerk`."""

    DONE = 0
    """Published, or nothing new."""
    FAULT = 1
    """Something failed that should not."""
    USAGE = 2
    """Wrong usage, or nothing there to work with."""
    GATE = 3
    """A gate stopped publishing."""
    BUSY = 4
    """Another run holds the writer's lock."""
    NO_SPACE = 5
    """The disk has no room for what is to be written."""
    INTERRUPTED = 130
    """Stopped by the user (128 + SIGINT, as shells have it)."""
