"""clean.page: what cleaning found out about a document as a whole."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table, reference


class Page(Table):
    """One document as a page of a publisher: the evidence that repetition across pages is counted with."""

    schema_name: ClassVar[str] = "clean"
    table_name: ClassVar[str] = "page"

    document_key = reference("raw.document.document_key", "Document.", primary_key=True)
    publisher_key = reference("main.dim_publisher.publisher_key", "Publisher; 0 where unknown.")
    publisher_evidence_code = dy.String(min_length=1, description="What on the page told the publisher.")
    work_key = dy.Int64(
        description="Identity of the article for counting: copies and versions of one article share it, so"
        " that a line they have in common does not look like a line repeated across pages."
    )
    run_key = reference("main.dim_run.run_key", "Run that wrote the row.")
