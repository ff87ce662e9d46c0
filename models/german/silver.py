"""Several models vote on what the data does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language

from models.german.corpora import OUTSIDE, Sentence

Names = Counter[tuple[int, int, str]]


def complete(
    sentences: list[Sentence], teachers: list[Language], gold_labels: frozenset[str]
) -> list[Sentence]:
    """Fill in names and word classes by majority.

    Where a text has names of its own, they stay; of the teachers' names only those come in whose label the
    data does not know (MISC in SmartData). What a minority of teachers sees, and what all of them see where
    the data has none, is marked as unknown and teaches nothing: the guidelines of the corpora differ.

    Args:
        sentences: whose names or word classes may be None.
        teachers: models to vote; more than half of them must agree.
        gold_labels: labels that the data itself uses.

    Returns:
        The sentences in order, with names and word classes.
    """
    majority = len(teachers) // 2 + 1
    votes: list[Names] = [Counter() for _ in sentences]
    tags: list[list[Counter[str]]] = [[Counter() for _ in sentence.words] for sentence in sentences]
    for teacher in teachers:
        docs = (sentence.to_doc(teacher.vocab, annotated=False) for sentence in sentences)
        for doc, vote, tag in zip(teacher.pipe(docs, batch_size=256), votes, tags, strict=True):
            vote.update((span.start, span.end, span.label_) for span in doc.ents)
            for token, counter in zip(doc, tag, strict=True):
                counter[token.pos_] += 1
    return [
        replace(
            sentence,
            names=_merge(sentence, vote, majority, len(teachers), gold_labels),
            pos=sentence.pos or [counter.most_common(1)[0][0] for counter in tag],
        )
        for sentence, vote, tag in zip(sentences, votes, tags, strict=True)
    ]


def _merge(
    sentence: Sentence, votes: Names, majority: int, all_votes: int, gold_labels: frozenset[str]
) -> list[str | None]:
    """BIO tags of gold and silver names; None where it stays open."""
    merged: list[str | None] = list(sentence.names or [OUTSIDE] * len(sentence.words))
    has_gold = sentence.names is not None
    taken = {index for index, tag in enumerate(merged) if tag != OUTSIDE}
    for (start, end, label), count in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        if not taken.isdisjoint(range(start, end)):
            continue
        known = has_gold and label in gold_labels
        if known and count < all_votes:
            continue
        taken.update(range(start, end))
        if known or count < majority:
            merged[start:end] = [None] * (end - start)
        else:
            merged[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return merged


def labels(sentences: list[Sentence]) -> Iterator[str]:
    """The labels that occur."""
    for sentence in sentences:
        for tag in sentence.names or []:
            if tag and tag != OUTSIDE:
                yield tag[2:]
