"""Interruptions by the user, also where a library had something else to say about them."""

from __future__ import annotations


def is_interruption(error: BaseException) -> bool:
    """Whether an error comes of an interruption from the keyboard.

    Where the interruption meets Prefect between two lines of its own, what it raises while it cleans up takes
    its place.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, KeyboardInterrupt):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
