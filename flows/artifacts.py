"""What a run leaves in Prefect for people to look at. The audit lies in the warehouse, not here."""

from __future__ import annotations

import polars as pl
from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.logs import LOG
from flows.stages.verify import Verified
from flows.summary import RunSummary


def show_in_prefect(summary: RunSummary, verified: Verified) -> None:
    """Leave the summary and the outcome of the gates as artifacts.

    A server that is gone by now must not turn a published run into a failed one.

    Args:
        summary: what the run says at its end.
        verified: the outcome of its gates.
    """
    try:
        create_markdown_artifact(to_markdown(summary), key="presswerk-run", description="Summary of the run")
        create_table_artifact(
            quality_table(verified), key="presswerk-quality", description="Outcome of the gates"
        )
    except Exception as error:
        LOG.warning("Prefect took no note of the summary: %s", error)


def quality_table(verified: Verified) -> list[dict[str, object]]:
    """Outcome of the gates by table, and every expectation that did not hold, for Prefect's artifact."""
    results = pl.read_parquet(verified.results)
    outcomes = results.group_by("table_code", "outcome_code").agg(
        expectations=pl.len(), checked=pl.col("checked_count").max(), failed=pl.col("failed_count").sum()
    )
    broken = results.filter(pl.col("outcome_code") != "passed").select(
        "table_code", "outcome_code", failed="failed_count", detail="detail"
    )
    return pl.concat([outcomes.sort("table_code", "outcome_code"), broken], how="diagonal").to_dicts()


def to_markdown(summary: RunSummary) -> str:
    """The summary as Markdown, for Prefect's artifact."""
    rows = "\n".join(f"| {name} | {count:,} |" for name, count in summary.loaded.items())
    rejected = ", ".join(f"{reason} {count}" for reason, count in summary.rejected.items()) or "none"
    return (
        f"**{summary.verdict}**\n\n{summary.new_count} of {summary.source_count} files were new."
        f" Rejected: {rejected}.\n\n| table | rows |\n|---|---:|\n{rows}\n\n"
        f"Warehouse: `{summary.file}`  \nQuality report: `{summary.report}`\n"
    )
