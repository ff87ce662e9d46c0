"""A publication that is killed anywhere leaves a whole warehouse, and goes on from there."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

STEP = 5
"""Lines from one kill to the next; 1 kills at each of them and takes minutes."""
OLD, NEW = ["unbekannt", "Energie"], ["unbekannt", "Energie", "Verkehr"]


@pytest.fixture(scope="module")
def kills() -> list[dict[str, Any]]:
    # Processes are killed here, not machines: in memory, the many syncs to disk take no time.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.warehouse.killed_publications", folder, str(STEP)],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_kills_come_before_and_after_the_swap(kills: list[dict[str, Any]]) -> None:
    """Otherwise the tests below would not say much."""
    found = [kill["reader"]["topics"] for kill in kills]
    assert found == [OLD] * found.count(OLD) + [NEW] * found.count(NEW)
    assert found.count(OLD) > 3
    assert found.count(NEW) > 3


def test_readers_find_the_old_generation_or_the_new_one_and_no_damage(kills: list[dict[str, Any]]) -> None:
    for kill in kills:
        generations = 1 if kill["reader"]["topics"] == OLD else 2
        assert kill["reader"]["problems"] == [None] * generations, kill["place"]


@pytest.mark.parametrize("way", ["same_run", "same_call"])
def test_the_run_that_was_killed_publishes_once(kills: list[dict[str, Any]], way: str) -> None:
    for kill in kills:
        assert kill[way] == {
            "topics": NEW,
            "problems": [None, None],
            "current": 2,
            "numbers": [1, 2],
            "begun": [],
            "published": [1, 2],
        }, kill["place"]


def test_another_writer_clears_what_was_never_published_and_keeps_what_was(
    kills: list[dict[str, Any]],
) -> None:
    for kill in kills:
        after = kill["another_run"]
        before = [1, 2] if after["was_published"] else [1]
        assert after["topics"] == [*(NEW if after["was_published"] else OLD), "Wetter"], kill["place"]
        assert after["numbers"] == [*before, after["number"]], kill["place"]
        assert after["published"] == [*before, after["number"]], kill["place"]
        assert after["begun"] == [], kill["place"]
        assert set(after["problems"]) == {None}, kill["place"]
