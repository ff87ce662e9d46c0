"""The recipe: all that decides which facts a page gives."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flows.settings import Settings

_TRANSFORMS = Path(__file__).resolve().parents[1] / "transforms"
_DECIDING_SUFFIXES = {".py", ".toml", ".json"}


@dataclass(frozen=True)
class Recipe:
    """Everything that decides which facts a page gives, and a hash of it.

    A document that was worked on under the same recipe need not be worked on again.

    Attributes:
        code: 16 hexadecimal digits.
        text: what went into it, as JSON.
    """

    code: str
    text: str


def code_version() -> str:
    """Version of the installed Presswerk."""
    return version("presswerk")


@cache
def _transforms_hash() -> str:
    """Hash of the code, rules and weights in transforms/, so that an edited rule is a new recipe."""
    digest = hashlib.sha256()
    for file in sorted(_TRANSFORMS.rglob("*")):
        if file.suffix in _DECIDING_SUFFIXES:
            digest.update(file.relative_to(_TRANSFORMS).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def make_recipe(settings: Settings, publishers_file: Path, pipeline: str) -> Recipe:
    """The recipe of a run.

    Args:
        settings: the run's settings; only those that decide facts count.
        publishers_file: the publisher list in use.
        pipeline: name and version of the spaCy pipeline.
    """
    parts = {
        "code_version": code_version(),
        "transforms": _transforms_hash(),
        "publishers": hashlib.sha256(publishers_file.read_bytes()).hexdigest()[:16],
        "pipeline": pipeline,
        "max_file_bytes": settings.max_file_bytes,
        "minimum_works": settings.minimum_works,
    }
    text = json.dumps(parts, sort_keys=True)
    return Recipe(code=hashlib.sha256(text.encode()).hexdigest()[:16], text=text)
