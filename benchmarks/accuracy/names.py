"""Names: what the pipeline's entity recogniser finds, on text it was not trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.accuracy.figure import Figure
from models.german.corpora import OUTSIDE, Sentence, germeval, smartdata
from models.german.running_text import join
from transforms.annotate.tag import LABELS

GERMEVAL: Final = Path("data/ner/germeval2014/NER-de-dev.half-a.tsv.gz")
SMARTDATA: Final = Path("data/ner/smartdata/dev_v3.jsonl.gz")
BATCH_SIZE: Final = 64
ALL: Final = "all"
Names = set[tuple[int, int, int, str]]


def measure(shared: Path, nlp: Language) -> list[Figure]:
    """Measure strict spans: start, end and label must be right.

    Args:
        shared: folder of the gold data.
        nlp: pipeline with an entity recogniser; its labels are mapped to PER, ORG, LOC, MISC.

    Returns:
        F, precision and recall over all labels, and F of each: on GermEval with the tokens of the data (as
        published figures have it) and as running text, and on SmartData, which has no MISC.
    """
    sentences = list(germeval(shared / GERMEVAL))
    gold = _gold(sentences)
    labels = ("PER", "LOC", "ORG", "MISC")
    figures = _figures("names.germeval", "GermEval 2014 dev, half", gold, _on_tokens(sentences, nlp), labels)
    figures += _figures(
        "names.running_text",
        "GermEval 2014 dev, half",
        _gold_in_text(sentences),
        _in_text([join(sentence.words)[0] for sentence in sentences], nlp),
        labels,
        note="tokens set as running text first",
    )
    documents = list(smartdata(shared / SMARTDATA, nlp.make_doc))
    texts = [_text(document) for document in documents]
    figures += _figures(
        "names.smartdata",
        "SmartData dev",
        _gold_in_documents(documents),
        _in_text(texts, nlp),
        ("PER", "LOC", "ORG"),
        note="traffic reports, tweets, news; routes are no names",
    )
    return figures


def _gold(sentences: Iterable[Sentence]) -> Names:
    """Names as (number of sentence, first token, token after the last, label)."""
    return {
        (number, start, end, label)
        for number, sentence in enumerate(sentences)
        for start, end, label in spans(sentence)
    }


def spans(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The names of a sentence: first token, token after the last, label."""
    start = label = None
    for index, tag in enumerate([*(sentence.names or []), OUTSIDE]):
        if start is not None and label is not None and (tag is None or not tag.startswith("I-")):
            yield start, index, label
            start = None
        if tag is not None and tag.startswith("B-"):
            start, label = index, tag[2:]


def _gold_in_text(sentences: list[Sentence]) -> Names:
    found: Names = set()
    for number, sentence in enumerate(sentences):
        starts = join(sentence.words)[1]
        for start, end, label in spans(sentence):
            found.add((number, starts[start], starts[end - 1] + len(sentence.words[end - 1]), label))
    return found


def _text(document: Sentence) -> str:
    spaces = document.spaces or [True] * len(document.words)
    return "".join(word + " " * space for word, space in zip(document.words, spaces, strict=True))


def _gold_in_documents(documents: list[Sentence]) -> Names:
    found: Names = set()
    for number, document in enumerate(documents):
        starts, position = [], 0
        for word, space in zip(document.words, document.spaces or [], strict=True):
            starts.append(position)
            position += len(word) + space
        for start, end, label in spans(document):
            found.add((number, starts[start], starts[end - 1] + len(document.words[end - 1]), label))
    return found


def _on_tokens(sentences: list[Sentence], nlp: Language) -> Names:
    docs = (Doc(nlp.vocab, sentence.words) for sentence in sentences)
    return {
        (number, span.start, span.end, LABELS[span.label_])
        for number, doc in enumerate(nlp.pipe(docs, batch_size=BATCH_SIZE))
        for span in doc.ents
        if span.label_ in LABELS
    }


def _in_text(texts: list[str], nlp: Language) -> Names:
    return {
        (number, span.start_char, span.end_char, LABELS[span.label_])
        for number, doc in enumerate(nlp.pipe(texts, batch_size=BATCH_SIZE))
        for span in doc.ents
        if span.label_ in LABELS
    }


def _figures(
    code: str, corpus: str, gold: Names, found: Names, labels: tuple[str, ...], note: str = ""
) -> list[Figure]:
    gold = {name for name in gold if name[3] in labels}
    found = {name for name in found if name[3] in labels}
    right, wanted, given = (Counter(name[3] for name in names) for names in (gold & found, gold, found))
    figures = []
    for label in (ALL, *labels):
        hits, in_gold, in_found = (
            counts.total() if label == ALL else counts[label] for counts in (right, wanted, given)
        )
        suffix = "" if label == ALL else f".{label.lower()}"
        figures.append(Figure(f"{code}.f{suffix}", f_score(hits, in_found, in_gold), in_gold, corpus, note))
        if label == ALL:
            figures.append(Figure(f"{code}.precision", hits / max(1, in_found), in_found, corpus, note))
            figures.append(Figure(f"{code}.recall", hits / max(1, in_gold), in_gold, corpus, note))
    return figures


def f_score(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall; 0 where there is nothing."""
    return 2 * right / max(1, found + wanted)
