"""What a run says when it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from flows.calling import Call
from flows.run import Run
from flows.stages.inventory import Found
from flows.stages.prepare import Prepared
from flows.stages.publish import Published
from flows.stages.verify import Verified
from warehouse.connect import connect_reader
from warehouse.statements import statement


@dataclass(frozen=True)
class RunSummary:
    """The outcome of one run.

    Attributes:
        verdict: the outcome in one sentence.
        source_count: places looked at.
        new_count: those that were new.
        file: the published file, as users open it.
        generation: the generation published; None where nothing was.
        loaded: table → rows it now holds.
        rejected: reason → number of things this run put into quarantine.
        attention: what the expectations that did not hold ask for, with table and severity.
        report: the quality report; None where no gate ran.
    """

    verdict: str
    source_count: int
    new_count: int
    file: Path
    generation: int | None = None
    loaded: dict[str, int] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)
    attention: tuple[str, ...] = ()
    report: Path | None = None


def nothing_new(run: Run, found: Found) -> RunSummary:
    """The summary of a run that found nothing to do."""
    verdict = f"Nothing new among {found.source_count} files: the warehouse is up to date."
    return RunSummary(verdict, found.source_count, 0, run.home.pointer)


def summarise_run(
    run: Run, found: Found, prepared: Prepared, verified: Verified, published: Published | None
) -> RunSummary:
    """The summary of a run that did something."""
    loaded: dict[str, int] = {}
    if published:
        with connect_reader(run.home) as con:
            loaded = dict(con.execute(statement("row_counts")).fetchall())
    rejected = (
        pl.read_parquet(prepared.file("raw.quarantine")).group_by("reason_code").len().sort("reason_code")
    )
    return RunSummary(
        verdict=verified.summary,
        source_count=found.source_count,
        new_count=found.new_count,
        file=run.home.pointer,
        generation=published.number if published else None,
        loaded=loaded,
        rejected=dict(rejected.iter_rows()),
        attention=_attention(verified),
        report=verified.report,
    )


def _attention(verified: Verified) -> tuple[str, ...]:
    broken = pl.read_parquet(verified.results).filter(pl.col("outcome_code") != "passed")
    words = pl.when(pl.col("outcome_code") == "error").then(pl.lit("error")).otherwise("severity_code")
    lines = broken.select(pl.format("Did not hold ({}, {}): {}", "table_code", words, "detail"))
    return tuple(lines.to_series())


MAX_ATTENTION = 5
"""Expectations shown on the terminal; the quality report shows all."""

NEXT_STEPS = (
    ("look at it in the browser", "dashboard"),
    ("find articles and quotations by their words", "search Haushalt"),
    ("ask who says what", 'sql "SELECT speaker_name, kind_code, text FROM mart.quote_list LIMIT 9"'),
    ("ask how many", 'sql "SELECT surface, is_hedged, sentence FROM mart.quantity_list LIMIT 9"'),
    ("open the DuckDB shell", "sql"),
    ("see how the last runs went", "status"),
    ("see what was rejected, and why", "quarantine list"),
    ("read pages of your own", "run FOLDER"),
)


def show(summary: RunSummary, console: Console, call: Call | None = None) -> None:
    """Print the summary and what to do next.

    Args:
        summary: what to print.
        console: where to.
        call: how the user calls this program, for the next steps; None leaves them out.
    """
    console.print()
    console.print(summary.verdict, style="bold", highlight=False)
    for line in summary.attention[:MAX_ATTENTION]:
        console.print(f"  {line}", style="dim", highlight=False, soft_wrap=True)
    if len(summary.attention) > MAX_ATTENTION:
        console.print(f"  … and {len(summary.attention) - MAX_ATTENTION} more, see the quality report")
    if summary.loaded:
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("table")
        table.add_column("rows", justify="right")
        for name, count in summary.loaded.items():
            table.add_row(name, f"{count:,}")
        console.print(table)
    for reason, count in summary.rejected.items():
        console.print(f"Put into quarantine: {count} × {reason}", highlight=False)
    if summary.generation:
        console.print(
            f"Published as generation {summary.generation}: {summary.file}", highlight=False, soft_wrap=True
        )
    if summary.report:
        console.print(f"Quality report: {summary.report}", highlight=False, soft_wrap=True)
    if call:
        console.print("\nNext:")
        for purpose, arguments in NEXT_STEPS:
            console.print(f"  {purpose}", style="dim", highlight=False)
            example = f"    {call.command} {arguments}{call.home_flag}"
            console.print(example, highlight=False, soft_wrap=True, markup=False)
