"""The project's SQL files, by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> str:
    """The text of one SQL file.

    Args:
        name: path below `warehouse/sql` without the suffix, e.g. ``measures/accounting``.
    """
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
