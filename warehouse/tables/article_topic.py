"""main.bridge_article_topic: which article bears which topic."""

from __future__ import annotations

from typing import ClassVar

from warehouse.tables.base import Table, count_column, reference


class ArticleTopic(Table):
    """One topic tag of one article version."""

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "bridge_article_topic"

    article_key = reference("main.fact_article.article_key", "Article version.", primary_key=True)
    topic_key = reference("main.dim_topic.topic_key", "Topic.", primary_key=True)
    topic_number = count_column("Position of the tag on the page.", "tags from 1", minimum=1)
