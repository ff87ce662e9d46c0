"""The notebook in examples/, run as a user runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.conftest import ROOT

NOTEBOOK = ROOT / "examples" / "first_look.py"


@pytest.fixture(scope="module")
def shown(sample_home: Path) -> dict[str, Any]:
    """What the notebook defines, by name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [str(NOTEBOOK)])
        patch.setenv("PRESSWERK_HOME", str(sample_home))
        _, definitions = import_module("examples.first_look").app.run()
    return dict(definitions)


def test_articles_by_month_are_all_articles_that_tell_their_day(shown: dict[str, Any]) -> None:
    articles, by_month = shown["articles"], shown["by_month"]
    dated = articles.drop_nulls("published_month")
    assert 0 < dated.height < articles.height
    assert by_month["article_count"].sum() == dated.height
    assert by_month["word_count"].sum() == dated["word_count"].sum()
    assert by_month.select("published_month", "publisher_name").is_unique().all()
    assert by_month["published_month"].is_sorted()


def test_speakers_are_known_and_in_order(shown: dict[str, Any]) -> None:
    speakers: pl.DataFrame = shown["speakers"]
    assert speakers.height == 10
    assert "unbekannt" not in speakers["speaker_name"]
    assert speakers["quote_count"].is_sorted(descending=True)


def test_chart_shows_the_frame(shown: dict[str, Any]) -> None:
    specification = shown["chart"].to_dict()
    (rows,) = specification["datasets"].values()
    assert len(rows) == shown["by_month"].height
    assert specification["mark"]["type"] == "bar"


@pytest.mark.parametrize("told_by", ["environment", "argument"])
def test_it_runs_as_a_script(sample_home: Path, tmp_path: Path, told_by: str) -> None:
    arguments = ["--", "--home", str(sample_home)] if told_by == "argument" else []
    environment = {"PRESSWERK_HOME": str(sample_home)} if told_by == "environment" else {}
    ended = _run([sys.executable, str(NOTEBOOK), *arguments], tmp_path, environment)
    assert "article_count" in ended.stdout
    assert "Henrike Sandvoss" in ended.stdout


def test_it_can_be_exported_offline(sample_home: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(NOTEBOOK, tmp_path))  # marimo remembers what it showed beside the notebook
    target = tmp_path / "first_look.html"
    command = ["export", "html", str(copy), "--output", str(target), "--no-include-code"]
    _run([sys.executable, "-m", "marimo", *command], tmp_path, {"PRESSWERK_HOME": str(sample_home)})
    page = target.read_text(encoding="utf-8")
    assert "Brückenbote" in page or "Br\\u00fcckenbote" in page


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command in another folder; proxies that lead nowhere stand for a machine without a network."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    ended = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | nowhere | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    return ended
