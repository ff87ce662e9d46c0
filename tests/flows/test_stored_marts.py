"""Stored marts say what the facts say, whatever the warehouse went through."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import duckdb

from flows.quarantine.discard import discard
from flows.quarantine.selection import Selection
from flows.settings import Settings
from tests.conftest import RunJob
from tests.flows.test_main_job import query, write_page
from warehouse.connect import published_file
from warehouse.home import Home
from warehouse.marts import STORED, fill_marts
from warehouse.publishing.rollback import roll_back

NEVER_EMPTY = "entity_by_day"
"""The one that pages of one sentence each already have rows in."""


def stored_rows(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    return {name: con.execute(f"FROM mart.{name} ORDER BY ALL").fetchall() for name in STORED}


def assert_true_to_facts(home: Path, scratch: Path) -> None:
    """The published stored marts are those that the published facts give."""
    copy = Path(shutil.copyfile(published_file(Home(home)), scratch / "copy.duckdb"))
    with duckdb.connect(str(copy)) as con:
        published = stored_rows(con)
        fill_marts(con)
        assert published == stored_rows(con)
    copy.unlink()
    assert published[NEVER_EMPTY]


def test_they_hold_after_the_first_run(sample_home: Path, tmp_path: Path) -> None:
    assert_true_to_facts(sample_home, tmp_path)


def test_they_follow_new_versions_copies_edits_and_the_way_back(run_job: RunJob, tmp_path: Path) -> None:
    folder, home = tmp_path / "pages", tmp_path / "home"
    folder.mkdir()
    file = write_page(folder, 0)
    (folder / "leer.txt").touch()
    run_job([folder], home)
    mentions = "SELECT sum(mention_count) FROM mart.entity_by_day"
    (first,) = query(home, mentions)
    assert_true_to_facts(home, tmp_path)

    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("120.000 Euro", "135.000 Euro"), encoding="utf-8")
    os.utime(file, (1_771_000_000, 1_771_000_000))
    copied = write_page(folder, 1)
    copied.with_name("kopie.txt").write_text("Anmelden\n" + copied.read_text(encoding="utf-8"), "utf-8")
    run_job([folder], home)
    assert query(home, "SELECT count(*), count(*) FILTER (WHERE is_current) FROM fact_article") == [(4, 3)]
    assert query(home, "SELECT count(duplicate_of_key) FROM fact_article") == [(1,)]
    assert query(home, "SELECT count(*) FROM mart.quantity_list WHERE low_value = 120000") == [(1,)]
    assert query(home, "SELECT count(*) FROM mart.quantity_list WHERE low_value = 135000") == [(1,)]
    assert_true_to_facts(home, tmp_path)

    discard(Settings(home=home), Selection(), "leer")
    assert_true_to_facts(home, tmp_path)

    roll_back(Home(home), 1)
    assert query(home, mentions) == [first]
    assert_true_to_facts(home, tmp_path)
