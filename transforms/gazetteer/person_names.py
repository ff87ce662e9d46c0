"""What the rules must know of persons' names."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

NAMES_FILE = Path(__file__).with_name("person_names.toml")


@cache
def person_names() -> dict[str, frozenset[str]]:
    """Lists of given names, surnames that come first, names in -s and particles; the file describes each."""
    table = tomllib.loads(NAMES_FILE.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in table.items()}
