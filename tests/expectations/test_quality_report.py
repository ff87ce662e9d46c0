"""The report tells what happened, and is a whole page by itself."""

from __future__ import annotations

from html.parser import HTMLParser

import polars as pl
import pytest

from expectations.gate import RESULT_SCHEMA
from expectations.report import render_report, summarise, verdict

HELD = ("clean.line", "key_unique", "T", "critical", "passed", 1_200, 0, None, "Keys are unique.")
CUT = (
    "clean.line",
    "stands",
    "T",
    "row",
    "failed",
    1_200,
    3,
    '{"examples": [{"document_key": 7, "text": "<b>x</b>"}]}',
    "Stands.",
)
WARNED = ("measure.freshness", "news_is_fresh", "T", "warning", "failed", 1, 1, '{"value": 9}', "Fresh.")
STOPPED = ("measure.integrity", "no_orphans", "T", "critical", "failed", 12, 1, None, "No orphans.")
CRASHED = (
    "main.dim_date",
    "day_in_range",
    "T",
    "row",
    "error",
    5,
    0,
    None,
    "In range. Could not be evaluated: oops",
)
NO_QUARANTINE = pl.DataFrame(
    schema={
        "stage_code": pl.String,
        "reason_code": pl.String,
        "rejected_count": pl.Int64,
        "example": pl.String,
    }
)
PUBLISHER = {
    "publisher_name": "Seeblick & Söhne",
    "document_count": 12,
    "article_count": 10,
    "boilerplate_share": 0.5,
    "missing_title_share": None,
    "missing_date_share": 0.25,
    "no_article_share": 0.1,
    "baseline_boilerplate_share": 0.45,
    "baseline_missing_title_share": None,
    "baseline_missing_date_share": 0.5,
    "baseline_no_article_share": None,
}


def _results(*rows: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=RESULT_SCHEMA, orient="row")


class _Page(HTMLParser):
    """Balance of tags, and whatever would be fetched from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.headers_without_scope = 0
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)
        self.fetched += [f"{tag} {key}" for key in names if key in ("src", "href", "srcset", "data")]
        self.fetched += [tag] if tag in ("script", "link", "iframe", "img") else []
        self.headers_without_scope += tag == "th" and "scope" not in names

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _page(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def test_the_page_needs_nothing_from_elsewhere_and_its_tables_are_labelled() -> None:
    html = render_report(_results(HELD, CUT), {}, NO_QUARANTINE, {"Run": "1a2b"})

    page = _page(html)

    assert page.fetched == []
    assert page.headers_without_scope == 0
    assert "url(" not in html
    assert "@import" not in html
    assert html.count("<table>") == html.count("<caption>") > 0
    assert "prefers-color-scheme: dark" in html
    assert '<html lang="en">' in html


def test_what_comes_from_pages_is_shown_as_text() -> None:
    html = render_report(
        _results(CUT),
        {"measure.publisher_quality": pl.DataFrame([PUBLISHER])},
        NO_QUARANTINE,
        {"Home": "<i>"},
    )

    assert "<b>x</b>" not in html
    assert "<i>" not in html
    assert "“<b>x</b>”" in _page(html).text
    assert "Seeblick & Söhne" in _page(html).text


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([HELD], "Fit to publish."),
        ([HELD, WARNED], "Fit to publish."),
        ([HELD, CUT], "Fit to publish, without the rows that went to quarantine."),
        ([HELD, STOPPED], "Not published: 1 critical expectation failed. The warehouse stays as it was."),
        (
            [STOPPED, STOPPED, CRASHED],
            "Not published: 2 critical expectations failed and 1 expectation could not be evaluated."
            " The warehouse stays as it was.",
        ),
    ],
)
def test_the_verdict_stands_on_top_in_words(rows: list[tuple[object, ...]], words: str) -> None:
    results = _results(*rows)

    html = render_report(results, {}, NO_QUARANTINE, {})

    assert verdict(results) == words
    assert _page(html).text.index(words) < _page(html).text.index("Quarantine")
    assert ('class="verdict stopped"' in html) == words.startswith("Not")


def test_the_most_urgent_comes_first() -> None:
    text = _page(render_report(_results(WARNED, HELD, CUT, STOPPED, CRASHED), {}, NO_QUARANTINE, {})).text
    attention = text[text.index("What needs attention") : text.index("Quarantine")]

    places = [attention.index(code) for code in ("day_in_range", "no_orphans", "stands", "news_is_fresh")]

    assert places == sorted(places)
    assert "key_unique" not in attention


def test_quarantine_and_publishers_are_shown_with_their_figures() -> None:
    quarantine = pl.DataFrame(
        [("read", "binary", 2, None), ("gate", "stands", 1_300, "seite.txt")],
        schema=NO_QUARANTINE.schema,
        orient="row",
    )
    measured = {"measure.publisher_quality": pl.DataFrame([PUBLISHER])}

    text = " ".join(_page(render_report(_results(HELD), measured, quarantine, {})).text.split())

    assert "1 302 rejected in this run" in text
    assert text.index("seite.txt") < text.index("binary"), "the commonest reason first"
    assert "50.0 % +5.0" in text
    assert "25.0 % −25.0" in text


def test_the_summary_is_one_line() -> None:
    line = summarise(_results(HELD, CUT, WARNED, STOPPED, CRASHED))

    assert line == (
        "5 expectations on 4 tables: 1 held, 1 failed critically, 1 failed for some rows,"
        " 1 gave a warning, 1 could not be evaluated"
    )
