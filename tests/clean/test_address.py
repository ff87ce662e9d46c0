"""The address of a page, where the page itself shows it."""

from __future__ import annotations

import polars as pl
import pytest

from tests.clean.page_frames import page
from transforms.clean.article.address import find_addresses, host_of


def address(*marked_lines: str) -> str | None:
    found = find_addresses(page(*marked_lines).lines).collect()
    return None if found.is_empty() else str(found["url"].item())


def test_an_address_at_the_top_is_the_pages_own() -> None:
    assert (
        address("metadata: https://www.talblick.example/dorf/steg-17.html", "title: Der Steg ist fertig")
        == "https://www.talblick.example/dorf/steg-17.html"
    )


def test_an_address_without_scheme_gets_one_so_that_versions_of_a_page_meet() -> None:
    assert address("boilerplate: www.talblick.example/steg") == "https://www.talblick.example/steg"


def test_the_fragment_is_dropped_because_it_names_a_place_on_the_same_page() -> None:
    assert address("metadata: https://talblick.example/steg#kommentare") == "https://talblick.example/steg"


def test_a_query_stays_because_many_sites_keep_the_article_number_there() -> None:
    assert address("metadata: https://talblick.example/?id=44") == "https://talblick.example/?id=44"


def test_a_bare_address_far_down_is_a_link_to_somebody_else() -> None:
    body = [f"paragraph: Absatz {number} über den Steg." for number in range(10)]
    assert address("title: Der Steg", *body, "boilerplate: https://anderswo.example/werbung") is None


def test_a_labelled_address_counts_wherever_it_stands() -> None:
    body = [f"paragraph: Absatz {number} über den Steg." for number in range(10)]
    assert (
        address("title: Der Steg", *body, "metadata: Permalink: https://talblick.example/steg")
        == "https://talblick.example/steg"
    )


def test_a_label_beats_a_bare_address_because_it_says_what_it_is() -> None:
    assert (
        address(
            "metadata: https://talblick.example/steg?druck=1",
            "metadata: Canonical: https://talblick.example/steg",
        )
        == "https://talblick.example/steg"
    )


@pytest.mark.parametrize(
    "line",
    [
        "paragraph: https://talblick.example/steg",
        "boilerplate: Mehr unter https://talblick.example/steg",
        "boilerplate: https://",
        "boilerplate: www.",
        "boilerplate: https://localhost",
    ],
)
def test_prose_and_torn_addresses_give_nothing(line: str) -> None:
    assert address(line) is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Talblick.example/steg", "talblick.example"),
        ("http://leser@m.talblick.example:8080/?a=b", "m.talblick.example"),
        ("talblick.example", "talblick.example"),
        ("kein Ort", None),
        ("", None),
        (None, None),
    ],
)
def test_host_of(url: str | None, host: str | None) -> None:
    frame = pl.DataFrame({"url": [url]}, schema={"url": pl.String})
    assert frame.select(host_of(pl.col("url"))).item() == host
