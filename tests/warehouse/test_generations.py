"""Publishing: one writer, many readers, nothing half done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT
from tests.warehouse.published import publish_one, publish_some, topics
from warehouse.connect import NoWarehouseError, connect_reader, published_file
from warehouse.generation import (
    GenerationError,
    begun_manifest,
    current_generation,
    generation_file,
    generation_numbers,
    next_generation,
)
from warehouse.home import Home
from warehouse.lock import WriterBusyError, writer_lock
from warehouse.migration import SchemaVersionError
from warehouse.publishing.publish import publish_build


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_a_generation_builds_on_the_one_before(home: Home) -> None:
    publish_one(home, "Energie")
    publish_one(home, "Verkehr")
    with connect_reader(home) as con:
        assert topics(con) == ["unbekannt", "Energie", "Verkehr"]


def test_an_open_reader_keeps_its_generation_and_a_new_one_sees_the_next(home: Home) -> None:
    """In one process too, where DuckDB would hand out the old file for the same path."""
    publish_one(home, "Energie")
    old = connect_reader(home)
    publish_one(home, "Verkehr")
    new = connect_reader(home)
    assert topics(old) == ["unbekannt", "Energie"]
    assert topics(new) == ["unbekannt", "Energie", "Verkehr"]


def test_a_new_generation_never_takes_the_place_of_one_that_is_there(home: Home) -> None:
    """Also where the pointer was set back to an older one: its successor is history, not scratch."""
    for topic in ("Energie", "Verkehr"):
        publish_one(home, topic)
    home.pointer.unlink()
    home.pointer.symlink_to("generations/presswerk-000001.duckdb")
    assert publish_one(home, "Wetter") == 3
    assert generation_numbers(home) == [1, 2, 3]
    with connect_reader(home) as con:
        assert topics(con) == ["unbekannt", "Energie", "Wetter"]


def test_leftovers_of_a_killed_run_are_removed(home: Home) -> None:
    home.build.mkdir(parents=True)
    (home.build / "presswerk.duckdb").write_bytes(b"half a file")
    publish_one(home, "Energie")
    assert published_file(home).name == "presswerk-000001.duckdb"
    assert not home.build.exists()


def test_a_published_file_is_read_only(home: Home) -> None:
    publish_one(home, "Energie")
    assert published_file(home).stat().st_mode & 0o222 == 0


def test_a_reader_cannot_leave_the_warehouse(home: Home, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    publish_one(home, "Energie")
    with connect_reader(home) as con:
        for query in (
            f"SELECT * FROM read_csv('{secret}')",
            f"COPY dim_topic TO '{tmp_path / 'out.csv'}'",
            "SET enable_external_access = true",
            "INSTALL httpfs",
            "CREATE TABLE t AS SELECT 1",
            f"ATTACH '{tmp_path / 'other.duckdb'}'",
        ):
            with pytest.raises(duckdb.Error):
                con.execute(query)


def test_without_a_warehouse_the_error_says_what_to_do(home: Home) -> None:
    with pytest.raises(NoWarehouseError, match="presswerk run"):
        connect_reader(home)


@pytest.mark.parametrize(("found", "remedy"), [(0, "new --home"), (99, "newer Presswerk")])
def test_another_schema_version_is_refused(home: Home, found: int, remedy: str) -> None:
    publish_one(home, "Energie")
    file = published_file(home)
    file.chmod(0o644)
    with duckdb.connect(str(file)) as con:
        con.execute("UPDATE ops.schema_version SET version_number = $1", [found])
    with pytest.raises(SchemaVersionError, match=remedy):
        publish_one(home, "Verkehr")
    assert current_generation(home) == 1


def test_a_foreign_database_is_refused(home: Home) -> None:
    home.generations.mkdir(parents=True)
    with duckdb.connect(str(home.generations / "presswerk-000001.duckdb")) as con:
        con.execute("CREATE TABLE t (i INTEGER)")
    home.pointer.symlink_to("generations/presswerk-000001.duckdb")
    with pytest.raises(SchemaVersionError, match="not a Presswerk warehouse"):
        publish_one(home, "Energie")


def test_a_pointer_that_is_something_else_is_refused(home: Home) -> None:
    home.pointer.parent.mkdir(parents=True)
    home.pointer.write_text("mine")
    with pytest.raises(GenerationError, match="move it away"):
        current_generation(home)


def test_a_pointer_to_a_place_outside_is_refused(home: Home, tmp_path: Path) -> None:
    """A file of the right name elsewhere is not one of this home's generations."""
    publish_one(home, "Energie")
    elsewhere = tmp_path / "presswerk-000001.duckdb"
    elsewhere.write_bytes(published_file(home).read_bytes())
    home.pointer.unlink()
    home.pointer.symlink_to(elsewhere)
    with pytest.raises(GenerationError, match="does not point into"):
        connect_reader(home)


@pytest.mark.parametrize("fault", ["missing", "dangling"])
def test_a_lost_pointer_beside_generations_is_no_empty_home(home: Home, fault: str) -> None:
    """A run that took it for one would publish an archive without its past."""
    publish_some(home, "Energie", "Verkehr")
    if fault == "missing":
        home.pointer.unlink()
    else:
        generation_file(home, 2).unlink()
    whole = "2" if fault == "missing" else "1"
    with pytest.raises(GenerationError, match=f"presswerk rollback {whole} --home {home.root}"):
        current_generation(home)
    with pytest.raises(GenerationError, match=f"presswerk rollback {whole}"):
        connect_reader(home)
    with pytest.raises(GenerationError, match=f"presswerk rollback {whole}"):
        publish_one(home, "Wetter")
    assert generation_numbers(home) == ([1, 2] if fault == "missing" else [1])


def test_a_pointer_to_a_lost_file_without_others_says_what_is_left_to_do(home: Home) -> None:
    publish_one(home, "Energie")
    generation_file(home, 1).unlink()
    with pytest.raises(GenerationError, match="from a backup, or remove the pointer"):
        current_generation(home)


def test_what_was_never_published_does_not_make_a_home(home: Home) -> None:
    """The very first publication was killed before the pointer: the home is as empty as before."""
    home.generations.mkdir(parents=True)
    generation_file(home, 1).write_bytes(b"whole or not, nobody ever saw it")
    begun_manifest(home, 1).write_text("{")
    assert current_generation(home) == 0
    with pytest.raises(NoWarehouseError):
        connect_reader(home)
    publish_one(home, "Energie")
    assert generation_numbers(home) == [current_generation(home)]


def test_a_file_that_is_still_open_is_not_published(home: Home) -> None:
    """Part of what it holds lies in its log, which would stay behind."""
    publish_one(home, "Energie")
    build = home.build / "presswerk.duckdb"
    build.parent.mkdir(parents=True)
    with duckdb.connect(str(build)) as con:
        con.execute("CREATE TABLE t AS SELECT 1 AS i")
        with pytest.raises(GenerationError, match="not closed"):
            publish_build(home, build, next_generation(home))
    assert current_generation(home) == 1


def test_a_number_is_not_taken_twice(home: Home) -> None:
    publish_one(home, "Energie")
    build = home.build / "presswerk.duckdb"
    build.parent.mkdir(parents=True)
    build.write_bytes(published_file(home).read_bytes())
    with pytest.raises(GenerationError, match="never written again"):
        publish_build(home, build, 1)


def test_the_lock_excludes_a_second_writer_and_dies_with_its_process(home: Home) -> None:
    code = f"""
import sys, time
from pathlib import Path
from warehouse.home import Home
from warehouse.lock import writer_lock
with writer_lock(Home(Path({str(home.root)!r}))):
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WriterBusyError, match=str(holder.pid)), writer_lock(home):
            pass
        holder.kill()
        holder.wait()
    with writer_lock(home):
        assert home.lock.exists()
