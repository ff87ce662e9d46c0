"""Break runs of the main job in every way we know, and hold what comes out against undisturbed runs.

``python -m benchmarks.faults --kills 200`` takes about an hour; ``--scenario kills --kills 20`` some minutes.
It works in a temporary folder with processes and a Prefect server of its own, and ends with 1 where anything
was lost, doubled or different, where a published file did not open, or a run hung. Linux only.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.faults.findings import Findings, to_histogram, to_table
from benchmarks.faults.scenarios import SCENARIOS
from benchmarks.faults.session import Session, lasting_server


def run_scenarios(names: Iterable[str], session: Session) -> list[Findings]:
    """Run scenarios to their end; an interruption from the keyboard ends them early, with what was found."""
    all_findings: list[Findings] = []
    for name in names:
        found, start = Findings(name), time.monotonic()
        all_findings.append(found)
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            SCENARIOS[name](session, found)
        except KeyboardInterrupt:
            found.notes.append("interrupted")
            break
        finally:
            found.seconds = time.monotonic() - start
    return all_findings


def show(all_findings: Sequence[Findings]) -> None:
    """Print table, histograms, notes and violations."""
    print(to_table(all_findings))
    for found in all_findings:
        if found.stages:
            print(f"\n{found.scenario}: what was hit")
            print(to_histogram(found.stages))
        for note in found.notes:
            print(f"{found.scenario}: {note}")
    for found in all_findings:
        for violation in found.violations:
            print(f"\nVIOLATION in {found.scenario}: {violation}")


def main() -> int:
    """Run the scenarios; 1 where anything was violated."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="kills at random moments  [default: 200]")
    parser.add_argument("--trials", type=int, default=10, help="trials of each other scenario  [default: 10]")
    parser.add_argument("--seed", type=int, default=0, help="other seeds, other moments  [default: 0]")
    parser.add_argument("--readers", type=int, default=2, help="readers throughout  [default: 2]")
    parser.add_argument("--scenario", choices=list(SCENARIOS), action="append", help="only this; repeatable")
    parser.add_argument("--folder", type=Path, help="work here, and leave it; a temporary one by default")
    options = parser.parse_args()
    for ending in (signal.SIGINT, signal.SIGTERM):
        # Also where a shell has started it in the background, without interruptions from the keyboard.
        signal.signal(ending, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="presswerk-faults-") as temporary:
        root = (options.folder or Path(temporary)).absolute()
        root.mkdir(parents=True, exist_ok=True)
        with lasting_server(root) as server:
            session = Session(root, options.seed, options.kills, options.trials, options.readers, server)
            all_findings = run_scenarios(options.scenario or SCENARIOS, session)
        show(all_findings)
    return int(any(found.violations for found in all_findings))


if __name__ == "__main__":
    sys.exit(main())
