"""A finished build file becomes the published generation, whatever moment the process is killed at.

The steps, each on the disk before the next begins:

1. the build file's bytes, then its manifest, ``presswerk-000007.json.begun``;
2. the build file gets its place among the generations by one rename;
3. the pointer names it by one rename: from here on it is published;
4. the journal has the event, and the manifest its final name by one rename.

Killed before 2, the build file is still where it was. Between 2 and 3 the generation is a leftover: the same
run takes it back or goes on from there, any other writer removes it. After 3 any writer does what is missing
of 4.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from warehouse.generation import (
    GenerationError,
    begun_manifest,
    current_generation,
    generation_file,
    known_numbers,
    manifest_file,
    pointed_generation,
)
from warehouse.home import Home
from warehouse.journal.publications import record_publication
from warehouse.publishing import durable
from warehouse.publishing.build import wal_of
from warehouse.publishing.contents import read_contents
from warehouse.publishing.manifest import Manifest, damage, load_manifest, make_manifest, to_json


def publish_build(home: Home, build: Path, number: int) -> Path:
    """Make a finished build file the published generation.

    The caller holds the writer's lock, and has checkpointed and closed the file; the file's folder goes with
    it. Readers see the old generation or the new one, never something between. The same call may be made
    again after it was killed, wherever that was.

    Args:
        home: the warehouse's home.
        build: the build file, on the file system of the home.
        number: the new generation, see `next_generation`.
    Returns:
        The published generation's file.
    Raises:
        GenerationError: the build file is still open, or the number is taken.
    """
    if not build.exists() and _settle(home, lambda manifest: manifest.generation == number) == number:
        return generation_file(home, number)
    settle(home)
    if generation_file(home, number).exists():
        raise GenerationError(f"Generation {number} is there already; it is never written again.")
    if wal_of(build).exists():
        raise GenerationError(f"{build} was not closed: what it holds is not all in one file yet.")
    home.generations.mkdir(parents=True, exist_ok=True)
    durable.sync(build)
    manifest = make_manifest(
        build,
        read_contents(build),
        number=number,
        file_name=generation_file(home, number).name,
        previous=current_generation(home) or None,
    )
    durable.write(begun_manifest(home, number), to_json(manifest))
    durable.move(build, generation_file(home, number))
    _end(home, manifest)
    shutil.rmtree(build.parent, ignore_errors=True)
    return generation_file(home, number)


def settle(home: Home) -> None:
    """Bring to an end what a killed publication left; the caller holds the writer's lock.

    What the pointer names is published and gets its final manifest; what it does not name never was, and
    is removed.

    Raises:
        GenerationError: the pointer is missing or dangles.
    """
    _settle(home, lambda _: False)


def finish_publication(home: Home, run_key: int) -> int | None:
    """Go on with the publication of a run that was killed while it published.

    The caller holds the writer's lock. What other runs have left is settled.

    Args:
        home: the warehouse's home.
        run_key: the run that is taken up.
    Returns:
        The generation, where it is the published one now; None where the run had not come that far, or
        where another generation was published or taken back meanwhile: then it is published anew.
    Raises:
        GenerationError: the pointer is missing or dangles.
    """
    current = _settle(home, lambda manifest: manifest.run_key == run_key)
    manifest = load_manifest(home, current) if current else None
    return current if manifest is not None and manifest.run_key == run_key else None


def take_back(home: Home, build: Path, run_key: int) -> bool:
    """Put what a killed run had moved among the generations, and not published, back where it was built.

    So the run that is taken up need not load again, and what it publishes is what it has verified, whatever
    came in meanwhile.

    Args:
        home: the warehouse's home.
        build: where the file was built; nothing lies there.
        run_key: the run that is taken up.
    Returns:
        Whether there was such a file.
    """
    for number in known_numbers(home):
        begun, file = begun_manifest(home, number), generation_file(home, number)
        if not begun.exists() or not file.exists() or number == pointed_generation(home):
            continue
        manifest = _load_begun(home, number)
        if manifest is not None and manifest.run_key == run_key:
            durable.move(file, build)
            build.chmod(0o644)
            begun.unlink()
            return True
    return False


def swap_pointer(home: Home, number: int) -> None:
    """Have the pointer name a generation, by one atomic rename."""
    swap = home.pointer.with_name(home.pointer.name + ".swap")
    swap.unlink(missing_ok=True)
    swap.symlink_to(generation_file(home, number).relative_to(home.pointer.parent))
    durable.move(swap, home.pointer)


def _end(home: Home, manifest: Manifest) -> None:
    """Steps 3 and 4, as far as they are not done."""
    number = manifest.generation
    generation_file(home, number).chmod(0o444)
    if pointed_generation(home) != number:
        swap_pointer(home, number)
    previous = manifest.previous_generation
    record_publication(home, "publish", number, previous=previous, run_key=manifest.run_key)
    durable.move(begun_manifest(home, number), manifest_file(home, number))


def _settle(home: Home, is_ours: Callable[[Manifest], bool]) -> int:
    """End publications that were begun: ours goes on, that of another writer is removed.

    Returns:
        The generation that is published then; 0 where none is.
    """
    current = current_generation(home)
    for number in known_numbers(home):
        if not begun_manifest(home, number).exists():
            continue
        manifest = _load_begun(home, number)
        if number == current:
            _end(home, manifest or _made_again(home, number))
        elif manifest and _may_follow(home, manifest, current) and is_ours(manifest):
            _end(home, manifest)
            current = number
        else:
            _remove_leftover(home, number)
    return current


def _load_begun(home: Home, number: int) -> Manifest | None:
    """The manifest of a publication that was begun; None where a kill left half of it."""
    try:
        return load_manifest(home, number)
    except GenerationError:
        return None


def _made_again(home: Home, number: int) -> Manifest:
    """The manifest of a published generation whose own cannot be read: as its file has it now."""
    file = generation_file(home, number)
    contents = read_contents(file)
    previous = contents.previous_generation
    manifest = make_manifest(file, contents, number=number, file_name=file.name, previous=previous)
    durable.write(begun_manifest(home, number), to_json(manifest))
    return manifest


def _may_follow(home: Home, manifest: Manifest, current: int) -> bool:
    """Whether a leftover is whole, and was made to follow what is published now."""
    is_next = (manifest.previous_generation or 0) == current
    return is_next and damage(home, manifest, verify=False) is None


def _remove_leftover(home: Home, number: int) -> None:
    """Remove a generation that was never published: the file first, for its manifest tells what it is."""
    generation_file(home, number).unlink(missing_ok=True)
    durable.sync(home.generations)
    begun_manifest(home, number).unlink(missing_ok=True)
