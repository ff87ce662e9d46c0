"""main.fact_sentence: the sentences of the bodies."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy
import polars as pl

from warehouse.tables.base import Table, count_column, reference


class Sentence(Table):
    """One sentence of an article's body. A heading or list item is at least one sentence of its own."""

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "fact_sentence"

    article_key = reference("main.fact_article.article_key", "Article version.", primary_key=True)
    sentence_number = dy.Int32(
        primary_key=True, min=1, description="Position in the body.", metadata={"unit": "sentences from 1"}
    )
    paragraph_number = count_column("Paragraph of the body it stands in.", "paragraphs from 1", minimum=1)
    start = count_column("Start in the body.", "code points from 0")
    length = count_column("Length.", "code points", minimum=1)
    text = dy.String(min_length=1, description="The sentence; equal to substr(body, start + 1, length).")
    word_count = count_column("Words.", minimum=0)
    run_key = reference("main.dim_run.run_key", "Run that wrote the row.")

    @dy.rule()
    def length_is_length_of_text(cls) -> pl.Expr:
        """The span and the stored text must be the same thing."""
        return pl.col("text").str.len_chars() == pl.col("length")
