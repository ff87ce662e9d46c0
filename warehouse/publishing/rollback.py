"""Taking a publication back: the pointer names a generation that was published before."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.connect import connect_file
from warehouse.generation import (
    GenerationError,
    current_generation,
    generation_file,
    pointed_generation,
    published_generations,
)
from warehouse.home import Home
from warehouse.journal.publications import record_publication
from warehouse.migration import check_schema_version
from warehouse.publishing.contents import read_contents
from warehouse.publishing.manifest import damage, load_manifest
from warehouse.publishing.publish import settle, swap_pointer


@dataclass(frozen=True)
class Rollback:
    """What a rollback did.

    Attributes:
        generation: the generation that is published now.
        previous_generation: the one the pointer named before; None where there was no pointer.
        is_change: whether it was another one.
    """

    generation: int
    previous_generation: int | None

    @property
    def is_change(self) -> bool:
        """Whether the pointer was swapped at all."""
        return self.generation != self.previous_generation


def roll_back(home: Home, number: int | None = None) -> Rollback:
    """Publish a generation again that is there; the caller holds the writer's lock.

    Nothing is copied: the pointer is swapped, so it takes as long for a gigabyte as for a kilobyte. It also
    mends a pointer that is missing or names a file that is gone.

    Args:
        home: the warehouse's home.
        number: the generation; None for the one that was published before the current one.
    Raises:
        GenerationError: there is no such generation, or its file is not what was published.
        SchemaVersionError: this Presswerk cannot read it.
    """
    before = pointed_generation(home)
    if before is not None and generation_file(home, before).exists():
        settle(home)
        number = number if number is not None else _one_before(home, before)
    elif number is None:
        current_generation(home)  # raises where a pointer is to be mended: which one it was, nobody knows
        raise GenerationError(f"Nothing is published in {home.root}, so there is nothing to go back to.")
    _check_whole(home, number)
    if number != before:
        swap_pointer(home, number)
        manifest = load_manifest(home, number)
        run_key = manifest.run_key if manifest else None
        record_publication(home, "rollback", number, previous=before, run_key=run_key)
    return Rollback(number, before)


def previous_generation(home: Home, number: int) -> int | None:
    """The generation that was published before another was; None for the first.

    Raises:
        GenerationError: its manifest is damaged.
    """
    manifest = load_manifest(home, number)
    if manifest is not None:
        return manifest.previous_generation
    return read_contents(generation_file(home, number)).previous_generation


def _one_before(home: Home, current: int) -> int:
    previous = previous_generation(home, current)
    if previous is None:
        raise GenerationError(f"Generation {current} is the first: there is nothing to go back to.")
    if previous not in published_generations(home):
        raise GenerationError(
            f"Generation {previous}, which was published before generation {current}, is no longer kept."
            f" {_choice(home)}"
        )
    return previous


def _check_whole(home: Home, number: int) -> None:
    if number not in published_generations(home):
        raise GenerationError(f"There is no generation {number} in {home.generations}. {_choice(home)}")
    manifest = load_manifest(home, number)
    if manifest is not None and (found := damage(home, manifest, verify=False)):
        raise GenerationError(f"Generation {number} is damaged: {found}. {_choice(home)}")
    file = generation_file(home, number)
    with connect_file(file) as con:
        check_schema_version(con, file)


def _choice(home: Home) -> str:
    pointed = pointed_generation(home)
    others = [number for number in published_generations(home) if number != pointed]
    if not others:
        return "No other generation is kept."
    return f"Kept besides the published one: {', '.join(map(str, others))}."
