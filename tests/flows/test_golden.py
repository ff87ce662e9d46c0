"""What a user sees in the warehouse, held against hand-checked truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import SAMPLE, RunJob
from warehouse.connect import connect_reader
from warehouse.home import Home

MINIMUM_LINE_ACCURACY = 0.99
"""Of the lines of data/sample. The pages were written to be hard, and the rules are not tuned to them."""

_PAGES = """
    SELECT
        source.source_uri,
        article.title,
        article.published_at,
        article.published_at_source,
        article.published_at_precision,
        article.updated_at,
        publisher.publisher_name,
        document.language_code,
        document.encoding_code,
        document.outcome_code,
        article.url,
        article.section_names,
        (
            SELECT list(topic.topic_name ORDER BY bridge.topic_number)
            FROM bridge_article_topic AS bridge
            INNER JOIN dim_topic AS topic ON bridge.topic_key = topic.topic_key
            WHERE bridge.article_key = article.article_key
        ) AS topics
    FROM raw.source
    INNER JOIN raw.document ON source.document_key = document.document_key
    INNER JOIN clean.page ON document.document_key = page.document_key
    INNER JOIN dim_publisher AS publisher ON page.publisher_key = publisher.publisher_key
    LEFT JOIN fact_article AS article ON document.document_key = article.document_key
"""


def pages(con: duckdb.DuckDBPyConnection, root: Path) -> dict[str, dict[str, Any]]:
    records = con.execute(_PAGES).pl().to_dicts()
    return {str(Path(record["source_uri"]).relative_to(root)): record for record in records}


def roles(con: duckdb.DuckDBPyConnection, root: Path) -> dict[str, dict[int, str]]:
    rows = con.execute(
        """
        SELECT source.source_uri, line.line_number, line.role_code
        FROM clean.line
        INNER JOIN raw.source ON line.document_key = source.document_key
        """
    ).fetchall()
    found: dict[str, dict[int, str]] = {}
    for uri, number, role in rows:
        found.setdefault(str(Path(uri).relative_to(root)), {})[number] = role
    return found


def true_roles(entry: dict[str, Any]) -> dict[int, str]:
    return {number: role for role, numbers in entry["lines"].items() for number in numbers}


def same_time(found: Any, expected: str | None, zone: str = "Europe/Berlin") -> bool:
    """Whether an instant is the expected one; a date stands for the start of that day in the zone."""
    if found is None or expected is None:
        return found is None and expected is None
    row = duckdb.execute(
        "SELECT CASE WHEN length($1) = 10 THEN ($1::TIMESTAMP AT TIME ZONE $2) ELSE $1::TIMESTAMPTZ END"
        " = $3::TIMESTAMPTZ",
        [expected, zone, found],
    ).fetchone()
    assert row is not None
    return bool(row[0])


def test_roles_of_the_sample(sample_con: duckdb.DuckDBPyConnection, sample_truth: dict[str, Any]) -> None:
    found = roles(sample_con, SAMPLE)
    wrong = [
        f"{name}:{number} is {role}, found {found[name].get(number)}"
        for name, entry in sample_truth.items()
        if "lines" in entry
        for number, role in true_roles(entry).items()
        if found[name].get(number) != role
    ]
    total = sum(len(true_roles(entry)) for entry in sample_truth.values() if "lines" in entry)
    assert total > 900
    assert 1 - len(wrong) / total >= MINIMUM_LINE_ACCURACY, wrong


def test_every_sample_file_is_accounted_for(
    sample_con: duckdb.DuckDBPyConnection, sample_truth: dict[str, Any]
) -> None:
    loaded = set(pages(sample_con, SAMPLE))
    rejected = {
        str(Path(uri).relative_to(SAMPLE)): reason
        for uri, reason in sample_con.execute(
            "SELECT source_uri, reason_code FROM raw.quarantine WHERE stage_code = 'read'"
        ).fetchall()
    }
    assert rejected == {
        name: entry["quarantine"] for name, entry in sample_truth.items() if "quarantine" in entry
    }
    assert loaded == {name for name, entry in sample_truth.items() if "quarantine" not in entry}


def test_metadata_of_the_sample(sample_con: duckdb.DuckDBPyConnection, sample_truth: dict[str, Any]) -> None:
    found = pages(sample_con, SAMPLE)
    wrong = []
    for name, entry in sample_truth.items():
        if "quarantine" in entry:
            continue
        page = found[name]
        zone = "Europe/Vienna" if entry["publisher"] == "Alpenrundschau" else "Europe/Berlin"
        checks = {
            "publisher": page["publisher_name"] == (entry["publisher"] or "unbekannt"),
            "language": page["language_code"] == entry["language"],
            "encoding": page["encoding_code"] == entry["encoding"],
        }
        if page["outcome_code"] == "article":
            checks |= {
                "title": page["title"] == entry["title"],
                "published_at": same_time(page["published_at"], entry["published_at"], zone),
                "precision": page["published_at_precision"]
                == (entry["published_precision"] if entry["published_at"] else None),
                "updated_at": same_time(page["updated_at"], entry["updated_at"], zone),
                "topics": (page["topics"] or []) == entry["topics"],
                "sections": page["section_names"] == entry["sections"],
                "url": page["url"] == entry["url"],
            }
        wrong += [(name, field, page) for field, is_right in checks.items() if not is_right]
    assert wrong == []


def test_documents_without_an_article_are_told_apart(
    sample_con: duckdb.DuckDBPyConnection, sample_truth: dict[str, Any]
) -> None:
    found = pages(sample_con, SAMPLE)
    for name, entry in sample_truth.items():
        if "quarantine" in entry:
            continue
        if entry["language"] != "de":
            assert found[name]["outcome_code"] == "language", name
        elif entry.get("has_article", True):
            assert found[name]["outcome_code"] == "article", name
        else:
            assert found[name]["outcome_code"] == "no_article", name


def test_bodies_of_the_sample(sample_con: duckdb.DuckDBPyConnection, sample_truth: dict[str, Any]) -> None:
    """Hard-wrapped, hyphenated, mojibake and decomposed text becomes the text its author wrote."""
    bodies = {
        str(Path(uri).relative_to(SAMPLE)): body
        for uri, body in sample_con.execute(
            "SELECT source_uri, body FROM raw.source"
            " INNER JOIN fact_article ON source.document_key = fact_article.document_key"
        ).fetchall()
    }
    expected = {name: entry["body"] for name, entry in sample_truth.items() if "body" in entry}
    assert len(expected) >= 5
    for name, body in expected.items():
        assert bodies[name].replace("\n\n* ", "\n\n") == body.replace("\n\n* ", "\n\n"), name


def test_copies_and_versions_of_the_sample(
    sample_con: duckdb.DuckDBPyConnection, sample_truth: dict[str, Any]
) -> None:
    articles = {
        str(Path(record["source_uri"]).relative_to(SAMPLE)): record
        for record in sample_con.execute(
            "SELECT source.source_uri, fact_article.* FROM raw.source"
            " INNER JOIN fact_article ON source.document_key = fact_article.document_key"
        )
        .pl()
        .to_dicts()
    }
    related = {"same_document_as": 0, "duplicate_of": 0, "updates": 0}
    for name, entry in sample_truth.items():
        if other := entry.get("same_document_as"):
            related["same_document_as"] += 1
            assert articles[name]["document_key"] == articles[other]["document_key"]
        if other := entry.get("duplicate_of"):
            related["duplicate_of"] += 1
            pair = {articles[name]["duplicate_of_key"], articles[other]["duplicate_of_key"]}
            assert pair in (
                {None, articles[other]["article_key"]},
                {None, articles[name]["article_key"]},
            )
        if other := entry.get("updates"):
            related["updates"] += 1
            new, old = articles[name], articles[other]
            assert new["version_group_key"] == old["version_group_key"]
            assert (old["version_number"], new["version_number"]) == (1, 2)
            assert (old["is_current"], new["is_current"]) == (False, True)
    assert all(related.values()), related


@pytest.fixture(scope="module")
def seeds_con(
    run_job: RunJob, seeds: Path, tmp_path_factory: pytest.TempPathFactory
) -> duckdb.DuckDBPyConnection:
    home = tmp_path_factory.mktemp("seeds-home")
    run_job([seeds], home)
    return connect_reader(Home(home))


def test_roles_of_the_real_pages(
    seeds_con: duckdb.DuckDBPyConnection, seeds: Path, seeds_truth: dict[str, Any]
) -> None:
    found = roles(seeds_con, seeds)
    assert found == {name: true_roles(entry) for name, entry in seeds_truth.items()}


def test_metadata_of_the_real_pages(
    seeds_con: duckdb.DuckDBPyConnection, seeds: Path, seeds_truth: dict[str, Any]
) -> None:
    found = pages(seeds_con, seeds)
    for name, entry in seeds_truth.items():
        page = found[name]
        assert page["title"] == entry["title"]
        assert same_time(page["published_at"], entry["published_at"])
        assert page["publisher_name"] == entry["publisher"]
        assert (page["topics"] or []) == entry["topics"]
        assert page["section_names"] == entry["sections"]
