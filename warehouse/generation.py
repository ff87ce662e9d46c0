"""Generations: published files by number, and the pointer that names the current one.

A publication takes more than one step (`warehouse.publishing.publish`), and each leaves a state that can be
told from the names alone, whatever moment a process is killed at:

- ``presswerk-000007.json.begun`` beside the file, pointer elsewhere: never published, a leftover.
- the pointer names it: published, whether or not its manifest has its final name yet.
- ``presswerk-000007.json`` beside the file, or no manifest at all (written before there were manifests):
  published once, and kept.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from warehouse.home import Home

BEGUN_SUFFIX = ".begun"
"""Suffix of the manifest of a generation until the pointer has named it."""
_FILE_NAME = re.compile(r"^presswerk-(\d{6,})\.duckdb$")
_ANY_NAME = re.compile(r"^presswerk-(\d{6,})\.(?:duckdb|json|json\.begun)$")


class GenerationError(RuntimeError):
    """A generation is not there or not whole, or the pointer does not name one."""


def generation_file(home: Home, number: int) -> Path:
    """The file of one generation."""
    return home.generations / f"presswerk-{number:06d}.duckdb"


def manifest_file(home: Home, number: int) -> Path:
    """The manifest of one generation."""
    return generation_file(home, number).with_suffix(".json")


def begun_manifest(home: Home, number: int) -> Path:
    """The manifest of a generation whose publication is not at its end."""
    file = manifest_file(home, number)
    return file.with_name(file.name + BEGUN_SUFFIX)


def generation_numbers(home: Home) -> list[int]:
    """Numbers of the generation files on disk, ascending, published or not."""
    return _numbers(home, _FILE_NAME)


def known_numbers(home: Home) -> list[int]:
    """Numbers of which anything is on disk: a file, a manifest, or what a killed publication left."""
    return _numbers(home, _ANY_NAME)


def published_generations(home: Home) -> list[int]:
    """Numbers of the generations on disk that are or were published, ascending."""
    pointed = pointed_generation(home)
    return [
        number
        for number in generation_numbers(home)
        if number == pointed or not begun_manifest(home, number).exists()
    ]


def pointed_generation(home: Home) -> int | None:
    """The number that the pointer names, whether or not the file is there; None without a pointer.

    Raises:
        GenerationError: something else lies in the place of the pointer.
    """
    try:
        target = home.pointer.readlink()
    except FileNotFoundError:
        return None
    except OSError:  # not a symbolic link
        target = home.pointer
    match = _FILE_NAME.match(target.name)
    if match is None or (home.pointer.parent / target).parent.resolve() != home.generations.resolve():
        raise GenerationError(
            f"{home.pointer} does not point into {home.generations}. It was put there by something else:"
            " move it away, or choose another --home."
        )
    return int(match.group(1))


def current_generation(home: Home) -> int:
    """Number of the published generation, 0 where nothing was ever published.

    A pointer that is missing, or names a file that is gone, beside generations that are there is damage and
    not an empty home: a run that took it for one would publish an archive without its past.

    Raises:
        GenerationError: the pointer is missing, dangles or is something else; the message says what to do.
    """
    while True:
        pointed = pointed_generation(home)
        if pointed is not None and generation_file(home, pointed).exists():
            return pointed
        published = published_generations(home)
        if pointed_generation(home) != pointed:
            continue  # a writer has published or retired meanwhile
        if pointed is None and not published:
            return 0
        raise GenerationError(_no_current(home, pointed, published))


def next_generation(home: Home) -> int:
    """Number for a new generation: after all that are on disk, also where an older one is published."""
    return max([0, pointed_generation(home) or 0, *known_numbers(home)]) + 1


def _numbers(home: Home, pattern: re.Pattern[str]) -> list[int]:
    if not home.generations.is_dir():
        return []
    matches = (pattern.match(name) for name in os.listdir(home.generations))  # noqa: PTH208 - names suffice
    return sorted({int(match.group(1)) for match in matches if match})


def _no_current(home: Home, pointed: int | None, published: list[int]) -> str:
    what = (
        f"The pointer {home.pointer} is missing"
        if pointed is None
        else f"The pointer {home.pointer} names generation {pointed}, whose file is gone"
    )
    if not published:
        return (
            f"{what}, and no other generation is there. Put the file back from a backup, or remove the"
            " pointer to begin with an empty warehouse."
        )
    numbers = ", ".join(map(str, published))
    return (
        f"{what}, but there are generations beside it: {numbers}. Publish the one you want with"
        f" `presswerk rollback {published[-1]} --home {home.root}`; `presswerk generations` shows them."
    )
