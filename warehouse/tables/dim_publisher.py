"""main.dim_publisher: who published a page."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table


class DimPublisher(Table):
    """One publisher. Key 0 is the explicit unknown member."""

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "dim_publisher"

    publisher_key = dy.Int64(
        primary_key=True,
        description="Key of publisher_name; 0 for the unknown publisher.",
        metadata={"natural_key": True},
    )
    publisher_name = dy.String(min_length=1, description="Name; `unbekannt` for the unknown member.")
    domain = dy.String(nullable=True, description="Main domain, where it is known.")
    time_zone = dy.String(description="IANA zone its pages give times in.")
    is_declared = dy.Bool(
        description="Whether it stands in the publisher list (otherwise it was detected on the page)."
    )
