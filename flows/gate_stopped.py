"""A run whose publication a gate has stopped."""

from __future__ import annotations

from flows.summary import RunSummary


class GateStoppedError(RuntimeError):
    """A gate stopped the publication; the published warehouse is the one of before."""

    def __init__(self, summary: RunSummary) -> None:
        """Keep the summary of the stopped run."""
        super().__init__(f"{summary.verdict} Nothing was published. Report: {summary.report}")
        self.summary = summary
