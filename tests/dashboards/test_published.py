"""The dashboard follows what is published, and holds nobody up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboards.published import AT_ONCE, Published, QuestionTimeoutError, time_limit
from tests.conftest import SAMPLE, RunJob
from warehouse.generation import generation_file
from warehouse.home import Home
from warehouse.publishing.rollback import roll_back


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Home:
    """A home of its own, for publications."""
    shutil.copytree(sample_home, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


def count(published: Published) -> tuple[int, int]:
    with published.reading() as reading:
        row = reading.con.execute("SELECT count(*) FROM raw.source").fetchone()
        assert row is not None
        return reading.generation, row[0]


def test_a_new_generation_is_followed_and_a_reader_keeps_its_own(
    home: Home, run_job: RunJob, tmp_path: Path
) -> None:
    published = Published(home)
    first, sources = count(published)
    pages = tmp_path / "pages"
    pages.mkdir()
    shutil.copy(SAMPLE / "lose" / "leer.txt", pages)
    (pages / "neu.txt").write_text("Nichts als eine Zeile.\n", encoding="utf-8")
    with published.reading() as reading:
        run_job([pages], home.root)
        assert count(published) == (first + 1, sources + 1)
        assert reading.con.execute("SELECT count(*) FROM raw.source").fetchone() == (sources,)
    roll_back(home, first)
    assert count(published) == (first, sources)
    published.close()


def test_the_writer_is_not_held_up(home: Home, run_job: RunJob, tmp_path: Path) -> None:
    """A reader that stays open for the whole of a run neither stops it nor is stopped."""
    published = Published(home)
    with published.reading() as reading:
        (tmp_path / "neu.txt").write_text("Noch eine Zeile.\n", encoding="utf-8")
        run_job([tmp_path / "neu.txt"], home.root)
        assert generation_file(home, reading.generation + 1).exists()
    published.close()


def test_more_readers_than_places_wait(home: Home) -> None:
    published = Published(home)
    for _ in range(AT_ONCE * 3):
        assert count(published)[1] > 0
    published.close()


def test_a_question_is_given_up_and_its_connection_stays_good(home: Home) -> None:
    published = Published(home)
    with published.reading() as reading:
        with pytest.raises(QuestionTimeoutError, match=r"after 0\.1 seconds"), time_limit(reading.con, 0.1):
            reading.con.execute("SELECT count(*) FROM range(100_000_000_000) WHERE range % 7 = 3").fetchall()
        assert reading.con.execute("SELECT 1").fetchone() == (1,)
    published.close()
