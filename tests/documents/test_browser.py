"""The site in a real browser, which sees what reading its files does not."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
PAGES = ("index.html", "how-it-decides.html", "tables.html")

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"{CHROMIUM} is missing: scripts/install-system-packages.sh installs it"
)


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without what it would ask the network by itself."""
    quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--no-first-run", *quiet]
        )


@contextmanager
def watched(browser: Browser, scheme: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and all that goes wrong on it: errors, failed requests, requests beyond this machine."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    page.on("request", lambda request: None if _is_here(request.url) else wrong.append(request.url))
    yield page, wrong
    page.close()


def _is_here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob"} or parts.hostname == "127.0.0.1"


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
