"""The pictures of the documentation are drawn from what is there now."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

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


@pytest.mark.parametrize("ground", ["#ffffff", "#1e2129"], ids=["light", "dark"])
def test_lines_are_seen_on_the_page(ground: str) -> None:
    """WCAG 2.2 asks for 3:1 for what is no text. The grounds are those of the site's two schemes."""
    drawn = {path.get("stroke") for path in _shapes("path") if path.get("fill") == "none"}
    assert drawn
    assert min(_contrast(stroke, ground) for stroke in drawn) >= 3


def test_text_is_read_on_every_ground_it_stands_on() -> None:
    """WCAG 2.2 asks for 4.5:1. Text stands on the light grounds of boxes and cells, never on the page."""
    grounds = {shape.get("fill") for shape in [*_shapes("path"), *_shapes("polygon")]} - {
        "none",
        "transparent",
    }
    arrowheads = {shape.get("stroke") for shape in _shapes("path")}
    inks = {text.get("fill", "#000000") for text in _shapes("text")}
    assert len(grounds - arrowheads) >= 5
    assert min(_contrast(ink, ground) for ink in inks for ground in grounds - arrowheads) >= 4.5


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


def _shapes(tag: str) -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.svg")):
        yield from etree.parse(file).getroot().iter(f"{SVG}{tag}")


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
