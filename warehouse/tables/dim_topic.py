"""main.dim_topic: what pages say they are about."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table


class DimTopic(Table):
    """One topic tag as the pages name it, without the `#`. Key 0 is the explicit unknown member."""

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "dim_topic"

    topic_key = dy.Int64(primary_key=True, description="Key of topic_name.", metadata={"natural_key": True})
    topic_name = dy.String(min_length=1, description="The tag; `unbekannt` for the unknown member.")
