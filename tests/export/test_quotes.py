"""Quotations as JSON lines: each leads back to the body, and says who spoke."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from tests.export.test_gkg import HOSTILE, count
from tests.warehouse.rows import Rows
from warehouse.export.lines import CONTEXT_LENGTH, export_quotes


def exported(con: duckdb.DuckDBPyConnection, articles_per_slice: int = 10) -> list[dict[str, Any]]:
    stream = io.BytesIO()
    written = export_quotes(con, stream, articles_per_slice)
    lines = stream.getvalue().decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) == written
    return [json.loads(line) for line in lines]


def test_an_article_with_its_quotations() -> None:
    rows = Rows()
    body = "„Ä“ – Ida Moor rief: „Halt; nun!“ Dann ging sie."
    rows.add("main.dim_publisher", publisher_key=1, publisher_name="Bote")
    rows.add("main.dim_cue", cue_key=1, cue_lemma="rufen", stance_code="warn")
    rows.entity(5, "Ida Moor")
    published = datetime(2026, 3, 29, 1, 2, 3, tzinfo=UTC)
    rows.article(
        -1,
        "2026-03-29",
        publisher_key=1,
        title="Auf dem Steg",
        body=body,
        url="https://bote.example/a",
        published_at=published,
        published_at_precision="minute",
        duplicate_of_key=7,
    )
    speaker: dict[str, Any] = {
        "speaker_surface": "Ida Moor",
        "speaker_start": body.index("Ida"),
        "speaker_length": 8,
    }
    rows.quote(
        -1, 5, start=body.index("Halt"), length=10, text="Halt; nun!", cue_key=1, cue_lemma="rufen", **speaker
    )
    rows.quote(-1, start=1, length=1, text="Ä", kind_code="partial", confidence=0.5)
    for kind in ("indirect", "pull", "scare"):
        rows.quote(-1, kind_code=kind)
    (article,) = exported(rows.con)
    first, second = article.pop("quotes")
    assert article == {
        "date": "2026-03-29T01:02:03Z",
        "date_precision": "minute",
        "url": "https://bote.example/a",
        "title": "Auf dem Steg",
        "lang": "GERMAN",
        "publisher": "Bote",
        "article_key": "-1",
        "duplicate_of_key": "7",
    }
    assert first == {
        "pre": "„",
        "quote": "Ä",
        "post": "“ – Ida Moor rief: „Halt; nun!“ Dann ging sie.",
        "start": 1,
        "length": 1,
        "kind": "partial",
        "speaker": None,
        "speaker_key": None,
        "speaker_kind": None,
        "speaker_as_written": None,
        "speaker_start": None,
        "cue": None,
        "stance": None,
        "confidence": 0.5,
    }
    assert (second["speaker"], second["speaker_key"]) == ("Ida Moor", "5")
    assert (second["speaker_kind"], second["speaker_as_written"]) == ("person", "Ida Moor")
    assert body[second["speaker_start"] :].startswith("Ida Moor")
    assert (second["cue"], second["stance"]) == ("rufen", "warn")


def test_a_date_says_how_exact_it_is() -> None:
    rows = Rows()
    midnight = datetime(2026, 5, 8, 22, tzinfo=UTC)
    rows.article(1, "2026-05-09", published_at=midnight, published_at_precision="day")
    rows.article(2)
    for key in (1, 2):
        rows.quote(key)
    assert [(row["date"], row["date_precision"]) for row in exported(rows.con)] == [
        ("2026-05-09T00:00:00Z", "day"),
        (None, None),
    ]


def test_no_text_of_a_page_breaks_a_line() -> None:
    rows = Rows()
    body = f"{HOSTILE}x{HOSTILE}"
    rows.entity(1, HOSTILE)
    rows.article(1, title=HOSTILE, body=body)
    rows.quote(1, 1, start=len(HOSTILE), length=1, text="x", speaker_surface=HOSTILE)
    (article,) = exported(rows.con)
    (quote,) = article["quotes"]
    assert article["title"] == quote["speaker"] == quote["speaker_as_written"] == HOSTILE
    assert quote["pre"] + quote["quote"] + quote["post"] == body


def test_older_versions_and_articles_without_quotations_have_no_line() -> None:
    rows = Rows()
    rows.article(1, is_current=False)
    rows.quote(1)
    rows.article(2)
    assert exported(rows.con) == []


def test_the_sample_comes_back_quotation_by_quotation(sample_con: duckdb.DuckDBPyConnection) -> None:
    bodies = dict(sample_con.execute("SELECT article_key::VARCHAR, body FROM fact_article").fetchall())
    quotes = [
        (article["article_key"], quote) for article in exported(sample_con) for quote in article["quotes"]
    ]
    for key, quote in quotes:
        body, start, end = bodies[key], quote["start"], quote["start"] + quote["length"]
        assert body[start:end] == quote["quote"]
        assert quote["pre"] == body[max(0, start - CONTEXT_LENGTH) : start]
        assert quote["post"] == body[end : end + CONTEXT_LENGTH]
    said = "FROM fact_quote JOIN fact_article USING (article_key) WHERE is_current AND kind_code"
    assert len(quotes) == count(sample_con, f"{said} IN ('direct', 'partial')")
    known = sum(quote["speaker"] is not None for _, quote in quotes)
    assert known == count(sample_con, f"{said} IN ('direct', 'partial') AND speaker_key <> 0") > 0


def test_slices_change_nothing(sample_con: duckdb.DuckDBPyConnection) -> None:
    assert exported(sample_con, 1) == exported(sample_con, 1000)


def test_an_empty_warehouse_gives_no_line(empty_home: Path) -> None:
    with duckdb.connect(str(empty_home / "warehouse" / "presswerk.duckdb"), read_only=True) as con:
        assert exported(con) == []
