"""Gates → star schema: everything the gates let through goes into the build file, set by set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from prefect.assets import materialize
from prefect.cache_policies import NO_CACHE

from flows.recipe import code_version
from flows.run import Run
from flows.stages.inventory import Found
from flows.stages.prepare import Prepared
from flows.stages.resolve import Resolved
from warehouse.load import merge_rows, replace_rows
from warehouse.statements import statement
from warehouse.tables.accuracy_figure import AccuracyFigure
from warehouse.tables.article import Article
from warehouse.tables.article_topic import ArticleTopic
from warehouse.tables.base import Table, polars_schema
from warehouse.tables.date_mention import DateMention
from warehouse.tables.dim_cue import DimCue
from warehouse.tables.dim_entity import DimEntity
from warehouse.tables.dim_publisher import DimPublisher
from warehouse.tables.dim_run import DimRun
from warehouse.tables.dim_topic import DimTopic
from warehouse.tables.document import Document
from warehouse.tables.entity_alias import EntityAlias
from warehouse.tables.line import Line
from warehouse.tables.mention import Mention
from warehouse.tables.page import Page
from warehouse.tables.quantity import Quantity
from warehouse.tables.quarantine import Quarantine
from warehouse.tables.quote import Quote
from warehouse.tables.sentence import Sentence
from warehouse.tables.source import Source

RAW, CLEAN, STAR = "presswerk://raw", "presswerk://clean", "presswerk://star"
"""The layers as assets, so that Prefect's lineage shows raw → clean → star."""

_TASK: dict[str, Any] = {"cache_policy": NO_CACHE, "persist_result": False}


@materialize(RAW, **_TASK)
def load_raw(run: Run, found: Found, prepared: Prepared) -> None:
    """Documents, the places they were found at, and what was rejected."""
    with run.connect() as con:
        merge_rows(con, Document, prepared.files("raw.document"))
        now = {"now": run.started_at}
        merge_rows(con, Source, [prepared.file("raw.source")], keep=frozenset({"first_seen_at"}))
        con.execute(statement("load/sources_seen"), {"listing": str(found.listing), **now})
        con.execute(statement("load/document_source"))
        rejected = prepared.file("raw.quarantine")
        con.execute(
            statement("load/replayed"),
            {
                "documents": str(prepared.file("worked")),
                "sources": str(prepared.file("raw.source")),
                "rejected": str(rejected),
                **now,
            },
        )
        merge_rows(con, Quarantine, [rejected], update=False)


@materialize(CLEAN, asset_deps=[RAW], **_TASK)
def load_clean(run: Run, prepared: Prepared) -> None:
    """Pages and lines."""
    with run.connect() as con:
        for table, name in ((Page, "clean.page"), (Line, "clean.line")):
            _replace(con, prepared, table, name, owner="document_key")


@materialize(STAR, asset_deps=[CLEAN], **_TASK)
def load_star(run: Run, found: Found, prepared: Prepared, resolved: Resolved) -> None:
    """Dimensions and facts, then what only the whole set of articles can tell: versions and duplicates."""
    with run.connect() as con:
        merge_rows(con, DimPublisher, [prepared.file("main.dim_publisher")])
        merge_rows(con, DimTopic, [prepared.file("main.dim_topic")])
        merge_rows(con, DimCue, [prepared.file("main.dim_cue")])
        _replace(con, prepared, Article, "main.fact_article", owner="document_key")
        _replace(con, prepared, ArticleTopic, "main.bridge_article_topic", owner="article_key")
        con.execute(statement("load/versions"))
        con.execute(statement("load/duplicates"))
        _load_facts(con, prepared, resolved)
        annotated = {"articles": str(prepared.file("annotated")), "run_key": run.key}
        con.execute(statement("load/article_facts"), annotated)
        merge_rows(con, AccuracyFigure, [prepared.file("ops.accuracy_figure")])
        merge_rows(con, DimRun, [_run_row(run, found, prepared)])


def _load_facts(con: duckdb.DuckDBPyConnection, prepared: Prepared, resolved: Resolved) -> None:
    """Entities, new facts, and the older facts whose names have come to mean another entity."""
    merge_rows(con, DimEntity, [resolved.entities])
    merge_rows(con, EntityAlias, [resolved.aliases])
    facts: dict[type[Table], Sequence[Path]] = {
        Sentence: prepared.files("main.fact_sentence"),
        Mention: resolved.mentions,
        Quote: resolved.quotes,
        Quantity: prepared.files("main.fact_quantity"),
        DateMention: prepared.files("main.fact_date_mention"),
    }
    is_rework = prepared.reworked_count or prepared.reannotated_count
    owners = [prepared.file("annotated")] if is_rework else []
    for table, files in facts.items():
        replace_rows(con, table, files, owner="article_key", owners=owners)
    for name in ("changed_mentions", "changed_speakers", "orphan_aliases", "orphan_entities"):
        con.execute(statement(f"resolve/{name}"))


def _replace(
    con: duckdb.DuckDBPyConnection, prepared: Prepared, table: type[Table], name: str, owner: str
) -> None:
    owners = [prepared.file("worked")] if prepared.reworked_count else []
    replace_rows(con, table, prepared.files(name), owner=owner, owners=owners)


def _run_row(run: Run, found: Found, prepared: Prepared) -> Path:
    file = prepared.file("main.dim_run")
    articles = prepared.files("main.fact_article")
    record = {
        "run_key": run.key,
        "started_at": run.started_at,
        "loaded_at": datetime.now(UTC),
        "code_version": code_version(),
        "recipe_hash": run.recipe.code,
        "page_recipe_code": run.recipe.page,
        "annotation_recipe_code": run.recipe.annotation,
        "resolution_recipe_code": run.recipe.resolution,
        "pipeline_name": run.recipe.pipeline,
        "recipe": run.recipe.text,
        "is_full_refresh": run.settings.full_refresh,
        "source_count": found.source_count,
        "new_source_count": found.new_count,
        "document_count": prepared.document_count - prepared.reworked_count,
        "reworked_count": prepared.reworked_count,
        "annotated_count": prepared.annotated_count,
        "article_count": sum(pl.scan_parquet(part).select(pl.len()).collect().item() for part in articles),
        "quarantine_count": pl.scan_parquet(prepared.file("raw.quarantine"))
        .select(pl.len())
        .collect()
        .item(),
    }
    pl.DataFrame([record], schema=polars_schema(DimRun)).write_parquet(file)
    return file
