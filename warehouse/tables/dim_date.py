"""main.dim_date: the calendar."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table

FIRST_YEAR = 1900
LAST_YEAR = 2069
"""Years the calendar covers: digitised archives begin in the last century; a later date is a misreading."""


class DimDate(Table):
    """One calendar day. The unknown day has key 0 and no date."""

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "dim_date"
    incremental: ClassVar[bool] = False

    date_key = dy.Int32(primary_key=True, min=0, description="Day as YYYYMMDD; 0 is the unknown day.")
    calendar_date = dy.Date(nullable=True, description="The day.")
    year = dy.Int16(nullable=True, min=FIRST_YEAR, max=LAST_YEAR, description="Calendar year.")
    quarter = dy.Int16(nullable=True, min=1, max=4, description="Quarter of the year.")
    month = dy.Int16(nullable=True, min=1, max=12, description="Month of the year.")
    day = dy.Int16(nullable=True, min=1, max=31, description="Day of the month.")
    weekday = dy.Int16(nullable=True, min=1, max=7, description="ISO weekday, Monday is 1.")
    iso_year = dy.Int16(nullable=True, description="Year the ISO week belongs to.")
    iso_week = dy.Int16(nullable=True, min=1, max=53, description="ISO 8601 week.")
    month_name = dy.String(description="German month name; `unbekannt` for the unknown day.")
    weekday_name = dy.String(description="German weekday name; `unbekannt` for the unknown day.")
