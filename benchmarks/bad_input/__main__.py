"""Ten thousand hostile pages through real runs of the main job: ``python -m benchmarks.bad_input``.

Each batch is a folder of its own and a run of its own, all into one home. Every file must end as a source of
a document or in quarantine with a reason; no run may fail, and the last should take no more memory than the
first. Then the slowest bodies, each annotated alone, and how the cost of the worst texts known grows.

Exit code 1 where a run failed or a file was lost.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Final

from spacy.language import Language

from benchmarks.bad_input.growth import seconds_for, show_growth
from benchmarks.bad_input.runs import Outcome, run_batches
from benchmarks.processes import published
from transforms.annotate.pipeline import load_pipeline

FILES_PER_RUN: Final = 2_500
SLOWEST: Final = 5
SHORTEST_TIMED: Final = 2_000
"""Code points of the shortest body whose time says something per 100,000."""
MOST_TIMED: Final = 500
"""Bodies timed alone: the longest."""


def show(outcome: Outcome) -> None:
    """Print what became of the files, and what the runs took."""
    print(f"{outcome.inputs:,} inputs, {len(outcome.runs)} runs")
    print(f"{'loaded':<32}{outcome.loaded:>8,}")
    for reason, count in outcome.quarantined.most_common():
        print(f"{'quarantined: ' + reason:<32}{count:>8,}")
    for code, count in outcome.documents.most_common():
        print(f"{'documents: ' + code:<32}{count:>8,}")
    for (stage, reason), count in sorted(outcome.rejected.items()):
        print(f"{f'rejected by {stage}: {reason}':<32}{count:>8,}")
    print(f"{'crashes':<32}{len(outcome.crashes):>8}")
    print(f"{'silent losses':<32}{len(outcome.lost):>8}")
    for number, run in enumerate(outcome.runs, start=1):
        print(
            f"run {number}: {run.seconds:.0f} s, peak {run.peak_bytes / 1e6:.0f} MB, annotating process"
            f" {run.annotator_peak_bytes / 1e6:.0f} MB, Prefect's server {run.server_peak_bytes / 1e6:.0f} MB"
        )
    for what in (*outcome.crashes, *outcome.lost[:20]):
        print(what, file=sys.stderr)


def show_slowest(home: Path, nlp: Language) -> None:
    """Print the bodies that take longest for their length, each annotated alone."""
    bodies = published(
        home,
        f"SELECT source_uri, body FROM fact_article JOIN raw.document USING (document_key)"
        f" WHERE length(body) >= {SHORTEST_TIMED} ORDER BY length(body) DESC LIMIT {MOST_TIMED}",
    )
    timed = []
    for uri, body in bodies:
        seconds = seconds_for(str(body), nlp)
        timed.append(
            (sum(seconds.values()) / len(str(body)) * 100_000, len(str(body)), seconds, Path(str(uri)).name)
        )
    print(f"slowest of the {len(timed)} longest bodies, seconds per 100,000 code points")
    for cost, length, seconds, name in sorted(timed, key=lambda row: -row[0])[:SLOWEST]:
        print(
            f"{cost:>8.1f}  {length:>7,} code points, tags {seconds['tags']:.2f} s,"
            f" facts {seconds['facts']:.2f} s  {name}"
        )


def main() -> int:
    """Run, measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bad_input",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=10_000, help="hostile pages  [default: 10000]")
    parser.add_argument("--seed", type=int, default=1, help="which pages  [default: 1]")
    parser.add_argument("--only-growth", action="store_true", help="only how cost grows with length")
    options = parser.parse_args()
    nlp = load_pipeline()
    if options.only_growth:
        show_growth(nlp)
        return 0
    full, rest = divmod(options.count, FILES_PER_RUN)
    with tempfile.TemporaryDirectory(prefix="presswerk-bench-") as folder:
        outcome = run_batches([FILES_PER_RUN] * full + [rest] * bool(rest), options.seed, Path(folder))
        show(outcome)
        show_slowest(Path(folder) / "home", nlp)
    show_growth(nlp)
    return 1 if outcome.crashes or outcome.lost else 0


if __name__ == "__main__":
    sys.exit(main())
