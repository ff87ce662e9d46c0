"""The last gate: the build file as a whole, before anybody sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.progress import StageCost
from flows.run import Run
from flows.stages.inventory import Found
from flows.stages.operations import attempt_rows, shard_rows, stage_rows
from flows.stages.prepare import Prepared
from flows.stages.resolve import Resolved
from flows.workspace import ShardReport
from warehouse.integrity import measure_integrity
from warehouse.load import merge_rows
from warehouse.statements import statement
from warehouse.tables.base import Table, polars_schema, qualified_name
from warehouse.tables.operations import Attempt, ExpectationResult, Shard, Stage


@dataclass(frozen=True)
class Verified:
    """Outcome of all gates of a run.

    Attributes:
        may_publish: whether nothing critical failed.
        results: Parquet file, one row per expectation.
        report: the HTML quality report.
        summary: the outcome in one line.
    """

    may_publish: bool
    results: Path
    report: Path
    summary: str


@task(cache_policy=NO_CACHE, persist_result=False)
def verify(
    run: Run,
    found: Found,
    prepared: Prepared,
    resolved: Resolved,
    shards: Sequence[ShardReport],
    costs: Sequence[StageCost],
    reports_folder: Path | None = None,
) -> Verified:
    """Judge what only the warehouse as a whole can tell, and record the results of all gates in it.

    Args:
        run: the run.
        found: what the inventory found.
        prepared: what was loaded.
        resolved: the entities.
        shards: reports of all shards.
        costs: what the stages so far have cost.
        reports_folder: where the quality report goes; by default among those of the home.
    """
    from expectations.catalog import suites
    from expectations.gate import check, merge_results, stops_publication
    from expectations.report import summarise

    measures = _measure(run, found, prepared)
    of_rows = [pl.read_parquet(report.file("results")) for report in prepared.gated]
    of_rows += [pl.read_parquet(prepared.file("results")), pl.read_parquet(resolved.file("results"))]
    of_measures = [check(name, frame, suites()[name]).results for name, frame in measures.items()]
    results = merge_results([*of_rows, *of_measures])
    results_file = prepared.folder / "ops.expectation_result.parquet"
    with_run = results.with_columns(run_key=pl.lit(run.key, dtype=pl.Int64))
    with_run.select(polars_schema(ExpectationResult).names()).write_parquet(results_file)
    operations: dict[type[Table], pl.DataFrame] = {
        Shard: shard_rows(run, shards),
        Stage: stage_rows(run, shards, costs),
        Attempt: attempt_rows(run),
    }
    with run.connect_build() as con:
        merge_rows(con, ExpectationResult, [results_file])
        for table, rows in operations.items():
            file = prepared.folder / f"{qualified_name(table)}.parquet"
            rows.write_parquet(file)
            merge_rows(con, table, [file])
    may_publish = not stops_publication(results)
    folder = reports_folder or run.home.reports
    report = _write_report(run, folder, results, measures, prepared, may_publish=may_publish)
    return Verified(may_publish, results_file, report, summarise(results))


def _measure(run: Run, found: Found, prepared: Prepared) -> dict[str, pl.DataFrame]:
    with run.connect_build() as con:
        accounting = con.execute(
            statement("measures/accounting"),
            {
                "run_key": run.key,
                "listing": str(found.listing),
                "unlisted": str(found.rejected),
                "document_count": prepared.document_count,
            },
        ).pl()
        quality = con.execute(statement("measures/publisher_quality"), {"run_key": run.key}).pl()
        freshness = con.execute(statement("measures/freshness"), {"run_started_at": run.started_at}).pl()
        score_card = con.execute(
            statement("measures/score_card"),
            {"pipeline": run.recipe.pipeline, "annotation_recipe": run.recipe.annotation},
        ).pl()
        fact_shares = con.execute(statement("measures/fact_shares"), {"run_key": run.key}).pl()
        integrity = measure_integrity(con, run.key, prepared.file("worked"))
    return {
        "measure.accounting": accounting,
        "measure.integrity": integrity,
        "measure.publisher_quality": quality,
        "measure.fact_shares": fact_shares,
        "measure.score_card": score_card,
        "measure.freshness": freshness,
    }


def _write_report(
    run: Run,
    folder: Path,
    results: pl.DataFrame,
    measures: dict[str, pl.DataFrame],
    prepared: Prepared,
    *,
    may_publish: bool,
) -> Path:
    from expectations.report import render_report

    quarantine = (
        pl.read_parquet(prepared.file("raw.quarantine"))
        .group_by("stage_code", "reason_code")
        .agg(rejected_count=pl.len(), example=pl.col("detail").first())
        .sort("stage_code", "reason_code")
    )
    html = render_report(
        results,
        measures,
        quarantine,
        {
            "Started": f"{run.started_at:%Y-%m-%d %H:%M:%S} UTC",
            "Recipe": run.recipe.code,
            "Documents worked on": prepared.document_count,
            "of them known before": prepared.reworked_count,
            "Articles annotated": prepared.annotated_count,
            "spaCy pipeline": run.recipe.pipeline,
            "Published": "yes" if may_publish else "no: the warehouse of before stays",
        },
    )
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"quality-{run.started_at:%Y%m%dT%H%M%SZ}.html"
    file.write_text(html, encoding="utf-8")
    latest = folder / "quality.html"
    latest.write_text(html, encoding="utf-8")
    return latest
