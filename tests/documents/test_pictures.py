"""The pictures of the documentation are drawn from what is there now."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from docs.pictures import FOLDER, PictureError, Source, draw, sources, stale
from docs.pictures.relations import DIAGRAMS
from tests.conftest import ROOT
from warehouse.integrity import declared_references
from warehouse.tables import TABLES
from warehouse.tables.base import qualified_name

SVG = "{http://www.w3.org/2000/svg}"
needs_graphviz = pytest.mark.skipif(
    shutil.which("dot") is None, reason="graphviz is missing: scripts/install-system-packages.sh installs it"
)


def test_pictures_are_drawn_from_the_present_sources() -> None:
    assert stale() == [], "run `make docs`"


def test_a_stale_picture_is_told(tmp_path: Path) -> None:
    for file in FOLDER.glob("*.svg"):
        shutil.copy(file, tmp_path)
    (tmp_path / "lines.svg").unlink()
    dates = tmp_path / "dates.svg"
    dates.write_text(
        dates.read_text(encoding="utf-8").replace("<!-- source ", "<!-- source 0"), encoding="utf-8"
    )
    (tmp_path / "left-over.svg").write_text("<svg/>", encoding="utf-8")
    assert stale(tmp_path) == ["dates", "left-over", "lines"]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.svg")), ids=lambda file: file.stem)
def test_pictures_say_what_they_show(file: Path) -> None:
    root = etree.parse(file).getroot()
    assert root.get("role") == "img"
    assert [child.tag for child in root if child.tag is not etree.Comment][:2] == [
        f"{SVG}title",
        f"{SVG}desc",
    ]
    assert root.findtext(f"{SVG}title") and root.findtext(f"{SVG}desc")
    assert len(list(root.iter(f"{SVG}title"))) == 1, "names of nodes would be read out"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.svg")), ids=lambda file: file.stem)
def test_pictures_have_no_ground_of_their_own(file: Path) -> None:
    """What lies behind everything is the page, light or dark."""
    first = next(etree.parse(file).getroot().iter(f"{SVG}polygon"), None)
    if first is not None and first.getparent().get("class") == "graph":
        assert first.get("fill") in {"none", "transparent"}


def test_diagrams_show_each_table_once() -> None:
    shown = Counter(text for text in _texts() if text in {qualified_name(table) for table in TABLES})
    assert shown == Counter(qualified_name(table) for table in TABLES)


def test_diagrams_show_each_foreign_key() -> None:
    """Each reference is a row that names its column and the table it leads to."""
    shown = Counter(_rows())
    declared = Counter(
        f"{column}\xa0→ {target.rsplit('.', 1)[0]}" for _, column, target in declared_references()
    )
    assert shown == declared


def test_diagrams_hold_every_schema() -> None:
    schemas = [schema for _, _, schemas in DIAGRAMS.values() for schema in schemas]
    assert sorted(schemas) == sorted({table.schema_name for table in TABLES})


def _texts() -> list[str]:
    return [
        text.text or ""
        for name in DIAGRAMS
        for text in etree.parse(FOLDER / f"{name}.svg").getroot().iter(f"{SVG}text")
    ]


def _rows() -> list[str]:
    """Rows that refer to a table. A key is underlined, so its column stands in a text of its own."""
    texts = _texts()
    return [
        (texts[at - 1] if text.lstrip("\xa0 ").startswith("→") else "") + text
        for at, text in enumerate(texts)
        if "→" in text
    ]


@needs_graphviz
def test_every_source_can_be_drawn() -> None:
    for source in sources():
        assert draw(source).startswith("<svg")


@needs_graphviz
def test_a_broken_source_is_refused() -> None:
    with pytest.raises(PictureError, match="shows"):
        draw(Source("bare", "digraph { a }"))
    with pytest.raises(subprocess.CalledProcessError):
        draw(Source("broken", "// title: a\n// shows: b\ndigraph { a -> }"))


def test_every_picture_is_shown() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md"))
    assert {source.name for source in sources() if f"pictures/{source.name}.svg" not in pages} == set()
