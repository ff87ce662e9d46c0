"""The measure of exports runs the real command and counts what it wrote."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from benchmarks.export import FORMATS, measure


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_measured(
    sample_home: Path, sample_con: duckdb.DuckDBPyConnection, tmp_path: Path, name: str
) -> None:
    found = measure(sample_home, name, tmp_path)
    ((articles,),) = sample_con.execute("SELECT count(*) FROM fact_article").fetchall()
    assert (found.name, found.articles) == (name, articles)
    assert found.rows > (60_000 if name == "parquet" else 30)
    assert found.peak_bytes > 50_000_000
