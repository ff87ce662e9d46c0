"""Rejected things from all stages as rows of raw.quarantine, and their contents kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from flows.quarantine.store import keep_bytes, keep_file
from flows.run import Run
from flows.workspace import ShardReport
from transforms.read.decode import encode_text
from transforms.read.source_uri import path_of
from warehouse.publishing.space import free_bytes
from warehouse.tables.base import polars_schema
from warehouse.tables.keys import SEPARATOR, stable_key_expr
from warehouse.tables.quarantine import Quarantine

_IS_DOCUMENT = pl.col("table_code") == "raw.document"
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
    source = pl.when(pl.col("stage_code") == "read").then("source_uri")
    return (
        rejected.with_columns(missing)
        .with_columns(
            payload_uri=pl.coalesce("payload_uri", source),
            quarantine_key=stable_key_expr(pl.concat_str(*identity, row, separator=SEPARATOR)),
            run_key=pl.lit(run.key, dtype=pl.Int64),
            quarantined_at=pl.lit(run.started_at).cast(pl.Datetime("us", "UTC")),
            replay_count=pl.lit(0),
        )
        .unique("quarantine_key", maintain_order=True)
        .select(pl.col(name).cast(dtype) for name, dtype in schema.items())
    )


def rejected_documents(pages: Sequence[ShardReport]) -> pl.DataFrame:
    """`document_key` of the documents that the gate rejected themselves, so that no place refers to them."""
    keys = [
        pl.scan_parquet(report.file("rejected")).filter(_IS_DOCUMENT).select("document_key")
        for report in pages
    ]
    return pl.concat([pl.LazyFrame(schema={"document_key": pl.Int64}), *keys]).unique().collect()


def at_each_place(rejected: pl.DataFrame, found_at: pl.DataFrame) -> pl.DataFrame:
    """Rejections with a row for each place that a rejected document was found at.

    Each of its files has then a row with its size and time, as a file has that could not be read: none is
    lost, and none is read again as long as nothing changes.

    Args:
        rejected: what was rejected, with `table_code` and `document_key`.
        found_at: `source_uri`, `member`, `document_key`, `byte_size`, `modified_ns` of what was read.
    """
    if not {"table_code", "document_key"}.issubset(rejected.columns):
        return rejected
    documents = rejected.filter(_IS_DOCUMENT)
    if documents.is_empty():
        return rejected
    read = documents.drop(found_at.columns, strict=False).with_columns(documents["document_key"])
    here = read.join(found_at, on="document_key", how="inner")
    known = documents.join(found_at, on="document_key", how="anti")
    return pl.concat(
        [rejected.filter(_IS_DOCUMENT.fill_null(value=False).not_()), known, here], how="diagonal"
    )


def keep_files(run: Run, rejected: pl.DataFrame, listing: pl.DataFrame) -> pl.DataFrame:
    """Keep what was read and rejected, so that it can be read again when its source is gone.

    What could not be opened, is empty, is larger than the settings allow or would leave the disk too full
    is not kept: it stays where it is.

    Args:
        run: the run that rejected it.
        rejected: what reading rejected.
        listing: the files that were read; `path` says where the bytes lie, if not at `source_uri`.

    Returns:
        The same rows, in the same order, with `payload_uri` of those that were kept.
    """
    paths: dict[str, str] = {}
    if "path" in listing.columns:
        paths = dict(listing.filter(pl.col("path").is_not_null()).select("source_uri", "path").iter_rows())
    uris = []
    for uri, byte_size, modified in rejected.select("source_uri", "byte_size", "modified_ns").iter_rows():
        path = paths.get(uri)
        uris.append(
            keep_file(run.home, Path(path or path_of(uri)), byte_size, None if path else modified)
            if byte_size and _has_room(run, byte_size)
            else None
        )
    return rejected.with_columns(payload_uri=pl.Series(uris, dtype=pl.String))


def keep_documents(run: Run, documents: pl.DataFrame, accepted: pl.DataFrame) -> pl.DataFrame:
    """Keep the bytes of documents that the gate rejected: they are nowhere else in the warehouse.

    Args:
        run: the run that rejected them.
        documents: rows of `Document` before they were judged.
        accepted: those of them that may be loaded.

    Returns:
        `document_key` and `payload_uri` of the others.
    """
    lost = documents.join(accepted, on="document_key", how="anti")
    columns = lost.select("document_key", "text", "encoding_code", "raw_bytes").iter_rows()
    kept = []
    for key, text, encoding, raw_bytes in columns:
        # A document that is wrong in itself may not encode; its text is worth keeping all the same.
        content = raw_bytes or encode_text(text, encoding) or text.encode("utf-8", "surrogatepass")
        kept.append((key, keep_bytes(run.home, content)))
    return pl.DataFrame(kept, schema={"document_key": pl.Int64, "payload_uri": pl.String}, orient="row")


def _has_room(run: Run, byte_size: int) -> bool:
    if byte_size > run.settings.quarantine_max_bytes:
        return False
    return free_bytes(run.home.root) - byte_size >= run.settings.min_free_bytes
