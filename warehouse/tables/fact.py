"""What all facts taken from a body have in common: the exact span they stand on."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from warehouse.tables.base import Table, count_column, reference


class Fact(Table):
    """Base of the facts: one span of one article's body."""

    article_key = reference("main.fact_article.article_key", "Article version.", primary_key=True)
    start = dy.Int32(
        primary_key=True, min=0, description="Start in the body.", metadata={"unit": "code points from 0"}
    )
    length = dy.Int32(
        primary_key=True, min=1, description="Length in the body.", metadata={"unit": "code points"}
    )
    sentence_number = count_column(
        "Sentence of fact_sentence that the span begins in.", "sentences from 1", minimum=1
    )
    run_key = reference("main.dim_run.run_key", "Run that wrote the row.")


class SurfaceFact(Fact):
    """Base of the facts that keep their words as `surface`."""

    surface = dy.String(
        min_length=1, description="The words as written; equal to substr(body, start + 1, length)."
    )

    @dy.rule()
    def length_is_length_of_surface(cls) -> pl.Expr:
        """The span and the stored text must be the same thing."""
        return pl.col("surface").str.len_chars() == pl.col("length")
