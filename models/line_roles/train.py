"""Train the line-role model: `python -m models.line_roles.train --help`."""

import argparse
import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from models.line_roles.augment import variants
from models.line_roles.boosting import Binned, Recipe, boost
from models.line_roles.pages import LabelledPage, load_pages
from transforms.clean.lines import split_lines
from transforms.clean.roles.context import page_features, stacked_features
from transforms.clean.roles.features import as_matrix, lexical_columns
from transforms.clean.roles.line_model import MODEL_FORMAT, Ensemble
from transforms.clean.roles.page import Blocks, to_blocks

FOLDS = 6
FIRST = Recipe(trees=180, rate=0.06, feature_share=0.2)
SECOND = Recipe(trees=200, rate=0.06, feature_share=0.2)
Features = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Table:
    """Blocks of all training dumps with what is right for them.

    Attributes:
        blocks: the text blocks.
        features: first-pass features.
        label: `title`, `heading`, `body`, `other`, `unclear` per block.
        fold: cross-validation fold per block, by publisher.
        is_original: False where the block belongs to a made variant.
        weight: weight per block.
    """

    blocks: Blocks
    features: Features
    label: NDArray[np.str_]
    fold: NDArray[np.int64]
    is_original: NDArray[np.bool_]
    weight: NDArray[np.float64]


def build_table(pages: list[LabelledPage], variant_count: int) -> Table:
    """Dump, vary and split the pages, and compute their features."""
    publishers = sorted({page.publisher for page in pages})
    fold_of = {publisher: number * 7 % FOLDS for number, publisher in enumerate(publishers)}
    made: list[tuple[LabelledPage, int, bool]] = []
    for page in pages:
        fold = fold_of[page.publisher]
        # An article may only move into a frame of its own fold: no text of a page is on both sides of a
        # split.
        others = [
            other for other in pages if fold_of[other.publisher] == fold and other.publisher != page.publisher
        ]
        for number, variant in enumerate(variants(page, others, variant_count, seed=11)):
            made.append((variant, fold, number == 0))
    documents = pl.DataFrame(
        {"document_key": range(len(made)), "text": ["\n".join(page.lines) for page, _, _ in made]},
        schema={"document_key": pl.Int64, "text": pl.String},
    )
    lines = split_lines(documents.lazy()).collect()
    blocks, block_of_line = to_blocks(lines)
    first_line = np.flatnonzero(np.diff(block_of_line, prepend=-1))
    page_of, line_of = (lines[name].to_numpy()[first_line] for name in ("document_key", "line_number"))
    label = np.array([made[k][0].labels[n - 1] for k, n in zip(page_of, line_of, strict=True)])
    counts = np.bincount(page_of, minlength=len(made))[page_of]
    weight = np.where(label == "unclear", 0.0, 12 / np.sqrt(counts))
    return Table(
        blocks,
        page_features(blocks, lexical_columns(blocks.text)),
        label,
        np.array([made[k][1] for k in page_of]),
        np.array([made[k][2] for k in page_of]),
        weight,
    )


def train_pair(table: Table, features: Features, recipe: Recipe, rows: NDArray[np.bool_]) -> dict[str, Any]:
    """A body model and a title model on the marked rows."""
    names = tuple(features)
    data = Binned.of(names, as_matrix(features, names), recipe.bins)
    weight = np.where(rows, table.weight, 0.0)
    title_recipe = replace(recipe, trees=recipe.trees // 2)
    is_body, is_title = np.isin(table.label, ("body", "heading")), table.label == "title"
    return {
        "body": boost(data, is_body, np.where(is_title, 0.0, weight), recipe),
        "title": boost(data, is_title, weight * np.where(is_title, 3.0, 1.0), title_recipe),
    }


def predict(pair: dict[str, Any], features: Features) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Body and title probabilities by the run-time evaluator."""
    body, title = Ensemble.from_json(pair["body"]), Ensemble.from_json(pair["title"])
    return body.probability(features), title.probability(features)


def out_of_fold(
    table: Table, features: Features, recipe: Recipe
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Predictions for each block by models that never saw its publisher."""
    body, title = np.zeros(table.blocks.size, np.float32), np.zeros(table.blocks.size, np.float32)
    for fold in range(FOLDS):
        pair = train_pair(table, features, recipe, table.fold != fold)
        fold_body, fold_title = predict(pair, features)
        inside = table.fold == fold
        body[inside], title[inside] = fold_body[inside], fold_title[inside]
    return body, title


def report(table: Table, body: NDArray[np.float32], title: NDArray[np.float32]) -> dict[str, float]:
    """Line figures and title accuracy, on the pages as they are and on all variants."""
    figures: dict[str, float] = {}
    for name, rows in (("original", table.is_original), ("all", np.ones_like(table.is_original))):
        clear = rows & ~np.isin(table.label, ("unclear", "title"))
        truth, said = np.isin(table.label, ("body", "heading"))[clear], body[clear] > 0.5
        hits = float((truth & said).sum())
        precision, recall = hits / max(1, said.sum()), hits / max(1, truth.sum())
        figures |= {f"{name}_precision": float(precision), f"{name}_recall": float(recall)}
        figures[f"{name}_f"] = 2 * precision * recall / max(1e-9, precision + recall)
        document = table.blocks.document
        order = np.lexsort((-title, document))
        best = order[np.diff(document[order], prepend=-1) != 0]
        has_title = np.isin(document[best], document[table.label == "title"]) & rows[best]
        figures[f"{name}_title_accuracy"] = float((table.label[best] == "title")[has_title].mean())
    return {key: round(float(value), 4) for key, value in figures.items()}


def load_dump(tools: Path) -> Callable[[bytes], str]:
    """The page-to-text reducer of the shared tools."""
    spec = importlib.util.spec_from_file_location("page_dumps", tools)
    if spec is None or spec.loader is None or not tools.exists():
        raise SystemExit(f"{tools} is absent: it holds dump(), which reduces HTML to text")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    dump: Callable[[bytes], str] = module.dump
    return dump


def main() -> None:
    """Cross-validate, print the figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/pages/fundus"))
    parser.add_argument("--tools", type=Path, default=Path("../shared/tools/page_dumps.py"))
    parser.add_argument("--variants", type=int, default=9)
    parser.add_argument("--out", type=Path, default=Path("transforms/clean/roles/line_model.json"))
    options = parser.parse_args()
    if not options.data.exists():
        raise SystemExit(
            f"{options.data} is absent: it holds the Fundus test pages (github.com/flairNLP/fundus)"
        )
    table = build_table(load_pages(options.data, load_dump(options.tools)), options.variants)
    first_body, first_title = out_of_fold(table, table.features, FIRST)
    print("first pass ", report(table, first_body, first_title))
    both = table.features | stacked_features(table.blocks, first_body, first_title, table.features)
    print("second pass", report(table, *out_of_fold(table, both, SECOND)))
    everything = np.ones(table.blocks.size, dtype=bool)
    first = train_pair(table, table.features, FIRST, everything)
    second = train_pair(table, both, SECOND, everything)
    content = {"format": MODEL_FORMAT, "first_body": first["body"], "first_title": first["title"]} | second
    options.out.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
