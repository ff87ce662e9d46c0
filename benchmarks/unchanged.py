"""What a run costs that finds nothing new: ``python -m benchmarks.unchanged``.

A corpus is loaded into a new home, then the same command runs again on the same files. The time that counts
runs from the start of the flow to its end; what comes before it (imports, Prefect's temporary server) is
the business of benchmarks.first_run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.corpus import write_corpus
from benchmarks.first_run import timed_run
from benchmarks.processes import clean_environment, run_command
from benchmarks.timeline import INVENTORY_PARTS, Span, total

TARGET: Final = 3.0
"""Seconds after the flow has started, with 50,000 known files."""


def measure(corpus: Path, home: Path, folder: Path) -> list[Span]:
    """Run on files that the warehouse of a home knows already.

    Raises:
        ValueError: the run found something new, so it does not show what is asked.
    """
    spans = timed_run([str(corpus), "--home", str(home)], folder, clean_environment())
    if total(spans, "publish"):
        raise ValueError(
            f"the warehouse in {home} did not know all files of {corpus}, or another recipe read them"
        )
    return spans


def show(spans: Sequence[Span], count: int) -> None:
    """Print the time of the flow and where it goes."""
    flow, inventory = total(spans, "flow with Prefect"), total(spans, "take_inventory")
    # A first look is taken while the server boots; what counts here is the one inside the flow.
    begin = min(span.begin for span in spans if span.name == "flow with Prefect")
    parts = [span for span in spans if span.begin >= begin]
    print(f"{count:,} known files, nothing new")
    print(
        f"{'seconds from start of the flow to its end':<44} {flow:>6.2f}  (target ≤ {TARGET:.0f} for 50,000)"
    )
    print(
        f"{'  Prefect: the flow and its one task':<44} {flow - inventory:>6.2f}  {1 - inventory / flow:>5.0%}"
    )
    for name, label in zip(
        INVENTORY_PARTS, ("listing the files", "asking the warehouse", "planning shards"), strict=True
    ):
        seconds = total(parts, name.lstrip("_"))
        print(f"{'  ' + label:<44} {seconds:>6.2f}  {seconds / flow:>5.0%}")
    rest = inventory - sum(total(parts, name.lstrip("_")) for name in INVENTORY_PARTS)
    print(f"{'  holding one against the other':<44} {rest:>6.2f}  {rest / flow:>5.0%}")
    whole = total(spans, "all")
    print(f"{'the whole command':<44} {whole:>6.2f}")
    print(f"{'ratio of the flow to the whole command':<44} {flow / whole:>6.2f}")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.unchanged",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=50_000, help="documents  [default: 50000]")
    parser.add_argument(
        "--kept", type=Path, help="folder that `benchmarks.scale --keep` left, with a corpus of that count"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="presswerk-bench-") as folder:
        place = (options.kept or Path(folder)).absolute()
        corpus, home = place / f"corpus-{options.count}", place / f"home-{options.count}"
        if options.kept is None:
            write_corpus(corpus, options.count)
            run_command(
                ["flows.command", "run", str(corpus), "--home", str(home)], place, clean_environment()
            )
        show(measure(corpus, home, Path(folder)), options.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
