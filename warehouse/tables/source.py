"""raw.source: where documents were found."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table, at_column, reference


class Source(Table):
    """One place a document was found at: a path or URL, and the record inside it."""

    schema_name: ClassVar[str] = "raw"
    table_name: ClassVar[str] = "source"

    source_key = dy.Int64(primary_key=True, description="Key of (source_uri, member, document_key).")
    source_uri = dy.String(min_length=1, description="Absolute path or URL.")
    member = dy.String(
        nullable=True, description="Record inside the source; NULL where the file is the document."
    )
    document_key = reference("raw.document.document_key", "Document found there.")
    byte_size = dy.Int64(min=0, description="Size of the file.", metadata={"unit": "bytes"})
    modified_ns = dy.Int64(
        description="Modification time of the file; with the size it tells whether to read it again.",
        metadata={"unit": "nanoseconds since 1970-01-01"},
    )
    first_seen_at = at_column("Start of the run that first found the document there.")
    last_seen_at = at_column("Start of the last publishing run that found it there.")
