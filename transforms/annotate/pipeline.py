"""Which spaCy pipeline annotates."""

from importlib.metadata import version
from typing import TYPE_CHECKING, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from transforms.annotate.boundaries import sentence_starts

if TYPE_CHECKING:
    from thinc.types import Ints2d

BLANK = "blank"
"""The pipeline that needs no model: German tokenizer and rules for sentences."""
COMPONENT = "german_sentence_rules"
RULES_VERSION = "1"
"""Raised with every change of the rules, so that articles split by older ones are worked on again."""
SENTENCE_COMPONENTS = frozenset({"parser", "senter", "sentencizer", COMPONENT})
SENT_START_YES, SENT_START_NO = 1, -1


@Language.component(COMPONENT, assigns=["token.is_sent_start", "doc.sents"])
def german_sentence_rules(doc: Doc) -> Doc:
    """Mark the first token of each sentence by the rules of `sentence_starts`.

    spaCy's own sentencizer splits after every stop token, also in "3. Liga" or "R. Werner".

    Args:
        doc: a tokenized text.

    Returns:
        The same doc.
    """
    if len(doc) == 0:
        return doc
    token_starts = doc.to_array(["IDX"]).astype(np.int64)
    marks = np.where(np.isin(token_starts, sentence_starts(doc.text)), SENT_START_YES, SENT_START_NO)
    marks[0] = SENT_START_YES
    doc.from_array(["SENT_START"], cast("Ints2d", marks.astype(np.uint64)))
    return doc


def load_pipeline(name: str = BLANK) -> Language:
    """Load the pipeline that splits, and later tags, German text.

    Args:
        name: 'blank', the name of an installed spaCy pipeline, or the path of a pipeline's directory.

    Returns:
        The pipeline; where it has no component of its own that splits sentences, the rules of this project
        come first.

    Raises:
        ValueError: no such pipeline is installed; the message says how to install it.
    """
    if name == BLANK:
        nlp = spacy.blank("de")
    else:
        try:
            nlp = spacy.load(name)
        except OSError as error:
            raise ValueError(
                f"spaCy pipeline {name!r} is not installed. Install it into this environment (python -m pip"
                f" install {name}, or the wheel file of its release), give the path of its directory, or"
                f" choose {BLANK!r}."
            ) from error
    if SENTENCE_COMPONENTS.isdisjoint(nlp.pipe_names):
        nlp.add_pipe(COMPONENT, first=True)
    return nlp


def describe_pipeline(nlp: Language) -> str:
    """Name and version of a pipeline, for the recipe under which an article was annotated.

    Args:
        nlp: a loaded pipeline.

    Returns:
        E.g. ``de_pipeline/0.0.0+spacy3.8.18+german_sentence_rules1``: two pipelines with the same text give
        the same annotation.
    """
    parts = [f"{nlp.lang}_{nlp.meta['name']}/{nlp.meta['version']}", f"spacy{version('spacy')}"]
    if COMPONENT in nlp.pipe_names:
        parts.append(COMPONENT + RULES_VERSION)
    return "+".join(parts)
