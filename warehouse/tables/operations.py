"""The ops tables: what the pipeline recorded about itself."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table, at_column, code_column, reference

SCHEMA_VERSION = 2
"""Raised whenever a declaration changes in a way that older files do not satisfy; `warehouse.migration` then
says how an older file gets there."""


class ExpectationResult(Table):
    """One expectation, checked on one table in one run."""

    schema_name: ClassVar[str] = "ops"
    table_name: ClassVar[str] = "expectation_result"

    run_key = reference("main.dim_run.run_key", "Run.", primary_key=True)
    table_code = dy.String(primary_key=True, description="Table or measure that was checked.")
    expectation_code = dy.String(primary_key=True, description="Name of the expectation.")
    expectation_type = dy.String(description="Great Expectations type.")
    severity_code = code_column(
        {
            "critical": "failing stops publication",
            "row": "failing rows go to quarantine, the rest goes on",
            "warning": "failing is reported only",
        },
        "What a failure leads to.",
    )
    outcome_code = code_column(
        {
            "passed": "held",
            "failed": "did not hold",
            "error": "could not be evaluated: a fault of the check, not of the data; stops publication",
        },
        "What came out.",
    )
    checked_count = dy.Int64(min=0, description="Rows checked.", metadata={"unit": "count"})
    failed_count = dy.Int64(min=0, description="Rows that failed.", metadata={"unit": "count"})
    observed = dy.String(nullable=True, description="Observed value or examples of failing keys, as JSON.")
    detail = dy.String(description="What the expectation asks for, in words; for an error, the message.")


class Shard(Table):
    """One shard of work in one run, with its cost."""

    schema_name: ClassVar[str] = "ops"
    table_name: ClassVar[str] = "shard"

    run_key = reference("main.dim_run.run_key", "Run.", primary_key=True)
    stage_code = dy.String(primary_key=True, description="Stage: read, clean, annotate, …")
    shard_code = dy.String(primary_key=True, description="Name of the shard, a hash of what it works on.")
    input_count = dy.Int64(min=0, description="Rows that went in.", metadata={"unit": "count"})
    output_count = dy.Int64(min=0, description="Rows that came out.", metadata={"unit": "count"})
    rejected_count = dy.Int64(min=0, description="Rows rejected.", metadata={"unit": "count"})
    seconds = dy.Float64(min=0.0, description="Wall-clock time.", metadata={"unit": "seconds"})
    was_resumed = dy.Bool(description="Whether it was found finished on disk from an interrupted run.")


class Publication(Table):
    """One published generation of the warehouse."""

    schema_name: ClassVar[str] = "ops"
    table_name: ClassVar[str] = "publication"

    generation_number = dy.Int64(primary_key=True, min=1, description="Generation, counted from 1.")
    run_key = reference("main.dim_run.run_key", "Run that published it.")
    published_at = at_column("When it was made ready to publish.")
    file_name = dy.String(min_length=1, description="File of the generation, beside the pointer.")
    article_count = dy.Int64(min=0, description="Article versions in it.", metadata={"unit": "count"})
    document_count = dy.Int64(min=0, description="Documents in it.", metadata={"unit": "count"})
    line_count = dy.Int64(min=0, description="Lines in it.", metadata={"unit": "count"})


class SchemaVersion(Table):
    """One schema version this file has had; the highest is the present one."""

    schema_name: ClassVar[str] = "ops"
    table_name: ClassVar[str] = "schema_version"
    incremental: ClassVar[bool] = False

    version_number = dy.Int32(primary_key=True, min=1, description="Version of the table declarations.")
    applied_at = at_column("When the file was created at, or migrated to, this version.")
    code_version = dy.String(description="Version of Presswerk that did it.")
