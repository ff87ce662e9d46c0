"""The quality report: what was checked, what came out, what was rejected; one page that needs no network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from expectations.gate import stops_publication

TEMPLATE = "report.html.jinja"
SHARES: Mapping[str, str] = {
    "boilerplate_share": "Boilerplate",
    "missing_title_share": "No title",
    "missing_date_share": "No date",
    "no_article_share": "No article",
}
"""Shares of `PublisherQuality` the report shows, with their headings."""

FAILURES: Mapping[str, str] = {
    "critical": "failed critically",
    "row": "failed for some rows",
    "warning": "gave a warning",
}
"""Severity → what a failed expectation of it did, in words."""


def render_report(
    results: pl.DataFrame,
    measures: Mapping[str, pl.DataFrame],
    quarantine: pl.DataFrame,
    run: Mapping[str, object],
) -> str:
    """The report as one HTML page: no script, no font, no image, nothing from the network.

    Args:
        results: all results of the run, see `Verdict.results` and `merge_results`.
        measures: measures by code (`expectations.measures.MEASURES`); those that are absent are left out.
        quarantine: `stage_code`, `reason_code`, `rejected_count`, and `example` (nullable): what was rejected
            in this run.
        run: what the summary shows, label → value, in this order.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": _number, "share": _share, "change": _change, "examples": _examples}
    failing = results.filter(pl.col("outcome_code") != "passed")
    return environment.get_template(TEMPLATE).render(
        stopped=stops_publication(results),
        verdict=verdict(results),
        summary=summarise(results),
        run=run,
        attention=failing.sort(_urgency(), maintain_order=True).to_dicts(),
        tables=_by_table(results),
        accounting=_first_row(measures.get("measure.accounting")),
        publishers=_publishers(measures.get("measure.publisher_quality")),
        shares=SHARES,
        quarantine=quarantine.sort("rejected_count", descending=True).to_dicts(),
        rejected_count=quarantine["rejected_count"].sum(),
    )


def summarise(results: pl.DataFrame) -> str:
    """The results in one line of plain text."""
    outcome = results["outcome_code"]
    tables = results["table_code"].n_unique()
    failed = results.filter(pl.col("outcome_code") == "failed")
    parts = [f"{(outcome == 'passed').sum()} held"]
    for severity, words in FAILURES.items():
        count = (failed["severity_code"] == severity).sum()
        parts += [f"{count} {words}"] if count else []
    errors = (outcome == "error").sum()
    parts += [f"{errors} could not be evaluated"] if errors else []
    return f"{_counted(results.height, 'expectation')} on {_counted(tables, 'table')}: {', '.join(parts)}"


def verdict(results: pl.DataFrame) -> str:
    """What the results mean for the publication, in one sentence."""
    errors = results.filter(pl.col("outcome_code") == "error")
    critical = results.filter((pl.col("outcome_code") == "failed") & (pl.col("severity_code") == "critical"))
    reasons = []
    if critical.height:
        reasons.append(f"{_counted(critical.height, 'critical expectation')} failed")
    if errors.height:
        reasons.append(f"{_counted(errors.height, 'expectation')} could not be evaluated")
    if reasons:
        return f"Not published: {' and '.join(reasons)}. The warehouse stays as it was."
    row_failures = results.filter((pl.col("outcome_code") == "failed") & (pl.col("severity_code") == "row"))
    if row_failures.height:
        return "Fit to publish, without the rows that went to quarantine."
    return "Fit to publish."


def _urgency() -> pl.Expr:
    """Errors first, then critical failures, rejected rows, warnings."""
    order = {"critical": 1, "row": 2, "warning": 3}
    by_severity = pl.col("severity_code").replace_strict(order, return_dtype=pl.Int8)
    return pl.when(pl.col("outcome_code") == "error").then(pl.lit(0, dtype=pl.Int8)).otherwise(by_severity)


def _by_table(results: pl.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "name": rows["table_code"][0],
            "checked_count": rows["checked_count"].max(),
            "failing_count": (rows["outcome_code"] != "passed").sum(),
            "rows": rows.to_dicts(),
        }
        for rows in results.partition_by("table_code", maintain_order=True)
    ]


def _first_row(measure: pl.DataFrame | None) -> dict[str, Any] | None:
    return None if measure is None or measure.is_empty() else measure.row(0, named=True)


def _publishers(measure: pl.DataFrame | None) -> list[dict[str, Any]]:
    return [] if measure is None else measure.sort("document_count", descending=True).to_dicts()


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}".replace(",", "\u202f")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}".replace("%", "\u202f%")


def _change(now: float | None, before: float | None) -> str:
    """Change in percentage points; empty where there is nothing to compare."""
    return "" if now is None or before is None else f"{(now - before) * 100:+.1f}".replace("-", "−")


def _examples(observed: str | None) -> list[str]:
    """The examples of a result, one readable line each."""
    if observed is None:
        return []
    content = json.loads(observed)
    if "examples" not in content:
        return [str(content["value"])]
    return [
        ", ".join(f"{name} {_shown(value)}" for name, value in row.items()) for row in content["examples"]
    ]


def _shown(value: object) -> str:
    if value is None:
        return "missing"
    return f"“{value}”" if isinstance(value, str) else str(value)
