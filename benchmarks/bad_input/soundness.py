"""What must hold for every file, however hostile: it is accounted for, and all that is said of it is true."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from benchmarks.bad_input.chain import ANNOTATED_LANGUAGE, Worked
from transforms.annotate.facts import Facts
from transforms.read.decode import encode_text
from transforms.read.language import detect_language
from transforms.read.source_uri import path_of
from warehouse.tables.base import Table, polars_schema
from warehouse.tables.date_mention import DateMention
from warehouse.tables.mention import Mention
from warehouse.tables.quantity import Quantity
from warehouse.tables.quote import Quote
from warehouse.tables.sentence import Sentence

FACT_TABLES: Final[dict[str, type[Table]]] = {
    "sentences": Sentence,
    "mentions": Mention,
    "quotes": Quote,
    "quantities": Quantity,
    "date_mentions": DateMention,
}


def problems(worked: Worked) -> Iterator[str]:
    """Everything that does not hold for the files of a folder; nothing where all is well."""
    yield from _unaccounted(worked)
    yield from _lost_bytes(worked.read.documents)
    yield from _lost_text(worked.read.documents, worked.lines)
    yield from _articles(worked)
    if worked.facts is not None:
        yield from _facts(worked.facts, worked.articles)


def _unaccounted(worked: Worked) -> Iterator[str]:
    """Files that are neither a source nor rejected, or both."""
    listed = [*worked.listed.files["source_uri"], *worked.listed.rejected["source_uri"]]
    ended = [
        *worked.read.sources["source_uri"],
        *worked.read.rejected["source_uri"],
        *worked.listed.rejected["source_uri"],
    ]
    if sorted(listed) != sorted(ended):
        yield f"{len(listed)} files, {len(ended)} outcomes: {sorted(set(listed) ^ set(ended))[:3]}"
    missing = worked.read.sources.join(worked.read.documents, on="document_key", how="anti")
    for uri in missing["source_uri"]:
        yield f"{uri}: the source has no document"


def _lost_bytes(documents: pl.DataFrame) -> Iterator[str]:
    """Documents whose text does not lead back to their bytes, although it says so, or keeps none."""
    for row in documents.iter_rows(named=True):
        raw = Path(path_of(row["source_uri"])).read_bytes()
        back = encode_text(row["text"], row["encoding_code"]) if row["is_reversible"] else row["raw_bytes"]
        if back != raw:
            yield f"{row['source_uri']}: {row['encoding_code']} does not give the bytes back"


def _lost_text(documents: pl.DataFrame, lines: pl.DataFrame) -> Iterator[str]:
    """Documents whose lines do not stand where they say, or leave out more than white space."""
    places: dict[int, list[tuple[int, int, str]]] = {}
    for key, *place in lines.select("document_key", "raw_start", "raw_length", "text").iter_rows():
        places.setdefault(key, []).append((place[0], place[1], place[2]))
    for key, uri, text in documents.select("document_key", "source_uri", "text").iter_rows():
        end = 0
        for start, length, line in places.get(key, []):
            if text[start : start + length] != line or text[end:start].strip():
                yield f"{uri}: line at {start} is {text[start : start + length]!r:.80}, not {line!r:.80}"
                break
            end = start + length
        if text[end:].strip():
            yield f"{uri}: {text[end:]!r:.80} is in no line"


def _articles(worked: Worked) -> Iterator[str]:
    """German documents that are no article and were not rejected."""
    documents = detect_language(worked.read.documents.lazy()).collect()
    german = documents.filter(pl.col("language_code") == ANNOTATED_LANGUAGE)["document_key"]
    ended = [*worked.articles["document_key"], *worked.rejected["document_key"]]
    if sorted(german) != sorted(ended):
        yield f"{len(german)} German documents, {len(ended)} articles and rejections"
    placed = worked.lines.filter(pl.col("body_start").is_not_null()).join(
        worked.articles.select("document_key", "body"), on="document_key"
    )
    outside = placed.filter(pl.col("body_start") + pl.col("body_length") > pl.col("body").str.len_chars())
    if len(outside):
        yield f"{len(outside)} lines end outside the body they stand in"


def _facts(facts: Facts, articles: pl.DataFrame) -> Iterator[str]:
    """Facts that do not stand where they say, and rows that their own table does not allow."""
    for key, table, detail in facts.faults.iter_rows():
        yield f"article {key}: {table}: {detail}"
    bodies = dict(articles.select("article_key", "body").iter_rows())
    for name, table in FACT_TABLES.items():
        frame: pl.DataFrame = getattr(facts, name)
        surface = "surface" if "surface" in frame.columns else "text"
        for key, start, length, text in frame.select("article_key", "start", "length", surface).iter_rows():
            if bodies[key][start : start + length] != text:
                yield f"article {key}: {name} at {start} is not {text!r:.80}"
        declared = polars_schema(table)
        rows = frame.with_columns(run_key=pl.lit(1, dtype=pl.Int64)).select(declared.names())
        for rule, count in table.filter(rows).failure.counts().items():
            yield f"{name}: {count} rows break {rule}"
    values = facts.quantities.select("low_value", "high_value", "magnitude_value")
    if len(values.filter(pl.any_horizontal(pl.all().is_nan() | pl.all().is_infinite()))):
        yield "a quantity is no finite number"
