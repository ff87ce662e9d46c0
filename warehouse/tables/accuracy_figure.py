"""ops.accuracy_figure: how far the facts can be trusted."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table


class AccuracyFigure(Table):
    """One figure of the score card that came with the facts: how often a kind of fact is right.

    Measured on public gold data, see docs/accuracy.md. A figure speaks for facts of the same `pipeline_name`.
    """

    schema_name: ClassVar[str] = "ops"
    table_name: ClassVar[str] = "accuracy_figure"

    pipeline_name = dy.String(primary_key=True, min_length=1, description="spaCy pipeline that was measured.")
    figure_code = dy.String(primary_key=True, min_length=1, description="What was measured: dates.relaxed_f.")
    measure_code = dy.String(min_length=1, description="Kind of fact: names, quotes, quantities, dates.")
    annotation_recipe_code = dy.String(
        regex=r"^[0-9a-f]{16}$", description="Hash of the rules and the pipeline that were measured."
    )
    value = dy.Float64(description="The figure; shares and F between 0 and 1.")
    floor_value = dy.Float64(
        nullable=True, description="What it may not fall below; NULL where it has no floor."
    )
    item_count = dy.Int64(
        min=0, description="Items of the gold data it rests on.", metadata={"unit": "count"}
    )
    corpus_name = dy.String(min_length=1, description="The gold data.")
    note = dy.String(description="What to know beside it; may be empty.")
