"""The harness of faults must be able to fail: what it looks for is put there, and it has to be found."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

from benchmarks.faults.comparison import compare
from benchmarks.faults.history import make_history
from benchmarks.faults.normal_form import Tables, read_tables
from benchmarks.faults.soundness import faults_of, fingerprint
from benchmarks.faults.stages import START, Whereabouts
from benchmarks.faults.storm import Storm
from benchmarks.faults.watch import Event, HomeWatch
from warehouse.connect import published_file
from warehouse.home import Home


@pytest.fixture
def tampered(sample_home: Path, tmp_path: Path) -> Path:
    """A copy of a warehouse that can be written to."""
    home = tmp_path / "home"
    shutil.copytree(sample_home / "warehouse", home / "warehouse", symlinks=True)
    published_file(Home(home)).chmod(0o644)
    return home


@pytest.fixture(scope="module")
def sample_tables(sample_home: Path) -> Tables:
    return read_tables(published_file(Home(sample_home)))


def change(home: Path, sql: str) -> None:
    with duckdb.connect(str(published_file(Home(home)))) as con:
        con.execute(sql)


def test_an_untouched_warehouse_is_sound_and_equal_to_itself(tampered: Path, sample_tables: Tables) -> None:
    assert faults_of(tampered) == []
    assert compare(sample_tables, read_tables(published_file(Home(tampered)))) == []


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("DELETE FROM main.fact_sentence WHERE sentence_number = 1", "sentence_count is wrong"),
        ("UPDATE main.fact_mention SET start = start + 1", "spans that do not hold"),
        ("DELETE FROM main.dim_publisher WHERE publisher_key <> 0", "points to nothing"),
        ("DELETE FROM clean.line WHERE line_number = 1", "counts what is not there"),
        ("UPDATE ops.publication SET generation_number = 9", "says that it is generation 9"),
        ("DELETE FROM ops.expectation_result", "runs that were judged"),
    ],
    ids=["fact", "span", "reference", "publication", "generation", "judgement"],
)
def test_a_warehouse_that_contradicts_itself_is_found_out(tampered: Path, sql: str, word: str) -> None:
    change(tampered, sql)
    assert any(word in fault for fault in faults_of(tampered)), faults_of(tampered)


def test_a_file_that_does_not_open_is_found_out(tampered: Path) -> None:
    before = fingerprint(tampered)
    published_file(Home(tampered)).write_bytes(b"half a file")
    assert "cannot be read" in faults_of(tampered)[0]
    assert fingerprint(tampered) != before


def test_lost_doubled_added_and_differing_rows_are_told_apart() -> None:
    frame = pl.DataFrame({"publisher_key": [1, 2, 3], "publisher_name": ["a", "b", "c"]})
    name = "main.dim_publisher"

    def outcome(other: pl.DataFrame) -> tuple[int, int, int, int]:
        (found,) = compare({name: frame}, {name: other})
        return found.lost, found.doubled, found.added, found.differing

    assert compare({name: frame}, {name: frame.reverse()}) == []
    assert outcome(frame.head(2)) == (1, 0, 0, 0)
    assert outcome(pl.concat([frame, frame.head(1)])) == (0, 1, 0, 0)
    assert outcome(frame.with_columns(publisher_key=pl.col("publisher_key").replace(3, 4))) == (1, 0, 1, 0)
    assert outcome(frame.with_columns(publisher_name=pl.lit("b"))) == (0, 0, 0, 2)
    assert compare({name: frame}, {})[0].example == "the table is missing"


def test_rows_that_point_to_another_run_differ(tampered: Path, sample_tables: Tables) -> None:
    """Keys of runs are no part of the comparison, but which run wrote a row is."""
    change(tampered, "UPDATE clean.page SET run_key = 0")
    (found,) = compare(sample_tables, read_tables(published_file(Home(tampered))))
    assert (found.table, found.lost, found.differing) == ("clean.page", 0, len(sample_tables["clean.page"]))


def test_a_run_is_followed_by_the_files_it_leaves() -> None:
    whereabouts = Whereabouts()
    assert whereabouts.stage == START
    for path in (
        *("work/inventory", "work/inventory/listing.parquet", "warehouse/build/base.duckdb"),
        *("work/lines/0a.begun", "warehouse/build/base.duckdb.wal", "work/resolve/0a.begun"),
        *("warehouse/build/load.json", "warehouse/build/presswerk.duckdb.wal"),
        *("work/load/ops.shard.parquet", "warehouse/build/presswerk.duckdb.wal"),
        *("warehouse/generations/presswerk-000002.json.begun",),
        *("warehouse/generations/presswerk-000002.duckdb", "warehouse/presswerk.duckdb.swap"),
        *("warehouse/presswerk.duckdb", "warehouse/generations/presswerk-000002.json", "work/lines"),
    ):
        whereabouts.notice(Event(0.0, path, "created"))
    stages = [stage for stage, _ in whereabouts.entered]
    assert stages == [
        *(
            "inventory",
            "build",
            "lines",
            "resolve",
            "load",
            "verify",
            "manifest",
            "publish",
            "swap",
            "published",
        )
    ]


def test_what_happens_in_new_folders_is_seen(tmp_path: Path) -> None:
    seen: list[str] = []
    watch = HomeWatch(tmp_path, lambda event: seen.append(f"{event.kind} {event.path}"))
    (tmp_path / "work" / "lines").mkdir(parents=True)
    (tmp_path / "work" / "lines" / "a").write_text("a", encoding="utf-8")
    (tmp_path / "work" / "lines" / "a").rename(tmp_path / "b")
    watch.close()
    assert "created work/lines" in seen
    assert "moved b" in seen


def test_after_a_storm_all_files_are_as_they_were(tmp_path: Path) -> None:
    (step, *_) = make_history(seed=2)
    step.arrange(tmp_path / "pages", tmp_path / "publishers.toml")
    storm = Storm(tmp_path / "pages", dict(step.files), [], seed=3)
    while storm.blows.total() < 200:
        storm.rest()
    storm.end()
    assert len(storm.blows) == 6
    for name, raw in step.files.items():
        file = tmp_path / "pages" / name
        assert (file.read_bytes(), file.stat().st_mtime) == (raw.content, raw.modified_at)
    assert len(list((tmp_path / "pages").rglob("*.txt"))) == len(step.files)
