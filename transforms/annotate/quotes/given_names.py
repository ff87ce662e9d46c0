"""Gender by given name, for what a pronoun stands for."""

from __future__ import annotations

import tomllib
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FEMALE: frozenset[str] = frozenset(_WORDS["female"].split())
MALE: frozenset[str] = frozenset(_WORDS["male"].split())
EITHER: frozenset[str] = frozenset(_WORDS["either"].split())


def gender_of_name(name: str) -> str | None:
    """Tell the gender that goes with the given name of a person.

    Args:
        name: the name in full, without titles; a surname alone says nothing.

    Returns:
        "f" or "m"; None for a name that is not listed, unless it ends in "-a", which in German news is the
        ending of women's names.
    """
    words = name.replace("-", " ").split()
    if len(words) < 2 or words[0] in EITHER:
        return None
    if words[0] in MALE:
        return "m"
    return "f" if words[0] in FEMALE or words[0].endswith("a") else None
