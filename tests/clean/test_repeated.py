"""Evidence from lines that stand on many pages of one publisher."""

from __future__ import annotations

import random

import polars as pl
from polars.testing import assert_frame_equal

from tests.clean.page_frames import Page, page, together
from transforms.clean.repeated import demote_repeated, repeated_lines, work_keys

HOUSE = "paragraph: Der Talblick gehört seinen Lesern, und keiner bestimmt allein, was darin steht."


def own(topic: str) -> str:
    return (
        f"paragraph: Über {topic} wird im Tal seit Wochen gestritten, und ein Ende ist nicht abzusehen. Der"
        f" Gemeinderat kam am Dienstag zusammen, um über {topic} zu beraten, und vertagte sich spät."
    )


def read_together(pages: Page, publisher_key: int = 7) -> pl.DataFrame:
    """Count repetition over all pages and apply it, as a run does."""
    publishers = pages.documents.select("document_key", publisher_key=pl.lit(publisher_key, dtype=pl.Int64))
    counts = (
        pages.lines.join(work_keys(pages.lines), on="document_key")
        .join(publishers, on="document_key")
        .group_by("publisher_key", "line_hash")
        .agg(work_count=pl.col("work_key").n_unique())
    )
    return demote_repeated(pages.lines, publishers, repeated_lines(counts)).collect()


def roles_of(lines: pl.DataFrame, text: str) -> set[str]:
    return set(lines.filter(pl.col("text") == text.partition(": ")[2])["role_code"])


def pages_with(line: str, count: int) -> Page:
    return together(
        *(
            page(f"title: Streit um {topic}", own(topic), line, own(topic + " und mehr"), key=key)
            for key, topic in enumerate(["Steg", "Brücke", "Markt", "Bad", "Bus"][:count], start=1)
        )
    )


def test_a_paragraph_in_three_articles_is_furniture() -> None:
    lines = read_together(pages_with(HOUSE, 3))
    assert roles_of(lines, HOUSE) == {"boilerplate"}
    assert lines.filter(role_code="boilerplate")["rule_code"].unique().to_list() == ["repeated"]
    assert lines.filter(role_code="paragraph").height == 6


def test_two_articles_are_not_enough() -> None:
    assert roles_of(read_together(pages_with(HOUSE, 2)), HOUSE) == {"paragraph"}


def test_copies_and_new_versions_of_one_article_count_once() -> None:
    copies = together(*(page("title: Streit um Steg", own("Steg"), HOUSE, key=key) for key in range(1, 6)))
    assert roles_of(read_together(copies), HOUSE) == {"paragraph"}


def test_an_article_under_many_headlines_keeps_its_text() -> None:
    # Wire copy: the same text, another title each time. More than half of the body recurs.
    copies = together(*(page(f"title: Titel {key}", own("Steg"), HOUSE, key=key) for key in range(1, 6)))
    assert set(read_together(copies)["role_code"]) == {"title", "paragraph"}


def test_a_recurring_title_stays() -> None:
    pages = together(*(page("title: Das Wetter", own(topic), key=key) for key, topic in enumerate("abcd")))
    assert roles_of(read_together(pages), "title: Das Wetter") == {"title"}


def test_a_recurring_heading_over_own_text_is_honest() -> None:
    assert roles_of(read_together(pages_with("heading: Hintergrund", 4)), "heading: Hintergrund") == {
        "heading"
    }


def test_a_recurring_heading_over_nothing_of_the_articles_own_is_furniture() -> None:
    more = "heading: Mehr aus dem Tal"
    pages = together(
        *(
            page(f"title: {topic}", own(topic), more, HOUSE, key=key)
            for key, topic in enumerate(["Steg", "Bad", "Bus"])
        )
    )
    assert roles_of(read_together(pages), more) == {"boilerplate"}


def test_a_short_sentence_amid_own_text_recurs_by_chance() -> None:
    sentence = "paragraph: Verletzt wurde niemand."
    assert roles_of(read_together(pages_with(sentence, 4)), sentence) == {"paragraph"}


def test_a_short_call_amid_own_text_is_furniture() -> None:
    call = "paragraph: Jetzt den Rundbrief bestellen!"
    assert roles_of(read_together(pages_with(call, 4)), call) == {"boilerplate"}


def test_pages_of_unknown_publishers_need_more_evidence() -> None:
    assert roles_of(read_together(pages_with(HOUSE, 5), publisher_key=0), HOUSE) == {"paragraph"}


def test_repetition_counts_within_one_publisher_only() -> None:
    counts = pl.LazyFrame({"publisher_key": [7, 8], "line_hash": [1, 1], "work_count": [2, 3]})
    assert repeated_lines(counts).collect().rows() == [(8, 1)]


def test_boilerplate_and_metadata_keep_their_rule() -> None:
    pages = together(
        *(
            page(f"title: {topic}", own(topic), "metadata: 12.07.2025", key=key)
            for key, topic in enumerate("abcd")
        )
    )
    assert roles_of(read_together(pages), "metadata: 12.07.2025") == {"metadata"}


def test_the_reading_depends_on_the_set_of_pages_not_on_their_order() -> None:
    topics = ["Steg", "Brücke", "Markt", "Bad", "Bus"]
    pages = [page(f"title: {topic}", own(topic), HOUSE, key=key) for key, topic in enumerate(topics)]
    expected = read_together(together(*pages)).sort("document_key", "line_number")
    for seed in range(3):
        random.Random(seed).shuffle(pages)
        result = read_together(together(*pages)).sort("document_key", "line_number")
        assert_frame_equal(result, expected)


def test_columns_and_row_order_stay() -> None:
    pages = pages_with(HOUSE, 3)
    result = read_together(pages)
    given = pages.lines.collect()
    assert result.columns == given.columns
    assert_frame_equal(
        result.select("document_key", "line_number"), given.select("document_key", "line_number")
    )


def test_work_key_falls_back_from_title_to_body_to_any_line() -> None:
    pages = together(
        page("title: Steg", own("Steg"), key=1),
        page("title: Steg", own("Brücke"), key=2),
        page(own("Bad"), "boilerplate: Menü", key=3),
        page("paragraph: Kurz.", own("Bad"), key=4),
        page("boilerplate: Menü", key=5),
    )
    keys = dict(work_keys(pages.lines).collect().rows())
    assert keys[1] == keys[2]
    assert keys[3] == keys[4]
    assert len(set(keys.values())) == 3
