"""Which generations stay, and which are removed after a publication."""

from __future__ import annotations

from pathlib import Path

from warehouse.generation import (
    begun_manifest,
    current_generation,
    generation_file,
    generation_numbers,
    known_numbers,
    manifest_file,
)
from warehouse.home import Home
from warehouse.publishing.rollback import previous_generation


def retire_generations(home: Home, keep: int) -> list[Path]:
    """Remove all but the newest generations, with their manifests; the caller holds the writer's lock.

    The published one always stays and, where more than one is to stay, so does the one that was published
    before it, so that it can be taken back. After a rollback that one may be older than others that stay.

    A reader that still holds a removed file goes on reading it: the system frees it when closed.

    Args:
        home: the warehouse's home.
        keep: how many to keep, at least 1.
    Returns:
        The files that were removed.
    """
    current = current_generation(home)
    kept = {current, *generation_numbers(home)[-keep:]}
    if keep > 1 and current:
        kept.add(previous_generation(home, current) or current)
    retired = []
    for number in known_numbers(home):
        if number in kept or begun_manifest(home, number).exists():
            continue
        # The manifest goes first: a manifest without its file would look like damage.
        manifest_file(home, number).unlink(missing_ok=True)
        file = generation_file(home, number)
        if file.exists():
            file.unlink()
            retired.append(file)
    return retired
