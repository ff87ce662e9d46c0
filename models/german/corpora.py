"""Public gold data → sentences with word classes and names."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

OUTSIDE = "O"
SMARTDATA_LABELS = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "location": "LOC",
    "location-city": "LOC",
    "location-street": "LOC",
    "location-stop": "LOC",
}
"""Labels of SmartData and MobIE → ours. `location-route` is left out: "A 9", "Strecke", "RE 3"."""


@dataclass(frozen=True)
class Sentence:
    """A tokenized sentence or text.

    Attributes:
        words: its tokens.
        pos: UPOS of each token; None where the data has none.
        names: BIO tag of each token, None where it is not known; None where the data has no names.
        spaces: whether a space follows each token; None where the data does not say.
    """

    words: list[str]
    pos: list[str] | None = None
    names: Sequence[str | None] | None = None
    spaces: list[bool] | None = None

    def to_doc(self, vocab: Vocab, annotated: bool = True) -> Doc:
        """The sentence as spaCy's document, with or without what is known of it."""
        if not annotated:
            return Doc(vocab, self.words, self.spaces)
        morphs = None if self.pos is None else [""] * len(self.words)
        return Doc(
            vocab,
            self.words,
            self.spaces,
            pos=self.pos,
            morphs=morphs,
            ents=cast("list[str] | None", self.names),
        )


def germeval(path: Path) -> Iterator[Sentence]:
    """Read sentences of GermEval 2014: outer names, OTH as MISC; -deriv and -part are no names."""
    for block in _blocks(path):
        rows = [line.split("\t") for line in block if not line.startswith("#\t")]
        if rows:
            tags = [row[2].replace("OTH", "MISC") for row in rows]
            names = [OUTSIDE if tag.endswith(("deriv", "part")) else tag for tag in tags]
            yield Sentence([row[1] for row in rows], names=names)


def mobie(path: Path) -> Iterator[Sentence]:
    """Read sentences of MobIE: PER, ORG, LOC; tweets keep their marks."""
    for block in _blocks(path):
        rows = [line.split() for line in block]
        rows = [row for row in rows if len(row) == 4 and row[0] != "-DOCSTART-"]
        if rows:
            yield Sentence([row[0] for row in rows], names=_known_labels(row[3] for row in rows))


def _known_labels(tags: Iterator[str]) -> list[str]:
    """Tags with our labels; a name that begins with I- in the data begins with B- here."""
    names: list[str] = []
    for tag in tags:
        prefix, _, label = tag.partition("-")
        known = SMARTDATA_LABELS.get(label)
        goes_on = prefix == "I" and bool(names) and names[-1][2:] == known
        names.append(f"{'I' if goes_on else 'B'}-{known}" if known else OUTSIDE)
    return names


def smartdata(path: Path, tokenize: Callable[[str], Doc]) -> Iterator[Sentence]:
    """Read documents of DFKI SmartData: PER, ORG, LOC."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            doc = tokenize(record["text"])
            doc.ents = filter_spans(list(_spans(doc, record["mentions"])))
            names = [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else OUTSIDE for token in doc]
            if len(doc):
                yield Sentence(
                    [token.text for token in doc],
                    names=names,
                    spaces=[bool(token.whitespace_) for token in doc],
                )


def _spans(doc: Doc, mentions: list[dict[str, int | str]]) -> Iterator[Span]:
    for mention in mentions:
        label = SMARTDATA_LABELS.get(str(mention["type"]))
        if label:
            span = doc.char_span(
                int(mention["start"]), int(mention["end"]), label=label, alignment_mode="contract"
            )
            if span and not span[0].is_space and not span[-1].is_space:
                yield span


def gsd(path: Path) -> Iterator[Sentence]:
    """Read sentences of UD German GSD, written `form##UPOS`; "im" takes the class of its first part."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            items = [item.rsplit("##", 1) for item in line.split()]
            words, pos, index = [], [], 0
            while index < len(items):
                word, tag = items[index]
                contraction = tag == "_" and index + 2 < len(items)
                words.append(word)
                pos.append(items[index + 1][1] if contraction else tag)
                index += 3 if contraction else 1
            if words:
                yield Sentence(words, pos=["X" if tag == "_" else tag for tag in pos])


def _blocks(path: Path) -> Iterator[list[str]]:
    """The lines between blank lines."""
    block: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
    if block:
        yield block
