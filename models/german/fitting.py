"""Fits one pipeline to sentences."""

from __future__ import annotations

import dataclasses
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.training import Example
from spacy.util import load_config, load_model_from_config
from thinc.api import Adam, Optimizer, fix_random_seed

from models.german.corpora import Sentence
from transforms.annotate.embedding import bake_lexicon

FOLDER = Path(__file__).parent
INITIAL_SENTENCES = 4_000
"""Sentences shown for the labels and shapes. A word class too rare to be among them (SYM: four tokens of the
treebank) is not learnt."""


@dataclass(frozen=True)
class Setting:
    """How one model is fitted.

    Attributes:
        seed: of weights, order and dropout.
        epochs: passes over the sentences.
        dropout: share of activations dropped.
        learning_rate: its peak.
        batch_words: tokens of a batch.
        width: of token vectors; None: as in config.cfg.
        depth: of the encoder; None: as in config.cfg.
    """

    seed: int
    epochs: int
    dropout: float
    learning_rate: float
    batch_words: int
    width: int | None = None
    depth: int | None = None


@cache
def recipe() -> dict[str, Any]:
    """The settings of recipe.toml."""
    return tomllib.loads((FOLDER / "recipe.toml").read_text(encoding="utf-8"))


def setting(section: str, seed: int) -> Setting:
    """The setting of a section of recipe.toml."""
    fields = {field.name for field in dataclasses.fields(Setting)} - {"seed"}
    return Setting(seed=seed, **{name: value for name, value in recipe()[section].items() if name in fields})


def untrained(lexicon: bytes, setting: Setting) -> Language:
    """The pipeline of config.cfg with its lexicon, before training."""
    overrides: dict[str, Any] = {}
    if setting.width:
        overrides["components.tok2vec.model.embed.width"] = setting.width
        overrides["components.tok2vec.model.encode.width"] = setting.width
    if setting.depth:
        overrides["components.tok2vec.model.encode.depth"] = setting.depth
    config = load_config(FOLDER / "config.cfg", overrides=overrides, interpolate=True)
    nlp = load_model_from_config(config, auto_fill=True)
    bake_lexicon(nlp, lexicon)
    return nlp


def fit(sentences: list[Sentence], lexicon: bytes, setting: Setting, name: str) -> Language:
    """Train a pipeline.

    Args:
        sentences: with names, word classes or both; what is None teaches nothing.
        lexicon: packed lexicon.
        setting: how to train.
        name: for the log.

    Returns:
        The pipeline with the average of its weights over all steps.
    """
    random.seed(setting.seed)
    fix_random_seed(setting.seed)
    nlp = untrained(lexicon, setting)
    examples = [to_example(nlp, sentence) for sentence in sentences]
    shown = random.sample(examples, min(INITIAL_SENTENCES, len(examples)))
    nlp.initialize(lambda: shown)
    training = recipe()["training"]
    optimizer = Adam(
        setting.learning_rate,
        use_averages=True,
        grad_clip=training["gradient_clip"],
        L2=training["weight_decay"],
        L2_is_weight_decay=True,
    )
    total = setting.epochs * sum(len(sentence.words) for sentence in sentences)
    seen = 0
    for epoch in range(setting.epochs):
        random.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in _batches(examples, setting.batch_words):
            optimizer.learn_rate = setting.learning_rate * _rate(seen / total)
            nlp.update(batch, sgd=optimizer, losses=losses, drop=setting.dropout)
            seen += sum(len(example.reference) for example in batch)
        print(f"{name}: epoch {epoch + 1} of {setting.epochs}, losses", losses, flush=True)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None:
            _keep_averages(model, optimizer)
    return nlp


def to_example(nlp: Language, sentence: Sentence) -> Example:
    """SpaCy's pair of bare and annotated text."""
    return Example(sentence.to_doc(nlp.vocab, annotated=False), sentence.to_doc(nlp.vocab))


def _batches(examples: list[Example], words: int) -> Iterator[list[Example]]:
    batch: list[Example] = []
    count = 0
    for example in examples:
        batch.append(example)
        count += len(example.reference)
        if count >= words:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def _rate(progress: float) -> float:
    """Share of the peak learning rate: up in a straight line, then down."""
    training = recipe()["training"]
    rise: float = min(1.0, (progress + 0.001) / training["warm_up"])
    return rise * max(float(training["rate_floor"]), 1.0 - progress)


def _keep_averages(model: Any, optimizer: Optimizer) -> None:
    """Put the averaged weights in the place of the last ones."""
    for node in model.walk():
        for parameter in node.param_names:
            average = (optimizer.averages or {}).get((node.id, parameter))
            if average is not None:
                node.set_param(parameter, average.copy())
