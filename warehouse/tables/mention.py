"""main.fact_mention: who and what is named where."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import code_column, reference, share_column
from warehouse.tables.fact import SurfaceFact

NAME_KINDS = {
    "person": "a human being, real or fictional",
    "organisation": "a company, party, authority, team, medium or other body",
    "place": "a country, town, region, river, building or other place",
    "misc": "another thing with a name: event, law, work, product, disease",
}
REFERENCES = {
    "name": "the name itself",
    "derived": "a word made from a country's name: adjective, inhabitant, part of a compound",
}


class Mention(SurfaceFact):
    """One mention of an entity in an article's body.

    Words made from a country's name ("nordkoreanisch", "Ukraine-Krieg") are mentions of the country with the
    reference `derived`: to count names alone, leave them out. Only they may stand inside another mention.
    """

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "fact_mention"

    entity_key = reference("main.dim_entity.entity_key", "Entity that is meant; 0 where unknown.")
    alias_key = reference("main.entity_alias.alias_key", "Name under which the entity was looked up.")
    name = dy.String(
        min_length=1,
        description="What the article calls the thing in full: genitive, title and role stripped, a surname"
        " completed where the article gives the full name; for a derived reference the German country name.",
    )
    kind_code = code_column(NAME_KINDS, "What kind of thing the article names.")
    reference_code = code_column(REFERENCES, "How the words refer to it.")
    method_code = dy.String(regex=r"^[a-z0-9_]+$", description="What found the mention: pipeline or rule.")
    confidence = share_column("How sure the mention is; comparable within one method_code.")
