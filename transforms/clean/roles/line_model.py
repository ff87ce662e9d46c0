"""The role model: gradient-boosted oblivious trees, kept in readable JSON and evaluated with numpy alone.

An oblivious tree asks the same question of every block at each level (as in CatBoost, Prokhorenkova et al.
2018): the answers are the bits of an index into its leaves. That makes it fast to evaluate over whole
columns and hard to overfit.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from transforms.clean.roles.context import stacked_features
from transforms.clean.roles.features import as_matrix
from transforms.clean.roles.page import Blocks, Floats

MODEL_FORMAT: Final = 1
WEIGHTS_PATH: Final = Path(__file__).with_name("line_model.json")
"""The weights that ship with the project."""
# Probabilities are rounded to a power of two, so that sums over many of them are exact: a document then gets
# the same role, to the last bit, whatever else is in the batch.
PROBABILITY_STEPS: Final = 1024
ROWS_AT_ONCE: Final = 16384  # a few columns of this length stay in the processor's cache


@dataclass(frozen=True)
class Tree:
    """One oblivious tree: at level k, is feature `features[k]` above `thresholds[k]`?"""

    features: tuple[int, ...]
    thresholds: tuple[float, ...]
    leaves: Floats


@dataclass(frozen=True)
class Ensemble:
    """A sum of trees that gives the log-odds of one yes/no question."""

    feature_names: tuple[str, ...]
    base: float
    trees: tuple[Tree, ...]

    def probability(self, features: dict[str, Floats]) -> Floats:
        """Probability of yes, one value per block."""
        matrix = as_matrix(features, self.feature_names)
        size = matrix.shape[1]
        score = np.full(size, self.base, dtype=np.float32)
        for low in range(0, size, ROWS_AT_ONCE):
            part = matrix[:, low : low + ROWS_AT_ONCE]
            for tree in self.trees:
                leaf = np.zeros(part.shape[1], dtype=np.uint8)
                for feature, threshold in zip(tree.features, tree.thresholds, strict=True):
                    leaf += leaf
                    leaf += part[feature] > np.float32(threshold)
                score[low : low + ROWS_AT_ONCE] += tree.leaves[leaf]
        steps: Floats = np.round(PROBABILITY_STEPS / (1 + np.exp(-score)))
        return steps / np.float32(PROBABILITY_STEPS)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "Ensemble":
        """An ensemble as the training recipe writes it."""
        names = tuple(content["feature_names"])
        trees = tuple(
            Tree(
                tuple(names.index(name) for name, _ in tree["splits"]),
                tuple(at for _, at in tree["splits"]),
                np.array(tree["leaves"], dtype=np.float32),
            )
            for tree in content["trees"]
        )
        return cls(names, float(content["base"]), trees)


@dataclass(frozen=True)
class LineModel:
    """Two passes over a page: the second also sees what the first thinks of the surroundings."""

    first_body: Ensemble
    first_title: Ensemble
    body: Ensemble
    title: Ensemble

    @classmethod
    def load(cls, path: Path) -> "LineModel":
        """Read the weights.

        Raises:
            ValueError: the file is of another format.
        """
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.get("format") != MODEL_FORMAT:
            raise ValueError(
                f"{path}: line model of format {content.get('format')!r}, expected {MODEL_FORMAT}"
            )
        parts = {
            name: Ensemble.from_json(content[name]) for name in ("first_body", "first_title", "body", "title")
        }
        return cls(**parts)

    def probabilities(self, blocks: Blocks, features: dict[str, Floats]) -> tuple[Floats, Floats]:
        """Probability of being body text, and of being the title, for each block."""
        body, title = self.first_body.probability(features), self.first_title.probability(features)
        both = features | stacked_features(blocks, body, title, features)
        return self.body.probability(both), self.title.probability(both)
