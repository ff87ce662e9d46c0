"""main.fact_quote: who said what."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy
import polars as pl

from warehouse.tables.base import code_column, count_column, reference, share_column
from warehouse.tables.fact import Fact

QUOTE_KINDS = {
    "direct": "whole sentences in quotation marks",
    "partial": "quoted words inside a sentence of the article",
    "indirect": "what somebody said in the article's words, without quotation marks",
    "pull": "a quotation set apart from the text, often a repetition",
    "scare": "marked words that quote nobody: doubt, irony, a title",
}
SPEAKER_FORMS = {
    "name": "a name",
    "role": "a role or office: der Minister",
    "pronoun": "a pronoun: sie",
    "institution": "an institution, agency or document",
}


class Quote(Fact):
    """One quotation in an article's body. The span is what was said, without quotation marks.

    The speaker is an entity where one could be told, and unknown (key 0) where not: nobody is guessed.
    `speaker_surface` and the cue are the words of the article, each with a span of its own in the body.
    """

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "fact_quote"

    text = dy.String(
        min_length=1, description="What was said, as written; equal to substr(body, start + 1, length)."
    )
    kind_code = code_column(QUOTE_KINDS, "What kind of quotation it is.")
    speaker_key = reference("main.dim_entity.entity_key", "Entity that speaks; 0 where unknown.")
    speaker_alias_key = reference(
        "main.entity_alias.alias_key",
        "Name under which the speaker was looked up; NULL where the article names nobody.",
        nullable=True,
    )
    speaker_surface = dy.String(
        nullable=True,
        min_length=1,
        description="Who speaks, as written beside the quotation: a name, a role, a pronoun.",
    )
    speaker_start = count_column("Start of speaker_surface in the body.", "code points from 0", nullable=True)
    speaker_length = count_column(
        "Length of speaker_surface in the body.", "code points", minimum=1, nullable=True
    )
    speaker_form_code = code_column(SPEAKER_FORMS, "What speaker_surface is.", nullable=True)
    cue_key = reference("main.dim_cue.cue_key", "Word that announces the quotation; 0 where there is none.")
    cue_lemma = dy.String(
        nullable=True, min_length=1, description="Lemma of that word: sagen, erklären, zufolge, laut."
    )
    cue_start = count_column("Start of the cue in the body.", "code points from 0", nullable=True)
    cue_length = count_column("Length of the cue in the body.", "code points", minimum=1, nullable=True)
    confidence = share_column("How sure kind and speaker are together; comparable within one kind_code.")
    word_count = count_column("Words.")

    @dy.rule()
    def length_is_length_of_text(cls) -> pl.Expr:
        """The span and the stored text must be the same thing."""
        return pl.col("text").str.len_chars() == pl.col("length")

    @dy.rule()
    def speaker_span_is_whole_or_absent(cls) -> pl.Expr:
        """Words, start, length and form of the speaker only make sense together."""
        absent = pl.col("speaker_surface").is_null()
        return (
            (pl.col("speaker_start").is_null() == absent)
            & (pl.col("speaker_length").is_null() == absent)
            & (pl.col("speaker_form_code").is_null() == absent)
        )

    @dy.rule()
    def cue_span_is_whole_or_absent(cls) -> pl.Expr:
        """Lemma, start and length of the cue only make sense together."""
        absent = pl.col("cue_lemma").is_null()
        return (pl.col("cue_start").is_null() == absent) & (pl.col("cue_length").is_null() == absent)

    @dy.rule()
    def known_speaker_has_an_alias(cls) -> pl.Expr:
        """An entity is only ever reached through a name; without one it would be a guess."""
        return (pl.col("speaker_key") == 0) | pl.col("speaker_alias_key").is_not_null()

    @dy.rule()
    def known_cue_has_a_lemma(cls) -> pl.Expr:
        """A cue is looked up by its lemma."""
        return (pl.col("cue_key") == 0) | pl.col("cue_lemma").is_not_null()
