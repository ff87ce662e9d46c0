"""Exports with a line for each article: GKG 2.1 and quotations. Written slice by slice, as they come."""

from __future__ import annotations

from typing import BinaryIO

import duckdb

from warehouse.export.slices import slices
from warehouse.statements import statement
from warehouse.tables.article import Article

GKG_COLUMNS = (
    *("GKGRECORDID", "V2.1DATE", "V2SOURCECOLLECTIONIDENTIFIER", "V2SOURCECOMMONNAME"),
    *("V2DOCUMENTIDENTIFIER", "V1COUNTS", "V2.1COUNTS", "V1THEMES", "V2ENHANCEDTHEMES", "V1LOCATIONS"),
    *("V2ENHANCEDLOCATIONS", "V1PERSONS", "V2ENHANCEDPERSONS", "V1ORGANIZATIONS"),
    *("V2ENHANCEDORGANIZATIONS", "V1.5TONE", "V2.1ENHANCEDDATES", "V2GCAM", "V2.1SHARINGIMAGE"),
    *("V2.1RELATEDIMAGES", "V2.1SOCIALIMAGEEMBEDS", "V2.1SOCIALVIDEOEMBEDS", "V2.1QUOTATIONS"),
    *("V2.1ALLNAMES", "V2.1AMOUNTS", "V2.1TRANSLATIONINFO", "V2EXTRASXML"),
)
"""Columns of the GDELT Global Knowledge Graph, codebook 2.1 of 19 February 2015. Its files have no header."""

CONTEXT_LENGTH = 100
"""Code points before and after a quotation: a sentence of German news, which most often names the speaker."""
ARTICLES_PER_SLICE = 1000
"""All facts of a slice are grouped at once; 4,000 articles of 150 facts took more than 384 MB, 2,000 less."""
ROWS_AT_A_TIME = 1000


def export_gkg(
    con: duckdb.DuckDBPyConnection, stream: BinaryIO, articles_per_slice: int = ARTICLES_PER_SLICE
) -> int:
    """Write a GKG 2.1 row of `GKG_COLUMNS` for each current article, sorted by key.

    Args:
        con: connection to a warehouse.
        stream: where to write; UTF-8.
        articles_per_slice: decides how much lies in memory at a time.
    Returns:
        Rows written.
    """
    count = 0
    for piece in slices(con, Article, articles_per_slice):
        con.execute(statement("export/gkg"), {"first_key": piece.first, "last_key": piece.last})
        count += _write_rows(con, stream)
    return count


def export_quotes(
    con: duckdb.DuckDBPyConnection, stream: BinaryIO, articles_per_slice: int = ARTICLES_PER_SLICE
) -> int:
    """Write a JSON object for each current article with quotations, sorted by key.

    Args:
        con: connection to a warehouse.
        stream: where to write; UTF-8.
        articles_per_slice: decides how much lies in memory at a time.
    Returns:
        Objects written.
    """
    count = 0
    for piece in slices(con, Article, articles_per_slice):
        con.execute(
            statement("export/quotes"),
            {"first_key": piece.first, "last_key": piece.last, "context_length": CONTEXT_LENGTH},
        )
        count += _write_rows(con, stream)
    return count


def _write_rows(con: duckdb.DuckDBPyConnection, stream: BinaryIO) -> int:
    """Write the rows of the last statement, all of them text, with tabs between columns."""
    count = 0
    while rows := con.fetchmany(ROWS_AT_A_TIME):
        stream.write("".join("\t".join(row) + "\n" for row in rows).encode())
        count += len(rows)
    return count
