"""raw.quarantine: whatever was rejected, with the reason."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table, at_column, code_column, reference


class Quarantine(Table):
    """One rejected thing: a file, record, document or row.

    Together with the accepted rows it accounts for everything that went in.
    """

    schema_name: ClassVar[str] = "raw"
    table_name: ClassVar[str] = "quarantine"

    quarantine_key = dy.Int64(
        primary_key=True, description="Key of (stage_code, reason_code, source_uri, member, content, row)."
    )
    stage_code = code_column(
        {
            "read": "the file could not become a document",
            "clean": "the document could not become an article",
            "facts": "the rules could not take facts from the body; the article stays, without them",
            "gate": "the row failed an expectation",
        },
        "Stage that rejected it.",
    )
    reason_code = dy.String(
        regex=r"^[a-z0-9_.]+$", description="Why: a reading or cleaning reason, or the failed expectation."
    )
    detail = dy.String(description="What was found, and what to do about it.")
    source_uri = dy.String(nullable=True, description="Where the rejected thing came from.")
    member = dy.String(nullable=True, description="Record inside the source.")
    document_key = dy.Int64(
        nullable=True,
        description="Document it belongs to, where one was read. It stands in raw.document, unless the"
        " document itself was rejected.",
    )
    table_code = dy.String(
        nullable=True, description="Table a rejected row was meant for, e.g. main.fact_article."
    )
    byte_size = dy.Int64(
        nullable=True, min=0, description="Size of a rejected file.", metadata={"unit": "bytes"}
    )
    modified_ns = dy.Int64(
        nullable=True,
        description="Modification time of a rejected file.",
        metadata={"unit": "nanoseconds since 1970-01-01"},
    )
    payload = dy.String(
        nullable=True,
        description="The rejected row as JSON, or the start of the file as text.",
    )
    run_key = reference("main.dim_run.run_key", "Run that rejected it last.")
    quarantined_at = at_column("Start of that run.")
    replayed_at = at_column(
        "When it was put through again and no longer rejected; NULL until then.", nullable=True
    )
    replay_count = dy.Int32(
        min=0, description="How often it was put through again on demand.", metadata={"unit": "count"}
    )
    discarded_at = at_column("When somebody decided to leave it out for good.", nullable=True)
    discard_note = dy.String(nullable=True, description="Why it was left out, in their words.")
    payload_uri = dy.String(
        nullable=True,
        description="Where the whole of it lies, if not in payload: a file of the quarantine folder, or the"
        " source itself.",
    )
