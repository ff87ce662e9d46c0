"""A page of the browser, and whatever goes wrong on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request


@contextmanager
def watched(browser: Browser, scheme: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and all that goes wrong on it: errors, failed requests, requests beyond this machine."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: None if _is_left(request) else wrong.append(request.url))
    page.on("request", lambda request: None if _is_here(request.url) else wrong.append(request.url))
    yield page, wrong
    page.close()


def _is_here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob"} or parts.hostname == "127.0.0.1"


def _is_left(request: Request) -> bool:
    """Whether the browser gave a request up because it went on to another page."""
    return request.failure == "net::ERR_ABORTED"
