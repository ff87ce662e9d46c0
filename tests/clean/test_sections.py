"""Sections: the breadcrumbs that say where on its site an article stands."""

from __future__ import annotations

import polars as pl
import pytest

from tests.clean.page_frames import Page, page
from transforms.clean.article.sections import find_sections
from transforms.clean.publisher.publishers import PUBLISHER_SCHEMA

PUBLISHERS = pl.DataFrame(
    [
        {
            "publisher_key": 7,
            "publisher_name": "Talblick",
            "domain": "talblick.example",
            "time_zone": "Europe/Berlin",
            "is_declared": True,
            "names": ["Talblick", "Der Talblick"],
            "ambiguous_names": [],
            "domains": ["talblick.example"],
            "banner_lines": [],
            "banner_prefixes": [],
        }
    ],
    schema=PUBLISHER_SCHEMA,
)


def sections(*marked_lines: str, publisher_key: int = 7, publisher_name: str = "Talblick") -> list[str]:
    pages: Page = page(*marked_lines)
    publishers = pages.documents.select(
        "document_key", publisher_key=pl.lit(publisher_key), publisher_name=pl.lit(publisher_name)
    )
    found = find_sections(pages.lines, publishers, PUBLISHERS).collect()
    return [] if found.is_empty() else found["section_names"].item().to_list()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["metadata: Startseite > Chronik > Verkehr"], ["Chronik", "Verkehr"]),
        (["metadata: Sie sind hier: Home » Sport » Handball"], ["Sport", "Handball"]),
        (["metadata: Talblick › Kultur"], ["Kultur"]),
        (["metadata: Politik > Inland"], ["Politik", "Inland"]),
        (["metadata: Startseite | Sport | Handball"], ["Sport", "Handball"]),
        (["metadata: Rubrik: Werkstatt"], ["Werkstatt"]),
        (["metadata: Ressort: Sport / Handball"], ["Sport", "Handball"]),
        (["metadata: - Talblick News", "metadata: - Lokales", "metadata: - Verkehr"], ["Lokales", "Verkehr"]),
        (["metadata: - Der Talblick", "metadata: - Lokales"], ["Lokales"]),
        (["metadata: - Startseite", "metadata: - Lokales"], ["Lokales"]),
    ],
)
def test_shapes_of_breadcrumbs(lines: list[str], expected: list[str]) -> None:
    assert sections(*lines) == expected


def test_the_root_of_an_undeclared_outlet_is_known_by_the_name_it_was_detected_under() -> None:
    found = sections(
        "metadata: - Moorbote News", "metadata: - Dorf", publisher_key=9, publisher_name="Moorbote"
    )
    assert found == ["Dorf"]


def test_the_article_itself_is_no_section_even_cut_off() -> None:
    title = "title: Neuer Steg: Gemeinde feiert drei Tage"
    assert sections("metadata: Startseite > Dorf > Neuer Steg", title) == ["Dorf"]
    assert sections("metadata: Startseite > Dorf > Neuer Steg: Gemeinde fei…", title) == ["Dorf"]


def test_a_section_that_begins_the_title_with_one_word_stays() -> None:
    assert sections("metadata: Startseite > Sport", "title: Sport im Freien wird beliebter") == ["Sport"]


def test_bullets_without_a_root_may_be_topics_and_give_nothing() -> None:
    assert sections("metadata: - Themen:", "metadata: - #Wetter") == []
    assert sections("metadata: - Imkerei", "metadata: - Obstbau") == []


def test_topics_before_the_root_in_the_same_list_are_left_out() -> None:
    assert sections(
        "metadata: - Themen:", "metadata: - #Wetter", "metadata: - Talblick News", "metadata: - Lokales"
    ) == ["Lokales"]


def test_topics_after_the_breadcrumb_end_it() -> None:
    assert sections(
        "metadata: - Talblick News", "metadata: - Lokales", "metadata: - Themen:", "metadata: - Obst"
    ) == ["Lokales"]


def test_the_first_breadcrumb_on_the_page_counts() -> None:
    assert sections("metadata: Startseite > Dorf", "metadata: Startseite > Werbung") == ["Dorf"]


@pytest.mark.parametrize(
    "line",
    [
        "boilerplate: Startseite > Chronik",
        "metadata: Von Ole Brandt | Moorbote",
        "metadata: Dorf | 12.07.2025, 11:20 Uhr",
        "metadata: https://talblick.example/a > b",
        "metadata: Startseite",
        "metadata: Startseite >",
        "metadata: - Talblick News",
    ],
)
def test_what_is_no_breadcrumb(line: str) -> None:
    assert sections(line) == []
