"""Which spaCy pipeline annotates."""

import hashlib
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_package_path, is_package, load_meta

from transforms.annotate import embedding, lemmas
from transforms.annotate.boundaries import sentence_starts

if TYPE_CHECKING:
    from thinc.types import Ints2d

GERMAN: Final = "german"
"""The pipeline that ships with the project: sentences, word classes, names, lemmas."""
WEIGHTS: Final = Path(__file__).resolve().parents[2] / "models" / "german" / "pipeline"
REGISTERED: Final = (embedding.word_embedding, lemmas.create_german_lemmas)
"""What the shipped pipeline is built of; imported, spaCy knows it by name."""
BLANK = "blank"
"""The pipeline that needs no model: German tokenizer and rules for sentences."""
COMPONENT = "german_sentence_rules"
RULES_VERSION = "1"
"""Raised with every change of the rules, so that articles split by older ones are worked on again."""
SENTENCE_COMPONENTS = frozenset({"parser", "senter", "sentencizer", COMPONENT})
SENT_START_YES, SENT_START_NO = 1, -1
BLOCK: Final = 1 << 20
"""Bytes hashed at a time."""


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


def load_pipeline(name: str = GERMAN) -> Language:
    """Load the pipeline that splits and tags German text.

    Args:
        name: 'german' (the shipped one), 'blank', the name of an installed spaCy pipeline, or the path of a
            pipeline's folder.

    Returns:
        The pipeline; where it has no component of its own that splits sentences, the rules of this project
        come first.

    Raises:
        ValueError: no such pipeline is installed; the message says how to install it.
    """
    if name == BLANK:
        nlp = spacy.blank("de")
    elif name == GERMAN:
        nlp = spacy.load(_folder(name))
    else:
        try:
            nlp = spacy.load(name)
        except OSError as error:
            raise _missing(name) from error
    if SENTENCE_COMPONENTS.isdisjoint(nlp.pipe_names):
        nlp.add_pipe(COMPONENT, first=True)
    return nlp


def describe_pipeline(nlp: Language) -> str:
    """Name and version of a pipeline, for the recipe under which an article was annotated.

    Args:
        nlp: a loaded pipeline.

    Returns:
        E.g. ``de_pipeline/0.0.0+spacy3.8.18+german_sentence_rules1``: two pipelines with the same text give
        the same annotation. The version of the shipped pipeline holds a hash of its weights.
    """
    return _description(nlp.meta, nlp.pipe_names)


def describe_by_name(name: str) -> str:
    """What `describe_pipeline` says of a pipeline, without loading it.

    A run that finds nothing new need not wait for a pipeline of a gigabyte.

    Args:
        name: as for `load_pipeline`.

    Returns:
        The description; that of a folder ends in a hash of what is in it, since a pipeline of one's own that
        is trained again often keeps its version.

    Raises:
        ValueError: no such pipeline is installed.
    """
    if name == BLANK:
        return describe_pipeline(load_pipeline(BLANK))
    folder = _folder(name)
    meta = load_meta(folder / "meta.json")
    components = list(meta["pipeline"])
    if SENTENCE_COMPONENTS.isdisjoint(components):
        components.insert(0, COMPONENT)
    description = _description(meta, components)
    return description if name == GERMAN or is_package(name) else f"{description}+{_contents_hash(folder)}"


def _folder(name: str) -> Path:
    """Where a pipeline lies."""
    folder = WEIGHTS if name == GERMAN else get_package_path(name) if is_package(name) else Path(name)
    if not (folder / "meta.json").is_file():
        raise _missing(name)
    return folder


def _missing(name: str) -> ValueError:
    if name == GERMAN:
        return ValueError(
            f"The weights of the shipped pipeline are not in {WEIGHTS}. Install the whole project again, or"
            " train them with python -m models.german.train, or choose another pipeline."
        )
    return ValueError(
        f"spaCy pipeline {name!r} is not installed. Install it into this environment (python -m pip"
        f" install {name}, or the wheel file of its release), give the path of its folder, or choose"
        f" {GERMAN!r} or {BLANK!r}."
    )


def _contents_hash(folder: Path) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
        with file.open("rb") as content:
            while block := content.read(BLOCK):
                digest.update(block)
    return digest.hexdigest()


def _description(meta: Mapping[str, Any], components: Sequence[str]) -> str:
    parts = [f"{meta['lang']}_{meta['name']}/{meta['version']}", f"spacy{version('spacy')}"]
    if COMPONENT in components:
        parts.append(COMPONENT + RULES_VERSION)
    if lemmas.LEMMA_COMPONENT in components:
        parts.append(f"{lemmas.LEMMA_COMPONENT}{lemmas.LEMMAS_VERSION}/{version('spacy-lookups-data')}")
    return "+".join(parts)
