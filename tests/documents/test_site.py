"""The documentation as a site: whole, and with nothing that is loaded from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from docs.site_hooks import OUTSIDE, site_links
from tests.conftest import ROOT

LOADED = "//link/@href | //script/@src | //img/@src | //iframe/@src | //source/@src | //object/@data"
FROM_OUTSIDE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
IN_CSS = re.compile(
    r"@import\s+(?:url\()?[\"']?\s*(?:https?:)?//|url\(\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE
)


def test_every_page_is_on_the_site(built_site: Path) -> None:
    pages = [file.relative_to(ROOT / "docs") for file in (ROOT / "docs").rglob("*.md")]
    pages += [Path(site) for site in OUTSIDE.values()]
    made = {file.relative_to(built_site) for file in built_site.rglob("*.html")}
    expected = {
        page.with_name("index.html") if page.name == "README.md" else page.with_suffix(".html")
        for page in pages
    }
    assert expected - made == set()


def test_nothing_is_loaded_from_elsewhere(built_site: Path) -> None:
    pages = list(built_site.rglob("*.html"))
    assert len(pages) > 30
    loaded = {(page.name, str(target)) for page in pages for target in html.parse(page).xpath(LOADED)}
    assert len(loaded) > 100
    assert {(name, target) for name, target in loaded if FROM_OUTSIDE.match(target)} == set()


def test_no_style_sheet_loads_from_elsewhere(built_site: Path) -> None:
    sheets = list(built_site.rglob("*.css"))
    assert sheets
    found = {sheet.name: IN_CSS.findall(sheet.read_text(encoding="utf-8")) for sheet in sheets}
    assert {name: hits for name, hits in found.items() if hits} == {}
    assert IN_CSS.search("@import url(https://fonts.example/a.css)")
    assert IN_CSS.search("src: url('//fonts.example/a.woff2')")


def test_links_inside_the_site_lead_somewhere(built_site: Path) -> None:
    """Strict mode checks Markdown links; this also sees what templates and raw HTML hold."""
    for page in built_site.rglob("*.html"):
        if page.name == "404.html":
            continue  # its links are absolute, for it is shown at any address
        for target in html.parse(page).xpath("//a/@href | " + LOADED):
            path = str(target).partition("#")[0].partition("?")[0]
            if path and not re.match(r"[a-z]+:", path):
                assert (page.parent / path).resolve().exists(), f"{page.name}: {target}"


@pytest.mark.parametrize(
    ("page", "written", "on_site"),
    [
        ("readme.md", "[a](docs/accuracy.md)", "[a](accuracy.md)"),
        ("readme.md", "[a](docs/decisions/)", "[a](decisions/README.md)"),
        ("readme.md", "[a](SECURITY.md)", "[a](security.md)"),
        ("operations.md", "[a](../SECURITY.md)", "[a](security.md)"),
        ("operations/faults.md", "[a](../decisions/0004-x.md#why)", "[a](../decisions/0004-x.md#why)"),
        ("decisions/0002-x.md", "[a](../../models/line_roles/README.md)", "[a](../models/line_roles.md)"),
        ("index.md", "![a](pictures/stages.svg)", "![a](pictures/stages.svg)"),
        ("index.md", "[a](https://example.org/x)", "[a](https://example.org/x)"),
        ("index.md", "[a](#here)", "[a](#here)"),
        ("index.md", "```text\n[a](docs/x.md)\n```", "```text\n[a](docs/x.md)\n```"),
    ],
)
def test_links_are_rewritten_for_the_site(page: str, written: str, on_site: str) -> None:
    assert site_links(written, page) == on_site
