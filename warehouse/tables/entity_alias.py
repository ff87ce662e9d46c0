"""main.entity_alias: the names that entities go by."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table, code_column, reference, share_column
from warehouse.tables.mention import NAME_KINDS, REFERENCES


class EntityAlias(Table):
    """One name that articles use, with the entity it means and how that was decided."""

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "entity_alias"

    alias_key = dy.Int64(
        primary_key=True,
        description="Key of (kind_code, reference_code, alias_name).",
        metadata={"natural_key": True},
    )
    entity_key = reference("main.dim_entity.entity_key", "Entity that is meant; 0 where unknown.")
    alias_name = dy.String(min_length=1, description="The name, as fact_mention.name has it.")
    kind_code = code_column(NAME_KINDS, "What kind of thing the articles name so.")
    reference_code = code_column(REFERENCES, "How the words refer to it.")
    method_code = dy.String(
        regex=r"^[a-z0-9_]+$", description="Rule or correction that decided on the entity."
    )
    confidence = share_column("How sure the decision is; comparable within one method_code.")
    article_count = dy.Int64(
        min=0, description="Article versions that hold the name.", metadata={"unit": "count"}
    )
    mention_count = dy.Int64(min=0, description="Mentions under the name.", metadata={"unit": "count"})
