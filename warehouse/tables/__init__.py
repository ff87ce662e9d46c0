"""The ground floor: one class per table, from which schema, DDL, expectations and dictionary derive."""

from __future__ import annotations

from warehouse.tables.article import Article
from warehouse.tables.article_topic import ArticleTopic
from warehouse.tables.base import Table, qualified_name
from warehouse.tables.dim_date import DimDate
from warehouse.tables.dim_publisher import DimPublisher
from warehouse.tables.dim_run import DimRun
from warehouse.tables.dim_topic import DimTopic
from warehouse.tables.document import Document
from warehouse.tables.line import Line
from warehouse.tables.operations import ExpectationResult, Publication, SchemaVersion, Shard
from warehouse.tables.page import Page
from warehouse.tables.quarantine import Quarantine
from warehouse.tables.sentence import Sentence
from warehouse.tables.source import Source

TABLES: tuple[type[Table], ...] = (
    Document,
    Source,
    Quarantine,
    Page,
    Line,
    DimDate,
    DimPublisher,
    DimTopic,
    DimRun,
    Article,
    Sentence,
    ArticleTopic,
    ExpectationResult,
    Shard,
    Publication,
    SchemaVersion,
)
"""All tables of the warehouse, in the order the data dictionary shows them."""

TABLES_BY_NAME = {qualified_name(table): table for table in TABLES}

__all__ = ["TABLES", "TABLES_BY_NAME", "Table"]
