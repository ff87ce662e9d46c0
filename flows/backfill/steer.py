"""`presswerk backfill pause` and `cancel`."""

from __future__ import annotations

import shutil

from flows.backfill.job import leave_place
from flows.backfill.place import Place
from flows.backfill.show import is_worked_on
from flows.settings import Settings
from warehouse.home import Home
from warehouse.journal.backfills import change_backfill, find_open_backfill, want_pause


def pause(settings: Settings, name: str) -> str:
    """Have a backfill pause after the partition in work; returns what to tell the user.

    Raises:
        BackfillError: there is none of that id, or it has come to its end.
    """
    home = Home(settings.home)
    backfill = find_open_backfill(home, name)
    if is_worked_on(Place(home, backfill.number)):
        want_pause(home, backfill.number, is_wanted=True)
        return f"{name} will pause after the partition in work."
    if backfill.state == "running":
        change_backfill(home, backfill.number, "paused", detail="Its process was killed.")
        return f"{name} is paused; the process that worked on it had been killed."
    return f"Nobody works on {name}; it is {backfill.state}."


def cancel(settings: Settings, name: str) -> str:
    """Give a backfill up and remove what it has made; returns what to tell the user.

    Raises:
        BackfillError: there is none of that id, or it has come to its end.
        WriterBusyError: somebody works on it.
    """
    home = Home(settings.home)
    backfill = find_open_backfill(home, name)
    place = Place(home, backfill.number)
    with place.lock():
        leave_place(place)
        place.comparison.unlink(missing_ok=True)
        shutil.rmtree(place.chosen.parent, ignore_errors=True)
        change_backfill(home, backfill.number, "cancelled", detail="Given up by the user.")
    return f"{name} is cancelled. The published warehouse is as it was."
