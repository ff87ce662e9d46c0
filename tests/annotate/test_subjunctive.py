"""Konjunktiv I told apart by form."""

from __future__ import annotations

import pytest

from transforms.annotate.subjunctive import SUBJUNCTIVE_I, SUBJUNCTIVE_II, is_subjunctive_i


@pytest.mark.parametrize(
    ("word", "pos"),
    [
        pytest.param("sei", "AUX", id="auxiliary"),
        pytest.param("seien", "X", id="without-tagger"),
        pytest.param("habe", "X", id="without-tagger-third-person"),
        pytest.param("komme", "VERB", id="full-verb"),
        pytest.param("Sei", "NOUN", id="wrong-tag-of-an-unmistakable-form"),
        pytest.param("schwanke", "VERB", id="unlisted-but-tagged-as-a-verb"),
    ],
)
def test_forms_of_the_subjunctive(word: str, pos: str) -> None:
    assert is_subjunctive_i(word, pos)


@pytest.mark.parametrize(
    ("word", "pos"),
    [
        pytest.param("sagte", "VERB", id="weak-past"),
        pytest.param("tröste", "VERB", id="unlisted-and-like-a-weak-past"),
        pytest.param("ist", "AUX", id="indicative"),
        pytest.param("Reise", "NOUN", id="noun"),
        pytest.param("Reise", "X", id="noun-without-tagger"),
        pytest.param("halte", "ADJ", id="tagged-as-an-adjective"),
        pytest.param("lange", "X", id="adverb"),
        pytest.param("eine", "VERB", id="short-word-with-a-wrong-tag"),
    ],
)
def test_other_words(word: str, pos: str) -> None:
    assert not is_subjunctive_i(word, pos)


def test_the_two_lists_share_no_form() -> None:
    assert not SUBJUNCTIVE_I & SUBJUNCTIVE_II


def test_forms_are_in_lower_case() -> None:
    assert all(word == word.lower() for word in SUBJUNCTIVE_I | SUBJUNCTIVE_II)
