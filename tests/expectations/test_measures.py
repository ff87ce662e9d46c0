"""Accounting, integrity, publisher quality and freshness: what stops, what warns, what stays silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from expectations import measures
from expectations.catalog import suites
from expectations.gate import Verdict, check

NOW = datetime(2025, 3, 4, 7, 0, tzinfo=UTC)
ACCOUNT = {
    "source_count": 10,
    "accepted_source_count": 8,
    "rejected_source_count": 2,
    "document_count": 7,
    "article_count": 4,
    "no_article_count": 1,
    "other_language_count": 1,
    "rejected_document_count": 1,
}
STEADY = {
    "publisher_name": "Seeblick Kurier",
    "document_count": 100,
    "article_count": 90,
    "boilerplate_share": 0.5,
    "missing_title_share": 0.0,
    "missing_date_share": 0.1,
    "no_article_share": 0.1,
    "baseline_document_count": 1_000,
    "baseline_article_count": 900,
    "baseline_boilerplate_share": 0.45,
    "baseline_missing_title_share": 0.01,
    "baseline_missing_date_share": 0.12,
    "baseline_no_article_share": 0.1,
}


def _judge(code: str, row: dict[str, Any]) -> Verdict:
    schema = {name: column.dtype for name, column in measures.MEASURES[code].columns().items()}
    return check(code, pl.DataFrame([row], schema=schema), suites()[code])


def _failed(verdict: Verdict) -> set[str]:
    assert "error" not in verdict.results["outcome_code"]
    return set(verdict.results.filter(pl.col("outcome_code") == "failed")["expectation_code"])


def test_a_run_that_accounts_for_everything_passes() -> None:
    assert _failed(_judge("measure.accounting", ACCOUNT)) == set()


@pytest.mark.parametrize(
    ("count", "broken"),
    [
        *((name, "sources_accounted_for") for name in list(ACCOUNT)[:3]),
        *((name, "documents_accounted_for") for name in list(ACCOUNT)[3:]),
    ],
)
def test_one_thing_that_vanished_stops_publication(count: str, broken: str) -> None:
    verdict = _judge("measure.accounting", ACCOUNT | {count: ACCOUNT[count] + 1})

    assert _failed(verdict) == {broken}
    assert verdict.stops_publication


def test_a_reference_into_nothing_stops_publication() -> None:
    reference = {"table_code": "main.fact_sentence", "column_name": "article_key", "checked_count": 50}
    row = reference | {"target": "main.fact_article.article_key", "orphan_count": 0}

    assert _failed(_judge("measure.integrity", row)) == set()
    verdict = _judge("measure.integrity", row | {"orphan_count": 1})
    assert _failed(verdict) == {"no_orphans"}
    assert verdict.stops_publication
    assert (
        '"column_name": "article_key"'
        in verdict.results.filter(pl.col("outcome_code") == "failed")["observed"][0]
    )


@pytest.mark.parametrize(
    ("change", "failing"),
    [
        ({}, set()),
        ({"boilerplate_share": 0.95, "baseline_boilerplate_share": 0.94}, {"boilerplate_share_in_bounds"}),
        ({"boilerplate_share": 0.7}, {"boilerplate_share_without_drift"}),
        ({"boilerplate_share": 0.1}, {"boilerplate_share_without_drift"}),
        ({"missing_date_share": 0.6}, {"missing_date_share_in_bounds", "missing_date_share_without_drift"}),
        ({"missing_title_share": 0.1}, set()),
        ({"no_article_share": 0.3}, {"no_article_share_without_drift"}),
        ({"article_count": 19, "boilerplate_share": 0.95, "missing_title_share": 1.0}, set()),
        ({"article_count": 20, "boilerplate_share": 0.6, "missing_date_share": 0.25}, set()),
        ({"baseline_article_count": 19, "boilerplate_share": 0.8}, set()),
    ],
    ids=[
        "steady",
        "out of bounds",
        "risen",
        "fallen",
        "both",
        "small change",
        "more pages without article",
        "too few to judge",
        "few articles vary by chance",
        "short history",
    ],
)
def test_a_publisher_is_judged_by_bounds_and_by_its_own_past(
    change: dict[str, Any], failing: set[str]
) -> None:
    verdict = _judge("measure.publisher_quality", STEADY | change)

    assert _failed(verdict) == failing
    assert not verdict.stops_publication, "quality is a matter of degree"


def test_a_new_publisher_has_no_past_to_drift_from() -> None:
    new = {name: None for name in STEADY if name.startswith("baseline_")}

    verdict = _judge("measure.publisher_quality", STEADY | new | {"boilerplate_share": 0.8})

    assert _failed(verdict) == set()


def test_a_publisher_without_articles_has_no_shares_of_articles() -> None:
    empty = {
        "article_count": 0,
        "boilerplate_share": None,
        "missing_title_share": None,
        "missing_date_share": None,
    }

    verdict = _judge("measure.publisher_quality", STEADY | empty | {"no_article_share": 1.0})

    assert _failed(verdict) == {"no_article_share_in_bounds", "no_article_share_without_drift"}


def test_a_share_above_one_is_a_fault_of_the_measuring_and_stops() -> None:
    assert _judge("measure.publisher_quality", STEADY | {"no_article_share": 1.5}).stops_publication


@pytest.mark.parametrize(
    ("newest", "failing"),
    [
        (NOW - timedelta(days=7), set()),
        (NOW - timedelta(days=7, minutes=1), {"news_is_fresh"}),
        (None, set()),
    ],
    ids=["a week", "over a week", "no date at all"],
)
def test_old_news_is_reported(newest: datetime | None, failing: set[str]) -> None:
    verdict = _judge("measure.freshness", {"newest_published_at": newest, "run_started_at": NOW})

    assert _failed(verdict) == failing
    assert not verdict.stops_publication


SHARE = {
    "share_code": "direct_quote_with_known_speaker",
    "judged_count": 1_000,
    "judged_share": 0.6,
    "baseline_judged_count": 10_000,
    "baseline_judged_share": 0.6,
}


@pytest.mark.parametrize(
    ("change", "failing"),
    [
        pytest.param({}, set(), id="as ever"),
        pytest.param(
            {"judged_share": 0.2, "baseline_judged_share": 0.2}, {"share_is_plausible"}, id="low as ever"
        ),
        pytest.param({"judged_share": 0.4}, {"judged_share_without_drift"}, id="lower than before"),
        pytest.param({"judged_share": 0.1, "judged_count": 199}, set(), id="too few to tell"),
        pytest.param(
            {"judged_share": 0.4, "baseline_judged_count": None, "baseline_judged_share": None},
            set(),
            id="the first run",
        ),
    ],
)
def test_shares_of_complete_facts_warn(change: dict[str, Any], failing: set[str]) -> None:
    verdict = _judge("measure.fact_shares", SHARE | change)

    assert _failed(verdict) == failing
    assert not verdict.stops_publication


def test_a_share_that_nobody_judges_stops_publication() -> None:
    verdict = _judge("measure.fact_shares", SHARE | {"share_code": "quotes_that_rhyme"})

    assert _failed(verdict) == {"share_is_known"}
    assert verdict.stops_publication


@pytest.mark.parametrize(
    ("card", "failed"),
    [
        pytest.param({}, set(), id="measured with these rules"),
        pytest.param({"current_count": 0}, {"rules_are_measured"}, id="rules changed since"),
        pytest.param(
            {"figure_count": 0, "current_count": 0}, {"pipeline_is_measured"}, id="a pipeline of one's own"
        ),
        pytest.param({"fallen_count": 1}, {"floors_hold"}, id="a figure fell"),
    ],
)
def test_the_score_card_says_how_far_facts_can_be_trusted(card: dict[str, int], failed: set[str]) -> None:
    row = {"figure_count": 60, "current_count": 60, "fallen_count": 0} | card
    verdict = _judge("measure.score_card", row)
    assert _failed(verdict) == failed
    severities = dict(verdict.results.select("expectation_code", "severity_code").iter_rows())
    assert severities["floors_hold"] == "critical"
    assert severities["pipeline_is_measured"] == severities["rules_are_measured"] == "warning"
