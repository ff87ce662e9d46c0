"""The benchmark of schedules says yes only where nothing was lost and nothing doubled."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.schedule import Outcome, show

RIGHT = Outcome(
    minutes=12,
    states=Counter(COMPLETED=12),
    runs_per_minute=Counter({1: 12}),
    latest_start_seconds=3.0,
    pages=12,
    pages_loaded_once=12,
    runs_recorded=11,
    publications=11,
)


@pytest.mark.parametrize(
    ("outcome", "is_right"),
    [
        pytest.param(RIGHT, True, id="all there once"),
        pytest.param(
            replace(RIGHT, runs_per_minute=Counter({1: 11, 0: 1})), False, id="a minute without run"
        ),
        pytest.param(replace(RIGHT, runs_per_minute=Counter({1: 11, 2: 1})), False, id="a minute with two"),
        pytest.param(replace(RIGHT, states=Counter(COMPLETED=11, CRASHED=1)), False, id="a crash"),
        pytest.param(replace(RIGHT, pages_loaded_once=11), False, id="a page lost or doubled"),
        pytest.param(replace(RIGHT, runs_recorded=10), False, id="a run not recorded"),
    ],
)
def test_the_outcome_is_right_only_if_nothing_was_lost_or_doubled(
    outcome: Outcome, is_right: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    show(outcome)

    assert outcome.is_right == is_right
    assert capsys.readouterr().out.splitlines()[-1].split()[-1] == ("yes" if is_right else "NO")
