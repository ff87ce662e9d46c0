"""Newton boosting of oblivious trees for a yes/no question, in numpy."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Recipe:
    """Settings of one ensemble.

    Attributes:
        trees: number of trees.
        depth: questions per tree; a tree has 2 ** depth leaves.
        rate: learning rate.
        penalty: L2 penalty on leaf values, in units of summed weight.
        feature_share: share of the features tried per tree.
        row_share: share of the rows each tree sees.
        bins: cut points tried per feature.
    """

    trees: int = 120
    depth: int = 4
    rate: float = 0.1
    penalty: float = 10.0
    feature_share: float = 0.3
    row_share: float = 0.6
    bins: int = 32
    seed: int = 7


@dataclass(frozen=True)
class Binned:
    """Features as small integers: bin b holds values in (cuts[b - 1], cuts[b]]."""

    names: tuple[str, ...]
    cuts: tuple[Floats, ...]
    codes: NDArray[np.uint8]

    @classmethod
    def of(cls, names: tuple[str, ...], matrix: NDArray[np.float32], bins: int) -> "Binned":
        """Cut each feature, a row of the matrix, at its quantiles."""
        cuts = tuple(_cut_points(row, bins) for row in matrix)
        codes = np.stack(
            [
                np.searchsorted(cut, row, side="left").astype(np.uint8)
                for cut, row in zip(cuts, matrix, strict=True)
            ]
        )
        return cls(names, cuts, codes)


def _cut_points(row: NDArray[np.float32], bins: int) -> Floats:
    values = np.unique(row)
    if len(values) <= bins:
        middles = (values[1:].astype(np.float64) + values[:-1]) / 2
    else:
        middles = np.unique(np.quantile(row, np.linspace(0, 1, bins + 1)[1:-1]).astype(np.float64))
    return np.array([float(f"{value:.4g}") for value in middles], dtype=np.float64)


def boost(data: Binned, answer: NDArray[np.bool_], weight: Floats, recipe: Recipe) -> dict[str, Any]:
    """Train one ensemble.

    Args:
        data: binned features, a row per feature.
        answer: the truth per block.
        weight: weight per block; 0 leaves a block out.
        recipe: settings.

    Returns:
        The ensemble as `Ensemble.from_json` reads it.
    """
    random = np.random.default_rng(recipe.seed)
    rows = np.flatnonzero(weight > 0)
    mean = float(np.average(answer[rows], weights=weight[rows]))
    base = float(np.log(mean / (1 - mean)))
    score = np.full(len(answer), base)
    trees = []
    for _ in range(recipe.trees):
        sample = rows[random.random(len(rows)) < recipe.row_share]
        tried = random.choice(
            len(data.names), max(1, int(recipe.feature_share * len(data.names))), replace=False
        )
        chance = 1 / (1 + np.exp(-score[sample]))
        gradient = (answer[sample] - chance) * weight[sample]
        hessian = np.maximum(chance * (1 - chance), 1e-6) * weight[sample]
        splits = _grow(data, sample, gradient, hessian, tried, recipe)
        if not splits:
            continue
        leaf = _leaf_of(data, splits, sample)
        top = np.bincount(leaf, gradient, 1 << len(splits))
        bottom = np.bincount(leaf, hessian, 1 << len(splits)) + recipe.penalty
        values = np.round(recipe.rate * top / bottom, 4)
        score += values[_leaf_of(data, splits, np.arange(len(answer)))]
        trees.append(
            {
                "splits": [[data.names[f], float(data.cuts[f][b])] for f, b in splits],
                "leaves": values.tolist(),
            }
        )
    used = sorted({name for tree in trees for name, _ in tree["splits"]})
    return {"base": round(base, 4), "feature_names": used, "trees": trees}


def _leaf_of(data: Binned, splits: list[tuple[int, int]], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    leaf = np.zeros(len(rows), dtype=np.int64)
    for feature, cut in splits:
        leaf = leaf * 2 + (data.codes[feature][rows] > cut)
    return leaf


def _grow(
    data: Binned,
    rows: NDArray[np.int64],
    gradient: Floats,
    hessian: Floats,
    tried: NDArray[np.int64],
    recipe: Recipe,
) -> list[tuple[int, int]]:
    """Choose question by question what raises the summed gain of all leaves most."""
    splits: list[tuple[int, int]] = []
    leaf = np.zeros(len(rows), dtype=np.int64)
    codes = {int(feature): data.codes[feature][rows].astype(np.int64) for feature in tried}
    for _ in range(recipe.depth):
        best: tuple[float, int, int] = (-np.inf, -1, -1)
        leaves = 1 << len(splits)
        for feature, code in codes.items():
            bins = len(data.cuts[feature]) + 1
            if bins < 2:
                continue
            cell = leaf * bins + code
            low_top = np.bincount(cell, gradient, leaves * bins).reshape(leaves, bins).cumsum(1)
            low_bottom = np.bincount(cell, hessian, leaves * bins).reshape(leaves, bins).cumsum(1)
            high_top, high_bottom = low_top[:, -1:] - low_top, low_bottom[:, -1:] - low_bottom
            gain = (
                low_top**2 / (low_bottom + recipe.penalty) + high_top**2 / (high_bottom + recipe.penalty)
            ).sum(0)
            cut = int(np.argmax(gain[:-1]))
            if gain[cut] > best[0]:
                best = (float(gain[cut]), feature, cut)
        if best[1] < 0:
            break
        splits.append((best[1], best[2]))
        leaf = leaf * 2 + (codes[best[1]] > best[2])
    return splits
