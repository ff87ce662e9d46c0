"""Gates → star schema: everything the gates let through goes into the build file, set by set."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from prefect import task
from prefect.assets import materialize
from prefect.cache_policies import NO_CACHE

from flows.recipe import code_version
from flows.run import Run
from flows.stages.annotate import FACT_TABLES
from flows.stages.inventory import Found
from flows.stages.prepare import Prepared
from flows.stages.resolve import Resolved
from flows.workspace import Counts, ShardReport, run_shard, was_begun
from warehouse.generation import current_generation
from warehouse.load import merge_rows, replace_rows
from warehouse.marts import fill_marts
from warehouse.publishing.build import discard_build
from warehouse.publishing.durable import write
from warehouse.publishing.publish import take_back
from warehouse.search.index import update_index
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
MART = "presswerk://mart"
"""The layers as assets, so that Prefect's lineage shows raw → clean → star → mart."""

_STEPS = "steps"
"""Folder of the finished steps, beside the build file: they go where it goes."""

_TASK: dict[str, Any] = {"cache_policy": NO_CACHE, "persist_result": False}


@task(**_TASK)
def begin_load(run: Run, prepared: Prepared) -> None:
    """Have a build file to load into: that of a killed attempt at loading the same, or the base itself.

    What was loaded before counts only if it is the same rows on the same base; otherwise it is thrown away.
    """
    note = run.build / "load.json"
    wanted = json.dumps({"code": prepared.code, "base": current_generation(run.home)})
    is_same = note.exists() and note.read_text(encoding="utf-8") == wanted
    if is_same and (run.build_file.exists() or take_back(run.home, run.build_file, run.key)):
        discard_build(run.base_file)
        return
    discard_build(run.build_file)
    shutil.rmtree(run.build / _STEPS, ignore_errors=True)
    write(note, wanted)
    run.base_file.rename(run.build_file)


@materialize(RAW, **_TASK)
def load_raw(run: Run, found: Found, prepared: Prepared) -> ShardReport:
    """Documents, the places they were found at, and what was rejected."""

    def action(con: duckdb.DuckDBPyConnection) -> None:
        merge_rows(con, Document, prepared.files("raw.document"))
        now = {"now": run.started_at}
        merge_rows(con, Source, [prepared.file("raw.source")], keep=frozenset({"first_seen_at"}))
        con.execute(statement("load/sources_seen"), {"listing": str(found.listing), **now})
        con.execute(statement("load/document_source"), {"sources": str(prepared.file("raw.source"))})
        rejected = prepared.file("raw.quarantine")
        con.execute(
            statement("load/replayed"),
            {
                "documents": str(prepared.file("worked")),
                "articles": str(prepared.file("annotated")),
                "fact_tables": list(FACT_TABLES),
                "sources": str(prepared.file("raw.source")),
                "listing": str(found.listing),
                "rejected": str(rejected),
                **now,
            },
        )
        con.execute(statement("load/rejected_again"), {"rejected": str(rejected)})
        if run.assignment.tried is not None:
            con.execute(statement("load/tried"), {"tried": str(prepared.file("tried"))})
        merge_rows(con, Quarantine, [rejected], update=False)

    return _step(run, prepared, "raw", action)


@materialize(CLEAN, asset_deps=[RAW], **_TASK)
def load_clean(run: Run, prepared: Prepared) -> ShardReport:
    """Pages and lines."""
    owners = _owners(run, prepared, "clean")

    def action(con: duckdb.DuckDBPyConnection) -> None:
        for table, name in ((Page, "clean.page"), (Line, "clean.line")):
            replace_rows(con, table, prepared.files(name), owner="document_key", owners=owners)

    return _step(run, prepared, "clean", action)


@materialize(STAR, asset_deps=[CLEAN], **_TASK)
def load_star(run: Run, found: Found, prepared: Prepared, resolved: Resolved) -> ShardReport:
    """Dimensions and facts, then what only the whole set of articles can tell: versions and duplicates."""
    owners = _owners(run, prepared, "star")

    def action(con: duckdb.DuckDBPyConnection) -> None:
        merge_rows(con, DimPublisher, [prepared.file("main.dim_publisher")])
        merge_rows(con, DimTopic, [prepared.file("main.dim_topic")])
        merge_rows(con, DimCue, [prepared.file("main.dim_cue")])
        touched = {
            "worked": str(prepared.file("worked")),
            "sources": str(prepared.file("raw.source")),
        }
        con.execute(statement("load/touched_groups"), touched)
        articles, topics = prepared.files("main.fact_article"), prepared.files("main.bridge_article_topic")
        replace_rows(con, Article, articles, owner="document_key", owners=owners)
        replace_rows(con, ArticleTopic, topics, owner="article_key", owners=owners)
        con.execute(statement("load/versions"), touched)
        con.execute(statement("load/duplicates"), {"worked": touched["worked"]})
        con.execute("DROP TABLE ops.touched_group")
        is_rework = bool(owners) or prepared.reannotated_count > 0
        _load_facts(con, prepared, resolved, [prepared.file("annotated")] if is_rework else [])
        annotated = {"articles": str(prepared.file("annotated")), "run_key": run.key}
        con.execute(statement("load/article_facts"), annotated)
        merge_rows(con, AccuracyFigure, [prepared.file("ops.accuracy_figure")])
        merge_rows(con, DimRun, [_run_row(run, found, prepared)])

    return _step(run, prepared, "star", action)


@materialize(MART, asset_deps=[STAR], **_TASK)
def load_marts(run: Run, prepared: Prepared) -> ShardReport:
    """What readers ask and could not work out in time: stored marts, and the index of words."""

    def action(con: duckdb.DuckDBPyConnection) -> None:
        fill_marts(con)
        update_index(con)

    return _step(run, prepared, "mart", action)


def _load_facts(
    con: duckdb.DuckDBPyConnection, prepared: Prepared, resolved: Resolved, owners: Sequence[Path]
) -> None:
    """Entities, new facts, and the older facts whose names have come to mean another entity."""
    merge_rows(con, DimEntity, [resolved.file("main.dim_entity")])
    merge_rows(con, EntityAlias, [resolved.file("main.entity_alias")])
    facts: dict[type[Table], Sequence[Path]] = {
        Sentence: prepared.files("main.fact_sentence"),
        Mention: resolved.mentions,
        Quote: resolved.quotes,
        Quantity: prepared.files("main.fact_quantity"),
        DateMention: prepared.files("main.fact_date_mention"),
    }
    for table, files in facts.items():
        replace_rows(con, table, files, owner="article_key", owners=owners)
    for name in ("changed_mentions", "changed_speakers", "orphan_aliases", "orphan_entities"):
        con.execute(statement(f"resolve/{name}"))


def _owners(run: Run, prepared: Prepared, step: str) -> list[Path]:
    """Whose rows go before new ones come: those of known documents, and what a killed attempt has loaded."""
    is_again = was_begun(run.build / _STEPS, "load", _code(prepared, step))
    return [prepared.file("worked")] if prepared.reworked_count or is_again else []


def _step(
    run: Run, prepared: Prepared, name: str, action: Callable[[duckdb.DuckDBPyConnection], None]
) -> ShardReport:
    """One step of loading, as a shard: done once, and done again from its start if it was killed within.

    Each statement commits by itself, so a step must give the same rows when some of its statements have
    been carried out before.
    """

    def work(_: Path) -> Counts:
        with run.connect_build() as con:
            action(con)
        return Counts(prepared.document_count, prepared.document_count)

    return run_shard(run.build / _STEPS, "load", _code(prepared, name), work)


def _code(prepared: Prepared, step: str) -> str:
    return f"{prepared.code}-{step}"


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
        "kind_code": run.assignment.kind_code,
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
