"""Articles of whole pages with known line roles: the shipped sample, and real pages beside the project."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from tests.clean.page_frames import DOCUMENT_SCHEMA
from transforms.clean.article.articles import build_articles
from transforms.clean.lines import split_lines
from transforms.clean.publisher.evidence import detect_publisher
from transforms.clean.publisher.publishers import load_publishers
from warehouse.tables.keys import stable_key

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample"
SEEDS = ROOT.parent / "shared" / "seeds"

Golden = dict[str, dict[str, Any]]


def _golden(path: Path) -> Golden:
    pages: Golden = json.loads(path.read_text(encoding="utf-8"))
    return {name: page for name, page in pages.items() if "quarantine" not in page}


def _text(path: Path, encoding: str) -> str:
    # Reading bytes is tested elsewhere; here a damaged letter may as well be a replacement character.
    errors = "replace" if encoding == "utf-8-damaged" else "strict"
    return path.read_bytes().decode(
        "utf-16" if encoding.startswith("utf-16") else encoding.removesuffix("-damaged"), errors
    )


def _read(folder: Path, golden: Golden) -> dict[str, dict[str, Any]]:
    """What is read of each page, given the right roles: the article's columns, topics and publisher."""
    documents = pl.LazyFrame(
        [
            {
                "document_key": stable_key(name),
                "source_uri": name,
                "language_code": page["language"],
                "text": _text(folder / name, page.get("encoding", "utf-8")),
            }
            for name, page in golden.items()
        ],
        schema=DOCUMENT_SCHEMA,
    )
    roles = pl.LazyFrame(
        [
            (stable_key(name), line_number, role_code)
            for name, page in golden.items()
            for role_code, line_numbers in page["lines"].items()
            for line_number in line_numbers
        ],
        schema={"document_key": pl.Int64, "line_number": pl.Int32, "role_code": pl.String},
        orient="row",
    )
    lines = split_lines(documents).join(
        roles, on=["document_key", "line_number"], how="left", maintain_order="left"
    )
    publishers = load_publishers()
    document_publishers = detect_publisher(documents, lines, publishers)
    result = build_articles(documents, lines, document_publishers, publishers)
    topics = result.topics.group_by("document_key", maintain_order=True).agg(topic_names="topic_name")
    rows = (
        document_publishers.join(result.articles, on="document_key", how="left")
        .join(topics, on="document_key", how="left")
        .join(documents.select("document_key", "source_uri"), on="document_key")
        .collect()
    )
    return {row["source_uri"]: row for row in rows.iter_rows(named=True)}


def _instant(stated: str | None, time_zone: str) -> datetime | None:
    """A golden time; a date alone is the start of that day at the publisher's."""
    if stated is None:
        return None
    instant = datetime.fromisoformat(stated)
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(time_zone))


def _differences(page: dict[str, Any], row: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    read_and_right = {
        "title": (row["title"], page["title"]),
        "published_at": (row["published_at"], _instant(page["published_at"], row["time_zone"])),
        "publisher": (row["publisher_name"], page["publisher"] or "unbekannt"),
        "topics": (row["topic_names"] or [], page["topics"]),
        "sections": (row["section_names"] or [], page["sections"]),
    }
    if "updated_at" in page:
        read_and_right["updated_at"] = (row["updated_at"], _instant(page["updated_at"], row["time_zone"]))
        read_and_right["precision"] = (row["published_at_precision"], page["published_precision"])
        read_and_right["url"] = (row["url"], page["url"])
    if "body" in page:
        # The golden body keeps list marks, the body of an article does not.
        read_and_right["body"] = (row["body"], re.sub(r"(?m)^[*-] ", "", page["body"]))
    return {name: pair for name, pair in read_and_right.items() if pair[0] != pair[1]}


def _all_differences(folder: Path, golden: Golden) -> dict[str, dict[str, tuple[Any, Any]]]:
    rows = _read(folder, golden)
    found = {name: _differences(page, rows[name]) for name, page in golden.items()}
    return {name: differences for name, differences in found.items() if differences}


def test_every_page_of_the_sample_is_read_right() -> None:
    golden = _golden(ROOT / "tests" / "golden" / "sample.json")
    assert len(golden) >= 30
    assert _all_differences(SAMPLE, golden) == {}


def test_every_real_page_is_read_right() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the real pages lie beside the project in ../shared, which is not here")
    golden = _golden(SEEDS.parent / "gold" / "seeds.json")
    assert len(golden) == 5
    assert _all_differences(SEEDS, golden) == {}


def test_pages_without_an_article_are_rejected_and_others_are_not() -> None:
    golden = _golden(ROOT / "tests" / "golden" / "sample.json")
    rows = _read(SAMPLE, golden)
    without_article = {name for name, row in rows.items() if row["body"] is None}
    assert without_article == {name for name, page in golden.items() if page.get("has_article") is False}


def test_copies_of_an_article_have_the_same_body() -> None:
    golden = _golden(ROOT / "tests" / "golden" / "sample.json")
    rows = _read(SAMPLE, golden)
    copies = {name: page["duplicate_of"] for name, page in golden.items() if "duplicate_of" in page}
    assert copies
    assert all(rows[name]["body_hash"] == rows[original]["body_hash"] for name, original in copies.items())
