"""The dashboard's questions: one SQL file each in `dashboards/sql`, and how they are shown to people.

Questions are asked with bound parameters. What a page shows is the same question with the values written
into it, fit to be pasted into any SQL shell; `tests/dashboards` holds that both give the same rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from warehouse.quoting import literal

_FOLDER: Final = Path(__file__).parent / "sql"
_PARAMETER = re.compile(r"\$(\w+)(::[A-Z]+(?:\[\])?)?")
_OPTIONAL = re.compile(r"\(\s*\$(\w+)(?:::[A-Z]+(?:\[\])?)? IS NULL\s+OR ")
"""Begins a condition that holds for every row where its parameter is NULL."""


@dataclass(frozen=True)
class Answer:
    """What the warehouse answered.

    Attributes:
        sql: the question as a person can ask it, its values written out.
        names: names of the columns.
        rows: column → value, row by row.
    """

    sql: str
    names: tuple[str, ...]
    rows: list[dict[str, Any]]


@cache
def question(name: str) -> str:
    """The SQL of one question.

    Args:
        name: path below `dashboards/sql` without the suffix, e.g. ``overview/newest``.
    """
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8").strip()


@cache
def parameters_of(sql: str) -> frozenset[str]:
    """Names of the parameters that a question has."""
    return frozenset(match[1] for match in _PARAMETER.finditer(sql))


def runnable(sql: str, values: Mapping[str, object]) -> str:
    """A question with its values written out, and without the conditions that are not set.

    Args:
        sql: the question, with parameters.
        values: a value for each parameter.
    """
    text = _without_choices(sql, values)
    text = re.sub(r"^\s*AND TRUE\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"WHERE\s+TRUE\s+AND\s+", "WHERE ", text)
    text = re.sub(r"\n?[ \t]*WHERE\s+TRUE\b", "", text)
    text = _PARAMETER.sub(lambda match: _written(values[match[1]]), text)
    return text.strip()


def _without_choices(sql: str, values: Mapping[str, object]) -> str:
    """The question with TRUE for each condition that is not set, and the others without their choice."""
    text, end = "", 0
    for match in _OPTIONAL.finditer(sql):
        if match.start() < end:
            continue
        close = _closing(sql, match.start())
        condition = "TRUE" if values[match[1]] is None else _as_one(sql[match.end() : close].strip())
        text += sql[end : match.start()] + condition
        end = close + 1
    return text + sql[end:]


def _as_one(condition: str) -> str:
    """A condition that may stand beside others: in parentheses where it offers a choice."""
    return f"({condition})" if re.search(r"\bOR\b", condition) else condition


def _closing(sql: str, opening: int) -> int:
    """Where the parenthesis that opens there is closed. The questions hold none in strings."""
    depth = 0
    for place in range(opening, len(sql)):
        depth += {"(": 1, ")": -1}.get(sql[place], 0)
        if not depth:
            return place
    raise ValueError(f"A parenthesis is never closed: {sql[opening : opening + 60]!r}")


def _written(value: object) -> str:
    """A value as SQL, to be read and run by people; it never reaches the database from here."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return f"DATE {literal(value.isoformat())}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_written(item) for item in value)}]"
    return literal(str(value))
