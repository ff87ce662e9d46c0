"""The quality report shows what strangers wrote: as text, in a page that runs and loads nothing."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from expectations.gate import RESULT_SCHEMA
from expectations.report import render_report
from tests.security.conftest import IsolatedRun

HARMLESS = "Deichvorland"
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "end_of_attribute": '"><img src=x onerror=alert(1)>',
    "end_of_quoted_attribute": "' onmouseover='alert(1)",
    "address": "javascript:alert(1)",
    "template": "{{ 7 * 7 }}{% for x in y %}{# #}",
    "end_of_style": "</style><script>alert(1)</script>",
    "end_of_table": "</td></tr></table></details><h1>Published</h1>",
    "comment": "<!-- --><!--",
    "drawing": "<svg/onload=alert(1)>",
    "base": '<base href="https://example.org/"><meta http-equiv="refresh" content="0;url=https://example.org">',
    "escaped_already": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "style": "}</style><style>@import 'https://example.org/x.css';",
    "line_separator": "a\u2028<b>b</b>\u2029",
}
FETCHING = re.compile(r"url\(|@import|https?:|//[a-z]", re.IGNORECASE)
"""What would have a browser ask for something elsewhere, in a style sheet or an attribute."""
LOADING = frozenset({"src", "href", "srcset", "data", "action", "formaction", "poster", "background", "ping"})


class Structure(HTMLParser):
    """Elements and attributes of a page, without its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


@cache
def render(text: str) -> str:
    """A report with one text in every place that can hold one."""
    examples = {"examples": [{"document_key": 7, text: text, "title": text}]}
    observed = (json.dumps(examples), json.dumps({"value": text}), None)
    outcomes = (
        ("critical", "failed"),
        ("row", "failed"),
        ("warning", "failed"),
        ("row", "error"),
        ("row", "passed"),
    )
    rows = [
        (text, text, text, severity, outcome, 12, 3, evidence, text)
        for severity, outcome in outcomes
        for evidence in observed
    ]
    shares = ("boilerplate_share", "missing_title_share", "missing_date_share", "no_article_share")
    publisher = {"publisher_name": text, "document_count": 3, "article_count": 2}
    publisher |= {f"{prefix}{share}": 0.5 for share in shares for prefix in ("", "baseline_")}
    quarantine = {"stage_code": [text], "reason_code": [text], "rejected_count": [1], "example": [text]}
    return render_report(
        pl.DataFrame(rows, schema=RESULT_SCHEMA, orient="row"),
        {"measure.publisher_quality": pl.DataFrame([publisher])},
        pl.DataFrame(quarantine),
        {text: text, "Run": text},
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_adds_no_markup(text: str) -> None:
    page = Structure(render(text))
    assert page.elements == Structure(render(HARMLESS)).elements
    assert page.text.count(text) == Structure(render(HARMLESS)).text.count(HARMLESS) > 20


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_browser_s_parser_sees_the_same(text: str) -> None:
    """lxml mends broken markup as browsers do, where Python's own parser passes it on as text."""
    expected, found = (
        [
            (element.tag, dict(element.attrib))
            for element in lxml_html.document_fromstring(render(each)).iter()
        ]
        for each in (HARMLESS, text)
    )
    assert found == expected


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_text_adds_markup(text: str) -> None:
    assert [tag for tag, _ in Structure(render(text)).elements] == [
        tag for tag, _ in Structure(render(HARMLESS)).elements
    ]


def test_the_page_forbids_the_browser_everything() -> None:
    metas = [dict(attributes) for tag, attributes in Structure(render(HARMLESS)).elements if tag == "meta"]
    (policy,) = [meta["content"] for meta in metas if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    rules = [rule.strip() for rule in policy.split(";")]
    assert rules[0] == "default-src 'none'"
    assert not [rule for rule in rules if "script" in rule or "*" in rule or "http" in rule]


@pytest.mark.parametrize("source", ["rendered", "of_a_run"])
def test_the_page_loads_nothing(source: str, request: pytest.FixtureRequest) -> None:
    if source == "rendered":
        page = render(HARMLESS)
    else:
        run: IsolatedRun = request.getfixturevalue("isolated_run")
        page = (run.home.reports / "quality.html").read_text(encoding="utf-8")
    elements = Structure(page).elements
    assert {tag for tag, _ in elements}.isdisjoint(
        {"script", "link", "iframe", "img", "object", "embed", "base"}
    )
    attributes = [attribute for _, attributes in elements for attribute in attributes]
    assert not [name for name, _ in attributes if name in LOADING or name.startswith("on")]
    assert not [value for _, value in attributes if value and FETCHING.search(value)]
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert not FETCHING.search(style)


def test_the_checks_would_notice() -> None:
    careless = render("TITLE").replace("TITLE", HOSTILE["end_of_attribute"])
    assert Structure(careless).elements != Structure(render(HARMLESS)).elements
    assert FETCHING.search("background: url(x.png)")
