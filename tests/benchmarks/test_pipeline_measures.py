"""What the measures of names and tags count."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy

from benchmarks.accuracy.names import f_score, spans
from benchmarks.accuracy.tagging import sentence_f
from models.german.corpora import Sentence
from models.german.running_text import TreebankSentence, Word
from transforms.annotate.pipeline import BLANK, load_pipeline


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        pytest.param(["B-PER", "I-PER", "O"], [(0, 2, "PER")], id="two words"),
        pytest.param(["B-LOC", "B-LOC"], [(0, 1, "LOC"), (1, 2, "LOC")], id="side by side"),
        pytest.param(["O", "B-ORG"], [(1, 2, "ORG")], id="at the end"),
        pytest.param(["B-ORG", None, "O"], [(0, 1, "ORG")], id="what is not known ends a name"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_names_of_a_sentence(tags: list[str | None], names: list[tuple[int, int, str]]) -> None:
    assert list(spans(Sentence(["x"] * len(tags), names=tags))) == names


@pytest.mark.parametrize(
    ("right", "found", "wanted", "f"),
    [(0, 0, 0, 0.0), (2, 2, 2, 1.0), (1, 1, 3, 0.5), (0, 5, 5, 0.0)],
)
def test_f_is_the_harmonic_mean(right: int, found: int, wanted: int, f: float) -> None:
    assert f_score(right, found, wanted) == f


def _sentences(*texts: str) -> list[TreebankSentence]:
    return [TreebankSentence(text, [Word(text, "X", text)], [(0, len(text))]) for text in texts]


@pytest.mark.parametrize(
    ("load", "f"),
    [
        pytest.param(lambda: load_pipeline(BLANK), 1.0, id="rules of the project"),
        pytest.param(lambda: _with_sentencizer(), 2 / 7, id="another way to split"),
    ],
)
def test_sentences_count_when_both_ends_are_right(
    load: Callable[[], spacy.language.Language], f: float
) -> None:
    gold = _sentences("Sie blieb.", "„Wirklich?“, fragte er.", "Alles gut.")

    assert sentence_f(gold, load()) == pytest.approx(f)


def _with_sentencizer() -> spacy.language.Language:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    return nlp
