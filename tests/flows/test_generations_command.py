"""`presswerk generations` and `presswerk rollback` as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flows.test_command import presswerk
from tests.warehouse.published import forget_manifest, overwrite, publish_some, topics
from warehouse.connect import connect_reader
from warehouse.generation import current_generation, generation_file
from warehouse.home import Home
from warehouse.lock import writer_lock


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    publish_some(home, "Energie", "Verkehr", "Wetter")
    return home


def test_generations_are_listed_for_people(home: Home) -> None:
    forget_manifest(home, 1)
    done = presswerk("generations", "--home", home.root)
    assert done.returncode == 0, done.stderr
    header, first, _, third = done.stdout.splitlines()
    assert header.split() == [
        *("generation", "state", "published", "run", "size", "documents", "articles", "facts", "check")
    ]
    assert first.split()[:2] == ["1", "kept"]
    assert first.endswith("no checksum")
    assert third.split()[:5] == ["3", "published", "2026-03-01", "12:03:00+00:00", "1003"]
    assert third.endswith("size holds")


def test_generations_are_listed_for_machines(home: Home) -> None:
    records = json.loads(presswerk("generations", "--json", "--verify", "--home", home.root).stdout)
    assert [(record["number"], record["is_current"]) for record in records] == [
        (1, False),
        (2, False),
        (3, True),
    ]
    assert records[2]["byte_size"] == generation_file(home, 3).stat().st_size
    assert records[2]["article_count"] == records[2]["document_count"] == records[2]["fact_count"] == 0
    assert records[2]["published_at"] == "2026-03-01T12:03:00+00:00"
    assert [record["problem"] for record in records] == [None, None, None]


def test_a_damaged_generation_ends_with_a_fault_and_says_what_to_do(home: Home) -> None:
    file = generation_file(home, 3)
    content = file.read_bytes()
    overwrite(file, content[:-1] + bytes([content[-1] ^ 1]))
    assert presswerk("generations", "--home", home.root).returncode == 0
    done = presswerk("generations", "--verify", "--home", home.root)
    assert done.returncode == 1
    assert "Generation 3 is damaged: the checksum" in done.stderr
    assert f"presswerk rollback 2 --home {home.root}" in done.stderr
    assert "damaged" in done.stdout
    assert "checksum holds" in done.stdout


def test_an_empty_home_has_no_generations(tmp_path: Path) -> None:
    done = presswerk("generations", "--home", tmp_path / "home")
    assert done.returncode == 0
    assert "nothing was published yet" in done.stdout


def test_rollback_says_what_follows_and_how_to_go_forward(home: Home) -> None:
    done = presswerk("rollback", "--home", home.root)
    assert done.returncode == 0, done.stderr
    assert "Generation 2 is published, in place of generation 3." in done.stdout
    assert "works again on the files that it does not know" in done.stdout
    assert f"To go forward again: presswerk rollback 3 --home {home.root}" in done.stdout
    assert current_generation(home) == 2
    assert presswerk("rollback", "3", "--home", home.root).returncode == 0
    assert current_generation(home) == 3


def test_rollback_to_what_is_not_there_is_wrong_usage(home: Home) -> None:
    done = presswerk("rollback", "9", "--home", home.root)
    assert done.returncode == 2
    assert "no generation 9" in done.stderr
    assert "Traceback" not in done.stderr


def test_rollback_does_not_disturb_a_run_that_is_writing(home: Home) -> None:
    with writer_lock(home):
        done = presswerk("rollback", "--home", home.root)
    assert done.returncode == 4
    assert "is writing" in done.stderr
    assert current_generation(home) == 3


def test_a_lost_pointer_is_told_by_every_command_and_mended_by_rollback(home: Home) -> None:
    home.pointer.unlink()
    for command in (("status",), ("sql", "SELECT 1"), ("path",), ("run", home.root)):
        done = presswerk(*command, "--home", home.root)
        assert done.returncode == 2, command
        assert f"presswerk rollback 3 --home {home.root}" in done.stderr, command
        assert "Traceback" not in done.stderr, command
    listed = presswerk("generations", "--home", home.root)
    assert listed.returncode == 1
    assert len(listed.stdout.splitlines()) == 4
    assert "presswerk rollback 3" in listed.stderr
    assert presswerk("rollback", "2", "--home", home.root).returncode == 0
    with connect_reader(home) as con:
        assert topics(con) == ["unbekannt", "Energie", "Verkehr"]
