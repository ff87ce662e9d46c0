"""The score card: docs/accuracy.md."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks.accuracy.corpora import CORPORA
from benchmarks.accuracy.figure import Figure
from benchmarks.accuracy.floors import Figures, Floors
from benchmarks.accuracy.registry import MEASURES, method
from flows.recipe import annotation_recipe
from flows.score_card import SCORE_CARD_PATH

TEMPLATE: Final = "report.md.jinja"
WEAKNESSES_PATH: Final = Path(__file__).with_name("weaknesses.md")
Z: Final = 1.96
"""Standard deviations on either side that hold 95 % of a normal distribution."""


def interval(figure: Figure) -> tuple[float, float] | None:
    """The 95 % interval of a share.

    Wilson's score interval (1927): unlike value ± 1.96 standard errors it stays within 0 and 1 and says
    something at 24 of 24 too. For an F it is a rough measure only, with the gold items as trials.

    Args:
        figure: any figure.

    Returns:
        Lower and upper end; None where the figure is no share or rests on nothing.
    """
    if figure.count <= 0 or not 0 <= figure.value <= 1:
        return None
    n, p = figure.count, figure.value
    middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * math.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def render(figures: Figures, floors: Floors, pipeline: str, hashes: Mapping[str, str]) -> str:
    """The score card as Markdown.

    Args:
        figures: measure → its figures.
        floors: what the figures are held against.
        pipeline: name and version of the measured pipeline.
        hashes: data set → sha256.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"number": _number, "interval": _interval, "cell": _cell}
    measures = [
        {"name": name, "title": measure.title, "method": method(name), "figures": figures[name]}
        for name, measure in MEASURES.items()
        if name in figures
    ]
    return environment.get_template(TEMPLATE).render(
        measures=measures,
        floors=floors,
        pipeline=pipeline,
        corpora={name: corpus for name, corpus in CORPORA.items() if name in hashes},
        hashes=hashes,
        weaknesses=WEAKNESSES_PATH.read_text(encoding="utf-8").strip(),
    )


def write_score_card(figures: Figures, floors: Floors, pipeline: str) -> None:
    """Write the figures where runs find them.

    Args:
        figures: measure → its figures.
        floors: what the figures are held against.
        pipeline: name and version of the measured pipeline.
    """
    records = [
        {
            "measure_code": measure,
            "figure_code": figure.code,
            "value": figure.value,
            "floor_value": floors.of(measure, figure.code),
            "item_count": figure.count,
            "corpus_name": figure.corpus,
            "note": figure.note,
        }
        for measure, of_measure in figures.items()
        for figure in of_measure
    ]
    card = {
        "pipeline_name": pipeline,
        "annotation_recipe_code": annotation_recipe(pipeline),
        "figures": records,
    }
    SCORE_CARD_PATH.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:,.0f}"


def _interval(figure: Figure) -> str:
    ends = interval(figure)
    return "–" if ends is None else f"{ends[0]:.2f}–{ends[1]:.2f}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
