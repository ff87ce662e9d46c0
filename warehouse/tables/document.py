"""raw.document: what was read, exactly as decoded."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table, at_column, code_column, reference


class Document(Table):
    """One distinct raw document, identified by the hash of its bytes.

    The same bytes found at two places are one document with two rows in raw.source. `text` is what the
    decoder gave, untouched: line ends, no-break spaces, soft hyphens and mojibake are still in it, so
    that every offset of the warehouse can be checked against the original.
    """

    schema_name: ClassVar[str] = "raw"
    table_name: ClassVar[str] = "document"

    document_key = dy.Int64(
        primary_key=True, description="First 64 bits of content_hash, signed.", metadata={"natural_key": True}
    )
    content_hash = dy.String(
        regex=r"^[0-9a-f]{64}$", description="SHA-256 of the raw bytes, as `sha256sum` prints it."
    )
    source_uri = dy.String(
        min_length=1,
        description="Place the document was found at; the alphabetically first of several.",
    )
    member = dy.String(
        nullable=True, description="Record inside the source (line of a JSONL, record of a WARC)."
    )
    format_code = code_column({"txt": "plain text dump"}, "Raw format.")
    encoding_code = code_column(
        {
            "utf-8": "strict UTF-8",
            "utf-8-sig": "UTF-8 with byte order mark",
            "utf-16-le": "UTF-16, little endian",
            "utf-16-be": "UTF-16, big endian",
            "utf-8-damaged": "UTF-8 with a few invalid bytes, read as Windows-1252 one by one",
            "cp1252": "Windows-1252, undefined bytes as C1 controls (WHATWG)",
        },
        "How the bytes were decoded.",
    )
    is_reversible = dy.Bool(description="Whether encoding `text` again gives the original bytes.")
    byte_size = dy.Int64(min=1, description="Size of the raw content.", metadata={"unit": "bytes"})
    url = dy.String(
        nullable=True,
        description="Address that the source gives for the page (crawl record); NULL for bare files. What the"
        " page itself says of its address is fact_article.url.",
    )
    language_code = dy.String(
        regex=r"^[a-z]{2,3}$", description="ISO 639 code of the main language; `und` where it cannot be told."
    )
    outcome_code = code_column(
        {
            "article": "an article version was built from it",
            "no_article": "its lines hold no article; see raw.quarantine",
            "language": "kept, not annotated: no pipeline is configured for its language",
            "rejected": "its article failed an expectation; see raw.quarantine",
        },
        "What became of the document.",
    )
    modified_at = at_column("Last modification of the source, as the file system or archive tells it.")
    text = dy.String(description="The text as decoded, untouched; all raw offsets count its code points.")
    raw_bytes = dy.Binary(
        nullable=True, description="The original bytes, kept only where decoding cannot be reversed."
    )
    run_key = reference("main.dim_run.run_key", "Run that last worked on the document.")
