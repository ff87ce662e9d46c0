"""Word classes, sentences and lemmas on UD German GSD, test part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.accuracy.figure import Figure
from benchmarks.accuracy.names import f_score
from models.german.running_text import TreebankSentence, read_treebank

TREEBANK: Final = Path("data/ud/gsd/de_gsd-ud-test.conllu.gz")
TUNED: Final = Path("data/ud/gsd/de_gsd-ud-dev.conllu.gz")
CORPUS: Final = "UD German GSD test"
CONTENT_WORDS: Final = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
STOPS: Final = (".", "!", "?", "…", '."', '!"', '?"', ".“", ".)")
BATCH_SIZE: Final = 64
PARAGRAPH: Final = 5


def measure(shared: Path, nlp: Language) -> list[Figure]:
    """Measure a pipeline that sets word classes, sentences and lemmas.

    Args:
        shared: folder of the gold data.
        nlp: the pipeline.

    Returns:
        Accuracy of UPOS with the tokens of the data; F of sentence spans, five sentences to a
        paragraph, for all sentences and for those that end in a stop (in the rest nothing tells where they
        end: headlines, list items); accuracy of the lemmas of content words.
    """
    sentences = list(read_treebank(shared / TREEBANK))
    tuned = list(read_treebank(shared / TUNED))
    stopped = [sentence for sentence in sentences if sentence.text.endswith(STOPS)]
    return [
        *_word_figures(sentences, nlp),
        Figure("sentences.f", sentence_f(sentences, nlp), len(sentences), CORPUS, "all sentences"),
        Figure("sentences.dev_f", sentence_f(tuned, nlp), len(tuned), "UD German GSD dev", "rules saw it"),
        Figure(
            "sentences.stopped_f", sentence_f(stopped, nlp), len(stopped), CORPUS, "those ending in a stop"
        ),
    ]


def _word_figures(sentences: list[TreebankSentence], nlp: Language) -> list[Figure]:
    docs = (Doc(nlp.vocab, [word.form for word in sentence.words]) for sentence in sentences)
    right_pos = pos_count = right_lemmas = lemma_count = 0
    for sentence, doc in zip(sentences, nlp.pipe(docs, batch_size=BATCH_SIZE), strict=True):
        for word, token in zip(sentence.words, doc, strict=True):
            pos_count += 1
            right_pos += token.pos_ == word.pos
            if word.pos in CONTENT_WORDS:
                lemma_count += 1
                right_lemmas += token.lemma_ == word.lemma
    note = "nouns, verbs, adjectives, adverbs; gold lemmas are automatic; word classes as found"
    return [
        Figure(
            "tagging.upos", right_pos / pos_count, pos_count, CORPUS, "a contraction counts as its first part"
        ),
        Figure("tagging.lemma", right_lemmas / lemma_count, lemma_count, CORPUS, note),
    ]


def sentence_f(sentences: list[TreebankSentence], nlp: Language) -> float:
    """F of sentence spans, the sentences set as paragraphs of five."""
    paragraphs = [sentences[first : first + PARAGRAPH] for first in range(0, len(sentences), PARAGRAPH)]
    gold, found = set(), set()
    with nlp.select_pipes(enable=_sentence_components(nlp)):
        docs = nlp.pipe([" ".join(sentence.text for sentence in paragraph) for paragraph in paragraphs])
        for number, (paragraph, doc) in enumerate(zip(paragraphs, docs, strict=True)):
            gold |= {(number, *span) for span in _gold_spans(paragraph)}
            found |= {(number, *_stripped(span.text, span.start_char)) for span in doc.sents}
    return f_score(len(gold & found), len(found), len(gold))


def _gold_spans(paragraph: list[TreebankSentence]) -> Iterator[tuple[int, int]]:
    position = 0
    for sentence in paragraph:
        yield position, position + len(sentence.text)
        position += len(sentence.text) + 1


def _stripped(text: str, start: int) -> tuple[int, int]:
    """Where a sentence stands without the white space around it."""
    first = start + len(text) - len(text.lstrip())
    return first, first + len(text.strip())


def _sentence_components(nlp: Language) -> list[str]:
    """What must run so that a doc has sentences: the rules of this project alone, else the whole pipeline."""
    rules = "german_sentence_rules"
    return [rules] if rules in nlp.pipe_names else list(nlp.pipe_names)
