"""Pictures show what the warehouse of the sample holds, word for word and number for number."""

from __future__ import annotations

import html
import re
from typing import Any

import duckdb
import polars as pl
import pytest

from docs.pictures import FOLDER

_TABLE_ROW = re.compile(r"^<tr>(.*)</tr>$", re.MULTILINE)
_CELL = re.compile(r"<td[^>]*>(?:<b>)?(.*?)(?:</b>)?</td>")
_FACT = re.compile(r'label="(?P<table>fact_\w+)\\n(?P<columns>[^"]+)"')
_EMPTY = {"", " ", "–"}


def source(name: str) -> str:
    return (FOLDER / f"{name}.dot").read_text(encoding="utf-8")


def table_rows(name: str) -> list[dict[str, str]]:
    """Rows of the table in a picture, by the names in its head."""
    head, *rows = (
        [html.unescape(cell) for cell in _CELL.findall(row)] for row in _TABLE_ROW.findall(source(name))
    )
    return [dict(zip(head, row, strict=True)) for row in rows]


def facts_of_sentence() -> list[tuple[str, dict[str, str]]]:
    """Table, and columns with their values, of each box of the annotated sentence."""
    found = [(box["table"], box["columns"].split("\\n")) for box in _FACT.finditer(source("spans"))]
    return [(table, dict(line.split(" = ", 1) for line in lines)) for table, lines in found]


def as_shown(value: Any) -> str:
    """A value as pictures write it: whole numbers without a point."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def test_the_sentence_is_in_the_sample(sample_con: duckdb.DuckDBPyConnection) -> None:
    shown = source("spans")
    cells = re.findall(r"<td(?: bgcolor=\"#\w+\")?(?: port=\"\w+\")?>([^<]+)</td>", shown)
    sentences = sample_con.table("fact_sentence").pl()["text"].to_list()
    squeezed = {re.sub(r"\s", "", text) for text in sentences}
    assert re.sub(r"\s", "", "".join(cells)) in squeezed


@pytest.mark.parametrize(
    ("table", "shown"), facts_of_sentence(), ids=lambda part: part if isinstance(part, str) else ""
)
def test_rows_of_the_sentence_are_those_of_the_warehouse(
    sample_con: duckdb.DuckDBPyConnection, table: str, shown: dict[str, str]
) -> None:
    rows = sample_con.table(table).select(*shown).pl().to_dicts()
    assert shown in [{column: as_shown(value) for column, value in row.items()} for row in rows]


def test_each_kind_of_fact_is_shown_in_the_sentence() -> None:
    tables = [table for table, _ in facts_of_sentence()]
    assert sorted(tables) == ["fact_date_mention", "fact_mention", "fact_quantity", "fact_quote"]


def test_lines_are_those_of_the_page(sample_con: duckdb.DuckDBPyConnection) -> None:
    document = (
        sample_con.table("raw.document")
        .pl()
        .filter(pl.col("source_uri").str.ends_with("/maibaum-ohne-uhrzeit.txt"))
    )
    lines = sample_con.table("clean.line").pl().join(document, on="document_key", how="semi")
    kept = {row["line_number"]: row for row in lines.to_dicts()}
    shown = table_rows("lines")
    assert len(shown) >= 8
    for row in shown:
        line = kept[int(row["line"])]
        assert line["text"].startswith(row["text"].removesuffix("…").rstrip())
        assert (line["role_code"], line["rule_code"]) == (row["role"], row["rule"])


def test_numbers_are_those_of_the_sample(sample_con: duckdb.DuckDBPyConnection) -> None:
    columns = ("surface", "low_value", "high_value", "modifier_code", "unit_code", "is_hedged")
    kept = set(sample_con.table("fact_quantity").select(*columns).pl().rows())
    shown = table_rows("numbers")
    assert len(shown) >= 7
    for row in shown:
        low, high = (None if row[name] in _EMPTY else float(row[name]) for name in ("low", "high"))
        modifier, unit = (None if row[name] in _EMPTY else row[name] for name in ("modifier", "unit"))
        assert (row["as written"], low, high, modifier, unit, row["hedged by"] not in _EMPTY) in kept


def test_names_are_those_of_the_sample(sample_con: duckdb.DuckDBPyConnection) -> None:
    text = source("names")
    labels = dict(re.findall(r'(\w+) \[label="([^"]+)"', text))
    pairs = {(labels[word], labels[name]) for word, name in re.findall(r"(s\d) -> (n\d)", text)}
    assert len(pairs) >= 4
    assert pairs <= set(sample_con.table("fact_mention").select("surface", "name").pl().rows())
