"""Documents per second of reading and cleaning: ``python -m benchmarks.throughput``.

Every step calls the functions that the stages of the main job call, on shards of its default size and with
its default number of workers, after a warm-up. What is left out is what the main job adds around them:
Prefect, the Parquet files between the stages, and DuckDB's count of repeated lines, in whose place polars
counts here. The baseline, measured in the same run, reads the same files and does nothing but decode them
as UTF-8 and split their lines.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

import polars as pl

from benchmarks.corpus import write_corpus
from flows.settings import Settings
from flows.stages.clean import ANNOTATED_LANGUAGES
from transforms.clean.article.articles import build_articles
from transforms.clean.lines import split_lines
from transforms.clean.publisher.evidence import detect_publisher
from transforms.clean.publisher.publishers import PUBLISHERS_PATH, load_publishers
from transforms.clean.repeated import demote_repeated, repeated_lines, work_keys
from transforms.clean.roles.assign import assign_roles
from transforms.clean.roles.line_model import WEIGHTS_PATH, LineModel
from transforms.read.inventory import list_files
from transforms.read.language import detect_language
from transforms.read.source_uri import path_of
from transforms.read.text_dump import read_text_dumps

TARGET: Final = 2_000
"""Documents per second on two cores."""
DEFAULTS: Final = Settings.model_fields
T = TypeVar("T")
R = TypeVar("R")


@dataclass
class Clock:
    """Seconds per step, added up over the shards."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step of one shard."""
        start = time.perf_counter()
        yield
        self.seconds[name] += time.perf_counter() - start


@dataclass(frozen=True)
class Classified:
    """A shard whose lines have their roles."""

    documents: pl.DataFrame
    lines: pl.DataFrame
    pages: pl.DataFrame


class Cleaner:
    """Reading and cleaning as the stages do it, with what they load once."""

    def __init__(self, workers: int) -> None:
        """Load the line model and the publisher list.

        Args:
            workers: shards worked on at the same time.
        """
        self.workers = workers
        self.model = LineModel.load(WEIGHTS_PATH)
        self.publishers = load_publishers(PUBLISHERS_PATH)
        self.clock = Clock()

    def run(self, shards: Sequence[pl.DataFrame]) -> int:
        """Read and clean shards of files; returns the number of articles."""
        read = self._each(self._read, shards)
        classified = self._each(self._classify, read)
        with self.clock.step("count repeated lines"):
            repeated = _repeated(classified)
        return sum(self._each(lambda shard: self._build(shard, repeated), classified))

    def _each(self, work: Callable[[T], R], items: Sequence[T]) -> list[R]:
        with ThreadPoolExecutor(self.workers) as pool:
            return list(pool.map(work, items))

    def _read(self, files: pl.DataFrame) -> pl.DataFrame:
        with self.clock.step("read_text_dumps"):
            documents = read_text_dumps(files).documents
        with self.clock.step("detect_language"):
            return detect_language(documents.lazy()).collect()

    def _classify(self, documents: pl.DataFrame) -> Classified:
        with self.clock.step("split_lines"):
            lines = split_lines(documents.lazy()).collect()
        with self.clock.step("assign_roles"):
            lines = assign_roles(lines.lazy(), self.model).collect()
        with self.clock.step("detect_publisher"):
            pages = detect_publisher(documents.lazy(), lines.lazy(), self.publishers).collect()
        with self.clock.step("work_keys"):
            keys = work_keys(lines.lazy()).collect()
        return Classified(documents, lines, pages.join(keys, on="document_key", how="left"))

    def _build(self, shard: Classified, repeated: pl.DataFrame) -> int:
        with self.clock.step("demote_repeated"):
            lines = demote_repeated(shard.lines.lazy(), shard.pages.lazy(), repeated.lazy()).collect()
        with self.clock.step("build_articles"):
            is_annotated = pl.col("language_code").is_in(list(ANNOTATED_LANGUAGES))
            documents = shard.documents.lazy().filter(is_annotated)
            built = build_articles(documents, lines.lazy(), shard.pages.lazy(), self.publishers)
            articles = pl.collect_all([built.articles, built.topics, built.lines, built.rejected])[0]
        return len(articles)


def _repeated(classified: Sequence[Classified]) -> pl.DataFrame:
    counts = (
        pl.concat([shard.lines.lazy().select("document_key", "line_hash") for shard in classified])
        .join(pl.concat([shard.pages.lazy() for shard in classified]), on="document_key")
        .group_by("publisher_key", "line_hash")
        .agg(work_count=pl.col("work_key").n_unique())
    )
    return repeated_lines(counts, DEFAULTS["minimum_works"].default).collect()


def read_bare(files: pl.DataFrame) -> int:
    """Baseline: bytes, decoded and split; returns the number of lines."""
    return sum(
        len(Path(path_of(uri)).read_bytes().decode("utf-8", "replace").splitlines())
        for uri in files["source_uri"]
    )


@dataclass(frozen=True)
class Throughput:
    """Outcome of one measurement.

    Attributes:
        documents: files read.
        articles: articles built from them.
        rates: documents per second of each repetition.
        cpu_rates: documents per second of processor time, which says what one core does, whoever else
            uses the machine.
        baseline_cpu_rate: the same of the baseline.
        shares: step → its part of the time all steps took.
    """

    documents: int
    articles: int
    rates: tuple[float, ...]
    cpu_rates: tuple[float, ...]
    baseline_cpu_rate: float
    shares: dict[str, float]


def measure(folder: Path, shard_documents: int, workers: int, repeats: int) -> Throughput:
    """Read and clean a folder several times, after a warm-up on its first shards."""
    files = list_files([folder]).files
    shards = list(files.iter_slices(shard_documents))
    cleaner = Cleaner(workers)
    cleaner.run(shards[:workers])
    cleaner.clock = Clock()
    rates, cpu_rates, baselines, articles = [], [], [], 0
    for _ in range(repeats):
        cpu = time.process_time()
        read_bare(files)
        baselines.append(len(files) / (time.process_time() - cpu))
        start, cpu = time.perf_counter(), time.process_time()
        articles = cleaner.run(shards)
        rates.append(len(files) / (time.perf_counter() - start))
        cpu_rates.append(len(files) / (time.process_time() - cpu))
    total = sum(cleaner.clock.seconds.values())
    shares = {name: seconds / total for name, seconds in cleaner.clock.seconds.items()}
    return Throughput(len(files), articles, tuple(rates), tuple(cpu_rates), max(baselines), shares)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.throughput",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=10_000, help="documents  [default: 10000]")
    parser.add_argument("--repeats", type=int, default=3, help="repetitions, the best counts  [default: 3]")
    parser.add_argument("--shard", type=int, default=DEFAULTS["shard_documents"].default)
    parser.add_argument("--workers", type=int, default=DEFAULTS["workers"].default)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="presswerk-bench-") as folder:
        size = write_corpus(Path(folder), options.count)
        found = measure(Path(folder), options.shard, options.workers, options.repeats)
    ratio = max(found.cpu_rates) / found.baseline_cpu_rate
    print(
        f"{found.documents:,} documents of {size / found.documents:,.0f} bytes, {found.articles:,} articles"
    )
    print(f"{'read + clean':<26} {max(found.rates):>8,.0f} documents/s  (target {TARGET:,} on two cores)")
    print(f"{'  each repetition':<26} {', '.join(f'{rate:,.0f}' for rate in found.rates):>8}")
    print(f"{'  per processor second':<26} {max(found.cpu_rates):>8,.0f} documents")
    print(f"{'bare read':<26} {found.baseline_cpu_rate:>8,.0f} documents per processor second")
    print(f"{'ratio to bare read':<26} {ratio:>8.3f}")
    for name, share in found.shares.items():
        print(f"{'  ' + name:<26} {share:>8.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
