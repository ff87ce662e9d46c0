"""The dashboard in a real browser, with no way out: walked, filtered, typed into, downloaded from."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from benchmarks.processes import served_dashboard
from tests.dashboards.conftest import HOSTILE_TITLE

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *(
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ),
]
"""Chromium asks nobody but the dashboard; names of other hosts lead nowhere."""
MOST_PAGES = 60


@dataclass
class Walk:
    """A browser window and what it complained of.

    Attributes:
        page: the window.
        base: address of the dashboard.
        complaints: errors on the console, failed and foreign requests.
    """

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("requestfailed", self._fail)
        self.page.on("request", self._see)

    def go(self, path: str) -> int:
        response = self.page.goto(self.base + path)
        assert response is not None
        return response.status

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")

    def _fail(self, request: Request) -> None:
        # What is under way when somebody goes on to another page is given up.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url}: {request.failure}")

    def _see(self, request: Request) -> None:
        if urlsplit(request.url).hostname != "127.0.0.1":
            self.complaints.append(f"foreign: {request.url}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not there: scripts/install-system-packages.sh installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def sample_address(sample_home: Path) -> Iterator[str]:
    with served_dashboard(sample_home) as (address, _):
        yield address


@pytest.fixture
def walk(browser: Browser, sample_address: str) -> Iterator[Walk]:
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    walk = Walk(context.new_page(), sample_address)
    yield walk
    context.close()
    assert walk.complaints == []


def local_links(page: Page) -> list[str]:
    """Addresses that a page leads to, without the places inside them."""
    links: list[str] = page.eval_on_selector_all(
        "a[href]", "found => found.map(a => a.getAttribute('href').split('#')[0])"
    )
    return [link for link in links if link]


def test_every_page_that_is_linked_opens(walk: Walk) -> None:
    """Two steps from the front page: every page of the navigation, and things of every kind."""
    seen: dict[str, int] = {}
    ahead = ["/"]
    while ahead and len(seen) < MOST_PAGES:
        path = ahead.pop(0)
        seen[path] = walk.go(path)
        assert walk.page.locator("h1").count() == 1, path
        assert walk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is too wide"
        kinds = {link.split("?")[0].rsplit("/", 1)[0] for link in seen}
        links = [link for link in local_links(walk.page) if link not in seen and link not in ahead]
        ahead += [
            link for link in links if link.count("/") == 1 or kinds.isdisjoint({link.rsplit("/", 1)[0]})
        ][:12]
    assert set(seen.values()) == {200}
    assert len(seen) > 30
    assert {path.split("/")[1].split("?")[0] for path in seen} >= {
        *("", "entities", "quotations", "claims", "copies", "quality", "sql", "articles")
    }


def test_a_filter_is_set_by_hand_and_stands_in_the_address(walk: Walk) -> None:
    walk.go("/")
    page = walk.page
    page.locator("details.pick summary").click()
    page.get_by_role("checkbox", name="Brückenbote").check()
    page.locator("input[name=from]").fill("2026-02-01")
    page.get_by_role("button", name="Anwenden").click()
    assert "publisher=Br%C3%BCckenbote" in page.url
    assert "from=2026-02-01" in page.url
    titles = page.locator(".items").first.inner_text()
    assert "Brückenbote" in titles
    assert "Alpenrundschau" not in titles
    page.get_by_role("link", name="Zitate").first.click()
    assert "publisher=Br%C3%BCckenbote" in page.url
    page.get_by_role("link", name="Filter aufheben").click()
    assert "publisher" not in page.url


def test_a_name_is_completed_found_and_followed_to_its_sentence(walk: Walk) -> None:
    walk.go("/entities")
    page = walk.page
    field_ = page.locator("input[name=name]")
    with page.expect_response("**/complete?**"):
        field_.press_sequentially("sandv")
    page.wait_for_selector("#names option", state="attached")
    assert page.locator("#names option").get_attribute("value") == "Henrike Sandvoss"
    field_.fill("Henrike Sandvoss")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Henrike Sandvoss").click()
    page.locator("section:has-text('Artikel') .items a").first.click()
    place = page.url.split("#f")[1]
    assert page.locator(f"#f{place}").count() == 1


def test_words_are_searched_from_every_page(walk: Walk) -> None:
    walk.go("/quality")
    walk.page.get_by_label("Wörter suchen").fill("Kirschen")
    walk.page.keyboard.press("Enter")
    assert walk.page.locator("main mark").first.inner_text() == "Kirschen"
    walk.page.locator("main .items a").first.click()
    assert "/articles/" in walk.page.url


def test_a_mark_can_be_taken_away(walk: Walk) -> None:
    walk.go("/quotations")
    walk.page.locator(".items .small a").first.click()
    quote = walk.page.locator(".body mark.quote").first
    colour = "element => getComputedStyle(element).backgroundColor"
    assert quote.evaluate(colour) != "rgba(0, 0, 0, 0)"
    walk.page.locator("#show-quote").uncheck()
    assert quote.evaluate(colour) == "rgba(0, 0, 0, 0)"


def test_the_sql_of_a_chart_runs_on_the_sql_page_and_is_downloaded(walk: Walk, tmp_path: Path) -> None:
    walk.go("/")
    figure = walk.page.locator("figure").first
    figure.locator("summary").click()
    figure.get_by_role("link", name="In der SQL-Seite öffnen").click()
    assert walk.page.locator("table").first.locator("tbody tr").count() > 5
    with walk.page.expect_download() as download:
        walk.page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "answer.csv")
    rows = list(csv.DictReader((tmp_path / "answer.csv").open(encoding="utf-8")))
    assert rows[0].keys() == {"period", "publisher_name", "article_count"}
    walk.page.locator("textarea").fill("SELECT 'gefragt' AS hier")
    walk.page.get_by_role("button", name="Fragen").click()
    assert walk.page.get_by_role("cell", name="gefragt").is_visible()


def test_it_can_be_used_with_the_keyboard_alone(walk: Walk) -> None:
    walk.go("/")
    walk.page.keyboard.press("Tab")
    assert walk.page.evaluate("document.activeElement.className") == "skip"
    walk.page.keyboard.press("Enter")
    assert walk.page.evaluate("document.activeElement.id") == "content"
    reached = set()
    for _ in range(60):
        walk.page.keyboard.press("Tab")
        reached.add(
            walk.page.evaluate(
                "document.activeElement.closest('figure, section, nav, form, header')?.tagName"
            )
        )
    assert {"FIGURE", "SECTION"} <= reached


def test_everything_has_a_name_for_those_who_do_not_see_it(walk: Walk) -> None:
    for path in ("/", "/entities", "/claims?counted=Euro", "/quality", "/sql"):
        walk.go(path)
        nameless = walk.page.evaluate(
            """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a')]
                .filter(e => !(e.labels?.length && [...e.labels].some(l => l.textContent.trim()))
                    && !e.getAttribute('aria-label') && !e.textContent.trim()
                    && !e.querySelector('[aria-label]'))
                .map(e => e.outerHTML)"""
        )
        assert nameless == [], path
        assert walk.page.locator("html").get_attribute("lang") == "de"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground_in_both_themes(
    browser: Browser, sample_address: str, scheme: str
) -> None:
    """Contrast of at least 4.5, as WCAG 2.2 asks of text at level AA."""
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{sample_address}/quality")
    contrast = page.evaluate(
        """() => {
            const light = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
                .map(x => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
                return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
            const ground = e => {
                for (; e; e = e.parentElement) {
                    const c = getComputedStyle(e).backgroundColor;
                    if (c !== 'rgba(0, 0, 0, 0)') return c;
                }
                return 'rgb(255,255,255)';
            };
            return [...document.querySelectorAll('a, p, td, th, h1, h2, .badge, .soft, button')]
                .filter(e => e.textContent.trim()).map(e => {
                    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
                    return (a + .05) / (b + .05); });
        }"""
    )
    context.close()
    assert len(contrast) > 100
    assert min(contrast) >= 4.5


def test_a_narrow_window_scrolls_down_only(browser: Browser, sample_address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700})
    page = context.new_page()
    for path in ("/", "/entities", "/quotations", "/claims?counted=Euro", "/copies", "/quality", "/sql"):
        page.goto(sample_address + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
    context.close()


def test_markup_in_a_page_is_text_for_the_browser_too(browser: Browser, hostile_home: Path) -> None:
    with served_dashboard(hostile_home) as (address, _):
        context = browser.new_context(locale="de-DE")
        walk = Walk(context.new_page(), address)
        for path in ("/", "/quotations", "/claims", "/entities", "/quality"):
            walk.go(path)
        walk.go("/")
        walk.page.locator(".items a").first.click()
        assert walk.page.locator("h1").inner_text() == HOSTILE_TITLE
        assert '<script>document.title = "übernommen"</script>' in walk.page.locator(".body").inner_text()
        assert "übernommen" not in walk.page.title()
        assert walk.page.locator("main script, main img, main iframe").count() == 0
        context.close()
    assert walk.complaints == []
