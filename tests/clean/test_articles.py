"""From lines with roles to articles: title, body, spans, counts and rejects."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.clean.page_frames import Page, page, together
from transforms.clean.article.articles import Articles, build_articles
from transforms.clean.publisher.evidence import detect_publisher
from transforms.clean.publisher.publishers import load_publishers
from warehouse.tables.keys import stable_key

TITLE = "title: Der Steg ist fertig"


def built(pages: Page) -> Articles:
    publishers = load_publishers()
    return build_articles(
        pages.documents, pages.lines, detect_publisher(pages.documents, pages.lines, publishers), publishers
    )


def article(*marked_lines: str) -> dict[str, Any]:
    pages = page(*marked_lines)
    result = built(pages)
    row = result.articles.collect().row(0, named=True)
    _assert_spans_hold(result.lines.collect(), row["body"])
    return row


def _assert_spans_hold(lines: pl.DataFrame, body: str) -> None:
    """Each span must show its line: the readable text but for a list mark in front or a hyphen at the end."""
    for line in lines.drop_nulls("body_start").iter_rows(named=True):
        shown = body[line["body_start"] : line["body_start"] + line["body_length"]]
        readable = line["repaired_text"] or line["text"]
        assert shown
        assert readable.removesuffix("-").endswith(shown.removesuffix("-"))


def test_blocks_are_joined_by_blank_lines_and_the_title_is_left_out() -> None:
    body = article(
        TITLE,
        "paragraph: Er ist da.",
        "heading: Kosten",
        "boilerplate: Anzeige",
        "paragraph: Billig war er nicht.",
    )["body"]
    assert body == "Er ist da.\n\nKosten\n\nBillig war er nicht."


def test_hard_wrapped_lines_are_joined_by_a_space() -> None:
    assert article("paragraph: Er ist seit", "paragraph+: gestern da.")["body"] == "Er ist seit gestern da."


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Die Gemein-", "de feiert.", "Die Gemeinde feiert."),
        ("Die Gemein\u00ad", "de feiert.", "Die Gemeinde feiert."),
        ("Ein-", "und Ausgang", "Ein- und Ausgang"),
        ("Staats-", "sowie Kreisstraßen", "Staats- sowie Kreisstraßen"),
        ("der Berg-", "Talbahn", "der Berg-Talbahn"),
        ("Strecke A-", "12 gesperrt", "Strecke A-12 gesperrt"),
        ("Er kam –", "und ging.", "Er kam – und ging."),
        ("Er kam -", "und ging.", "Er kam - und ging."),
        ("Zahl 7-", "mal geprüft", "Zahl 7- mal geprüft"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, joined: str) -> None:
    assert article(f"paragraph: {first}", f"paragraph+: {second}")["body"] == joined


def test_a_hyphen_at_the_end_of_a_block_stays() -> None:
    assert article("paragraph: Die Gemein-", "paragraph: de feiert.")["body"] == "Die Gemein-\n\nde feiert."


def test_a_word_may_be_divided_twice() -> None:
    lines = ["paragraph: Fluss-", "paragraph+: regulie-", "paragraph+: rung"]
    assert article(*lines)["body"] == "Fluss-regulierung".replace("-", "")


def test_list_items_lose_their_mark_but_keep_their_number() -> None:
    body = article(
        "paragraph: Nötig sind:",
        "list_item: - Holz",
        "list_item: • Nägel und",
        "list_item+: Schrauben",
        "list_item: 1. Geduld",
        "list_item: -",
    )["body"]
    assert body == "Nötig sind:\n\nHolz\n\nNägel und Schrauben\n\n1. Geduld\n\n-"


def test_a_dash_that_opens_a_paragraph_is_no_list_mark() -> None:
    assert article("paragraph: – Nein, sagte sie.")["body"] == "– Nein, sagte sie."


def test_lines_outside_the_body_have_no_span() -> None:
    lines = built(page(TITLE, "paragraph: Er ist da.", "boilerplate: Anzeige")).lines.collect()
    assert lines.select("body_start", "body_length").rows() == [(None, None), (0, 10), (None, None)]


def test_spans_count_code_points_as_sql_does() -> None:
    result = built(page("paragraph: 🚲 fährt 😀.", "paragraph: Ö.")).lines.collect()
    assert result.select("body_start", "body_length").rows() == [(0, 10), (12, 2)]


def test_given_spans_are_replaced() -> None:
    pages = page("paragraph: Er ist da.")
    stale = pages.lines.with_columns(
        body_start=pl.lit(99, dtype=pl.Int32), body_length=pl.lit(1, dtype=pl.Int32)
    )
    lines = built(Page(pages.documents, stale)).lines.collect()
    assert lines["body_start"].to_list() == [0]


def test_a_hard_wrapped_title_is_one_and_a_second_title_line_is_not_added() -> None:
    row = article("title: Der Steg", "title+: ist fertig", "paragraph: Er ist da.", "title: Noch ein Titel")
    assert row["title"] == "Der Steg ist fertig"


def test_a_page_without_a_headline_has_no_title() -> None:
    assert article("paragraph: Er ist da.")["title"] is None


def test_words_are_what_white_space_separates_free_standing_dashes_aside() -> None:
    row = article(
        TITLE, "paragraph: Er ist – endlich – da.", "heading: Was er kostet", "boilerplate: Anzeige"
    )
    assert row["word_count"] == 4 + 3
    assert row["paragraph_count"] == 2


def test_boilerplate_share_counts_characters_of_the_whole_page_without_white_space() -> None:
    row = article("title: a b", "paragraph: cd ef", "metadata: gh", "boilerplate: i j", "boilerplate: kl")
    assert row["boilerplate_share"] == pytest.approx(4 / 12)


def test_what_the_page_tells_comes_together() -> None:
    row = article(
        "metadata: https://www.hafenkurier.example/kai/steg",
        "metadata: Startseite > Lokales",
        "metadata: 12.07.2025",
        "metadata: 00:20 Uhr",
        TITLE,
        "paragraph: Er ist da.",
        "metadata: - Themen:",
        "metadata: - #Wege",
    )
    assert row["article_key"] == row["document_key"] == 1
    assert row["publisher_key"] == stable_key("Hafenkurier")
    assert row["published_date_key"] == 20250712
    assert row["published_at"].isoformat() == "2025-07-11T22:20:00+00:00"
    assert row["section_names"] == ["Lokales"]
    assert row["url"] == "https://www.hafenkurier.example/kai/steg"
    assert row["body_hash"] == stable_key("Er ist da.")


def test_a_page_that_tells_nothing_has_explicit_gaps() -> None:
    row = article("paragraph: Er ist da.")
    assert row["publisher_key"] == 0
    assert row["published_date_key"] == 0
    assert (row["published_at"], row["published_at_source"], row["published_at_precision"]) == (
        None,
        "none",
        None,
    )
    assert row["section_names"] == []
    assert row["url"] is None


def test_the_known_address_of_a_document_beats_the_one_it_shows() -> None:
    pages = page(
        "metadata: https://talblick.example/b", "paragraph: Er ist da.", url="https://talblick.example/a"
    )
    assert built(pages).articles.collect()["url"].item() == "https://talblick.example/a"


def test_documents_are_either_articles_or_rejected() -> None:
    pages = together(
        page(TITLE, "paragraph: Er ist da.", "metadata: #Wege", key=1),
        page("boilerplate: Menü", "metadata: #Holz", key=2),
        page("title: Nur ein Titel", "heading: Und eine Überschrift", "list_item: - Holz", key=3),
        page("", key=4),
    )
    result = built(pages)
    assert result.articles.collect()["document_key"].to_list() == [1]
    rejected = result.rejected.collect().sort("document_key")
    assert rejected["document_key"].to_list() == [2, 3, 4]
    assert rejected.select("stage_code", "reason_code").unique().rows() == [("clean", "no_body")]
    assert rejected["source_uri"].to_list() == ["seiten/2.txt", "seiten/3.txt", "seiten/4.txt"]
    assert "None of the 3" in rejected["detail"][1]
    assert rejected["payload"][0] == "Menü\n#Holz"
    assert result.topics.collect()["document_key"].to_list() == [1]
    assert result.lines.collect().filter(pl.col("document_key") > 1)["body_start"].null_count() == 5


def test_lines_of_documents_that_are_not_asked_for_pass_through() -> None:
    asked, other = (
        page("paragraph: Er ist da.", key=1),
        page("paragraph: It is here.", "metadata: #Ways", key=2),
    )
    result = built(Page(asked.documents, together(asked, other).lines))
    assert result.articles.collect()["document_key"].to_list() == [1]
    assert result.topics.collect().is_empty()
    assert result.rejected.collect().is_empty()
    assert result.lines.collect()["body_start"].to_list() == [0, None, None]


def test_the_payload_of_a_rejected_page_is_bounded() -> None:
    rejected = built(page("boilerplate: " + "Menü " * 1000)).rejected.collect()
    assert rejected["payload"].str.len_chars().item() == 500


def test_an_empty_batch_gives_empty_frames() -> None:
    pages = page("paragraph: Er ist da.")
    result = built(Page(pages.documents.clear(), pages.lines.clear()))
    assert [frame.collect().height for frame in result] == [0, 0, 0, 0]
