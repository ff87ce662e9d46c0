"""What the read stage turned away, and why."""

from typing import NamedTuple

import polars as pl

REJECTED_SCHEMA: dict[str, type[pl.DataType]] = {
    "stage_code": pl.String,
    "reason_code": pl.String,
    "detail": pl.String,
    "source_uri": pl.String,
    "member": pl.String,
    "byte_size": pl.Int64,
    "modified_ns": pl.Int64,
    "payload": pl.String,
}


class Rejection(NamedTuple):
    """One file or directory that could not become a document; the columns of raw.quarantine it can fill."""

    reason_code: str
    detail: str
    source_uri: str
    byte_size: int | None = None
    modified_ns: int | None = None
    payload: str | None = None


def rejected_frame(rejections: list[Rejection]) -> pl.DataFrame:
    """The rejections as a frame.

    Args:
        rejections: in any order.

    Returns:
        One row per rejection, sorted by `source_uri` and `reason_code`; `stage_code` is 'read' and `member`
        null throughout, `byte_size` is in bytes, `modified_ns` in nanoseconds since 1970-01-01, both null
        where nothing could be learnt.
    """
    columns = {name: [getattr(rejection, name) for rejection in rejections] for name in Rejection._fields}
    frame = pl.DataFrame(columns, schema={name: REJECTED_SCHEMA[name] for name in Rejection._fields})
    return (
        frame.with_columns(stage_code=pl.lit("read"), member=pl.lit(None, dtype=pl.String))
        .select(list(REJECTED_SCHEMA))
        .sort("source_uri", "reason_code")
    )
