"""The site in a real browser, which sees what reading its files does not."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.documents.watched import watched

PAGES = ("index.html", "how-it-decides.html", "tables.html")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object, **__: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(built_site: Path) -> Iterator[str]:
    """Where the site is served."""
    handler = functools.partial(_Quiet, directory=str(built_site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_sound_in_a_browser(browser: Browser, address: str, name: str, scheme: str) -> None:
    with watched(browser, scheme) as (page, wrong):
        page.goto(f"{address}/{name}", wait_until="networkidle")
        pictures = page.locator("article img")
        assert pictures.count() >= 1
        widths = pictures.evaluate_all("images => images.map(image => image.naturalWidth)")
        expected = "slate" if scheme == "dark" else "default"
        shown = page.locator("body").get_attribute("data-md-color-scheme")
    assert min(widths) > 0, "a picture did not load"
    assert shown == expected
    assert wrong == []


def test_every_page_is_quiet(browser: Browser, address: str, built_site: Path) -> None:
    """No error and no request beyond this machine on any page, the data dictionary included."""
    names = sorted(file.relative_to(built_site).as_posix() for file in built_site.rglob("*.html"))
    assert "data-dictionary.html" in names
    with watched(browser, "light") as (page, wrong):
        for name in names:
            page.goto(f"{address}/{name}", wait_until="load")
            assert page.locator("h1").first.is_visible(), name
    assert wrong == []


def test_search_finds_a_german_word(browser: Browser, address: str) -> None:
    with watched(browser, "light") as (page, wrong):
        page.goto(f"{address}/index.html", wait_until="networkidle")
        page.locator("input.md-search__input").click()
        page.keyboard.type("Konjunktiv")
        page.locator(".md-search-result__item").first.wait_for()
        found = page.locator(".md-search-result__item").all_inner_texts()
    assert any("How it decides" in text for text in found)
    assert wrong == []


def test_a_request_beyond_this_machine_is_told(browser: Browser, address: str) -> None:
    with watched(browser, "light") as (page, wrong):
        page.goto(f"{address}/index.html", wait_until="networkidle")
        page.route("http://elsewhere.invalid/**", lambda route: route.abort())
        page.evaluate("fetch('http://elsewhere.invalid/').catch(() => null)")
    assert "http://elsewhere.invalid/" in wrong
