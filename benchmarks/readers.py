"""Readers in several processes while generations are published: ``python -m benchmarks.readers``.

One process publishes again and again: a real copy of the published generation with more articles and
sentences in it, a real swap, retirement of older generations. Meanwhile reader processes open connections,
ask, and ask those again that they have kept open. What one connection sees must fit together (counts, sums
and the generation it says it is), must never change, and a new connection must never see an older generation
than the one before it did.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from warehouse.connect import connect_reader
from warehouse.generation import generation_file, next_generation
from warehouse.home import Home
from warehouse.publishing.build import start_build
from warehouse.publishing.publish import publish_build
from warehouse.publishing.retention import retire_generations

ARTICLES: Final = 40
"""Articles that each generation adds."""
SENTENCES: Final = 5
"""Sentences of each of them."""
KEEP: Final = 2
"""Generations that are kept: few, so that readers often hold one that is retired."""
HELD: Final = 3
"""Connections that a reader keeps open while it makes others."""
READY: Final = "ready"

QUESTIONS: Final = {
    "generation": "SELECT max(generation_number) FROM ops.publication",
    "articles": "SELECT count(*) FROM main.fact_article",
    "newest article": "SELECT max(article_key) FROM main.fact_article",
    "sentences": "SELECT count(*) FROM main.fact_sentence",
    "words": "SELECT sum(word_count) FROM main.fact_article",
    "stated": "SELECT sum(sentence_count) FROM main.fact_article",
    "joined": (
        "SELECT count(*) FROM main.fact_sentence"
        " INNER JOIN main.fact_article ON fact_sentence.article_key = fact_article.article_key"
    ),
}
"""Asked one by one, so that a file that changed in between would show."""

_ADD_ARTICLES = """
    INSERT INTO main.fact_article BY NAME
    SELECT
        $generation * $articles + range AS article_key, article_key AS document_key, 0 AS publisher_key,
        0 AS published_date_key, $generation AS run_key, article_key AS version_group_key,
        1 AS version_number, TRUE AS is_current, repeat('Es taut. ', 400) AS body, article_key AS body_hash,
        'none' AS published_at_source, 'de' AS language_code, [] AS section_names, $generation AS word_count,
        $sentences AS sentence_count, 1 AS paragraph_count, 0 AS boilerplate_share, 0 AS quoted_share,
        0 AS hedged_share, 0 AS mention_count, 0 AS quote_count, 0 AS quantity_count,
        0 AS date_mention_count, $generation AS annotation_run_key
    FROM range($articles)
"""
_ADD_SENTENCES = """
    INSERT INTO main.fact_sentence BY NAME
    SELECT
        article_key, unnest(range(1, $sentences + 1)) AS sentence_number, 1 AS paragraph_number,
        9 * (sentence_number - 1) AS start, 8 AS length, 'Es taut.' AS text, 2 AS word_count,
        $generation AS run_key
    FROM main.fact_article WHERE run_key = $generation
"""


@dataclass
class Seen:
    """What one reader saw.

    Attributes:
        queries: answers it got.
        connections: connections it made.
        generations: how many different ones it met.
        errors: what went wrong.
        torn: answers that did not fit together, or generations that went backwards.
    """

    queries: int = 0
    connections: int = 0
    generations: int = 0
    errors: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)


def expected(generation: int) -> dict[str, int]:
    """The only answers that fit together for a generation."""
    articles = ARTICLES * generation
    sentences = articles * SENTENCES
    return {
        "generation": generation,
        "articles": articles,
        "newest article": generation * ARTICLES + ARTICLES - 1,
        "sentences": sentences,
        "words": ARTICLES * generation * (generation + 1) // 2,
        "stated": sentences,
        "joined": sentences,
    }


def publish_next(home: Home) -> int:
    """Publish a generation with more articles, as a run does it."""
    generation, file = next_generation(home), home.build / "presswerk.duckdb"
    now = datetime.now(UTC)
    with start_build(home, file, code_version="0", now=now, memory_limit="256MB", threads=1) as con:
        size = {"generation": generation, "sentences": SENTENCES}
        con.execute(_ADD_ARTICLES, {**size, "articles": ARTICLES})
        con.execute(_ADD_SENTENCES, size)
        con.execute(
            "INSERT INTO ops.publication VALUES ($1, $1, $2, $3, 0, 0, 0)",
            [generation, now, generation_file(home, generation).name],
        )
        con.execute("CHECKPOINT")
    publish_build(home, file, generation)
    retire_generations(home, KEEP)
    return generation


def read_until(home: Home, stop: Path, seed: int) -> Seen:
    """Ask again and again, until a file appears.

    Args:
        home: the warehouse.
        stop: the file.
        seed: decides when which connection is asked.
    """
    seen, rng = Seen(), random.Random(seed)
    met: set[int] = set()
    with ExitStack() as stack:
        held: list[tuple[duckdb.DuckDBPyConnection, dict[str, int]]] = []
        last = 0
        while not stop.exists() and not seen.errors:
            try:
                con = stack.enter_context(connect_reader(home))
                seen.connections += 1
                answers = _ask(con, seen)
                generation = answers["generation"]
                if answers != expected(generation):
                    seen.torn.append(f"generation {generation}: {answers}")
                if generation < last:
                    seen.torn.append(f"generation {generation} after {last}")
                last = generation
                met.add(generation)
                held.append((con, answers))
                _ask_again(held, rng, seen)
            except duckdb.Error as error:
                seen.errors.append(f"{type(error).__name__}: {error}")
    seen.generations = len(met)
    return seen


def _ask(con: duckdb.DuckDBPyConnection, seen: Seen) -> dict[str, int]:
    answers = {}
    for name, query in QUESTIONS.items():
        row = con.execute(query).fetchone()
        assert row is not None
        answers[name] = int(row[0])
        seen.queries += 1
    return answers


def _ask_again(
    held: list[tuple[duckdb.DuckDBPyConnection, dict[str, int]]], rng: random.Random, seen: Seen
) -> None:
    """Ask one of the connections kept open, and let one go where there are enough."""
    con, before = rng.choice(held)
    if (answers := _ask(con, seen)) != before:
        seen.torn.append(f"an open connection changed from {before} to {answers}")
    if len(held) > HELD:
        held.pop(rng.randrange(len(held)))[0].close()


@dataclass(frozen=True)
class Outcome:
    """What all readers saw together.

    Attributes:
        publications: generations published while they read.
        seconds: how long that took.
        readers: what each saw.
    """

    publications: int
    seconds: float
    readers: tuple[Seen, ...]


def measure(folder: Path, publications: int, processes: int) -> Outcome:
    """Publish while readers read.

    Args:
        folder: an empty folder.
        publications: how many generations to publish after the first.
        processes: how many processes read.
    """
    home, stop = Home(folder / "home"), folder / "stop"
    publish_next(home)
    command = [sys.executable, "-m", "benchmarks.readers", "--read", str(home.root), "--until", str(stop)]
    readers = [
        subprocess.Popen([*command, "--seed", str(seed)], stdout=subprocess.PIPE, text=True)
        for seed in range(processes)
    ]
    try:
        for reader in readers:
            assert reader.stdout is not None
            if reader.stdout.readline().strip() != READY:
                raise RuntimeError("a reader did not start; what it said stands above")
        start = time.perf_counter()
        for _ in range(publications):
            publish_next(home)
        seconds = time.perf_counter() - start
        stop.touch()
        seen = [Seen(**json.loads(reader.communicate()[0])) for reader in readers]
    finally:
        for reader in readers:
            reader.kill()
            reader.wait()
    return Outcome(publications, seconds, tuple(seen))


def show(found: Outcome) -> None:
    """Print the figures, and what was wrong."""
    total: Counter[str] = Counter()
    for seen in found.readers:
        total.update(queries=seen.queries, connections=seen.connections)
    print(
        f"{found.publications} publications in {found.seconds:.1f} s, {len(found.readers)} reader processes"
    )
    print(f"{'queries':<34} {total['queries']:>9,}")
    print(f"{'connections':<34} {total['connections']:>9,}")
    print(
        f"{'generations met, by each reader':<34} {', '.join(str(s.generations) for s in found.readers):>9}"
    )
    faults = {"errors": "errors", "torn": "torn results"}
    for name, label in faults.items():
        messages = [message for seen in found.readers for message in getattr(seen, name)]
        print(f"{label:<34} {len(messages):>9,}  (target 0)")
        for message in messages[:5]:
            print(f"  {message}")


def main() -> int:
    """Measure and print; ends with 1 where a reader saw anything wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.readers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--publications", type=int, default=50, help="generations  [default: 50]")
    parser.add_argument("--processes", type=int, default=4, help="readers  [default: 4]")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--until", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read is not None:
        print(READY, flush=True)
        print(json.dumps(vars(read_until(Home(options.read), options.until, options.seed))))
        return 0
    with tempfile.TemporaryDirectory(prefix="presswerk-bench-") as folder:
        found = measure(Path(folder), options.publications, options.processes)
    show(found)
    return int(any(seen.errors or seen.torn for seen in found.readers))


if __name__ == "__main__":
    sys.exit(main())
