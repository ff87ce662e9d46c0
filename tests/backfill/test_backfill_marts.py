"""What dashboards read after a backfill."""

from __future__ import annotations

from pathlib import Path

from tests.backfill.conftest import GoOn, PlanBackfill
from tests.backfill.test_backfill import FIRST_TWO
from tests.flows.test_main_job import query
from tests.flows.test_stored_marts import assert_true_to_facts


def test_stored_marts_say_what_the_new_facts_say(
    home: Path, tmp_path: Path, plan: PlanBackfill, go_on: GoOn
) -> None:
    mentions = "SELECT sum(mention_count) FROM mart.entity_by_day"
    before = query(home, mentions)
    go_on(home, plan(home, FIRST_TWO), publishes=True)
    assert query(home, mentions) != before
    assert_true_to_facts(home, tmp_path)
