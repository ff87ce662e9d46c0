"""A published archive of any size, to measure readers with: ``python -m benchmarks.archive HOME``.

The real main job works on some thousand generated pages (`benchmarks.corpus`). Its warehouse is then laid
beside itself in SQL: each copy has keys, days, a run and rare names of its own, and a quarter of the copies
publishers of their own; the names and counted nouns that are most frequent are shared. So texts repeat, which
a search by words notices and nothing else does, and the number of entities grows with the archive. Of every
copy some articles are copies or older versions of the first, and some claims bear twice their value, so that
claims conflict. Spans stay true. Files that are rejected lie among the pages.

The generated bodies hold a fact for every six tokens, several times more than news does: what is measured on
them is more work than the same number of real articles would be.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from benchmarks.corpus import write_corpus
from benchmarks.processes import clean_environment, run_command
from warehouse.connect import published_file
from warehouse.generation import generation_file, next_generation
from warehouse.home import Home
from warehouse.marts import fill_marts
from warehouse.publishing.build import start_build
from warehouse.publishing.publish import publish_build
from warehouse.publishing.retention import retire_generations
from warehouse.search.index import update_index
from warehouse.statements import statement

PAGES: Final = 1_700
"""Pages that the main job works on: enough for names to be frequent or rare, and a minute's work."""
SHARED_ENTITIES: Final = 200
"""Most frequent entities, which all copies name."""
SHARED_NOUNS: Final = 20
"""Most frequent counted nouns, units above all, which all copies count."""
DAYS_APART: Final = 13
"""Days between one copy and the next; sixty copies of half a year reach over two and a half years."""
REJECTED: Final = {
    "leer.txt": b"",
    "weiss.txt": b" \n\t\n" * 9,
    "bild.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
    "menue.txt": b"Startseite\nPolitik\nSport\nAnmelden\n" * 3,
    "hinweis.txt": "Cookies akzeptieren\nImpressum\nDatenschutzerklärung\nAGB\n".encode(),
}
"""Files that no article can be read from."""

_MACROS: Final = (
    # Keys are hashes: one number laid over them by XOR gives as many other ones.
    "CREATE TEMP MACRO k(key, c) AS if(key = 0, 0, xor(key, (c::BIGINT << 40) + c))",
    "CREATE TEMP MACRO d(day_key, c) AS if(day_key = 0, 0, strftime(strptime(day_key::VARCHAR, '%Y%m%d')"
    f" - to_days(({DAYS_APART} * c)::INTEGER), '%Y%m%d')::INTEGER)",
    f"CREATE TEMP MACRO t(moment, c) AS moment - to_days(({DAYS_APART} * c)::INTEGER)",
    "CREATE TEMP MACRO e(key, c) AS if(key IN (SELECT entity_key FROM shared_entity), key, k(key, c))",
    "CREATE TEMP MACRO a(key, c) AS if(key IN (SELECT alias_key FROM shared_alias), key, k(key, c))",
    "CREATE TEMP MACRO p(key, c) AS if(c % 4 = 0, k(key, c), key)",
    "CREATE TEMP MACRO n(noun, c) AS"
    " if(noun IN (SELECT counted_lemma FROM shared_noun), noun, noun || ' ' || c)",
    "CREATE TEMP MACRO v(value, article_key, start) AS value * if(xor(article_key, start) % 50 = 0, 2, 1)",
)
_SHARED: Final = (
    f"""
    CREATE TEMP TABLE shared_entity AS
    SELECT entity_key FROM base.main.fact_mention GROUP BY entity_key
    ORDER BY count(*) DESC, entity_key LIMIT {SHARED_ENTITIES}
    """,
    """
    CREATE TEMP TABLE shared_alias AS
    SELECT alias_key FROM base.main.entity_alias WHERE entity_key IN (SELECT entity_key FROM shared_entity)
    """,
    f"""
    CREATE TEMP TABLE shared_noun AS
    SELECT counted_lemma FROM base.main.fact_quantity WHERE counted_lemma IS NOT NULL GROUP BY counted_lemma
    ORDER BY count(*) DESC, counted_lemma LIMIT {SHARED_NOUNS}
    """,
)
_FACT: Final = {"article_key": "k(article_key, $c)", "run_key": "k(run_key, $c)"}
_COPIES: Final[dict[str, tuple[dict[str, str], str]]] = {
    "main.dim_run": (
        {
            "run_key": "k(run_key, $c)",
            "started_at": "t(started_at, $c)",
            "loaded_at": "t(loaded_at, $c)",
        },
        "TRUE",
    ),
    "main.dim_publisher": (
        {"publisher_key": "p(publisher_key, $c)", "publisher_name": "publisher_name || ' ' || $c"},
        "$c % 4 = 0 AND publisher_key <> 0",
    ),
    "main.dim_entity": (
        {"entity_key": "e(entity_key, $c)", "entity_name": "entity_name || ' ' || $c"},
        "entity_key <> 0 AND entity_key NOT IN (SELECT entity_key FROM shared_entity)",
    ),
    "main.entity_alias": (
        {
            "alias_key": "a(alias_key, $c)",
            "entity_key": "e(entity_key, $c)",
            "alias_name": "alias_name || ' ' || $c",
        },
        "alias_key NOT IN (SELECT alias_key FROM shared_alias)",
    ),
    "raw.document": (
        {
            "document_key": "k(document_key, $c)",
            "content_hash": "sha256(content_hash || $c)",
            "source_uri": "source_uri || '-' || $c",
            "run_key": "k(run_key, $c)",
        },
        "TRUE",
    ),
    "raw.source": (
        {
            "source_key": "k(source_key, $c)",
            "document_key": "k(document_key, $c)",
            "source_uri": "source_uri || '-' || $c",
        },
        "TRUE",
    ),
    "raw.quarantine": (
        {
            "quarantine_key": "k(quarantine_key, $c)",
            "document_key": "k(document_key, $c)",
            "run_key": "k(run_key, $c)",
        },
        "TRUE",
    ),
    "clean.page": (
        {
            "document_key": "k(document_key, $c)",
            "work_key": "k(work_key, $c)",
            "publisher_key": "p(publisher_key, $c)",
            "run_key": "k(run_key, $c)",
        },
        "TRUE",
    ),
    "clean.line": ({"document_key": "k(document_key, $c)"}, "TRUE"),
    "main.fact_article": (
        {
            **_FACT,
            "document_key": "k(document_key, $c)",
            "publisher_key": "p(publisher_key, $c)",
            "published_date_key": "d(published_date_key, $c)",
            "published_at": "t(published_at, $c)",
            "updated_at": "t(updated_at, $c)",
            "annotation_run_key": "k(annotation_run_key, $c)",
            # One in 33 is a copy, one in 50 an older version of the article it was made from.
            "body_hash": "if(abs(article_key) % 33 = 0, body_hash, k(body_hash, $c))",
            "duplicate_of_key": "if(abs(article_key) % 33 = 0, article_key, NULL)",
            "version_group_key": "if(abs(article_key) % 50 = 1, version_group_key, k(version_group_key, $c))",
            "version_number": "if(abs(article_key) % 50 = 1, $c + 1, version_number)",
            "is_current": "abs(article_key) % 50 <> 1",
        },
        "TRUE",
    ),
    "main.bridge_article_topic": ({"article_key": "k(article_key, $c)"}, "TRUE"),
    "main.fact_sentence": (_FACT, "TRUE"),
    "main.fact_mention": (
        {**_FACT, "entity_key": "e(entity_key, $c)", "alias_key": "a(alias_key, $c)"},
        "TRUE",
    ),
    "main.fact_quote": (
        {
            **_FACT,
            "speaker_key": "e(speaker_key, $c)",
            "speaker_alias_key": "a(speaker_alias_key, $c)",
        },
        "TRUE",
    ),
    "main.fact_quantity": (
        {
            **_FACT,
            "counted_lemma": "n(counted_lemma, $c)",
            "low_value": "v(low_value, article_key, start)",
            "high_value": "v(high_value, article_key, start)",
        },
        "TRUE",
    ),
    "main.fact_date_mention": (_FACT, "TRUE"),
    "ops.expectation_result": ({"run_key": "k(run_key, $c)"}, "TRUE"),
    "ops.stage": ({"run_key": "k(run_key, $c)"}, "TRUE"),
}
"""Table → columns that each copy has its own values in, and which rows it copies."""

_EARLIER_PUBLICATIONS: Final = """
    INSERT INTO ops.publication
    SELECT
        number, k(publication.run_key, $number - number), t(published_at, $number - number),
        format('presswerk-{:06d}.duckdb', number), number * article_count, number * document_count,
        number * line_count
    FROM base.ops.publication, (SELECT unnest(range(1, $number)) AS number)
"""


def make_archive(home: Home, articles: int, pages: int = PAGES) -> int:
    """Make and publish an archive.

    Args:
        home: an empty home.
        articles: articles it has at least.
        pages: pages that the main job works on.
    Returns:
        Articles it has.
    """
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "pages"
        write_corpus(corpus, pages)
        _write_rejected(corpus)
        command = ["flows.command", "run", str(corpus), "--home", str(home.root)]
        run_command(command, Path(folder), clean_environment())
    file = home.build / "archive" / "presswerk.duckdb"
    now, base = datetime.now(UTC), published_file(home)
    with start_build(home, file, code_version="0", now=now, memory_limit="6GB", threads=2) as con:
        con.execute(f"ATTACH '{base}' AS base (READ_ONLY)")
        (has,) = con.execute("SELECT count(*) FROM base.main.fact_article").fetchone() or (0,)
        count = -(-articles // has)
        number = max(count, next_generation(home))
        for sql in (*_SHARED, *_MACROS):
            con.execute(sql)
        for sql, copy in _copies(count):
            con.execute(sql, {"c": copy} if "$c" in sql else None)
        _record(con, home, number, now)
        con.execute("DETACH base")
        fill_marts(con)
        update_index(con)
        (made,) = con.execute("SELECT count(*) FROM main.fact_article").fetchone() or (0,)
        con.execute("CHECKPOINT")
    publish_build(home, file, number)
    retire_generations(home, 1)
    return int(made)


def _write_rejected(corpus: Path) -> None:
    (corpus / "abgewiesen").mkdir()
    for name, content in REJECTED.items():
        (corpus / "abgewiesen" / name).write_bytes(content)


def _copies(count: int) -> Iterator[tuple[str, int]]:
    """The statements that lay the warehouse beside itself, copy by copy as runs would have loaded it."""
    for copy in range(1, count):
        for table, (values, condition) in _COPIES.items():
            replaced = ", ".join(f"{value} AS {name}" for name, value in values.items())
            yield (
                f"INSERT INTO {table} SELECT * REPLACE ({replaced}) FROM base.{table} WHERE {condition}",
                copy,
            )


def _record(con: duckdb.DuckDBPyConnection, home: Home, number: int, now: datetime) -> None:
    """Every copy is a publication of its own, the base the last one, with all that lies there now."""
    (run,) = con.execute("SELECT run_key FROM base.ops.publication").fetchone() or (0,)
    con.execute("DELETE FROM ops.publication")
    con.execute(_EARLIER_PUBLICATIONS, {"number": number})
    con.execute(
        statement("load/publication"),
        {"generation": number, "run_key": run, "now": now, "file_name": generation_file(home, number).name},
    )


def main() -> None:
    """Make an archive and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=PAGES)
    arguments = parser.parse_args()
    home = Home(arguments.home.absolute())
    if home.root.exists():
        sys.exit(f"{home.root} is there already; choose a new folder.")
    start = time.perf_counter()
    count = make_archive(home, arguments.articles, arguments.pages)
    size = published_file(home).stat().st_size
    print(
        f"{count:,} articles, {size / 1e9:.2f} GB, made in {time.perf_counter() - start:.0f} s: {home.root}"
    )


if __name__ == "__main__":
    main()
