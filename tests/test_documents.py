"""What the documents claim is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from docs.answers import fill_in
from flows.settings import Settings
from tests.conftest import ROOT


@pytest.mark.parametrize(("name", "fewest"), [("README.md", 5), ("docs/cookbook.md", 30)])
def test_answers_in_the_documents_are_those_of_the_warehouse(
    name: str, fewest: int, sample_con: duckdb.DuckDBPyConnection
) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert page.count("```sql") >= fewest
    assert fill_in(page, sample_con) == page, "run `make docs`"


def test_the_readme_knows_every_setting_and_its_default() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", page, re.MULTILINE))
    words = {"paths": "data/sample", "silence_hours": "learnt", "run_timeout_seconds": "none"}
    defaults = {
        name: words.get(name, _in_words(field.default)) for name, field in Settings.model_fields.items()
    }
    assert told == defaults


def _in_words(default: object) -> str:
    """A default as the README has it."""
    if default is None:
        return "shipped list"
    if default == []:
        return "none"
    if isinstance(default, float):
        return f"{default:g}"
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_nothing_names_a_package_host() -> None:
    """The lock must work with whichever index a user has."""
    for file in (ROOT / "requirements.lock", ROOT / "pyproject.toml", ROOT / "Makefile"):
        assert "://" not in file.read_text(encoding="utf-8"), file


def test_links_in_the_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / Path(target)).exists(), f"{page.name}: {target}"
