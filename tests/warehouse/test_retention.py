"""How many generations stay, and that nobody who reads one notices when it goes."""

from __future__ import annotations

import threading
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.published import publish_one, publish_some, topics
from warehouse import connect
from warehouse.connect import connect_reader
from warehouse.generation import (
    generation_file,
    generation_numbers,
    known_numbers,
    next_generation,
)
from warehouse.home import Home
from warehouse.publishing.retention import retire_generations
from warehouse.publishing.rollback import roll_back


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.mark.parametrize(("keep", "kept"), [(1, [4]), (2, [3, 4]), (3, [2, 3, 4]), (9, [1, 2, 3, 4])])
def test_the_newest_stay_and_manifests_go_with_their_files(home: Home, keep: int, kept: list[int]) -> None:
    publish_some(home, "Energie", "Verkehr", "Wetter", "Sport")
    retire_generations(home, keep)
    assert generation_numbers(home) == kept
    assert known_numbers(home) == kept


def test_the_published_generation_is_never_retired(home: Home) -> None:
    publish_some(home, "Energie", "Verkehr", "Wetter")
    roll_back(home, 1)
    retire_generations(home, keep=1)
    assert generation_numbers(home) == [1, 3]


def test_the_one_to_go_back_to_stays_although_others_are_newer(home: Home) -> None:
    publish_some(home, "Energie", "Verkehr", "Wetter")
    roll_back(home, 1)
    publish_one(home, "Sport")
    retire_generations(home, keep=2)
    assert generation_numbers(home) == [1, 3, 4]
    assert roll_back(home).generation == 1


def test_a_manifest_whose_file_was_removed_by_hand_goes_too(home: Home) -> None:
    publish_some(home, "Energie", "Verkehr", "Wetter")
    generation_file(home, 1).unlink()
    retire_generations(home, keep=2)
    assert known_numbers(home) == [2, 3]


def test_a_number_is_not_used_again_after_retirement(home: Home) -> None:
    """DuckDB would go on serving the old file under the same name in a process that has it open."""
    publish_some(home, "Energie", "Verkehr")
    roll_back(home, 1)
    generation_file(home, 2).unlink()
    assert next_generation(home) == 3


def test_a_reader_of_a_retired_generation_is_undisturbed(home: Home) -> None:
    publish_one(home, "Energie")
    with connect_reader(home) as old:
        publish_one(home, "Verkehr")
        retired = retire_generations(home, keep=1)
        assert [file.name for file in retired] == ["presswerk-000001.duckdb"]
        assert topics(old) == ["unbekannt", "Energie"]


def test_a_generation_retired_before_it_was_opened_has_a_successor(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the pointer and the opening, as often as a writer is fast enough."""
    publish_one(home, "Energie")
    looks = iter(["Verkehr", "Wetter", "Sport"])
    look = connect.published_file

    def look_and_be_overtaken(home: Home) -> Path:
        file = look(home)
        if topic := next(looks, None):
            publish_one(home, topic)
            retire_generations(home, keep=1)
        return file

    monkeypatch.setattr(connect, "published_file", look_and_be_overtaken)
    with connect_reader(home) as con:
        assert topics(con) == ["unbekannt", "Energie", "Verkehr", "Wetter", "Sport"]


def test_a_published_file_that_cannot_be_opened_is_an_error_and_not_waited_for(home: Home) -> None:
    publish_one(home, "Energie")
    file = generation_file(home, 1)
    file.chmod(0o644)
    file.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(duckdb.Error, match="not a valid DuckDB"):
        connect_reader(home)


def test_readers_in_the_writing_process_see_one_generation_each(home: Home) -> None:
    """Connections come and go in threads while generations are published and retired around them."""
    publish_one(home, "Thema 1")
    stop, faults, seen = threading.Event(), [], set()

    def read() -> None:
        while not stop.is_set():
            try:
                with connect_reader(home) as con:
                    first, again = topics(con), topics(con)
            except Exception as error:
                faults.append(error)
                return
            seen.add(len(first))
            if first != again or first[1:] != [f"Thema {number}" for number in range(1, len(first))]:
                faults.append(AssertionError(f"torn: {first} {again}"))

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for number in range(2, 10):
            publish_one(home, f"Thema {number}")
            retire_generations(home, keep=1)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert faults == []
    assert seen
