"""GKG 2.1: 27 fields a line whatever a page holds, and what is in them is what is in the warehouse."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import pytest

from tests.warehouse.published import NOW
from tests.warehouse.rows import Rows
from warehouse.export.lines import GKG_COLUMNS, export_gkg

HOSTILE = "a\tb\nc\r\nd;e,f#g|h\x00i\x1b[31mj\u2028k\u2029l\x85m<n>&o\"p'q\ufffe\u202er"
"""Every character that ends something somewhere: fields, blocks, lines, tags."""
BLOCKS = {
    "V1THEMES": (";", None, 1),
    "V1LOCATIONS": (";", "#", 7),
    "V2ENHANCEDLOCATIONS": (";", "#", 9),
    "V1PERSONS": (";", None, 1),
    "V2ENHANCEDPERSONS": (";", ",", 2),
    "V1ORGANIZATIONS": (";", None, 1),
    "V2ENHANCEDORGANIZATIONS": (";", ",", 2),
    "V2.1ENHANCEDDATES": (";", "#", 5),
    "V2.1QUOTATIONS": ("#", "|", 4),
    "V2.1ALLNAMES": (";", ",", 2),
    "V2.1AMOUNTS": (";", ",", 3),
}
"""Column → what divides its blocks, what their fields, and how many fields each has, as in the codebook."""


def exported(con: duckdb.DuckDBPyConnection, articles_per_slice: int = 10) -> list[dict[str, str]]:
    """The rows of an export, read as tools for GKG do: line by line, tab by tab."""
    stream = io.BytesIO()
    count = export_gkg(con, stream, articles_per_slice)
    lines = stream.getvalue().decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) == count
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", "".join(lines))
    return [dict(zip(GKG_COLUMNS, line.split("\t"), strict=True)) for line in lines]


def blocks(row: dict[str, str], column: str) -> list[list[str]]:
    """The blocks of a column, divided into their fields."""
    between, inside, count = BLOCKS[column]
    if not row[column]:
        return []
    found = [block.split(inside) if inside else [block] for block in row[column].split(between)]
    assert {len(block) for block in found} == {count}, row[column]
    return found


@pytest.fixture(scope="module")
def warehouse() -> Rows:
    """One article with a bit of everything."""
    rows = Rows()
    rows.add("main.dim_publisher", publisher_key=1, publisher_name="Bote", domain="bote.example")
    rows.article(
        -1,
        "2026-03-29",
        publisher_key=1,
        url="https://bote.example/a?b=1",
        published_at=datetime(2026, 3, 28, 23, 30, 5, tzinfo=UTC),
        published_at_source="header",
        published_at_precision="minute",
        word_count=77,
    )
    rows.entity(1, "Wien", kind_code="place", country_code="AT")
    rows.entity(2, "Österreich", kind_code="place", country_code="AT", is_country=True)
    rows.entity(3, "Ida Moor")
    rows.entity(4, "Stadtwerke", kind_code="organisation")
    for start, entity, name, kind, reference in (
        (3, 3, "Ida Moor", "person", "name"),
        (20, 2, "Österreich", "place", "derived"),
        (30, 1, "Wien", "place", "name"),
        (40, 3, "Ida Moor", "person", "name"),
        (50, 4, "SW", "organisation", "name"),
        (60, 0, "Moritz", "person", "name"),
        (70, 1, "Wien", "place", "name"),
    ):
        rows.mention(-1, entity, start=start, name=name, kind_code=kind, reference_code=reference)
    rows.quote(-1, start=100, length=9, text="Halt; nun", cue_lemma="rufen")
    rows.quote(-1, start=120, length=3, text="Was", kind_code="partial")
    rows.quote(-1, start=130, kind_code="indirect")
    rows.quantity(-1, "Mensch", 12.0, 15.0, start=200, is_hedged=True, modifier_code="approx")
    rows.quantity(-1, None, None, 2.5, start=210, unit_code="km", form_code="measure")
    rows.quantity(-1, "Gast", None, None, start=220, magnitude_value=1000.0, modifier_code="vague")
    rows.date_mention(-1, date(2026, 5, 3), start=300)
    rows.date_mention(-1, date(2026, 5, 1), start=310, granularity_code="month")
    rows.date_mention(-1, date(2026, 1, 1), start=320, granularity_code="year")
    rows.date_mention(-1, date(2026, 5, 4), start=330, granularity_code="week")
    rows.date_mention(-1, None, start=340, anchor_code="none")
    for number, (key, topic) in enumerate([(1, "Verkehr"), (2, "Bahn")], start=1):
        rows.add("main.dim_topic", topic_key=key, topic_name=topic)
        rows.add("main.bridge_article_topic", article_key=-1, topic_key=key, topic_number=number)
    return rows


def test_each_column_holds_what_the_codebook_says(warehouse: Rows) -> None:
    (row,) = exported(warehouse.con)
    extras = row.pop("V2EXTRASXML")
    assert {column: value for column, value in row.items() if value} == {
        "GKGRECORDID": f"20260328233005-{2**64 - 1}",
        "V2.1DATE": "20260328233005",
        "V2SOURCECOLLECTIONIDENTIFIER": "1",
        "V2SOURCECOMMONNAME": "bote.example",
        "V2DOCUMENTIDENTIFIER": "https://bote.example/a?b=1",
        "V1THEMES": "Verkehr;Bahn",
        "V1LOCATIONS": "1#Österreich#AT####;4#Wien#AT####",
        "V2ENHANCEDLOCATIONS": "1#Österreich#AT######20;4#Wien#AT######30;4#Wien#AT######70",
        "V1PERSONS": "Ida Moor;Moritz",
        "V2ENHANCEDPERSONS": "Ida Moor,3;Ida Moor,40;Moritz,60",
        "V1ORGANIZATIONS": "Stadtwerke",
        "V2ENHANCEDORGANIZATIONS": "Stadtwerke,50",
        "V2.1ENHANCEDDATES": "3#5#3#2026#300;2#5#0#2026#310;1#0#0#2026#320",
        "V2GCAM": "wc:77",
        "V2.1QUOTATIONS": "100|9|rufen|Halt; nun#120|3||Was",
        "V2.1ALLNAMES": "Ida Moor,3;Wien,30;Ida Moor,40;SW,50;Moritz,60;Wien,70",
        "V2.1AMOUNTS": "12,Mensch,200;2.5,km,210;1000,Gast,220",
        "V2.1TRANSLATIONINFO": "srclc:deu;eng:none",
    }
    assert extras == (
        "<PAGE_TITLE>Neues aus der Stadt</PAGE_TITLE>"
        "<PAGE_PRECISEPUBTIMESTAMP>20260328233005</PAGE_PRECISEPUBTIMESTAMP>"
        "<PRESSWERK_DATE>minute</PRESSWERK_DATE>"
        "<PRESSWERK_AMOUNTS>200,2,cardinal,12,15,approx,,hedged;210,2,measure,,2.5,,km,;"
        "220,2,cardinal,,,vague,,</PRESSWERK_AMOUNTS>"
    )


def test_a_day_stays_the_day_that_the_page_names() -> None:
    """Midnight in Berlin is the day before in UTC."""
    rows = Rows()
    midnight = datetime(2026, 5, 8, 22, tzinfo=UTC)
    rows.article(1, "2026-05-09", published_at=midnight, published_at_precision="day")
    (row,) = exported(rows.con)
    assert row["V2.1DATE"] == "20260509000000"
    assert "<PRESSWERK_DATE>day</PRESSWERK_DATE>" in row["V2EXTRASXML"]
    assert "PRECISE" not in row["V2EXTRASXML"]


def test_without_a_date_or_an_address_it_is_when_and_where_it_was_found() -> None:
    rows = Rows()
    rows.article(1)
    rows.con.execute("ALTER TABLE raw.document ALTER content_hash DROP NOT NULL")
    rows.add(
        "raw.document",
        document_key=1,
        content_hash="0" * 64,
        source_uri="/dumps/a.txt",
        format_code="txt",
        encoding_code="utf-8",
        is_reversible=True,
        byte_size=1,
        language_code="de",
        outcome_code="article",
        modified_at=NOW,
        text="",
        run_key=1,
    )
    for key, at in enumerate((NOW, NOW.replace(hour=9))):
        rows.add(
            "raw.source",
            source_key=key,
            source_uri="/dumps/a.txt",
            document_key=1,
            byte_size=1,
            modified_ns=1,
            first_seen_at=at,
            last_seen_at=NOW,
        )
    (row,) = exported(rows.con)
    assert row["V2.1DATE"] == "20260301090000"
    assert row["V2SOURCECOLLECTIONIDENTIFIER"] == "2"
    assert row["V2SOURCECOMMONNAME"] == ""
    assert row["V2DOCUMENTIDENTIFIER"] == "/dumps/a.txt"
    assert "<PRESSWERK_DATE>seen</PRESSWERK_DATE>" in row["V2EXTRASXML"]


def test_only_current_versions_have_a_row_and_copies_say_of_what() -> None:
    rows = Rows()
    rows.article(1, is_current=False)
    rows.article(2)
    rows.article(3, duplicate_of_key=2)
    first, copy = exported(rows.con)
    assert [row["GKGRECORDID"].split("-")[1] for row in (first, copy)] == ["2", "3"]
    assert "DUPLICATEOF" not in first["V2EXTRASXML"]
    assert "<PRESSWERK_DUPLICATEOF>2</PRESSWERK_DUPLICATEOF>" in copy["V2EXTRASXML"]


def test_no_text_of_a_page_breaks_the_format() -> None:
    rows = Rows()
    rows.add("main.dim_publisher", publisher_key=1, publisher_name=HOSTILE)
    rows.article(1, publisher_key=1, title=HOSTILE, url=HOSTILE)
    for key, kind in enumerate(("person", "organisation", "place"), start=1):
        rows.entity(key, HOSTILE, kind_code=kind)
        rows.mention(1, key, name=HOSTILE, kind_code=kind)
    rows.quote(1, start=7, length=len(HOSTILE), text=HOSTILE, cue_lemma=HOSTILE)
    rows.quantity(1, HOSTILE, 1e300, None, unit_code=HOSTILE)
    rows.add("main.dim_topic", topic_key=1, topic_name=HOSTILE)
    rows.add("main.bridge_article_topic", article_key=1, topic_key=1, topic_number=1)
    (row,) = exported(rows.con)
    for column in BLOCKS:
        assert len(blocks(row, column)) == (0 if "DATES" in column else 3 if "ALLNAMES" in column else 1)
    ((start, length, _, text),) = blocks(row, "V2.1QUOTATIONS")
    assert (int(start), int(length)) == (7, len(HOSTILE))
    assert len(text) == len(HOSTILE), "offsets and lengths stay true"
    assert text.startswith("a b c  d;e,f g h i [31mj k l m<n>&o\"p'q")
    ((amount, _, _),) = blocks(row, "V2.1AMOUNTS")
    assert float(amount) == 1e300
    xml = ElementTree.fromstring(f"<extras>{row['V2EXTRASXML']}</extras>")
    assert xml.findtext("PAGE_TITLE") == re.sub(r"[\x00-\x1f\x85\u2028\u2029\ufffe]", " ", HOSTILE)


def test_an_empty_warehouse_gives_no_line(empty_home: Path) -> None:
    with duckdb.connect(str(empty_home / "warehouse" / "presswerk.duckdb"), read_only=True) as con:
        assert exported(con) == []


def test_the_sample_comes_back_count_by_count(sample_con: duckdb.DuckDBPyConnection) -> None:
    rows = exported(sample_con)
    current = "FROM fact_article AS article"
    found: Counter[str] = Counter()
    for row in rows:
        found.update({column: len(blocks(row, column)) for column in BLOCKS})
        ElementTree.fromstring(f"<extras>{row['V2EXTRASXML']}</extras>")
    facts = {
        "V2ENHANCEDPERSONS": "fact_mention WHERE kind_code = 'person'",
        "V2ENHANCEDORGANIZATIONS": "fact_mention WHERE kind_code = 'organisation'",
        "V2ENHANCEDLOCATIONS": "fact_mention WHERE kind_code = 'place'",
        "V2.1ALLNAMES": "fact_mention WHERE reference_code = 'name'",
        "V2.1QUOTATIONS": "fact_quote WHERE kind_code IN ('direct', 'partial')",
        "V2.1AMOUNTS": "fact_quantity WHERE true",
        "V1THEMES": "bridge_article_topic WHERE true",
    }
    assert len(rows) == count(sample_con, f"{current} WHERE is_current")
    for column, fact in facts.items():
        expected = count(
            sample_con, f"FROM {fact} AND article_key IN (SELECT article_key {current} WHERE is_current)"
        )
        assert found[column] == expected > 0, column


def test_offsets_lead_to_the_words(sample_con: duckdb.DuckDBPyConnection) -> None:
    bodies = {
        key % 2**64: body
        for key, body in sample_con.execute("SELECT article_key, body FROM fact_article").fetchall()
    }
    for row in exported(sample_con):
        body = bodies[int(row["GKGRECORDID"].split("-")[1])]
        for start, length, _, text in blocks(row, "V2.1QUOTATIONS"):
            said = body[int(start) : int(start) + int(length)]
            assert re.sub(r"[\n#|]", " ", said) == text


def test_slices_change_nothing(sample_con: duckdb.DuckDBPyConnection) -> None:
    assert exported(sample_con, 1) == exported(sample_con, 1000)


def count(con: duckdb.DuckDBPyConnection, rest: str) -> Any:
    return con.execute(f"SELECT count(*) {rest}").fetchall()[0][0]
