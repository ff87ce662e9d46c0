"""The index of words: what is found, in which order, and that it says what the articles say."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import ROOT, SAMPLE, RunJob
from tests.warehouse.rows import Rows
from warehouse.connect import connect_reader
from warehouse.extension import fts_file
from warehouse.home import Home
from warehouse.macros import create_macros
from warehouse.search.ask import Scope, SearchUnavailableError, check_search, search_articles, search_quotes
from warehouse.search.index import create_index, update_index

NO_WORDS = (
    "",
    "   ",
    "der die das",
    "'; DROP TABLE search.posting; --",
    "%_*[](",
    '""',
    '"',
    '"der die das"',
    '"\'"',
    "\x00",
    "🚲",
    "a" * 10_000,
)
POSTINGS = "SELECT term, article_key, title_count, body_count FROM search.posting ORDER BY ALL"
BODIES = (
    "Der Hafen friert zu.",
    "Im Hafen brennt Licht, im Hafen.",
    "Die Kirschen reifen.",
    "Straße gesperrt.",
)


@pytest.fixture
def rows() -> Rows:
    rows = Rows()
    create_index(rows.con)
    create_macros(rows.con)
    return rows


def article(rows: Rows, key: int, title: str | None, body: str, **values: Any) -> None:
    values = {"body_hash": hash(body) % 10**9, **values}
    rows.article(key, "2026-03-01", title=title, body=body, **values)


def publisher(rows: Rows, key: int, name: str) -> int:
    rows.add("main.dim_publisher", publisher_key=key, publisher_name=name)
    return key


def found(rows: Rows, words: str) -> list[int]:
    update_index(rows.con)
    return [hit.article_key for hit in search_articles(rows.con, words, 40)]


@pytest.mark.parametrize("words", ["Kirsche", "KIRSCHEN", "kirsche", "Kirschen,"])
def test_a_word_is_found_in_all_its_forms(rows: Rows, words: str) -> None:
    article(rows, 1, "Ernte", "Auf dem Hof reifen die Kirschen.")
    article(rows, 2, "Hafen", "Die Boote liegen fest.")
    assert found(rows, words) == [1]


@pytest.mark.parametrize("words", ["Strasse", "straße", "STRASSEN"])
def test_both_spellings_meet(rows: Rows, words: str) -> None:
    article(rows, 1, None, "Die Straße ist gesperrt.")
    assert found(rows, words) == [1]


def test_more_of_the_words_come_first_then_the_title_then_the_rarer(rows: Rows) -> None:
    article(rows, 1, "Neues", "Der Hafen und viel anderes, das hier steht.")
    article(rows, 2, "Hafen", "Dies und jenes, das hier steht, und anderes.")
    article(rows, 3, "Neues", "Eis im Hafen: Dies und jenes steht hier.")
    article(rows, 4, "Neues", "Dies und jenes.")
    assert found(rows, "Hafen Eis") == [3, 2, 1]


def test_the_place_is_shown_with_the_words_marked(rows: Rows) -> None:
    body = "Wort " * 60 + "am Hafen <b>liegt</b> › Eis ‹. " + "Wort " * 60
    article(rows, 1, None, body)
    update_index(rows.con)
    (hit,) = search_articles(rows.con, "Häfen Eis", 5)
    assert [text for text, is_hit in hit.pieces if is_hit] == ["Hafen", "Eis"]
    shown = "".join(text for text, _ in hit.pieces)
    assert shown in body
    assert len(shown) < len(body) / 2


def test_the_place_shown_is_where_most_of_the_words_stand_together(rows: Rows) -> None:
    body = "Im Hafen war Ruhe. " + "Wort " * 60 + "Das Eis im Hafen hält. " + "Wort " * 60
    article(rows, 1, "Hafen und Eis", body)
    update_index(rows.con)
    (hit,) = search_articles(rows.con, "Eis Hafen", 5)
    assert [text for text, is_hit in hit.pieces if is_hit] == ["Eis", "Hafen"]


def test_an_article_found_by_its_title_alone_shows_how_it_begins(rows: Rows) -> None:
    article(rows, 1, "Hafen", "Dies und jenes.")
    update_index(rows.con)
    (hit,) = search_articles(rows.con, "Hafen", 5)
    assert hit.pieces[0] == ("Dies", False)


@pytest.mark.parametrize(
    "words", ['"Eis im Hafen"', "„eis im hafen“", "»EIS im Hafen« hält", '""  "Eis im Hafen"']
)
def test_a_phrase_is_found_as_written(rows: Rows, words: str) -> None:
    article(rows, 1, None, "Im Hafen liegt Eis. " + "Eis! " * 40 + "Viel Eis im Hafen hält.")
    article(rows, 2, None, "Im Hafen hält das Eis.")
    article(rows, 3, "Eis im Hafen", "Dies und jenes.")
    assert sorted(found(rows, words)) == [1, 3]
    first = next(hit for hit in search_articles(rows.con, words, 5) if hit.article_key == 1)
    assert "Viel Eis im Hafen hält." in "".join(text for text, _ in first.pieces)


def test_a_phrase_is_of_whole_words(rows: Rows) -> None:
    article(rows, 1, None, "Bis zum Hafen. " * 20 + "Da liegen „bis zu“ zehn Boote.")
    article(rows, 2, None, "Bis zum Hafen liegen zehn Boote.")
    article(rows, 3, "Boote: bis zu", "Zehn.")
    assert sorted(found(rows, '"bis zu" Boote')) == [1, 3]
    first = next(hit for hit in search_articles(rows.con, '"bis zu" Boote', 5) if hit.article_key == 1)
    assert "Da liegen „bis zu“ zehn Boote." in "".join(text for text, _ in first.pieces)
    assert [text for text, is_hit in first.pieces if is_hit] == ["bis", "zu", "Boote"]


def test_a_phrase_may_begin_the_body(rows: Rows) -> None:
    article(rows, 1, None, "Bis zu zehn Boote. " + "Wort " * 60 + "Boote und Hafen.")
    update_index(rows.con)
    (hit,) = search_articles(rows.con, '"bis zu" Boote Hafen', 5)
    assert [text for text, is_hit in hit.pieces if is_hit] == ["Bis", "zu", "Boote"]


def test_a_phrase_may_be_of_common_words_beside_another_word(rows: Rows) -> None:
    article(rows, 1, None, "Bis zu zehn Boote liegen im Hafen.")
    article(rows, 2, None, "Zehn Boote liegen im Hafen.")
    assert found(rows, '"bis zu" Boote') == [1]


def test_all_phrases_have_to_stand_there(rows: Rows) -> None:
    article(rows, 1, None, "Eis im Hafen. Licht am Ufer.")
    article(rows, 2, None, "Eis im Hafen. Am Ufer Licht.")
    assert found(rows, '"Eis im Hafen" "Licht am Ufer"') == [1]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), [1, 2, 3]),
        (Scope(publishers=("A", "nobody")), [1]),
        (Scope(since=date(2026, 3, 1)), [2]),
        (Scope(until=date(2026, 3, 1)), [1]),
        (Scope(publishers=("B",), since=date(2026, 3, 1), until=date(2026, 3, 31)), [2]),
    ],
)
def test_publishers_and_time_are_kept_to(rows: Rows, scope: Scope, expected: list[int]) -> None:
    """Articles without a day are left out where days are asked for, as everywhere."""
    a, b = publisher(rows, 1, "A"), publisher(rows, 2, "B")
    for key, owner, day in ((1, a, "2026-02-01"), (2, b, "2026-03-02"), (3, b, None)):
        rows.article(key, day, publisher_key=owner, title="Hafen", body="Der Hafen.", body_hash=key)
        rows.quote(key, 0, text="Der Hafen", start=0, length=9)
    update_index(rows.con)
    assert sorted(hit.article_key for hit in search_articles(rows.con, "Hafen", 5, scope)) == expected
    assert sorted(hit.article_key for hit in search_quotes(rows.con, "Hafen", 5, scope)) == expected


def test_a_filter_does_not_take_from_forty_but_finds_forty(rows: Rows) -> None:
    """Those left out by a filter do not use up places."""
    a, b = publisher(rows, 1, "A"), publisher(rows, 2, "B")
    for key in range(1, 101):
        article(rows, key, "Hafen", "Der Hafen.", publisher_key=a if key > 90 else b)
    update_index(rows.con)
    assert len(search_articles(rows.con, "Hafen", 40, Scope(publishers=("A",)))) == 10


def test_copies_and_older_versions_are_not_found(rows: Rows) -> None:
    article(rows, 1, "Hafen", "Der Hafen.")
    article(rows, 2, "Hafen", "Der Hafen.", duplicate_of_key=1)
    article(rows, 3, "Hafen", "Der alte Hafen.", is_current=False)
    assert found(rows, "Hafen") == [1]


def test_quotations_are_found_by_what_was_said(rows: Rows) -> None:
    rows.entity(7, "Anna Lindt")
    article(rows, 1, "Eis", "„Das Eis trägt nicht“, sagte sie. „Es ist kalt“, sagte er.")
    rows.quote(1, 7, text="Das Eis trägt nicht", start=1, length=19)
    rows.quote(1, 0, text="Es ist kalt", start=34, length=11)
    update_index(rows.con)
    (hit,) = search_quotes(rows.con, "eis", 5)
    assert (hit.article_key, hit.start, hit.speaker_name, hit.text) == (
        1,
        1,
        "Anna Lindt",
        "Das Eis trägt nicht",
    )


def test_a_phrase_stands_in_the_quotation_itself(rows: Rows) -> None:
    article(rows, 1, None, "„Das Eis trägt“, hieß es. „Eis, das nicht trägt, ist kein Eis.“")
    rows.quote(1, 0, text="Das Eis trägt", start=1, length=13)
    rows.quote(1, 0, text="Eis, das nicht trägt, ist kein Eis.", start=28, length=35)
    update_index(rows.con)
    assert [hit.start for hit in search_quotes(rows.con, '"das Eis trägt"', 5)] == [1]
    assert len(search_quotes(rows.con, "das Eis trägt", 5)) == 2


@pytest.mark.parametrize("words", NO_WORDS)
def test_words_that_are_none_find_nothing_and_break_nothing(rows: Rows, words: str) -> None:
    article(rows, 1, "Hafen", "Der Hafen.")
    assert found(rows, words) == []
    assert search_quotes(rows.con, words, 5) == []
    assert found(rows, "Hafen") == [1]


def test_a_thousand_words_are_a_question_too(rows: Rows) -> None:
    article(rows, 1, "Aal", "Der Aal.")
    assert found(rows, " ".join(["aal", *(f"wort{number}" for number in range(1_000))])) == [1]


@pytest.mark.parametrize("seed", range(4))
def test_after_any_history_the_index_is_as_if_made_anew(rows: Rows, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(8):
        key = rng.randint(1, 6)
        rows.con.execute("DELETE FROM main.fact_article WHERE article_key = $1", [key])
        if rng.random() < 0.8:
            fates: list[dict[str, Any]] = [{}, {}, {"is_current": False}, {"duplicate_of_key": 99}]
            fate = rng.choice(fates)
            article(rows, key, rng.choice(["Hafen", None]), rng.choice(BODIES), **fate)
        update_index(rows.con)
        kept = rows.con.execute(POSTINGS).fetchall()
        rows.con.execute("DELETE FROM search.posting")
        rows.con.execute("DELETE FROM search.document")
        update_index(rows.con)
        assert rows.con.execute(POSTINGS).fetchall() == kept


def test_what_did_not_change_is_not_put_in_again(rows: Rows) -> None:
    article(rows, 1, "Hafen", "Der Hafen.")
    article(rows, 2, "Hafen", "Das Eis.")
    assert update_index(rows.con) == 2
    article(rows, 3, "Hafen", "Die Fähre.")
    assert update_index(rows.con) == 1
    assert update_index(rows.con) == 0
    rows.con.execute("UPDATE main.fact_article SET title = 'Fähre' WHERE article_key = 1")
    assert update_index(rows.con) == 1
    assert found(rows, "Fähre") == [1, 3]


def test_a_published_warehouse_is_searched_as_it_is(sample_home: Path) -> None:
    with connect_reader(Home(sample_home)) as con:
        assert check_search(con) == 0
        hits = search_articles(con, "Kirschernte Hagel", 5)
        assert hits[0].title == "Hagel zerschlägt die Kirschernte"
        assert search_quotes(con, "Haushalte", 5)


def test_what_a_new_run_brings_is_found(run_job: RunJob, tmp_path: Path) -> None:
    for word, page in (
        ("Maibaum", "brueckenbote/maibaum-ohne-uhrzeit.txt"),
        ("Hagel", "lose/hagel-im-obstland.txt"),
    ):
        run_job([SAMPLE / page], tmp_path / "home")
        with connect_reader(Home(tmp_path / "home")) as con:
            assert len(search_articles(con, word, 5)) == 1


HIDDEN = """
import sys
from importlib.machinery import PathFinder
find = PathFinder.find_spec
PathFinder.find_spec = classmethod(
    lambda cls, name, *rest: None if name == "duckdb_extension_fts" else find(name, *rest)
)
sys.argv = ["presswerk", *sys.argv[1:]]
from flows.command import main
main()
"""
"""The command as it is where the package with the extension is not installed."""


def without_extension(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", HIDDEN, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


def test_without_the_extension_everything_else_works_and_the_next_run_catches_up(
    run_job: RunJob, tmp_path: Path
) -> None:
    home, sample = tmp_path / "home", ROOT / "data" / "sample" / "lose"
    done = without_extension("run", sample, "--home", home)
    assert done.returncode == 0, done.stderr
    asked = without_extension(
        "sql", "SELECT count(*) AS n FROM mart.article", "--home", home, "--format", "csv"
    )
    assert int(asked.stdout.split()[-1]) >= 1
    for search in (without_extension("search", "Chor", "--home", home),):
        assert search.returncode == 2
        assert "install the package duckdb-extension-fts" in search.stderr
    with (
        connect_reader(Home(home)) as con,
        pytest.raises(SearchUnavailableError, match="without a search index"),
    ):
        check_search(con)
    run_job([ROOT / "data" / "sample" / "brueckenbote"], home)
    with connect_reader(Home(home)) as con:
        assert check_search(con) == 0
        assert search_articles(con, "Chor", 5)
    lacking = without_extension("search", "Chor", "--home", home)
    assert lacking.returncode == 2
    assert "everything else works" in lacking.stderr.lower()


def test_an_older_file_says_what_makes_the_index() -> None:
    rows = Rows()
    assert fts_file() is not None
    from warehouse.extension import load_fts

    load_fts(rows.con)
    with pytest.raises(SearchUnavailableError, match="presswerk run --full-refresh"):
        check_search(rows.con)


def test_the_extension_is_the_one_of_the_package_and_nothing_is_installed(tmp_path: Path) -> None:
    code = (
        "import duckdb; from warehouse.extension import load_fts; con = duckdb.connect();"
        "print(load_fts(con), con.sql(\"SELECT stem('kirschen', 'german')\").fetchone()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"HOME": str(tmp_path)}, capture_output=True, text=True
    )
    assert done.stdout.split() == ["True", "kirsch"], done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_builder_fetches_no_extension(tmp_path: Path) -> None:
    """A function that only an extension has is an error; DuckDB would otherwise ask the network for it."""
    from warehouse.connect import connect_builder

    with connect_builder(tmp_path / "x.duckdb", "64MB", 1) as con, pytest.raises(duckdb.CatalogException):
        con.execute("SELECT stem('kirschen', 'german')")
