"""What a user sees in the warehouse, held against hand-checked truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.golden import pages, roles, true_roles, wrong_metadata, wrong_roles
from tests.conftest import SAMPLE, RunJob
from warehouse.connect import connect_reader
from warehouse.home import Home

MINIMUM_LINE_ACCURACY = 0.99
"""Of the lines of data/sample. The pages were written to be hard, and the rules are not tuned to them."""


def test_roles_of_the_sample(sample_con: duckdb.DuckDBPyConnection, sample_truth: dict[str, Any]) -> None:
    wrong = wrong_roles(roles(sample_con, SAMPLE), sample_truth)
    total = sum(len(true_roles(entry)) for entry in sample_truth.values())
    assert total > 1000
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
    assert wrong_metadata(pages(sample_con, SAMPLE), sample_truth) == []


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
    assert sum(len(true_roles(entry)) for entry in seeds_truth.values()) == 179
    assert wrong_roles(roles(seeds_con, seeds), seeds_truth) == []


def test_metadata_of_the_real_pages(
    seeds_con: duckdb.DuckDBPyConnection, seeds: Path, seeds_truth: dict[str, Any]
) -> None:
    assert wrong_metadata(pages(seeds_con, seeds), seeds_truth) == []


def test_the_comparison_can_fail(seeds_truth: dict[str, Any], sample_con: duckdb.DuckDBPyConnection) -> None:
    """A page with another title, another day and one line less is told."""
    truth = {"a.txt": {**next(iter(seeds_truth.values())), "published_at": "2025-07-13"}}
    assert len(wrong_roles({}, truth)) == len(true_roles(truth["a.txt"]))
    page = next(page for page in pages(sample_con, SAMPLE).values() if page["outcome_code"] == "article")
    assert {"a.txt: title", "a.txt: published_at"} <= set(wrong_metadata({"a.txt": page}, truth))
