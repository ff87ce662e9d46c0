"""Versions and duplicates are found again for the groups that a run touched, as if for all of them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.warehouse.rows import Rows
from warehouse.statements import statement

THEN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ADDRESSES = [None, None, *(f"https://bote.example/{number}" for number in range(4))]
"""Where a page tells none, its place counts."""
FOUND = """
    SELECT article_key, version_group_key, version_number, is_current, duplicate_of_key
    FROM main.fact_article ORDER BY article_key
"""


class Archive:
    """A small archive that is loaded run by run, by the statements of the main job.

    Attributes:
        rows: the warehouse.
    """

    def __init__(self, folder: Path) -> None:
        self.rows = Rows()
        self.folder = folder
        self._places: dict[int, list[tuple[str, int]]] = {}
        self._numbers = count(1)
        self._now = THEN

    def load(self, pages: dict[int, dict[str, Any] | None], places: dict[int, list[tuple[str, int]]]) -> None:
        """One run.

        Args:
            pages: document → its article, None where none comes of it (any more).
            places: document → where it was found in this run: name and modification time in minutes.
        """
        con = self.rows.con
        self._now += timedelta(hours=1)
        for document, found in places.items():
            self._places.setdefault(document, []).extend(found)
            for name, minute in found:
                self._source(document, name, minute)
        for document in pages.keys() | places.keys():
            if not self.rows.ask(f"FROM raw.document WHERE document_key = {document}"):
                self._document(document)
        files = self._listing(pages, places)
        con.execute(statement("load/document_source"), {"sources": files["sources"]})
        con.execute(statement("load/touched_groups"), files)
        for document, page in pages.items():
            con.execute("DELETE FROM main.fact_article WHERE document_key = $1", [document])
            if page is not None:
                self.rows.article(document, **page)
        con.execute(statement("load/versions"), files)
        con.execute(statement("load/duplicates"), {"worked": files["worked"]})
        con.execute("DROP TABLE ops.touched_group")

    def load_all_again(self) -> list[tuple[Any, ...]]:
        """What comes out where every group counts as touched."""
        everything = {"worked": self._keys("all", [key for (key,) in self._documents()])}
        files = everything | {"sources": everything["worked"]}
        for name in ("touched_groups", "versions"):
            self.rows.con.execute(statement(f"load/{name}"), files)
        self.rows.con.execute(statement("load/duplicates"), everything)
        self.rows.con.execute("DROP TABLE ops.touched_group")
        return self.found()

    def found(self) -> list[tuple[Any, ...]]:
        return self.rows.ask(FOUND)

    def _documents(self) -> list[tuple[Any, ...]]:
        return self.rows.ask("SELECT document_key FROM raw.document")

    def _source(self, document: int, name: str, minute: int) -> None:
        at = THEN + timedelta(minutes=minute)
        self.rows.add(
            "raw.source",
            source_key=next(self._numbers),
            source_uri=name,
            document_key=document,
            byte_size=1,
            modified_ns=int(at.timestamp()) * 1_000_000_000,
            first_seen_at=self._now,
            last_seen_at=self._now,
        )

    def _document(self, document: int) -> None:
        name, minute = min(self._places[document])
        self.rows.add(
            "raw.document",
            document_key=document,
            content_hash=str(document),
            source_uri=name,
            format_code="txt",
            encoding_code="utf-8",
            is_reversible=True,
            byte_size=1,
            language_code="de",
            outcome_code="article",
            modified_at=THEN + timedelta(minutes=minute),
            text="Neues.",
            run_key=1,
        )

    def _listing(self, pages: Any, places: Any) -> dict[str, str]:
        return {"worked": self._keys("worked", list(pages)), "sources": self._keys("sources", list(places))}

    def _keys(self, name: str, documents: list[int]) -> str:
        # A name for each: DuckDB goes on with what it remembers of a file that changes within a second.
        file = self.folder / f"{name}-{next(self._numbers)}.parquet"
        pl.DataFrame({"document_key": documents}, schema={"document_key": pl.Int64}).write_parquet(file)
        return str(file)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def versions(archive: Archive) -> dict[int, tuple[int, bool]]:
    return {key: (number, is_current) for key, _, number, is_current, _ in archive.found()}


def duplicates(archive: Archive) -> dict[int, int | None]:
    return {key: duplicate for key, *_, duplicate in archive.found()}


def test_a_new_version_takes_the_place_of_the_current_one(archive: Archive) -> None:
    archive.load({1: {"url": "https://bote.example/1"}}, {1: [("/a", 1)]})
    archive.load({2: {"url": "https://bote.example/1"}}, {2: [("/b", 2)]})
    assert versions(archive) == {1: (1, False), 2: (2, True)}


def test_what_lies_at_a_place_now_is_current_whatever_the_times_of_the_files_say(archive: Archive) -> None:
    """A copy that keeps times is newer half-way, when it has the time of copying, than when it is whole."""
    archive.load({1: {}}, {1: [("/a", 9)]})
    archive.load({2: {}}, {2: [("/a", 1)]})
    assert versions(archive) == {1: (1, False), 2: (2, True)}


def test_the_time_that_a_page_states_counts_more_than_what_lies_there(archive: Archive) -> None:
    later = {"published_at": THEN + timedelta(hours=1)}
    archive.load({1: later}, {1: [("/a", 1)]})
    archive.load({2: {"published_at": THEN}}, {2: [("/a", 2)]})
    assert versions(archive) == {1: (2, True), 2: (1, False)}


def test_a_page_that_was_replaced_yields_in_the_group_of_its_address(archive: Archive) -> None:
    """What took its place belongs to another group: that of its own address."""
    archive.load({1: {"url": "https://bote.example/1"}}, {1: [("/a", 9)]})
    archive.load({2: {"url": "https://bote.example/1"}}, {2: [("/b", 1)]})
    assert versions(archive) == {1: (2, True), 2: (1, False)}
    archive.load({3: {"url": "https://bote.example/2"}}, {3: [("/a", 1)]})
    assert versions(archive) == {1: (1, False), 2: (2, True), 3: (1, True)}


def test_a_group_that_a_page_left_is_numbered_without_it(archive: Archive) -> None:
    """Read again, the second page tells another address: the first one is current again."""
    archive.load({1: {"url": "https://bote.example/1"}}, {1: [("/a", 1)]})
    archive.load({2: {"url": "https://bote.example/1"}}, {2: [("/b", 2)]})
    archive.load({2: {"url": "https://bote.example/2"}}, {})
    assert versions(archive) == {1: (1, True), 2: (1, True)}


def test_a_group_is_numbered_without_a_page_that_gives_no_article_any_more(archive: Archive) -> None:
    archive.load({1: {"url": "https://bote.example/1"}}, {1: [("/a", 1)]})
    archive.load({2: {"url": "https://bote.example/1"}}, {2: [("/b", 2)]})
    archive.load({2: None}, {})
    assert versions(archive) == {1: (1, True)}


def test_a_document_found_at_an_earlier_place_moves_to_its_group(archive: Archive) -> None:
    """Its article is not loaded again: only the place has changed, and with it both groups."""
    archive.load({1: {}}, {1: [("/b", 1)]})
    archive.load({2: {}}, {2: [("/b", 2)]})
    assert versions(archive) == {1: (1, False), 2: (2, True)}
    archive.load({}, {2: [("/a", 3)]})
    assert versions(archive) == {1: (1, True), 2: (1, True)}


def test_the_first_of_equal_bodies_passes_its_place_on_when_it_changes(archive: Archive) -> None:
    archive.load({1: {"body_hash": 7}, 2: {"body_hash": 7}}, {1: [("/a", 1)], 2: [("/b", 1)]})
    archive.load({3: {"body_hash": 7}}, {3: [("/c", 1)]})
    assert duplicates(archive) == {1: None, 2: 1, 3: 1}
    archive.load({1: {"body_hash": 8}}, {})
    assert duplicates(archive) == {1: None, 2: None, 3: 2}


def test_a_group_that_no_page_touched_is_left_alone(archive: Archive) -> None:
    """The proof that the cost follows the change: what is wrong elsewhere stays wrong."""
    archive.load({1: {"url": "https://bote.example/1"}}, {1: [("/a", 1)]})
    archive.rows.con.execute("UPDATE main.fact_article SET version_number = 9")
    archive.load({2: {"url": "https://bote.example/2"}}, {2: [("/b", 1)]})
    assert versions(archive) == {1: (9, True), 2: (1, True)}


def test_a_load_that_was_killed_knows_the_groups_it_left(archive: Archive) -> None:
    """The second attempt no longer sees the article that the first one took away."""
    archive.load({1: {"url": "https://bote.example/1"}}, {1: [("/a", 1)]})
    archive.load({2: {"url": "https://bote.example/1"}}, {2: [("/b", 2)]})
    files = archive._listing({2: None}, {})
    archive.rows.con.execute(statement("load/touched_groups"), files)
    archive.rows.con.execute("DELETE FROM main.fact_article WHERE document_key = 2")
    archive.load({2: {"url": "https://bote.example/2"}}, {})
    assert versions(archive) == {1: (1, True), 2: (1, True)}


@pytest.mark.parametrize("seed", range(6))
def test_any_history_of_runs_gives_what_all_groups_together_give(archive: Archive, seed: int) -> None:
    rng = random.Random(seed)
    known: list[int] = []
    for _ in range(12):
        new = [len(known) + number + 1 for number in range(rng.randint(0, 3))]
        again = rng.sample(known, min(len(known), rng.randint(0, 3)))
        moved = rng.sample(known, min(len(known), rng.randint(0, 2)))
        known += new
        places = {key: [(rng.choice("abcd"), rng.randint(0, 4))] for key in (*new, *moved)}
        archive.load({key: _page(rng) for key in (*new, *again)}, places)
        assert archive.found() == archive.load_all_again()


def _page(rng: random.Random) -> dict[str, Any] | None:
    if rng.random() < 0.15:
        return None
    published = THEN + timedelta(hours=rng.randint(0, 3)) if rng.random() < 0.6 else None
    return {"url": rng.choice(ADDRESSES), "body_hash": rng.randint(1, 4), "published_at": published}
