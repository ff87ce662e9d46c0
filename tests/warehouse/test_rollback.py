"""Going back to a generation that was published before, and forward again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.published import forget_manifest, overwrite, publish_one, publish_some, topics
from warehouse.connect import connect_reader
from warehouse.generation import (
    GenerationError,
    begun_manifest,
    current_generation,
    generation_file,
    generation_numbers,
    manifest_file,
)
from warehouse.home import Home
from warehouse.journal.publications import publication_events
from warehouse.publishing.retention import retire_generations
from warehouse.publishing.rollback import roll_back


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    publish_some(home, "Energie", "Verkehr", "Wetter")
    return home


def test_without_a_number_it_goes_one_publication_back_each_time(home: Home) -> None:
    assert [roll_back(home).generation, roll_back(home).generation] == [2, 1]
    with connect_reader(home) as con:
        assert topics(con) == ["unbekannt", "Energie"]
    with pytest.raises(GenerationError, match="the first"):
        roll_back(home)


def test_a_rolled_back_publication_is_not_what_came_before_the_next(home: Home) -> None:
    """4 follows 2 here, so going back from it must not bring 3 back, which was taken back on purpose."""
    roll_back(home)
    assert publish_one(home, "Sport") == 4
    assert roll_back(home).generation == 2


def test_generations_without_manifest_know_what_came_before_them(home: Home) -> None:
    roll_back(home)
    publish_one(home, "Sport")
    for number in (1, 2, 3, 4):
        forget_manifest(home, number)
    assert roll_back(home).generation == 2


def test_it_goes_forward_again(home: Home) -> None:
    roll_back(home, 1)
    done = roll_back(home, 3)
    assert (done.generation, done.previous_generation) == (3, 1)
    with connect_reader(home) as con:
        assert topics(con) == ["unbekannt", "Energie", "Verkehr", "Wetter"]


def test_an_open_reader_is_undisturbed_and_a_new_one_sees_it(home: Home) -> None:
    with connect_reader(home) as old:
        roll_back(home, 1)
        with connect_reader(home) as new:
            assert topics(new) == ["unbekannt", "Energie"]
        assert topics(old) == ["unbekannt", "Energie", "Verkehr", "Wetter"]


def test_nothing_is_written_but_the_pointer(home: Home) -> None:
    """That is what makes it independent of the size."""
    before = {file.name: file.stat() for file in home.generations.iterdir()}
    roll_back(home, 1)
    after = {file.name: file.stat() for file in home.generations.iterdir()}
    assert {name: (at.st_ino, at.st_mtime_ns) for name, at in before.items()} == {
        name: (at.st_ino, at.st_mtime_ns) for name, at in after.items()
    }


def test_the_published_one_again_changes_nothing(home: Home) -> None:
    assert not roll_back(home, 3).is_change
    assert [event.kind_code for event in publication_events(home)] == ["publish"] * 3


def test_the_journal_has_every_publication_and_rollback(home: Home) -> None:
    roll_back(home, 1)
    publish_one(home, "Sport")
    events = [
        (event.kind_code, event.generation, event.previous_generation, event.run_key)
        for event in publication_events(home)
    ]
    assert events == [
        ("publish", 1, None, 1001),
        ("publish", 2, 1, 1002),
        ("publish", 3, 2, 1003),
        ("rollback", 1, 3, 1001),
        ("publish", 4, 1, 1004),
    ]


@pytest.mark.parametrize("number", [4, 99])
def test_a_generation_that_is_not_there_is_refused(home: Home, number: int) -> None:
    with pytest.raises(GenerationError, match=f"no generation {number} .*Kept besides .*: 1, 2"):
        roll_back(home, number)
    assert current_generation(home) == 3


def test_a_generation_of_another_size_than_published_is_refused(home: Home) -> None:
    file = generation_file(home, 2)
    overwrite(file, file.read_bytes()[:-4096])
    with pytest.raises(GenerationError, match="Generation 2 is damaged: its file has"):
        roll_back(home)
    assert current_generation(home) == 3


def test_a_generation_that_was_never_published_is_refused(home: Home) -> None:
    """A killed publication's leftover: whole, but no gate's verdict was ever acted upon."""
    generation_file(home, 4).write_bytes(generation_file(home, 3).read_bytes())
    begun_manifest(home, 4).write_text(manifest_file(home, 3).read_text())
    with pytest.raises(GenerationError, match="no generation 4"):
        roll_back(home, 4)


def test_one_that_was_published_before_but_is_retired_is_named(home: Home) -> None:
    generation_file(home, 2).unlink()
    with pytest.raises(GenerationError, match=r"Generation 2, .* no longer kept\. Kept besides .*: 1\."):
        roll_back(home)


def test_an_empty_home_has_nothing_to_go_back_to(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="Nothing is published"):
        roll_back(Home(tmp_path / "empty"))


@pytest.mark.parametrize("fault", ["missing", "dangling"])
def test_it_mends_a_lost_pointer(home: Home, fault: str) -> None:
    if fault == "missing":
        home.pointer.unlink()
    else:
        generation_file(home, 3).unlink()
    with pytest.raises(GenerationError, match="presswerk rollback"):
        roll_back(home)
    roll_back(home, 2)
    with connect_reader(home) as con:
        assert topics(con) == ["unbekannt", "Energie", "Verkehr"]
    assert publish_one(home, "Sport") == 4


def test_what_was_rolled_back_stays_until_it_falls_out_of_the_number(home: Home) -> None:
    roll_back(home, 1)
    publish_one(home, "Sport")
    retire_generations(home, keep=3)
    assert generation_numbers(home) == [1, 2, 3, 4]
    publish_one(home, "Kultur")
    retire_generations(home, keep=3)
    assert generation_numbers(home) == [3, 4, 5]
