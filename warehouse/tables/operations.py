"""The ops tables: what the pipeline recorded about itself."""

from __future__ import annotations

from typing import ClassVar

import dataframely as dy

from warehouse.tables.base import Table, at_column, code_column, reference
from warehouse.tables.run_kind import run_kind

SCHEMA_VERSION = 3
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
    token_count = dy.Int64(
        nullable=True,
        min=0,
        description="Tokens worked on, for the stages that work on tokens.",
        metadata={"unit": "tokens"},
    )


class Stage(Table):
    """One stage of one run, with its cost in the attempt that loaded the run.

    Publication itself comes after the last row of a generation was written; how long it took, the journal
    and the next generation's `ops.attempt` say.
    """

    schema_name: ClassVar[str] = "ops"
    table_name: ClassVar[str] = "stage"

    run_key = reference("main.dim_run.run_key", "Run.", primary_key=True)
    stage_code = dy.String(primary_key=True, description="Stage, as in ops.shard where it works in shards.")
    stage_number = dy.Int32(min=1, description="Place in the order of the run, counted from 1.")
    item_count = dy.Int64(
        min=0, description="Files, documents, paragraphs or articles worked on.", metadata={"unit": "count"}
    )
    token_count = dy.Int64(
        nullable=True,
        min=0,
        description="Tokens worked on, for the stages that work on tokens.",
        metadata={"unit": "tokens"},
    )
    shard_count = dy.Int64(min=0, description="Shards of the stage.", metadata={"unit": "count"})
    resumed_count = dy.Int64(
        min=0, description="Shards found finished from a killed attempt.", metadata={"unit": "count"}
    )
    rejected_count = dy.Int64(min=0, description="Rows rejected.", metadata={"unit": "count"})
    seconds = dy.Float64(min=0.0, description="Wall-clock time.", metadata={"unit": "seconds"})
    peak_memory_bytes = dy.Int64(
        nullable=True,
        min=0,
        description="Most memory that the run's process and those that annotate held during the stage, added"
        " up; NULL where the system does not tell.",
        metadata={"unit": "bytes"},
    )


class Attempt(Table):
    """One attempt of a run, as far as known when the generation was built.

    A run that was killed and taken up again has several. The one that built this generation is still
    `running` in it.
    """

    schema_name: ClassVar[str] = "ops"
    table_name: ClassVar[str] = "attempt"

    attempt_number = dy.Int64(primary_key=True, min=1, description="Attempt, counted from 1 in each home.")
    run_key = dy.Int64(description="Key of the run; it stands in main.dim_run only if something was loaded.")
    kind_code = run_kind("What kind of run.")
    recipe_hash = dy.String(regex=r"^[0-9a-f]{16}$", description="Recipe of the run.")
    process_id = dy.Int64(min=1, description="Process that worked on it.")
    flow_run_id = dy.String(nullable=True, description="Prefect's name for it.")
    started_at = at_column("When it began.")
    ended_at = at_column("When it ended; NULL while it runs and where it was killed.", nullable=True)
    outcome_code = code_column(
        {
            "running": "not ended yet",
            "published": "published a generation",
            "nothing_new": "found nothing to do",
            "rested": "a backfill that was paused, or is ready to be compared and published",
            "stopped": "a gate stopped publication",
            "failed": "something failed that should not",
            "interrupted": "stopped by the user or the scheduler",
            "abandoned": "killed, or the machine went down; the next attempt took its work up",
        },
        "How it ended.",
    )
    detail = dy.String(nullable=True, description="The same in a sentence.")
    generation_number = dy.Int64(nullable=True, min=1, description="Generation it published.")
    peak_memory_bytes = dy.Int64(
        nullable=True, min=0, description="Most memory its processes held.", metadata={"unit": "bytes"}
    )


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
