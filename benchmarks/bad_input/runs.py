"""Real runs of the main job over hostile pages, and what the warehouse says became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bad_input.pages import draw_pages, write_pages
from benchmarks.processes import FinishedRun, RunFailedError, clean_environment, published, run_command


@dataclass
class Outcome:
    """What became of a number of hostile files.

    Attributes:
        inputs: files written.
        loaded: files that are a source of a document.
        quarantined: reason → files that reading turned away.
        documents: outcome → documents.
        rejected: (stage, reason) → further rows in quarantine: documents without an article, facts.
        lost: files that the warehouse knows nothing of.
        crashes: the log of each run that failed.
        runs: the runs that ended well.
    """

    inputs: int = 0
    loaded: int = 0
    quarantined: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)
    rejected: Counter[tuple[str, str]] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    runs: list[FinishedRun] = field(default_factory=list)


def run_batches(sizes: Sequence[int], seed: int, folder: Path) -> Outcome:
    """Write hostile pages batch by batch and run the main job over each, all into one home.

    Args:
        sizes: files of each batch.
        seed: which pages.
        folder: where files and home are made.
    """
    outcome = Outcome()
    home = folder / "home"
    batches = []
    for number, size in enumerate(sizes):
        batch = folder / f"batch-{number:03d}"
        outcome.inputs += write_pages(draw_pages(size, seed + number), batch)
        batches.append(batch)
        arguments = ["flows.command", "run", str(batch), "--home", str(home)]
        try:
            outcome.runs.append(run_command(arguments, folder, clean_environment(own_server=True)))
        except RunFailedError as failure:
            outcome.crashes.append(str(failure))
    _account(outcome, batches, home)
    return outcome


def _account(outcome: Outcome, batches: Sequence[Path], home: Path) -> None:
    """Hold the files on disk against what the warehouse says."""
    sources = {str(uri) for (uri,) in published(home, "SELECT source_uri FROM raw.source")}
    rejected = {
        str(uri): str(reason)
        for uri, reason in published(
            home, "SELECT source_uri, reason_code FROM raw.quarantine WHERE stage_code = 'read'"
        )
    }
    for batch in batches:
        for file in sorted(batch.iterdir()):
            uri = str(file)
            if uri in sources:
                outcome.loaded += 1
            elif uri in rejected:
                outcome.quarantined[rejected[uri]] += 1
            else:
                outcome.lost.append(uri)
    outcomes = published(home, "SELECT outcome_code, count(*) FROM raw.document GROUP BY ALL")
    outcome.documents.update({str(code): int(str(count)) for code, count in outcomes})
    further = published(
        home,
        "SELECT stage_code, reason_code, count(*) FROM raw.quarantine"
        " WHERE stage_code != 'read' GROUP BY ALL",
    )
    outcome.rejected.update({(str(stage), str(reason)): int(str(count)) for stage, reason, count in further})
