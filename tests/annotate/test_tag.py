"""Paragraphs are tagged once, and what the pipeline says of them stands at the right place in every body."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from transforms.annotate.paragraphs import split_paragraphs
from transforms.annotate.pipeline import BLANK, load_pipeline
from transforms.annotate.tag import TAG_SCHEMA, tag_paragraphs, tag_texts
from transforms.annotate.tagged import POS_LETTERS, Name, TaggedText
from transforms.annotate.tagged import Span as TextSpan


@Language.component("invented_annotation")
def invented_annotation(doc: Doc) -> Doc:
    """Marks that a rule can give: capitals are names, "lief" is a verb."""
    for token in doc:
        token.pos_ = "VERB" if token.text == "lief" else "NOUN"
        token.lemma_ = "laufen" if token.text == "lief" else token.text
    doc.ents = [Span(doc, token.i, token.i + 1, label="PERSON") for token in doc if token.text == "Ada"] + [
        Span(doc, token.i, token.i + 1, label="DATE") for token in doc if token.text == "heute"
    ]
    return doc


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = load_pipeline(BLANK)
    pipeline.add_pipe("invented_annotation")
    return pipeline


def articles(*bodies: str) -> pl.LazyFrame:
    return pl.LazyFrame(
        {"article_key": range(len(bodies)), "body": bodies},
        schema={"article_key": pl.Int64, "body": pl.String},
    )


def test_paragraphs_know_their_place() -> None:
    frame = split_paragraphs(articles("Erster.\n\n  Zweiter hier. \n\n \n\nDritter", "Erster.")).collect()
    assert frame.select("article_key", "paragraph_number", "start", "length", "text").rows() == [
        (0, 1, 0, 7, "Erster."),
        (0, 2, 11, 13, "Zweiter hier."),
        (0, 3, 30, 7, "Dritter"),
        (1, 1, 0, 7, "Erster."),
    ]


def test_the_same_text_has_the_same_key_wherever_it_stands() -> None:
    frame = split_paragraphs(articles("Eins.\n\nZwei.", " Zwei.\n\nDrei.")).collect()
    keys = frame["paragraph_key"].to_list()
    assert keys[1] == keys[2]
    assert len(set(keys)) == 3


@given(st.lists(st.text(alphabet="aÄ😀 \n\u2028.", max_size=30), max_size=4))
def test_paragraphs_are_what_the_body_holds_there(bodies: list[str]) -> None:
    frame = split_paragraphs(articles(*bodies)).collect()
    for key, start, length, text in frame.select("article_key", "start", "length", "text").iter_rows():
        assert bodies[key][start : start + length] == text != ""
    visible = "".join("".join(bodies).split())
    assert "".join("".join(frame["text"]).split()) == visible


def test_tags_stand_at_their_place_in_the_body(nlp: Language) -> None:
    body = "Heute Morgen. Ada lief.\n\nDann lief Ada heute heim."
    (tagged,) = tag_texts([body], nlp)
    assert [tagged.word(token) for token in range(len(tagged))] == [
        *("Heute", "Morgen", ".", "Ada", "lief", "."),
        *("Dann", "lief", "Ada", "heute", "heim", "."),
    ]
    assert tagged.pos[4] == "VERB"
    assert tagged.lemmas[7] == "laufen"
    assert tagged.sentences == [TextSpan(0, 13), TextSpan(14, 23), TextSpan(25, 50)]
    # Other pipelines call a person PERSON; what is no name is left out.
    assert tagged.names == [Name(14, 17, "PER"), Name(35, 38, "PER")]


def test_a_repeated_paragraph_is_tagged_once_for_all(nlp: Language) -> None:
    bodies = ["Ada lief.\n\nEnde.", "Anfang.\n\nAda lief."]
    paragraphs = split_paragraphs(articles(*bodies)).collect()
    assert paragraphs["paragraph_key"].n_unique() == 3
    first, second = tag_texts(bodies, nlp)
    assert first.names == [Name(0, 3, "PER")]
    assert second.names == [Name(9, 12, "PER")]


def test_an_untagged_word_is_its_own_lemma() -> None:
    (tagged,) = tag_texts(["Häuser stehen."], load_pipeline(BLANK))
    assert tagged.lemmas == ["Häuser", "stehen", "."]
    assert tagged.pos == ["X", "X", "X"]


def test_no_paragraphs_give_an_empty_frame(nlp: Language) -> None:
    empty = pl.DataFrame(schema={"paragraph_key": pl.Int64, "text": pl.String})
    assert tag_paragraphs(empty, nlp).schema == TAG_SCHEMA


def test_every_tag_has_a_letter_of_its_own() -> None:
    universal_dependencies = 17
    assert len(POS_LETTERS) == len(set(POS_LETTERS.values())) == universal_dependencies


def test_places_in_a_tagged_text() -> None:
    text = "Ada lief. Bea kam."
    tagged = TaggedText(
        text,
        starts=[0, 4, 8, 10, 14, 17],
        ends=[3, 8, 9, 13, 17, 18],
        pos=["PROPN", "VERB", "PUNCT"] * 2,
        lemmas=["Ada", "laufen", ".", "Bea", "kommen", "."],
        sentences=[TextSpan(0, 9), TextSpan(10, 18)],
        names=[Name(0, 3, "PER"), Name(10, 13, "PER")],
    )
    assert tagged.token_at(5) == 1
    assert tagged.token_at(3) == 1, "between two tokens the next one counts"
    assert list(tagged.tokens_in(4, 10)) == [1, 2]
    assert [tagged.sentence_at(offset) for offset in (0, 9, 10, 17)] == [0, 0, 1, 1]
    assert tagged.names_in(1, 18) == [Name(10, 13, "PER")]
