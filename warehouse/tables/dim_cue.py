"""main.dim_cue: the words that announce a quotation."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table, code_column


class DimCue(Table):
    """One word that announces a quotation. Key 0 is the explicit unknown member: no such word."""

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "dim_cue"

    cue_key = dy.Int64(
        primary_key=True,
        description="Key of cue_lemma; 0 where there is no cue.",
        metadata={"natural_key": True},
    )
    cue_lemma = dy.String(min_length=1, description="Lemma; `unbekannt` for the unknown member.")
    cue_type_code = code_column(
        {
            "verb": "sagen, erklären",
            "preposition": "laut, zufolge",
            "noun": "Angabe, Aussage",
            "adverb": "angeblich",
            "unknown": "the unknown member",
        },
        "Part of speech.",
    )
    stance_code = code_column(
        {
            "neutral": "reports and no more: sagen, mitteilen, laut",
            "claim": "says it with emphasis, open whether it is true: behaupten, betonen",
            "confirm": "says that it is so: bestätigen, einräumen",
            "deny": "says that it is not so: bestreiten, zurückweisen",
            "demand": "wants something: fordern, bitten",
            "promise": "gives a promise: versprechen, zusagen",
            "announce": "speaks of what will be: ankündigen",
            "warn": "speaks of a danger: warnen, befürchten",
            "criticise": "finds fault: kritisieren, vorwerfen",
            "praise": "speaks well of it: loben, begrüßen",
            "ask": "asks: fragen",
            "think": "thinks rather than says: meinen, glauben",
            "unknown": "the unknown member",
        },
        "What the speaker does with what is said.",
    )
