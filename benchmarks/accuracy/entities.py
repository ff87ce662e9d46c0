"""What the document-level rules for names are worth, and how well words made from names are told.

* **SmartData dev**: strict spans of persons, organisations and places; the pipeline's own names (`raw`)
  against the mentions made from them (`repaired`). The data marks parts of compounds ("Lufthansa" in
  "Lufthansa-Streik") and, though not everywhere, adjectives and inhabitants ("japanische") as names; so
  derived mentions count too.
* **GermEval 2014 dev, half**: words marked as derived from a place ("-deriv": adjectives, inhabitants) and
  words that hold a name ("-part": compounds). The gold also marks words made from towns and continents
  ("Berliner", "europäisch"), which are no references to a country, and parts that no table can know: recall
  is held down by them. In the GermEval test file, 354 of the 358 words made from a country's name were told.

The rules were written by looking at cases of the SmartData training documents, of Wikinews articles and of
the GermEval test file; the documents measured here were not looked at.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from spacy.language import Language

from benchmarks.accuracy.figure import Figure
from benchmarks.accuracy.names import f_score
from models.german.corpora import SMARTDATA_LABELS
from transforms.annotate.names import find_mentions
from transforms.annotate.names.derived import derived_parts
from transforms.annotate.tag import tag_texts

SMARTDATA: Final = Path("data/ner/smartdata/dev_v3.jsonl.gz")
GERMEVAL: Final = Path("data/ner/germeval2014/NER-de-dev.half-a.tsv.gz")
LABELS: Final = ("PER", "ORG", "LOC")
OF_A_COUNTRY: Final = frozenset({"adjective", "inhabitant"})

Spans = set[tuple[int, int, str]]


class Word(NamedTuple):
    """A word of GermEval and whether it is marked as derived from a place, or as holding a name."""

    text: str
    is_derived: bool
    is_compound: bool


def measure(shared: Path, nlp: Language) -> list[Figure]:
    """Measure names with and without the document-level rules, and derived words.

    Args:
        shared: folder of the gold data.
        nlp: the pipeline whose names are repaired.

    Returns:
        F, precision and recall over persons, organisations and places on SmartData, raw and repaired, and F
        of each; precision and recall of words derived from places and of names in compounds on GermEval.

    Raises:
        FileNotFoundError: the data is not there.
    """
    with gzip.open(shared / SMARTDATA, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    texts = list(tag_texts([record["text"] for record in records], nlp))
    gold = [_gold(record) for record in records]
    raw: list[Spans] = [{(name.start, name.end, name.label) for name in text.names} for text in texts]
    repaired: list[Spans] = [
        {(mention.start, mention.end, mention.label) for mention in find_mentions(text)} for text in texts
    ]
    words = list(_words(shared / GERMEVAL))
    return [
        *_name_figures("entities.raw", gold, raw),
        *_name_figures("entities.repaired", gold, repaired),
        *_word_figures(
            "entities.derived",
            [word.is_derived for word in words],
            [any(part.method in OF_A_COUNTRY for part in derived_parts(word.text)) for word in words],
        ),
        *_word_figures(
            "entities.compound",
            [word.is_compound for word in words],
            [any(part.method == "compound" for part in derived_parts(word.text)) for word in words],
        ),
    ]


def _gold(record: dict[str, Any]) -> Spans:
    return {
        (mention["start"], mention["end"], SMARTDATA_LABELS[mention["type"]])
        for mention in record["mentions"]
        if mention["type"] in SMARTDATA_LABELS
    }


def _words(path: Path) -> Iterator[Word]:
    """The words of GermEval; columns 3 and 4 hold the outer and the inner label."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 4 and not line.startswith("#"):
                labels = {label[2:] for label in columns[2:4]}
                yield Word(columns[1], "LOCderiv" in labels, bool(labels & {"LOCpart", "ORGpart"}))


def _name_figures(code: str, gold: Sequence[Spans], found: Sequence[Spans]) -> list[Figure]:
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for gold_spans, found_spans in zip(gold, found, strict=True):
        right.update(label for _, _, label in gold_spans & found_spans)
        wanted.update(label for _, _, label in gold_spans)
        given.update(label for _, _, label in found_spans if label in LABELS)
    total, in_gold, in_found = right.total(), wanted.total(), given.total()
    corpus = "SmartData dev"
    return [
        Figure(f"{code}.f", f_score(total, in_found, in_gold), in_gold, corpus),
        Figure(f"{code}.precision", total / max(1, in_found), in_found, corpus),
        Figure(f"{code}.recall", total / max(1, in_gold), in_gold, corpus),
        *(
            Figure(
                f"{code}.f.{label.lower()}",
                f_score(right[label], given[label], wanted[label]),
                wanted[label],
                corpus,
            )
            for label in LABELS
        ),
    ]


def _word_figures(code: str, gold: Sequence[bool], found: Sequence[bool]) -> list[Figure]:
    both = sum(is_gold and is_found for is_gold, is_found in zip(gold, found, strict=True))
    corpus = "GermEval 2014 dev, half"
    return [
        Figure(f"{code}.precision", both / max(1, sum(found)), sum(found), corpus),
        Figure(f"{code}.recall", both / max(1, sum(gold)), sum(gold), corpus),
    ]
