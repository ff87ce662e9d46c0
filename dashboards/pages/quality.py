"""Whether the warehouse can be trusted: gates, rejections, accuracy, cost."""

from __future__ import annotations

from dashboards.page import Page, Visit
from dashboards.pages.listing import listing

RUNS = 20
PAGE_ROWS = 20
HEADLINES = (
    "pages.segment_f",
    "entities.repaired.f",
    "quotes.direct.f",
    "quotes.direct.speaker",
    "quotes.indirect.f",
    "quotes.indirect.speaker",
    "quantities.specs_all",
    "dates.blind_relaxed_f",
    "dates.blind_relaxed_value_f",
)
"""Figures that say how far to trust each kind of fact; each has a word in the labels."""


def quality(visit: Visit) -> Page:
    """One run's gates and cost, and what does not depend on a run."""
    runs = visit.ask("overview/runs", row_count=RUNS)
    known = [row["run_key"] for row in runs.rows]
    chosen = visit.key("run")
    run = chosen if chosen in known else (known[0] if known else 0)
    accuracy = visit.ask("quality/accuracy")
    figures = {row["figure_code"]: row for row in accuracy.rows}
    reason, stage = visit.words("reason"), visit.words("stage")
    return Page(
        "quality.html.jinja",
        {
            "runs": runs,
            "run": run,
            "failed": visit.ask("quality/expectations", run=run, failed=True),
            "tables": visit.ask("quality/tables", run=run),
            "stages": visit.ask("quality/stages", run=run),
            "reasons": visit.ask("quality/reasons"),
            "reason": reason,
            "stage": stage,
            "rejected": listing(
                visit, "quality/quarantine", PAGE_ROWS, "rejected", reason=reason, stage=stage
            ),
            "publishers_quality": visit.ask("quality/publishers"),
            "accuracy": accuracy,
            "headlines": [figures[code] for code in HEADLINES if code in figures],
        },
    )
