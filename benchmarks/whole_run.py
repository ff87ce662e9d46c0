"""The whole main job against its pipeline alone: ``python -m benchmarks.whole_run``.

``presswerk run`` reads generated pages into a new home, as a process of its own with default settings. Then
the same spaCy pipeline, and nothing else, goes over the bodies that the run published: in one process, and in
as many as the run annotates with. Reading, cleaning, rules, checks and loading are to cost little beside what
the pipeline costs anyway. The time of the run goes from start to exit; that of the bare pipeline leaves out
start and loading.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spacy.language import Language

from benchmarks.corpus import write_corpus
from benchmarks.processes import FinishedRun, clean_environment, published, run_command
from flows.settings import ENV_PREFIX, Settings
from transforms.annotate.pipeline import describe_by_name, load_pipeline

TARGET: Final = 1.15
"""Time of the whole run over that of the bare pipeline in one process, at 5,000 documents."""
DEFAULTS: Final = Settings.model_fields
BATCH_SIZE: Final = 32
"""Bodies per batch of the bare pipe; 8 to 64 are fastest."""


@dataclass(frozen=True)
class WholeRun:
    """Outcome of one measurement.

    Attributes:
        documents: pages read.
        bodies: articles published.
        run: the process of the main job.
        run_processor_seconds: processor time of it and all that it started.
        bare: processes → seconds of the bare pipeline by the clock.
        bare_processor_seconds: processor time of the bare pipeline in one process.
    """

    documents: int
    bodies: int
    run: FinishedRun
    run_processor_seconds: float
    bare: Mapping[int, float]
    bare_processor_seconds: float


def run_bare(bodies: Sequence[str], nlp: Language, processes: int) -> float:
    """Seconds that the pipeline takes for some bodies."""
    start = time.perf_counter()
    for _ in nlp.pipe(bodies, batch_size=BATCH_SIZE, n_process=processes):
        pass
    return time.perf_counter() - start


def measure(count: int, folder: Path, model: str) -> WholeRun:
    """Run the main job on generated pages, then the pipeline alone on the bodies it published.

    Args:
        count: pages.
        folder: where corpus and home are made.
        model: the spaCy pipeline of both.
    """
    corpus, home = folder / "corpus", folder / "home"
    write_corpus(corpus, count)
    environment = {**clean_environment(), f"{ENV_PREFIX}PIPELINE": model}
    before = _children_seconds()
    run = run_command(["flows.command", "run", str(corpus), "--home", str(home)], folder, environment)
    run_processor = _children_seconds() - before
    bodies = [str(body) for (body,) in published(home, "SELECT body FROM fact_article ORDER BY article_key")]
    nlp = load_pipeline(model)
    start = time.process_time()
    bare = {1: run_bare(bodies, nlp, 1)}
    bare_processor = time.process_time() - start
    if (processes := DEFAULTS["annotation_processes"].default) > 1:
        bare[processes] = run_bare(bodies, nlp, processes)
    return WholeRun(count, len(bodies), run, run_processor, bare, bare_processor)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def show(found: WholeRun) -> None:
    """Print times and ratios."""
    print(f"{found.documents:,} documents, {found.bodies:,} bodies")
    print(f"{'whole run, start to exit':<44} {found.run.seconds:>8.1f} s")
    for processes, seconds in found.bare.items():
        print(f"{f'bare nlp.pipe, {processes} process(es)':<44} {seconds:>8.1f} s")
    for processes, seconds in found.bare.items():
        goal = f"  (target ≤ {TARGET} for 5,000)" if processes == 1 else ""
        label = f"ratio to the bare pipe in {processes} process(es)"
        print(f"{label:<44} {found.run.seconds / seconds:>8.2f}{goal}")
    ratio = found.run_processor_seconds / found.bare_processor_seconds
    print(f"{'ratio of processor times, one process':<44} {ratio:>8.2f}")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.whole_run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=5_000, help="documents  [default: 5000]")
    parser.add_argument(
        "--model", default=DEFAULTS["pipeline"].default, help="spaCy pipeline  [default: %(default)s]"
    )
    options = parser.parse_args()
    print(f"pipeline {describe_by_name(options.model)}")
    with tempfile.TemporaryDirectory(prefix="presswerk-bench-") as folder:
        show(measure(options.count, Path(folder), options.model))
    return 0


if __name__ == "__main__":
    sys.exit(main())
