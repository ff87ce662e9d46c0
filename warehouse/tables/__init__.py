"""The ground floor: one class per table, from which schema, DDL, expectations and dictionary derive."""

from __future__ import annotations

from warehouse.tables.accuracy_figure import AccuracyFigure
from warehouse.tables.article import Article
from warehouse.tables.article_topic import ArticleTopic
from warehouse.tables.base import Table, qualified_name
from warehouse.tables.date_mention import DateMention
from warehouse.tables.dim_cue import DimCue
from warehouse.tables.dim_date import DimDate
from warehouse.tables.dim_entity import DimEntity
from warehouse.tables.dim_publisher import DimPublisher
from warehouse.tables.dim_run import DimRun
from warehouse.tables.dim_topic import DimTopic
from warehouse.tables.document import Document
from warehouse.tables.entity_alias import EntityAlias
from warehouse.tables.line import Line
from warehouse.tables.mention import Mention
from warehouse.tables.operations import (
    Attempt,
    ExpectationResult,
    Publication,
    SchemaVersion,
    Shard,
    Stage,
)
from warehouse.tables.page import Page
from warehouse.tables.quantity import Quantity
from warehouse.tables.quarantine import Quarantine
from warehouse.tables.quote import Quote
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
    DimEntity,
    EntityAlias,
    DimCue,
    Article,
    Sentence,
    ArticleTopic,
    Mention,
    Quote,
    Quantity,
    DateMention,
    AccuracyFigure,
    ExpectationResult,
    Shard,
    Stage,
    Attempt,
    Publication,
    SchemaVersion,
)
"""All tables of the warehouse, in the order the data dictionary shows them."""

TABLES_BY_NAME = {qualified_name(table): table for table in TABLES}

__all__ = ["TABLES", "TABLES_BY_NAME", "Table"]
