"""Topics: the tags a page gives itself."""

from __future__ import annotations

import pytest

from tests.clean.page_frames import page, together
from transforms.clean.article.topics import find_topics


def topics(*marked_lines: str) -> list[str]:
    found = find_topics(page(*marked_lines).lines).collect()
    assert found["topic_number"].to_list() == list(range(1, len(found) + 1))
    return found["topic_name"].to_list()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["metadata: - Themen:", "metadata: - #Energie"], ["Energie"]),
        (["metadata: Themen: #Verkehr #Stadtrat"], ["Verkehr", "Stadtrat"]),
        (["metadata: Schlagwörter: Imkerei, Obstbau"], ["Imkerei", "Obstbau"]),
        (["metadata: Tags: Imkerei | Obstbau"], ["Imkerei", "Obstbau"]),
        (["metadata: Themen", "metadata: Imkerei", "metadata: Obstbau"], ["Imkerei", "Obstbau"]),
        (["metadata: #Imkerei", "metadata: #Obstbau"], ["Imkerei", "Obstbau"]),
        (["metadata: Thema: Tag der offenen Tür"], ["Tag der offenen Tür"]),
        (["metadata: - Topics:", "metadata: - #Wildlife"], ["Wildlife"]),
    ],
)
def test_shapes_of_topic_lists(lines: list[str], expected: list[str]) -> None:
    assert topics(*lines) == expected


def test_breadcrumbs_behind_hash_tags_in_the_same_list_are_no_topics() -> None:
    assert topics(
        "metadata: - Themen:", "metadata: - #Wetter", "metadata: - Talblick News", "metadata: - Lokales"
    ) == ["Wetter"]


def test_plain_topics_end_at_the_next_label_or_date() -> None:
    assert topics(
        "metadata: Themen:", "metadata: Imkerei", "metadata: Autor: Ole Brandt", "metadata: Meinung"
    ) == ["Imkerei"]
    assert topics("metadata: Themen:", "metadata: Imkerei", "metadata: 12.07.2025, 11:20 Uhr") == ["Imkerei"]
    assert topics("metadata: Themen:", "metadata: Imkerei", "metadata: Von Ole Brandt") == ["Imkerei"]


def test_plain_topics_end_at_the_root_of_a_breadcrumb() -> None:
    assert topics(
        "metadata: - Themen:", "metadata: - Obst", "metadata: - Talblick News", "metadata: - Lokales"
    ) == ["Obst"]


def test_other_lines_between_end_the_list() -> None:
    assert topics("metadata: Themen:", "metadata: Imkerei", "boilerplate: Anzeige", "metadata: Lokales") == [
        "Imkerei"
    ]


def test_the_rest_of_the_label_line_is_the_whole_list() -> None:
    assert topics("metadata: Themen: Imkerei, Obstbau", "metadata: Von Ole Brandt") == ["Imkerei", "Obstbau"]


def test_a_tag_named_twice_counts_once_in_the_place_of_the_first() -> None:
    assert topics("metadata: Themen: #Obst #Imkerei #obst") == ["Obst", "Imkerei"]


@pytest.mark.parametrize(
    "line",
    [
        "boilerplate: Werde Teil vom #TeamTal",
        "paragraph: Unter #Obst sammelten sie Bilder.",
        "metadata: Von Ole Brandt",
        "metadata: Themen:",
        "metadata: Themen: #",
        "metadata: Thema " + "sehr " * 20 + "lang",
    ],
)
def test_what_is_no_topic(line: str) -> None:
    assert topics(line) == []


def test_topics_of_documents_stay_apart() -> None:
    pages = together(page("metadata: - Themen:", key=1), page("metadata: Obst", "metadata: #Imkerei", key=2))
    found = find_topics(pages.lines).collect()
    assert found.rows() == [(2, 1, "Imkerei")]
