"""The guide to exports does what it says: its SQL and Python are run as printed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.conftest import ROOT
from warehouse.export.lines import GKG_COLUMNS, export_gkg, export_quotes

GUIDE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sql|python)\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def place(
    sample_con: duckdb.DuckDBPyConnection,
    sample_export: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A working folder with the exports that the guide speaks of."""
    shutil.copytree(sample_export, tmp_path / "archive-2026")
    with (tmp_path / "news.gkg.csv").open("wb") as stream:
        export_gkg(sample_con, stream)
    with (tmp_path / "quotes.json").open("wb") as stream:
        export_quotes(sample_con, stream)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("block", [block for language, block in BLOCKS if language == "sql"])
def test_sql_of_the_guide_finds_something(place: Path, block: str) -> None:
    with duckdb.connect() as con:
        assert con.execute(block).fetchall()


def test_python_of_the_guide_gives_the_same_as_the_warehouse(
    place: Path, sample_con: duckdb.DuckDBPyConnection
) -> None:
    names: dict[str, Any] = {}
    for language, block in BLOCKS:
        if language == "python":
            exec(block, names)
    in_2026 = sample_con.execute(
        "SELECT count(*) FROM fact_quote JOIN fact_article USING (article_key)"
        " WHERE published_date_key // 10000 = 2026"
    ).fetchall()
    assert [(names["quotes"].height,)] == in_2026
    rows: pl.DataFrame = names["rows"]
    current = sample_con.execute("SELECT count(*) FROM fact_article WHERE is_current").fetchall()
    assert rows.width == 27
    assert [(rows.height,)] == current


def test_the_guide_explains_every_column_of_gkg() -> None:
    rows = re.findall(r"^\| (\d+) \| `([^`]+)` \|", GUIDE, re.MULTILINE)
    assert rows == [(str(number), name) for number, name in enumerate(GKG_COLUMNS, start=1)]
    assert len(GKG_COLUMNS) == 27


def test_columns_that_the_guide_calls_empty_are_empty(place: Path) -> None:
    said = set(re.findall(r"^\| \d+ \| `([^`]+)` \| empty \|", GUIDE, re.MULTILINE))
    lines = Path("news.gkg.csv").read_text(encoding="utf-8").split("\n")[:-1]
    filled = {
        name for line in lines for name, value in zip(GKG_COLUMNS, line.split("\t"), strict=True) if value
    }
    assert said == set(GKG_COLUMNS) - filled
