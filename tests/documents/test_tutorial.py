"""Whoever follows the tutorial gets what it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.answers import fill_in
from tests.conftest import ROOT, SAMPLE, RunJob
from warehouse.connect import connect_reader
from warehouse.home import Home

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
_PAGE = re.compile(r"^cat > dumps/(?P<name>\S+) <<'PAGE'\n(?P<text>.*?)^PAGE$", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"^cat >> publishers.toml <<'ENTRY'\n(?P<text>.*?)^ENTRY$", re.DOTALL | re.MULTILINE)
_PUBLISHER_QUERY = re.compile(r"```sql\n(?P<query>[^`]*dim_publisher[^`]*)```")


@pytest.fixture(scope="module")
def archive(run_job: RunJob, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that the tutorial makes, from the page it has one write."""
    folder = tmp_path_factory.mktemp("tutorial")
    dumps = folder / "dumps"
    dumps.mkdir()
    pages = list(_PAGE.finditer(TUTORIAL))
    assert len(pages) == 1
    for page in pages:
        (dumps / page["name"]).write_text(page["text"], encoding="utf-8")
    run_job([dumps], folder / "archive")
    assert _publishers(folder / "archive") == ["unbekannt"]
    entry = _ENTRY.search(TUTORIAL)
    assert entry is not None
    shipped = ROOT / "transforms" / "clean" / "publisher" / "publishers.toml"
    listed = folder / "publishers.toml"
    listed.write_text(shipped.read_text(encoding="utf-8") + entry["text"], encoding="utf-8")
    run_job([dumps], folder / "archive", publishers_file=listed)
    return folder / "archive"


def _publishers(home: Path) -> list[str]:
    """Publishers as the question of the tutorial tells them."""
    asked = _PUBLISHER_QUERY.search(TUTORIAL)
    assert asked is not None
    with connect_reader(Home(home)) as con:
        return [publisher for publisher, *_ in con.execute(asked["query"]).fetchall()]


def test_answers_are_those_of_the_warehouse(archive: Path) -> None:
    assert TUTORIAL.count("```sql") >= 5
    with connect_reader(Home(archive)) as con:
        filled = fill_in(TUTORIAL, con)
    assert filled == TUTORIAL, (
        "follow the tutorial, then: python docs/answers.py docs/tutorial.md --home archive"
    )


def test_counts_of_the_sample_are_those_of_the_warehouse(sample_home: Path) -> None:
    told = dict(re.findall(r"^((?:raw|clean|main)\.\w+) +(\d+)$", TUTORIAL, re.MULTILINE))
    assert len(told) >= 5
    with connect_reader(Home(sample_home)) as con:
        counts = {name: con.table(name).count("*").fetchall()[0][0] for name in told}
        rejected = con.execute("SELECT reason_code, count(*) FROM raw.quarantine GROUP BY ALL").fetchall()
    assert {name: str(count) for name, count in counts.items()} == told
    reasons = re.findall(r"^Put into quarantine: (\d+) × (\w+)$", TUTORIAL, re.MULTILINE)
    assert {reason: int(count) for count, reason in reasons} == dict(rejected)
    files = sum(1 for file in SAMPLE.rglob("*.txt"))
    assert f"{files}\nfiles in `data/sample`" in TUTORIAL
