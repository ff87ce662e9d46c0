"""Memory and speed of the whole main job as the input grows: ``python -m benchmarks.scale``.

``presswerk run`` is measured as a process of its own, with default settings, on a small and on a large
corpus, each into a new home. The figure that matters is the ratio of the two peaks: work is sharded, so
memory should hardly grow with the input.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.corpus import write_corpus
from benchmarks.processes import FinishedRun, clean_environment, published, run_command

TARGET: Final = 1.25
"""Peak memory of the large run over that of the small one."""
MEBIBYTE: Final = 1024 * 1024
_STAGE_LINE = re.compile(r"INFO (?P<name>[^:]+): (?P<count>\d+) in (?P<seconds>[\d.]+) s")


@dataclass(frozen=True)
class Scale:
    """One measured run.

    Attributes:
        count: documents.
        run: the process.
        stages: stage → seconds by the clock, as the run logs them; the rest is what no stage claims.
        shards: stage → seconds of all its shards added up, as ops.shard holds them.
        warehouse_bytes: size of the published file.
    """

    count: int
    run: FinishedRun
    stages: dict[str, float]
    shards: dict[str, float]
    warehouse_bytes: int


def measure(count: int, folder: Path) -> Scale:
    """Run the main job on a corpus of some size.

    Args:
        count: documents.
        folder: where corpus and home are made.
    """
    corpus, home = folder / f"corpus-{count}", folder / f"home-{count}"
    write_corpus(corpus, count)
    run = run_command(["flows.command", "run", str(corpus), "--home", str(home)], folder, clean_environment())
    stages = {
        match["name"]: float(match["seconds"]) for _, line in run.log if (match := _STAGE_LINE.search(line))
    }
    stages["all else, start to exit"] = run.seconds - sum(stages.values())
    rows = published(home, "SELECT stage_code, sum(seconds) FROM ops.shard GROUP BY ALL ORDER BY ALL")
    shards = {str(stage): float(str(seconds)) for stage, seconds in rows}
    size = (home / "warehouse" / "presswerk.duckdb").stat().st_size
    return Scale(count, run, stages, shards, size)


def show(small: Scale, large: Scale) -> None:
    """Print one column per run, ratios last."""
    print(f"{'documents':<38} {small.count:>10,} {large.count:>10,}   ratio")
    growth = large.count / small.count
    _row("peak memory of the run, MiB", small.run.peak_bytes / MEBIBYTE, large.run.peak_bytes / MEBIBYTE)
    print(f"{'':<38} {'':>10} {'':>10}   (target ≤ {TARGET} from 10,000 to 50,000)")
    annotators = [scale.run.annotator_peak_bytes / MEBIBYTE for scale in (small, large)]
    servers = [scale.run.server_peak_bytes / MEBIBYTE for scale in (small, large)]
    _row("peak of a process that annotates, MiB", *annotators)
    _row("peak memory of Prefect's server, MiB", *servers)
    _row("warehouse, MiB", small.warehouse_bytes / MEBIBYTE, large.warehouse_bytes / MEBIBYTE)
    _row("warehouse, bytes a document", *(scale.warehouse_bytes / scale.count for scale in (small, large)))
    _row("seconds from start to exit", small.run.seconds, large.run.seconds)
    print(
        f"documents per second and stage, by the clock (a ratio of 1 is linear; input grew {growth:.1f}-fold)"
    )
    for name in large.stages:
        _rates(name, small, large, small.stages.get(name, 0.0), large.stages[name])
    print("documents per second of a worker, from ops.shard")
    for name in large.shards:
        _rates(name, small, large, small.shards.get(name, 0.0), large.shards[name])


def _row(name: str, small: float, large: float) -> None:
    print(f"{name:<38} {small:>10,.0f} {large:>10,.0f}   {large / max(small, 1e-9):.2f}")


def _rates(name: str, small: Scale, large: Scale, small_seconds: float, large_seconds: float) -> None:
    # Log lines have tenths of a second, so a stage of a small run may show as none at all.
    rates = (small.count / max(small_seconds, 0.05), large.count / max(large_seconds, 0.05))
    _row(f"  {name}", *rates)


@contextmanager
def workplace(keep: Path | None) -> Iterator[Path]:
    """A temporary folder, or a given one that is left as it is afterwards."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="presswerk-bench-") as folder:
        yield Path(folder)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--small", type=int, default=10_000, help="documents  [default: 10000]")
    parser.add_argument("--large", type=int, default=50_000, help="documents  [default: 50000]")
    parser.add_argument(
        "--keep", type=Path, help="empty folder to leave corpora and homes in, e.g. for benchmarks.unchanged"
    )
    options = parser.parse_args()
    with workplace(options.keep) as folder:
        show(measure(options.small, folder), measure(options.large, folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
