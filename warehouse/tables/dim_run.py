"""main.dim_run: the audit dimension."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table, at_column
from warehouse.tables.run_kind import run_kind


class DimRun(Table):
    """One pipeline run that loaded something. Every fact points to the run that wrote it."""

    schema_name: ClassVar[str] = "main"
    table_name: ClassVar[str] = "dim_run"

    run_key = dy.Int64(primary_key=True, description="Key of started_at and recipe_hash.")
    started_at = at_column("Start of the run.")
    loaded_at = at_column("When its rows were in the build file.")
    code_version = dy.String(description="Version of Presswerk.")
    recipe_hash = dy.String(
        regex=r"^[0-9a-f]{16}$",
        description="Hash of all that decides what facts a page gives: settings, publishers, models, code.",
    )
    recipe = dy.String(description="The same, readable, as JSON.")
    is_full_refresh = dy.Bool(description="Whether everything was worked on again.")
    source_count = dy.Int64(min=0, description="Places looked at.", metadata={"unit": "count"})
    new_source_count = dy.Int64(
        min=0, description="Places that were new or had changed.", metadata={"unit": "count"}
    )
    document_count = dy.Int64(min=0, description="Distinct new documents read.", metadata={"unit": "count"})
    reworked_count = dy.Int64(
        min=0,
        description="Known documents worked on again (new recipe, or repetition that came to light).",
        metadata={"unit": "count"},
    )
    article_count = dy.Int64(min=0, description="Article versions written.", metadata={"unit": "count"})
    quarantine_count = dy.Int64(min=0, description="Things rejected.", metadata={"unit": "count"})
    page_recipe_code = dy.String(
        regex=r"^[0-9a-f]{16}$",
        description="Hash of what decides lines and articles; a new one has every page read again.",
    )
    annotation_recipe_code = dy.String(
        regex=r"^[0-9a-f]{16}$",
        description="Hash of what decides sentences and facts; a new one has every body annotated again.",
    )
    resolution_recipe_code = dy.String(
        regex=r"^[0-9a-f]{16}$",
        description="Hash of what decides which names mean one entity; a new one has all resolved again.",
    )
    annotated_count = dy.Int64(
        min=0, description="Article versions whose bodies were annotated.", metadata={"unit": "count"}
    )
    pipeline_name = dy.String(
        min_length=1, description="Name and version of the spaCy pipeline that annotated the bodies."
    )
    kind_code = run_kind("What kind of run.")
