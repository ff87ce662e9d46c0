"""Rejected things from all stages as rows of raw.quarantine."""

from __future__ import annotations

import polars as pl

from flows.run import Run
from warehouse.tables.base import polars_schema
from warehouse.tables.keys import SEPARATOR, stable_key_expr
from warehouse.tables.quarantine import Quarantine

_IDENTITY = (
    *("stage_code", "reason_code", "table_code", "source_uri", "member"),
    *("document_key", "byte_size", "modified_ns"),
)


def quarantine_rows(run: Run, rejected: pl.DataFrame) -> pl.DataFrame:
    """Rejected things as rows of `Quarantine`.

    Args:
        run: the run that rejected them.
        rejected: at least `stage_code`, `reason_code`, `detail`; other columns of `Quarantine` as known.
    """
    schema = polars_schema(Quarantine)
    missing = [
        pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in schema.items()
        if name not in rejected.columns
    ]
    identity = [pl.col(name).cast(pl.String).fill_null("") for name in _IDENTITY]
    # Of a rejected row the payload is part of the identity; of a file it is only a sample of it.
    row = pl.when(pl.col("stage_code") == "gate").then("payload").otherwise(pl.lit("")).fill_null("")
    return (
        rejected.with_columns(missing)
        .with_columns(
            quarantine_key=stable_key_expr(pl.concat_str(*identity, row, separator=SEPARATOR)),
            run_key=pl.lit(run.key, dtype=pl.Int64),
            quarantined_at=pl.lit(run.started_at).cast(pl.Datetime("us", "UTC")),
            replay_count=pl.lit(0),
        )
        .unique("quarantine_key", maintain_order=True)
        .select(pl.col(name).cast(dtype) for name, dtype in schema.items())
    )
