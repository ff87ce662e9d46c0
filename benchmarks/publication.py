"""What publishing one more article costs as the archive grows: ``python -m benchmarks.publication``.

Archives are made by SQL: documents of about 5 kB, articles of about 2.8 kB, twenty sentences each. Into each,
one new article is loaded, the way a run does it, from the copy of the published generation to the swap of the
pointer. Of each step stands there what it takes in the small and in the large archive, and the ratio of the
two: 1.0 where the cost follows the change, the growth of the archive where it follows that. In the same
run, versions and duplicates are found again for all articles, for comparison.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from warehouse.connect import connect_builder
from warehouse.generation import next_generation
from warehouse.home import Home
from warehouse.publishing.build import start_build
from warehouse.publishing.copying import share_blocks
from warehouse.publishing.manifest import checksum
from warehouse.publishing.publish import publish_build
from warehouse.publishing.rollback import roll_back
from warehouse.statements import statement

SENTENCES: Final = 20
"""Sentences of an article."""
PER_ADDRESS: Final = 2
"""Articles that share an address, and so a group of versions."""
REPEATS: Final = 3
"""How often each step is taken; the fastest counts, for the machine is shared."""

_ROWS: Final = (
    """
    INSERT INTO raw.document BY NAME
    SELECT
        range AS document_key, sha256(range::VARCHAR) AS content_hash, '/archiv/' || range AS source_uri,
        'txt' AS format_code, 'utf-8' AS encoding_code, TRUE AS is_reversible, 5000 AS byte_size,
        'de' AS language_code, 'article' AS outcome_code, $now AS modified_at, 1 AS run_key,
        array_to_string(list_transform(range(80), lambda i: sha256((range * 80 + i)::VARCHAR)), '\n') AS text
    FROM range($first, $end)
    """,
    """
    INSERT INTO raw.source BY NAME
    SELECT
        range AS source_key, '/archiv/' || range AS source_uri, range AS document_key, 5000 AS byte_size,
        epoch_ns($now) AS modified_ns, $now AS first_seen_at, $now AS last_seen_at
    FROM range($first, $end)
    """,
    """
    INSERT INTO main.fact_article BY NAME
    SELECT
        document_key AS article_key, document_key, 0 AS publisher_key, 0 AS published_date_key, 1 AS run_key,
        document_key AS version_group_key, 1 AS version_number, TRUE AS is_current,
        left(text, 2800) AS body, document_key AS body_hash, 'none' AS published_at_source,
        'de' AS language_code, [] AS section_names, 400 AS word_count, $sentences AS sentence_count,
        8 AS paragraph_count, 0.5 AS boilerplate_share, 0 AS quoted_share, 0 AS hedged_share,
        0 AS mention_count, 0 AS quote_count, 0 AS quantity_count, 0 AS date_mention_count,
        1 AS annotation_run_key, 'https://bote.example/' || (document_key // $per_address) AS url
    FROM raw.document WHERE document_key >= $first
    """,
    """
    INSERT INTO main.fact_sentence BY NAME
    SELECT
        article_key, unnest(range(1, $sentences + 1)) AS sentence_number, 1 AS paragraph_number,
        130 * (sentence_number - 1) AS start, 128 AS length, substr(body, start + 1, 128) AS text,
        20 AS word_count, 1 AS run_key
    FROM main.fact_article WHERE article_key >= $first
    """,
)


@dataclass(frozen=True)
class Cost:
    """What one more article costs in an archive of some size.

    Attributes:
        articles: articles of the archive.
        file_bytes: size of its published file.
        shares_blocks: whether the file system copies by sharing blocks.
        seconds: step → its fastest time.
    """

    articles: int
    file_bytes: int
    shares_blocks: bool
    seconds: dict[str, float]


def measure(folder: Path, articles: int) -> Cost:
    """Make an archive and publish one article more, several times.

    Args:
        folder: an empty folder.
        articles: size of the archive.
    """
    home, clock = Home(folder / "home"), Clock()
    everything = _keys(folder / "everything.parquet", range(articles))
    published = _publish(home, Clock(), lambda con: _fill(con, everything, range(articles)))
    for turn in range(REPEATS):
        number = articles + turn
        new = _keys(folder / f"new-{turn}.parquet", range(number, number + 1))
        published = _publish(home, clock, lambda con, new=new, n=number: _add(con, clock, new, n))  # type: ignore[misc]
        with clock.step("rollback and forward again"):
            roll_back(home)
            roll_back(home, next_generation(home) - 1)
    with clock.step("  of that, checksum"):
        checksum(published)
    with connect_builder(_copy(published, folder / "all.duckdb"), "256MB", 2) as con:
        _find_again(con, clock, everything, "versions of all articles", "duplicates of all articles")
    clone = folder / "clone"
    return Cost(articles, published.stat().st_size, share_blocks(published, clone), clock.best)


class Clock:
    """Times of steps; of each the fastest counts."""

    def __init__(self) -> None:
        self.best: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a block."""
        start = time.perf_counter()
        yield
        self.best[name] = min(time.perf_counter() - start, self.best.get(name, float("inf")))


def _publish(home: Home, clock: Clock, load: Callable[[duckdb.DuckDBPyConnection], None]) -> Path:
    file, now = home.build / "presswerk.duckdb", datetime.now(UTC)
    with clock.step("begin: copy of the published file"):
        con = start_build(home, file, code_version="0", now=now, memory_limit="256MB", threads=2)
    with con:
        load(con)
        with clock.step("checkpoint"):
            con.execute("CHECKPOINT")
    with clock.step("publish: sync, checksum, swap"):
        return publish_build(home, file, next_generation(home))


def _add(con: duckdb.DuckDBPyConnection, clock: Clock, keys: str, number: int) -> None:
    con.execute(statement("load/touched_groups"), {"worked": keys, "sources": keys})
    _insert(con, range(number, number + 1))
    with clock.step("places of the new document"):
        con.execute(statement("load/document_source"), {"sources": keys})
    _find_again(con, clock, keys, "versions", "duplicates", is_touched=True)


def _fill(con: duckdb.DuckDBPyConnection, keys: str, numbers: range) -> None:
    _insert(con, numbers)
    _find_again(con, Clock(), keys, "versions", "duplicates")


def _find_again(
    con: duckdb.DuckDBPyConnection,
    clock: Clock,
    keys: str,
    versions: str,
    duplicates: str,
    *,
    is_touched: bool = False,
) -> None:
    if not is_touched:
        con.execute(statement("load/touched_groups"), {"worked": keys, "sources": keys})
    with clock.step(versions):
        con.execute(statement("load/versions"), {"worked": keys, "sources": keys})
    with clock.step(duplicates):
        con.execute(statement("load/duplicates"), {"worked": keys})
    con.execute("DROP TABLE ops.touched_group")


def _insert(con: duckdb.DuckDBPyConnection, numbers: range) -> None:
    values = {
        "first": numbers.start,
        "end": numbers.stop,
        "now": datetime.now(UTC),
        "sentences": SENTENCES,
        "per_address": PER_ADDRESS,
    }
    for sql in _ROWS:
        used = {name: value for name, value in values.items() if f"${name}" in sql}
        con.execute(sql, used)


def _keys(file: Path, numbers: range) -> str:
    pl.DataFrame({"document_key": list(numbers)}, schema={"document_key": pl.Int64}).write_parquet(file)
    return str(file)


def _copy(source: Path, target: Path) -> Path:
    target.write_bytes(source.read_bytes())
    return target


def show(small: Cost, large: Cost) -> None:
    """Print one line per step."""
    growth = large.articles / small.articles
    print(f"{'articles in the archive':<40} {small.articles:>10,} {large.articles:>10,} {growth:>7.1f}×")
    sizes = (small.file_bytes / 1e6, large.file_bytes / 1e6)
    print(f"{'published file, MB':<40} {sizes[0]:>10.1f} {sizes[1]:>10.1f} {sizes[1] / sizes[0]:>7.1f}×")
    print(f"one article more, milliseconds (the file system shares blocks: {large.shares_blocks})")
    for name, seconds in large.seconds.items():
        before = small.seconds[name]
        print(f"{'  ' + name:<40} {before * 1e3:>10.1f} {seconds * 1e3:>10.1f} {seconds / before:>7.1f}×")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.publication",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--small", type=int, default=2_000, help="articles  [default: 2000]")
    parser.add_argument("--large", type=int, default=20_000, help="articles  [default: 20000]")
    options = parser.parse_args()
    costs = []
    for articles in (options.small, options.large):
        with tempfile.TemporaryDirectory(prefix="presswerk-bench-") as folder:
            costs.append(measure(Path(folder), articles))
    show(*costs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
