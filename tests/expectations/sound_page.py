"""One sound page in each of the four big tables, which the tests then damage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import polars as pl

from warehouse.tables import Table
from warehouse.tables.article import Article
from warehouse.tables.document import Document
from warehouse.tables.line import Line
from warehouse.tables.sentence import Sentence

CRAWLED_AT = datetime(2025, 3, 4, 6, 0, tzinfo=UTC)
PAGE = "\n  Anmelden | Abo\r\n\r\nBrücke wieder offen\r\nDie Brücke ist offen. Alle freuen sich.\n\t\n"
TITLE = "Brücke wieder offen"
BODY = "Die Brücke ist offen. Alle freuen sich."
CONTENT_HASH = "80000000000000ff" + "ab" * 24
KEY = -(2**63) + 255


class Frames(NamedTuple):
    """One page, as it stands in each table."""

    documents: pl.DataFrame
    lines: pl.DataFrame
    articles: pl.DataFrame
    sentences: pl.DataFrame


def sound_page() -> Frames:
    """The page, its lines, its article and its sentences, all without a fault."""
    documents = {
        "document_key": KEY,
        "content_hash": CONTENT_HASH,
        "source_uri": "/seiten/bruecke.txt",
        "member": None,
        "format_code": "txt",
        "encoding_code": "utf-8",
        "is_reversible": True,
        "raw_bytes": None,
        "byte_size": len(PAGE.encode()),
        "url": None,
        "language_code": "de",
        "outcome_code": "article",
        "modified_at": CRAWLED_AT,
        "text": PAGE,
        "run_key": 1,
    }
    roles = {"Anmelden | Abo": "boilerplate", TITLE: "title", BODY: "paragraph"}
    lines = [
        {
            "document_key": KEY,
            "line_number": number,
            "raw_start": PAGE.index(text),
            "raw_length": len(text),
            "text": text,
            "repaired_text": None,
            "block_number": block,
            "role_code": roles[text],
            "rule_code": "by_hand",
            "confidence": 1.0,
            "line_hash": number,
            "body_start": 0 if text == BODY else None,
            "body_length": len(BODY) if text == BODY else None,
        }
        for block, (number, text) in enumerate([(2, "Anmelden | Abo"), (4, TITLE), (5, BODY)], start=1)
    ]
    article = {
        "article_key": KEY,
        "document_key": KEY,
        "publisher_key": 0,
        "published_date_key": 20250303,
        "run_key": 1,
        "version_group_key": 5,
        "version_number": 1,
        "is_current": True,
        "title": TITLE,
        "body": BODY,
        "body_hash": 9,
        "published_at": datetime(2025, 3, 3, 17, 30, tzinfo=UTC),
        "published_at_source": "header",
        "published_at_precision": "minute",
        "language_code": "de",
        "section_names": ["Lokales"],
        "word_count": 7,
        "sentence_count": 2,
        "paragraph_count": 1,
        "boilerplate_share": 0.2,
        "quoted_share": 0.0,
        "hedged_share": 0.0,
        "mention_count": 0,
        "quote_count": 0,
        "quantity_count": 0,
        "date_mention_count": 0,
        "annotation_run_key": 1,
    }
    sentences = [
        {
            "article_key": KEY,
            "sentence_number": number,
            "paragraph_number": 1,
            "start": BODY.index(text),
            "length": len(text),
            "text": text,
            "word_count": len(text.split()),
            "run_key": 1,
        }
        for number, text in enumerate(["Die Brücke ist offen.", "Alle freuen sich."], start=1)
    ]
    return Frames(
        _frame(Document, [documents]),
        _frame(Line, lines),
        _frame(Article, [article]),
        _frame(Sentence, sentences),
    )


def _frame(table: type[Table], rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    schema = {name: column.dtype for name, column in table.columns().items()}
    return pl.DataFrame(rows, schema=schema)
