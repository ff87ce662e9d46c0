"""Invented pages as document and line frames, so that tests read like the pages they are about."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from warehouse.tables.keys import stable_key


class Page(NamedTuple):
    """One or more pages.

    Attributes:
        documents: `document_key`, `source_uri`, `member`, `url`, `language_code`, `text`.
        lines: rows of `Line`.
    """

    documents: pl.LazyFrame
    lines: pl.LazyFrame


DOCUMENT_SCHEMA = {
    "document_key": pl.Int64,
    "source_uri": pl.String,
    "member": pl.String,
    "url": pl.String,
    "language_code": pl.String,
    "text": pl.String,
}
LINE_SCHEMA = {
    "document_key": pl.Int64,
    "line_number": pl.Int32,
    "raw_start": pl.Int32,
    "raw_length": pl.Int32,
    "text": pl.String,
    "repaired_text": pl.String,
    "block_number": pl.Int32,
    "role_code": pl.String,
    "rule_code": pl.String,
    "confidence": pl.Float64,
    "line_hash": pl.Int64,
}


def page(*marked_lines: str, key: int = 1, url: str | None = None) -> Page:
    """A page from lines such as "title: Markt zieht um".

    An empty string is a blank line. A role with a plus ("paragraph+: …") continues the block above it, as
    hard-wrapped text does. Soft hyphens are taken out of `repaired_text`.
    """
    rows = []
    block_number = 0
    start = 0
    raw_lines = []
    for line_number, marked in enumerate(marked_lines, start=1):
        role_code, _, text = marked.partition(": ")
        raw_lines.append(text)
        if marked:
            block_number += not role_code.endswith("+")
            readable = text.replace("\u00ad", "")
            rows.append(
                {
                    "document_key": key,
                    "line_number": line_number,
                    "raw_start": start,
                    "raw_length": len(text),
                    "text": text,
                    "repaired_text": None if readable == text else readable,
                    "block_number": block_number,
                    "role_code": role_code.rstrip("+"),
                    "rule_code": "by_hand",
                    "confidence": 1.0,
                    "line_hash": stable_key(readable.lower()),
                }
            )
        start += len(text) + 1
    document = {
        "document_key": key,
        "source_uri": f"seiten/{key}.txt",
        "member": None,
        "url": url,
        "language_code": "de",
        "text": "\n".join(raw_lines),
    }
    return Page(pl.LazyFrame([document], schema=DOCUMENT_SCHEMA), pl.LazyFrame(rows, schema=LINE_SCHEMA))


def together(*several: Page) -> Page:
    """Several pages in one batch."""
    return Page(pl.concat([one.documents for one in several]), pl.concat([one.lines for one in several]))


def with_zone(pages: Page, time_zone: str = "Europe/Berlin") -> pl.LazyFrame:
    """What the date rules need to know of a page's publisher."""
    return pages.documents.select("document_key", time_zone=pl.lit(time_zone))
