"""The facts of the sample pages, held against truth that was written by hand from the texts alone."""

from __future__ import annotations

import json
from typing import Any

import duckdb
import pytest

from benchmarks.accuracy.sample import score
from benchmarks.accuracy.sample.found import PageFacts, read_pages
from benchmarks.accuracy.sample.scores import Pair, compare, date_fault, interval_of, quantity_faults
from benchmarks.accuracy.sample.truth import (
    KNOWN_FAULTS,
    PLACED,
    SAMPLE,
    PageTruth,
    counted,
    load_copies,
    load_truth,
)

MOST_KNOWN_FAULTS = 50
"""To be lowered when faults are mended; a rule that brings more of them than it mends is no good."""


@pytest.fixture
def pages(sample_con: duckdb.DuckDBPyConnection) -> dict[str, PageFacts]:
    return read_pages(sample_con, SAMPLE)


@pytest.fixture
def truth(pages: dict[str, PageFacts]) -> dict[str, PageTruth]:
    return load_truth({page: facts.body for page, facts in pages.items()})


def test_what_is_wrong_is_known(sample_con: duckdb.DuckDBPyConnection) -> None:
    """A fact that got lost fails here, and so does a known fault that is mended: take it off the list.

    ``python -m benchmarks.accuracy.sample --accept`` writes the list anew; its diff is what to look at.
    """
    known: dict[str, str] = json.loads(KNOWN_FAULTS.read_text(encoding="utf-8"))
    figures, faults = score(sample_con)
    new = {key: fault for key, fault in faults.items() if known.get(key) != fault}
    mended = known.keys() - faults.keys()
    assert not new and not mended, f"new or other: {new}; no longer: {sorted(mended)}"
    assert len(known) <= MOST_KNOWN_FAULTS
    assert all(figure.count for figure in figures)


def test_every_article_has_truth(pages: dict[str, PageFacts], truth: dict[str, PageTruth]) -> None:
    assert pages.keys() == truth.keys() | load_copies().keys()
    sizes = {kind: sum(len(counted(page.placed[kind])) for page in truth.values()) for kind in PLACED}
    assert sizes["quotes"] > 150
    assert sizes["quantities"] > 300
    assert sizes["dates"] > 150
    assert sum(len(page.entities) for page in truth.values()) > 150


def test_copies_have_the_facts_of_their_originals(pages: dict[str, PageFacts]) -> None:
    copies = load_copies()
    assert copies
    for copy, original in copies.items():
        assert pages[copy].body == pages[original].body
        for kind, rows in pages[original].facts.items():
            assert [_content(row) for row in pages[copy].facts[kind]] == [_content(row) for row in rows], kind
        assert any(pages[original].facts.values())


def _content(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("source_uri", "article_key", "run_key")}


@pytest.mark.parametrize("kind", PLACED)
def test_facts_that_are_not_found_are_missed(
    truth: dict[str, PageTruth], pages: dict[str, PageFacts], kind: str
) -> None:
    bare = {page: PageFacts(facts.body) for page, facts in pages.items()}
    outcome = compare(truth, bare, kind)
    assert not outcome.pairs
    assert len(outcome.missed) == sum(len(counted(page.placed[kind])) for page in truth.values())


def test_words_beside_the_true_ones_are_no_find(
    truth: dict[str, PageTruth], pages: dict[str, PageFacts]
) -> None:
    """Two words further on, a quotation in marks is another quotation."""
    moved = {page: PageFacts(facts.body) for page, facts in pages.items()}
    for page, facts in pages.items():
        moved[page].facts["quotes"] = [{**row, "start": row["start"] + 10} for row in facts.facts["quotes"]]
    assert compare(truth, pages, "quotes", "direct").pairs
    assert not compare(truth, moved, "quotes", "direct").pairs


def test_wrong_values_are_told(truth: dict[str, PageTruth], pages: dict[str, PageFacts]) -> None:
    pair = compare(truth, pages, "quantities").pairs[0]
    assert dict(
        quantity_faults(Pair(pair.item, {**pair.row, "low_value": -1.0, "unit_code": "kg"}))
    ).keys() >= {
        "low",
        "unit",
    }
    day = next(pair for pair in compare(truth, pages, "dates").pairs if pair.item.gold.get("value"))
    assert date_fault(Pair(day.item, {**day.row, "timex_value": None, "from_date": None, "to_date": None}))


@pytest.mark.parametrize(
    ("value", "days"),
    [
        pytest.param("2026-02", ("2026-02-01", "2026-02-28"), id="month"),
        pytest.param("2026-W03", ("2026-01-12", "2026-01-18"), id="ISO week from Monday to Sunday"),
        pytest.param("198", ("1980-01-01", "1989-12-31"), id="decade"),
        pytest.param(
            "2026-04/2026-06",
            ("2026-04-01", "2026-06-30"),
            id="from the start of one to the end of the other",
        ),
    ],
)
def test_days_of_a_value(value: str, days: tuple[str, str]) -> None:
    found = interval_of(value)
    assert found is not None
    assert tuple(day.isoformat() for day in found) == days


def test_seasons_have_no_days() -> None:
    assert interval_of("2025-SU") is None
