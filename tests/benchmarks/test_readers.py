"""Readers in other processes are undisturbed while generations are published and retired."""

from __future__ import annotations

from pathlib import Path

from benchmarks.readers import expected, measure, publish_next
from warehouse.connect import connect_reader
from warehouse.home import Home

PUBLICATIONS = 8


def test_no_reader_meets_an_error_or_a_torn_result(tmp_path: Path) -> None:
    found = measure(tmp_path, PUBLICATIONS, processes=2)
    for seen in found.readers:
        assert seen.errors == []
        assert seen.torn == []
        assert seen.queries > 0
        assert seen.generations > 1


def test_a_torn_result_would_show(tmp_path: Path) -> None:
    """The answers that a reader compares must tell neighbouring generations apart, each one of them."""
    publish_next(Home(tmp_path))
    publish_next(Home(tmp_path))
    with connect_reader(Home(tmp_path)) as con:
        assert con.execute("SELECT count(*) FROM fact_article").fetchall() == [(expected(2)["articles"],)]
    assert all(expected(1)[name] != answer for name, answer in expected(2).items())
