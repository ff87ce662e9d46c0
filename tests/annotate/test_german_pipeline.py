"""The pipeline that ships with the project, as a user loads it."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from spacy.language import Language

from tests.conftest import ROOT
from transforms.annotate.pipeline import GERMAN, WEIGHTS, describe_pipeline, load_pipeline

MAX_MEGABYTES = 15.0
STRINGS_MAX_KILOBYTES = 100
"""A vocabulary that has kept the words of its training texts takes 2 MB."""
TEXT = (
    "Der Bürgermeister von Hamburg, Peter Tschentscher, traf am Montag in Berlin Vertreter der Siemens AG. "
    "„Wir bauen neue Brücken“, sagte Tschentscher."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def test_shipped_pipeline_is_the_default(nlp: Language) -> None:
    assert describe_pipeline(nlp) == describe_pipeline(load_pipeline(GERMAN))
    assert nlp.pipe_names == ["german_sentence_rules", "tok2vec", "morphologizer", "ner", "german_lemmas"]


def test_it_finds_names_word_classes_lemmas_and_sentences(nlp: Language) -> None:
    doc = nlp(TEXT)

    names = {(span.text, span.label_) for span in doc.ents}
    assert {
        ("Hamburg", "LOC"),
        ("Peter Tschentscher", "PER"),
        ("Berlin", "LOC"),
        ("Siemens AG", "ORG"),
    } <= names
    assert len(list(doc.sents)) == 2
    tags = {token.text: (token.pos_, token.lemma_) for token in doc}
    assert tags["Brücken"] == ("NOUN", "Brücke")
    assert tags["neue"] == ("ADJ", "neu")
    assert tags["sagte"] == ("VERB", "sagen")
    assert tags["Hamburg"][0] == "PROPN"


def test_it_says_the_same_alone_and_in_batches(nlp: Language) -> None:
    texts = [TEXT, "Berlin schweigt.", "", TEXT]

    alone = [[(span.start_char, span.label_) for span in nlp(text).ents] for text in texts]
    batched = [[(span.start_char, span.label_) for span in doc.ents] for doc in nlp.pipe(texts)]

    assert alone == batched


def test_it_says_the_same_inside_a_memory_zone(nlp: Language) -> None:
    unseen = "Am Abend sprach Quastenflosser-Expertin Wilhelmina Trautenwald aus Buxtehude."
    with nlp.memory_zone():
        inside = [(token.text, token.pos_, token.lemma_, token.ent_type_) for token in nlp(unseen)]
    with nlp.memory_zone():
        again = [(token.text, token.pos_, token.lemma_, token.ent_type_) for token in nlp(unseen)]

    assert (
        inside == again == [(token.text, token.pos_, token.lemma_, token.ent_type_) for token in nlp(unseen)]
    )


def test_loading_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nlp = load_pipeline()

    assert nlp.pipe_names


def test_loading_needs_no_network() -> None:
    script = (
        "import socket\n"
        "def refuse(*args, **kwargs): raise OSError('no network here')\n"
        "socket.socket.connect = refuse\n"
        "socket.getaddrinfo = refuse\n"
        "from transforms.annotate.pipeline import load_pipeline\n"
        f"print(len(load_pipeline()({TEXT!r}).ents))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=dict(os.environ),
        check=True,
    )

    assert int(done.stdout) > 0
    assert done.stderr == ""


def test_weights_are_small_and_hold_no_training_words() -> None:
    size = sum(file.stat().st_size for file in WEIGHTS.rglob("*") if file.is_file())

    assert size < MAX_MEGABYTES * 1e6
    assert (WEIGHTS / "vocab" / "strings.json").stat().st_size < STRINGS_MAX_KILOBYTES * 1000


def test_version_tells_the_weights_apart(nlp: Language) -> None:
    release, _, digest = nlp.meta["version"].partition("+")

    assert release.count(".") == 2
    assert len(digest) == 12
    assert nlp.meta["version"] in describe_pipeline(nlp)


def test_missing_weights_are_told_with_the_way_to_get_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("transforms.annotate.pipeline.WEIGHTS", tmp_path)

    with pytest.raises(ValueError, match=r"models\.german\.train"):
        load_pipeline()
