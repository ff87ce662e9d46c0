"""A published warehouse in a form in which two of them can be compared, whenever and however they were made.

Times of runs, and keys made from them, differ from one warehouse to the next. They are replaced by the number
of the run, counted in the order of loading, so that it still shows which run a row belongs to. What merely
measures time or memory is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from benchmarks.faults.recovery import TAGS
from warehouse.quoting import quoted
from warehouse.tables import TABLES_BY_NAME

Tables = Mapping[str, pl.DataFrame]

_NOT_COMPARED: Final = frozenset({"ops.schema_version", "ops.attempt", "mart.run_throughput"})
"""When a file was created, every attempt at a run, and how fast it was."""
_RUN_TIMES: Final = {
    "raw.source": ("first_seen_at", "last_seen_at"),
    "raw.quarantine": ("quarantined_at", "replayed_at"),
}
"""Columns that hold the start of a run."""
_LEFT_OUT: Final = {
    "main.dim_run": ("started_at", "loaded_at"),
    "ops.publication": ("generation_number", "published_at", "file_name"),
    # The codes of shards that were judged hold the key of the run.
    "ops.shard": ("shard_code", "seconds", "was_resumed"),
    "ops.expectation_result": ("observed", "detail"),
    "ops.stage": ("resumed_count", "stage_number"),
    "mart.run_quality": ("generation_number", "attempt_count", "token_count"),
}
"""Columns that differ from one warehouse to the next for what they are."""
_VOLATILE: Final = ("_seconds", "_per_second", "_bytes", "seconds", "started_at", "loaded_at", "published_at")
"""Ends of names of columns that measure time or memory, in the marts and tables about runs."""
_ABOUT_RUNS: Final = ("mart.run_", "ops.stage")
DECIMALS: Final = 9
"""Places of a fraction that are compared: sums of floats depend on the order of their terms."""
NO_RUN: Final = -1
"""Stands for a key or a time that is no run's."""


def read_tables(file: Path) -> dict[str, pl.DataFrame]:
    """All tables and views of a published file, in normal form."""
    with duckdb.connect(str(file), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        names = con.execute(
            "SELECT table_schema, table_name FROM information_schema.tables"
            " WHERE table_schema IN ('raw', 'clean', 'main', 'mart', 'ops') ORDER BY 1, 2"
        ).fetchall()
        raw = {
            f"{schema}.{name}": con.execute(f"FROM {quoted(schema)}.{quoted(name)}").pl()
            for schema, name in names
            if f"{schema}.{name}" not in _NOT_COMPARED
        }
    runs = raw["main.dim_run"].sort("loaded_at").with_row_index("number", offset=1)
    return {name: _normalised(name, frame, runs) for name, frame in raw.items()}


def key_of(table: str, frame: pl.DataFrame) -> list[str]:
    """Columns that identify a row of a table in normal form; none where nothing does."""
    declared = TABLES_BY_NAME.get(table)
    key = declared.primary_key() if declared else []
    return key if set(key) <= set(frame.columns) else []


def _normalised(name: str, frame: pl.DataFrame, runs: pl.DataFrame) -> pl.DataFrame:
    left_out = [column for column in frame.columns if _is_left_out(name, column)]
    frame = frame.drop(left_out)
    if name in ("ops.shard", "ops.stage"):
        frame = frame.filter(pl.col("stage_code") != TAGS)
    numbers = runs.get_column("number")
    expressions = []
    for column, dtype in frame.schema.items():
        if column.endswith("run_key"):
            expressions.append(_number(pl.col(column), runs.get_column("run_key"), numbers))
        elif column in _RUN_TIMES.get(name, ()):
            expressions.append(_number(pl.col(column), runs.get_column("started_at"), numbers))
        elif dtype in (pl.Categorical, pl.Enum):
            expressions.append(pl.col(column).cast(pl.String))
        elif dtype.is_float():
            expressions.append(pl.col(column).round(DECIMALS))
    return frame.with_columns(expressions)


def _is_left_out(table: str, column: str) -> bool:
    if column in _LEFT_OUT.get(table, ()):
        return True
    return table.startswith(_ABOUT_RUNS) and column.endswith(_VOLATILE)


def _number(column: pl.Expr, of_runs: pl.Series, numbers: pl.Series) -> pl.Expr:
    """The number of the run that a key or a time stands for; nothing stays nothing."""
    replaced = column.replace_strict(of_runs, numbers, default=NO_RUN, return_dtype=pl.Int64)
    return pl.when(column.is_not_null()).then(replaced)


def without_runs(tables: Tables) -> dict[str, pl.DataFrame]:
    """What is left where it does not matter which run did what: no tables about runs, no columns of runs."""
    kept = {}
    for name, frame in tables.items():
        if name.startswith(("ops.", "mart.run_")) or name == "main.dim_run":
            continue
        of_runs = [column for column in frame.columns if column.endswith("run_key")]
        kept[name] = frame.drop([*of_runs, *_RUN_TIMES.get(name, ())])
    return kept
