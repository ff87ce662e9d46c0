"""Documents of the warehouse as shards on disk, for working on them again."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.quoting import quoted
from warehouse.tables.document import Document

_OF_ONE_RUN = ("language_code", "outcome_code", "run_key")
"""Columns that say what a run made of a document, not what was read."""


def extract_documents(
    con: duckdb.DuckDBPyConnection, keys: Path, folder: Path, shard_documents: int
) -> list[Path]:
    """Write the given documents into Parquet files, without what earlier runs made of them.

    Args:
        con: connection to the build file.
        keys: Parquet file with the `document_key` of the documents.
        folder: where to write.
        shard_documents: documents per file, at the most.
    Returns:
        The files, in the order of the documents' keys.
    """
    columns = ", ".join(f"document.{quoted(name)}" for name in Document.columns() if name not in _OF_ONE_RUN)
    con.execute(
        f"""
        COPY (
            WITH chosen AS (
                SELECT
                    document_key,
                    (row_number() OVER (ORDER BY document_key) - 1) // $shard_documents::BIGINT
                        AS shard_number
                FROM read_parquet($keys)
            )

            SELECT {columns}, chosen.shard_number
            FROM raw.document
            INNER JOIN chosen ON document.document_key = chosen.document_key
        ) TO $folder (FORMAT PARQUET, PARTITION_BY (shard_number), OVERWRITE_OR_IGNORE)
        """,  # noqa: S608 - names come from the declaration, values are bound
        {"keys": str(keys), "folder": str(folder), "shard_documents": shard_documents},
    )
    return sorted(
        folder.rglob("*.parquet"), key=lambda file: (len(file.parent.name), file.parent.name, file.name)
    )
