"""The score card that comes with the rules and the shipped pipeline: how far to trust the facts."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from warehouse.tables.accuracy_figure import AccuracyFigure
from warehouse.tables.base import polars_schema

SCORE_CARD_PATH = Path(__file__).resolve().parents[1] / "models" / "german" / "score_card.json"
"""Written by `python -m benchmarks.accuracy`."""


def load_score_card(file: Path = SCORE_CARD_PATH) -> pl.DataFrame:
    """The figures of the score card, as rows of `AccuracyFigure`; none where there is no card."""
    schema = polars_schema(AccuracyFigure)
    if not file.exists():
        return pl.DataFrame(schema=schema)
    card = json.loads(file.read_text(encoding="utf-8"))
    return pl.DataFrame(card["figures"]).select(
        pl.lit(card[name]).alias(name) if name in card else pl.col(name).cast(dtype)
        for name, dtype in schema.items()
    )
