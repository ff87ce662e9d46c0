"""What search costs: ``python -m benchmarks.search HOME``.

In a copy of a published archive the index of words is made from nothing, then kept after one more article,
and DuckDB's own full-text index is made beside it, all with the memory of a build. Then questions are asked
of a reader with the memory of the dashboard. The generated archive knows few words, each in thousands of
articles: harder for search than news are.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import duckdb

from dashboards.published import LIMITS
from warehouse.connect import connect_builder, connect_file, published_file
from warehouse.extension import load_fts
from warehouse.home import Home
from warehouse.macros import create_macros
from warehouse.search.ask import EVERYWHERE, Scope, search_articles, search_quotes
from warehouse.search.index import create_index, update_index

BUILD_MEMORY: Final = "256MB"
LOADS: Final = 11
MOST_SECONDS: Final = 0.2
QUESTIONS: Final = (
    "Kirschernte",
    "Bürgermeisterin",
    "Hafen Fähre",
    "Haushalt Rat Schule",
    "Strasse",
    "Euro Jahr",
)
_PHRASE: Final = r"""
    SELECT '"' || regexp_extract(body, '[\pL]+ [\pL]+ [\pL]+') || '"'
    FROM main.fact_article
    ORDER BY article_key
    LIMIT 1
"""
_PUBLISHER: Final = "SELECT mode(publisher_name), max(published_date) FROM mart.article"

_ONE_MORE: Final = """
    UPDATE main.fact_article SET title = 'Eine andere Überschrift'
    WHERE article_key = (SELECT min(article_key) FROM mart.article)
"""
_OWN_INDEX: Final = (
    "PRAGMA create_fts_index('main.fact_article', 'article_key', 'title', 'body', stemmer = 'german')"
)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure_index(file: Path) -> tuple[int, float, float, float | None]:
    """Articles, and the seconds of the index, of one more article, and of DuckDB's own (None: it failed)."""
    with connect_builder(file, BUILD_MEMORY, 2) as con:
        con.execute("DROP SCHEMA IF EXISTS search CASCADE")
        create_index(con)
        create_macros(con)
        count = 0

        def whole() -> None:
            nonlocal count
            count = update_index(con)

        anew = _timed(whole)
        con.execute(_ONE_MORE)
        one_more = _timed(lambda: update_index(con))
        con.execute("CHECKPOINT")
        try:
            own: float | None = _timed(lambda: con.execute(_OWN_INDEX))
        except duckdb.Error:
            own = None
    return count, anew, one_more, own


def measure_questions(file: Path) -> dict[str, tuple[float, float]]:
    """Question → median seconds for articles, and for quotations; with a phrase and with filters, too."""
    with connect_file(file, LIMITS) as con:
        (phrase,) = con.execute(_PHRASE).fetchone() or ("",)
        publisher, last = con.execute(_PUBLISHER).fetchone() or ("", None)
        one = Scope((publisher,), until=last)
        questions = [(words, words, EVERYWHERE) for words in (*QUESTIONS, phrase)]
        questions += [(f"{words}, filtered", words, one) for words in QUESTIONS[-2:]]
        return {name: _medians(con, words, scope) for name, words, scope in questions}


def _medians(con: duckdb.DuckDBPyConnection, words: str, scope: Scope) -> tuple[float, float]:
    asked: tuple[Callable[[], object], ...] = (
        lambda: search_articles(con, words, 20, scope),
        lambda: search_quotes(con, words, 10, scope),
    )
    articles, quotes = (statistics.median(_timed(ask) for _ in range(LOADS)) for ask in asked)
    return articles, quotes


def main() -> None:
    """Measure and report; ends with 1 where a question is slower than its target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("home", type=Path)
    arguments = parser.parse_args()
    with duckdb.connect() as con:
        if not load_fts(con):
            sys.exit("The fts extension is not installed.")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(shutil.copy(published_file(Home(arguments.home.absolute())), folder))
        file.chmod(0o644)
        count, anew, one_more, own = measure_index(file)
        print(f"{count:,} articles: index from nothing {anew:.1f} s, one more article {one_more:.2f} s")
        told = (
            "failed for want of memory"
            if own is None
            else f"{own:.1f} s, {own / one_more:.0f} times one more"
        )
        print(f"DuckDB's own index, made anew at each publication: {told}")
        questions = measure_questions(file)
    print(f"{'question':<36}{'articles':>10}{'quotations':>12}")
    for words, (articles, quotes) in questions.items():
        print(f"{words:<36}{articles:>9.3f}s{quotes:>11.3f}s")
    sys.exit(0 if all(articles < MOST_SECONDS for articles, _ in questions.values()) else 1)


if __name__ == "__main__":
    main()
