"""Drift: pages or facts of a run are unlike those of earlier runs, or beyond what is plausible.

The gates have found out that something is unlike; a result holds a few examples of it. Here the same
expectations are asked for all subjects, and which of them this run could judge at all: a publisher with three
pages neither drifts nor is back to normal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from expectations.measures import MIN_JUDGED_COUNT, MIN_JUDGED_FACTS, suites
from expectations.suite import Expect
from flows.alerts.alert import Alert, command
from flows.settings import Settings
from warehouse.connect import connect_reader
from warehouse.home import Home
from warehouse.statements import statement


@dataclass(frozen=True)
class _Measure:
    """A measure whose warnings are drift.

    Attributes:
        sql: the statement that measures it.
        subject: column that names what is judged.
        count: column that says by how many it is judged.
        minimum: how many it takes.
    """

    sql: str
    subject: str
    count: str
    minimum: int


_MEASURES: Mapping[str, _Measure] = {
    "measure.publisher_quality": _Measure(
        "measures/publisher_quality", "publisher_name", "document_count", MIN_JUDGED_COUNT
    ),
    "measure.fact_shares": _Measure("measures/fact_shares", "share_code", "judged_count", MIN_JUDGED_FACTS),
}


@dataclass(frozen=True)
class Drift:
    """What one run says of drift.

    Attributes:
        alerts: one for each subject that drifts.
        judged: all subjects that there was enough of to judge.
    """

    alerts: tuple[Alert, ...] = ()
    judged: frozenset[str] = frozenset()


def find_drift(settings: Settings, run_key: int, *, is_open: bool) -> Drift:
    """What a published run says of drift.

    Args:
        settings: which home.
        run_key: the run.
        is_open: whether an earlier run drifted; only then does a run without warnings have to be measured.
    """
    home = Home(settings.home)
    with connect_reader(home) as con:
        row = con.execute(statement("alerts/has_warnings"), {"run_key": run_key}).fetchone()
        if not is_open and not (row and row[0]):
            return Drift()
        measured = {code: _measure(con, code, run_key) for code in _MEASURES}
    details: dict[str, list[str]] = {}
    for code, frame in measured.items():
        for subject, detail in _failures(code, frame):
            details.setdefault(subject, []).append(detail)
    judged = {
        subject
        for code, frame in measured.items()
        for subject in frame.filter(pl.col(_MEASURES[code].count) >= _MEASURES[code].minimum)[
            _MEASURES[code].subject
        ]
    }
    look = f"Quality report: {home.reports / 'quality.html'}\nOr ask: {command(home.root, 'status')}"
    alerts = (
        Alert(
            "drift", "warning", subject, "drift", f"{subject}:\n" + "\n".join(lines), look, home.root, run_key
        )
        for subject, lines in sorted(details.items())
    )
    return Drift(tuple(alerts), frozenset(judged))


def _measure(con: duckdb.DuckDBPyConnection, code: str, run_key: int) -> pl.DataFrame:
    return con.execute(statement(_MEASURES[code].sql), {"run_key": run_key}).pl()


def _failures(code: str, frame: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Subject and words for each warning that did not hold."""
    for expect in suites()[code]:
        if expect.severity == "warning":
            for row in frame.filter(_does_not_hold(expect)).to_dicts():
                yield row[_MEASURES[code].subject], f"- {expect.detail}{_numbers(expect, row)}"


def _does_not_hold(expect: Expect) -> pl.Expr:
    """The expectation's own check column, judged as its arguments say."""
    (name,) = expect.columns
    value = expect.derived.get(name, pl.col(name))
    if "value_set" in expect.kwargs:
        return ~value.is_in(list(expect.kwargs["value_set"]))
    low, high = expect.kwargs.get("min_value"), expect.kwargs.get("max_value")
    outside = pl.lit(value=False)
    if low is not None:
        outside |= value < low
    if high is not None:
        outside |= value > high
    return outside.fill_null(value=False)


def _numbers(expect: Expect, row: Mapping[str, Any]) -> str:
    """The share that was judged, beside that of earlier runs."""
    columns = {name for expression in expect.derived.values() for name in expression.meta.root_names()}
    shares = sorted(name for name in columns if name.endswith("_share") and not name.startswith("baseline_"))
    said = ""
    for name in shares or [name for name in ("judged_share",) if name in row]:
        before = row.get(f"baseline_{name}")
        said += f" It is {row[name]:.0%}" + (f", before {before:.0%}." if before is not None else ".")
    return said
