"""The recipe: all that decides which facts a page gives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flows.settings import Settings

_ROOT = Path(__file__).resolve().parents[1]
_TRANSFORMS = _ROOT / "transforms"
_DECIDING_SUFFIXES = {".py", ".toml", ".json"}
_JUDGING_PACKAGES = ("expectations", "flows", "warehouse")


@dataclass(frozen=True)
class Recipe:
    """Everything that decides which facts a page gives, by the part of the work that it decides.

    What was worked on under the same recipe need not be worked on again; where only a later part has
    changed, only that part is done again. Each code is 16 hexadecimal digits.

    Attributes:
        page: decides lines, roles and articles. A new one has every document read again.
        tag: decides what the spaCy pipeline says of a text. A new one has every text tagged again.
        annotation: decides sentences and facts. A new one has every body annotated again.
        resolution: decides which names mean one entity. A new one has the names resolved again.
        pipeline: name and version of the spaCy pipeline.
        code: of all of them together.
        text: what went into it, as JSON.
    """

    page: str
    tag: str
    annotation: str
    resolution: str
    pipeline: str
    code: str
    text: str


def code_version() -> str:
    """Version of the installed Presswerk."""
    return version("presswerk")


def make_recipe(settings: Settings, publishers_file: Path, corrections_file: Path, pipeline: str) -> Recipe:
    """The recipe of a run.

    Args:
        settings: the run's settings; only those that decide facts count.
        publishers_file: the publisher list in use.
        corrections_file: the corrections of names in use.
        pipeline: name and version of the spaCy pipeline.
    """
    page = {
        "code": _code_hash("read/**/*", "clean/**/*"),
        "publishers": _file_hash(publishers_file),
        "max_file_bytes": settings.max_file_bytes,
        "minimum_works": settings.minimum_works,
    }
    # What makes tags lies beside each other in annotate/, the rules for facts in its folders. A few modules
    # that only read tags lie there too: an edit of them tags once more than need be, never once too few.
    tag = {"code": _code_hash("annotate/*"), "pipeline": pipeline}
    resolution = {
        "code": _code_hash("resolve/**/*", "gazetteer/**/*"),
        "corrections": _file_hash(corrections_file),
    }
    parts: dict[str, Mapping[str, object]] = {
        "page": page,
        "tag": tag,
        "annotation": _annotation(pipeline),
        "resolution": resolution,
    }
    codes = {name: _code(part) for name, part in parts.items()}
    return Recipe(
        **codes,
        pipeline=pipeline,
        code=_code(codes),
        text=json.dumps({"code_version": code_version(), **parts}, sort_keys=True),
    )


def annotation_recipe(pipeline: str) -> str:
    """Code of what decides sentences and facts: the rules there are now, and a pipeline.

    Args:
        pipeline: name and version of the spaCy pipeline.
    """
    return _code(_annotation(pipeline))


def _annotation(pipeline: str) -> dict[str, str]:
    return {"code": _code_hash("annotate/**/*", "gazetteer/**/*"), "pipeline": pipeline}


@cache
def package_hash() -> str:
    """Hash of the code that judges and loads what the recipe has made."""
    digest = hashlib.sha256()
    for package in _JUDGING_PACKAGES:
        for file in sorted((_ROOT / package).rglob("*")):
            if file.suffix in {".py", ".sql"}:
                digest.update(file.relative_to(_ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _code_hash(*patterns: str) -> str:
    """Hash of code, rules and weights in transforms/, so that an edited rule is a new recipe."""
    digest = hashlib.sha256()
    for file in sorted({file for pattern in patterns for file in _TRANSFORMS.glob(pattern)}):
        if file.suffix in _DECIDING_SUFFIXES:
            digest.update(file.relative_to(_TRANSFORMS).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _file_hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def _code(parts: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
