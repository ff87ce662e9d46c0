"""An interruption is told apart whatever a library made of it."""

from __future__ import annotations

from flows.interruption import is_interruption


def raised(*, by: BaseException) -> BaseException:
    """What is raised while another error is being dealt with."""
    try:
        try:
            raise by
        finally:
            raise ValueError("Task run is not set")
    except ValueError as error:
        return error


def test_what_took_its_place_is_still_an_interruption() -> None:
    assert is_interruption(raised(by=KeyboardInterrupt()))
    assert is_interruption(KeyboardInterrupt())


def test_other_errors_are_none() -> None:
    assert not is_interruption(raised(by=OSError()))
