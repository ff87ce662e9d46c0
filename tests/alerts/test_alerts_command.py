"""`presswerk alerts`, as an operator types it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.alerts.tell import tell
from flows.command import app
from flows.settings import Settings
from tests.alerts.conftest import SECRET, Receiver
from tests.alerts.test_tell import alert


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["alerts", *arguments])


def test_a_test_message_goes_to_every_target(
    receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSWERK_NOTIFY", f"{receiver.url} {receiver.url}")
    result = call("test", "--home", str(tmp_path / "archiv"))
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "target 1 (json://***): delivered",
        "target 2 (json://***): delivered",
    ]
    assert receiver.titles == ["Presswerk archiv: test"] * 2


def test_a_target_that_does_not_take_it_is_named_and_gives_exit_code_1(
    receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSWERK_NOTIFY", f"{receiver.url} gibtsnicht://{SECRET}/x")
    result = call("test", "--home", str(tmp_path))
    assert result.exit_code == 1
    assert "target 1 (json://***): delivered" in result.output
    assert "target 2 (gibtsnicht://***): NOT delivered: is no URL that Apprise knows" in result.output
    assert SECRET not in result.output


def test_without_targets_there_is_nothing_to_test(tmp_path: Path) -> None:
    result = call("test", "--home", str(tmp_path))
    assert result.exit_code == 2
    assert "PRESSWERK_NOTIFY" in result.output


def test_the_list_tells_what_is_still_the_case(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    now = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
    tell(settings, [alert(tmp_path), alert(tmp_path, "drift", "Hafenkurier")], now=now)
    tell(settings, [], lambda known: known.code == "run_failed", now=now.replace(hour=9))
    shown = call("list", "--home", str(tmp_path)).output
    assert "2026-05-04 06:00 UTC  run failed  (until 2026-05-04 09:00, told 0 of 0 targets)" in shown
    assert "drift: Hafenkurier  (still the case" in shown
    still = json.loads(call("list", "--open", "--json", "--home", str(tmp_path)).output)
    assert [entry["subject"] for entry in still] == ["Hafenkurier"]


def test_a_home_without_alerts_is_left_as_it_is(tmp_path: Path) -> None:
    result = call("list", "--home", str(tmp_path / "new"))
    assert (result.exit_code, result.output) == (0, "There was no alert.\n")
    assert not (tmp_path / "new").exists()


def test_check_finds_silence_where_no_run_starts(
    sample_home: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told once by cron, and over as soon as a check finds it over."""
    monkeypatch.setenv("PRESSWERK_NOTIFY", receiver.url)
    monkeypatch.setenv("PRESSWERK_SILENCE_HOURS", "0.0000001")
    silent = [call("check", "--home", str(sample_home)) for _ in range(2)]
    assert [result.exit_code for result in silent] == [1, 1]
    assert "The last new document arrived on" in silent[0].output
    monkeypatch.setenv("PRESSWERK_SILENCE_HOURS", "1000")
    usual = call("check", "--home", str(sample_home))
    assert (usual.exit_code, usual.output) == (0, "Documents arrive as usual, and the disk has room.\n")
    assert [title.split(": ")[1] for title in receiver.titles] == ["nothing arrives", "back to normal"]


def test_check_needs_a_home(tmp_path: Path) -> None:
    result = call("check", "--home", str(tmp_path / "nowhere"))
    assert result.exit_code == 2
    assert "--home" in result.output
