"""Hard-wrapped paragraphs become one block; everything else stays line by line."""

import textwrap

import polars as pl
import pytest

from transforms.clean.lines import split_lines

PARAGRAPHS = (
    "Der Gemeinderat von Oberklamm hat am Dienstag den Umbau der alten Mühle beschlossen. Die Arbeiten "
    "sollen im "
    "Herbst beginnen und knapp zwei Jahre dauern, so die Bürgermeisterin nach der Sitzung.",
    "Geplant sind eine Bücherei, ein kleiner Saal und eine Werkstatt, in der Ehrenamtliche Fahrräder "
    "reparieren. Das "
    "Dach wird neu gedeckt, die Fassade bleibt erhalten, weil sie unter Denkmalschutz steht.",
    "Im Rat gab es dafür viel Zustimmung, nur zwei Mitglieder enthielten sich. Sie hatten vorgeschlagen, "
    "zunächst die "
    "Schule zu sanieren, fanden damit aber keine Mehrheit.",
)


def _blocks(text: str) -> list[list[str]]:
    documents = pl.LazyFrame({"document_key": [7], "text": [text]})
    grouped = split_lines(documents).collect().group_by("block_number", maintain_order=True).agg("text")
    return grouped["text"].to_list()


# Without blank lines the end of a paragraph shows only where its last line has room left: at 66 columns one
# has not.
@pytest.mark.parametrize(
    ("width", "between"), [(66, "\n\n"), (72, "\n\n"), (72, "\n"), (80, "\n\n"), (80, "\n")]
)
def test_wrapped_paragraphs_are_found_whole(width: int, between: str) -> None:
    text = "Neue Räume für die Mühle\n\n" + between.join(textwrap.fill(part, width) for part in PARAGRAPHS)

    blocks = _blocks(text)

    assert [" ".join(block) for block in blocks] == ["Neue Räume für die Mühle", *PARAGRAPHS]


def test_words_hyphenated_across_lines_keep_their_block() -> None:
    hyphenated = (
        "Der Gemeinderat von Oberklamm hat am Dienstag den Umbau der alten Müh-\n"
        "le beschlossen. Die Arbeiten sollen im Herbst beginnen und knapp zwei\n"
        "Jahre dauern, so die Bürgermeisterin im Anschluss an die lange Sit-\n"
        "zung des Rates."
    )

    blocks = _blocks(hyphenated + "\n\n" + textwrap.fill(PARAGRAPHS[1], 72))

    assert [len(block) for block in blocks] == [4, 3]


def test_wrapped_list_items_begin_blocks_of_their_own() -> None:
    items = [textwrap.fill("- " + part, 72) for part in PARAGRAPHS]

    assert len(_blocks("\n".join(items))) == 3


def test_a_paragraph_wrapped_more_narrowly_than_the_page_is_found_too() -> None:
    text = "\n\n".join(
        [textwrap.fill(PARAGRAPHS[0], 80), textwrap.fill(PARAGRAPHS[1], 62), textwrap.fill(PARAGRAPHS[2], 80)]
    )

    assert [" ".join(block) for block in _blocks(text)] == list(PARAGRAPHS)


def test_drawn_rules_and_addresses_join_nothing() -> None:
    rule, address = "-" * 72, "https://www.bote.example/oberklamm/muehle-wird-umgebaut-und-bleibt-4711.html"
    text = "\n".join([address, textwrap.fill(PARAGRAPHS[0], 72), rule, textwrap.fill(PARAGRAPHS[1], 72)])

    assert [" ".join(block) for block in _blocks(text)] == [address, PARAGRAPHS[0], rule, PARAGRAPHS[1]]


def test_one_line_per_paragraph_stays_one_block_per_line() -> None:
    text = "\n".join(PARAGRAPHS)

    assert [len(block) for block in _blocks(text)] == [1, 1, 1]


def test_headlines_of_even_width_are_no_wrapped_text() -> None:
    headlines = [
        "Gemeinderat beschließt Umbau der alten Mühle für zwei Millionen Euro",
        "Feuerwehr rettet Katze aus Regenrohr am Marktplatz von Oberklamm",
        "Kirchenchor sucht neue Stimmen und einen Kapellmeister mit Humor",
        "Wanderweg nach Sturm gesperrt: Umleitung führt über den Kirchberg",
        "Musikschule feiert vierzig Jahre mit Konzert im großen Festsaal",
        "Zugausfälle zwischen Oberklamm und Niederau dauern bis Sonntag an",
    ]

    assert [len(block) for block in _blocks("\n".join(headlines))] == [1] * 6


def test_block_numbers_begin_at_one_in_each_document() -> None:
    documents = pl.LazyFrame({"document_key": [1, 2], "text": ["a\nb", "c\nd"]})

    lines = split_lines(documents).collect()

    assert lines.select("document_key", "block_number").rows() == [(1, 1), (1, 2), (2, 1), (2, 2)]
