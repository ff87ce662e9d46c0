"""What is done to articles, mentions, quotations and names once the facts of a run are in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from expectations.measures import MEASURES
from tests.warehouse.rows import Rows
from warehouse.integrity import measure_integrity
from warehouse.statements import statement

RUN = 9


@pytest.fixture
def rows() -> Rows:
    return Rows()


def keys(folder: Path, *article_keys: int) -> str:
    file = folder / "articles.parquet"
    pl.DataFrame({"article_key": article_keys}, schema={"article_key": pl.Int64}).write_parquet(file)
    return str(file)


def count_facts(rows: Rows, folder: Path, *article_keys: int) -> None:
    rows.con.execute(
        statement("load/article_facts"), {"articles": keys(folder, *article_keys), "run_key": RUN}
    )


def test_facts_are_counted_for_their_article(rows: Rows, tmp_path: Path) -> None:
    rows.article(1)
    rows.article(2)
    rows.sentence(1, 1, "Eins.")
    rows.sentence(1, 2, "Zwei.")
    for entity in (5, 6, 6):
        rows.mention(1, entity)
    rows.quote(1, kind_code="scare")
    rows.quantity(1, "Gast", 1, 1)
    rows.quantity(1, "Boot", 1, 1, 2)
    rows.date_mention(1, None)
    count_facts(rows, tmp_path, 1, 2)
    columns = "sentence_count, mention_count, quote_count, quantity_count, date_mention_count"
    found = rows.ask(f"SELECT article_key, {columns}, annotation_run_key FROM fact_article ORDER BY 1")
    assert found == [(1, 2, 3, 1, 2, 1, RUN), (2, 0, 0, 0, 0, 0, RUN)]


def test_other_articles_stay_as_they_are(rows: Rows, tmp_path: Path) -> None:
    rows.article(1, mention_count=4, quoted_share=0.5, annotation_run_key=3)
    count_facts(rows, tmp_path, 2)
    assert rows.ask("SELECT mention_count, quoted_share, annotation_run_key FROM fact_article") == [
        (4, 0.5, 3)
    ]


@pytest.mark.parametrize(
    ("quotes", "quoted"),
    [
        pytest.param([], 0, id="none"),
        pytest.param([("direct", 10, 20)], 20, id="one"),
        pytest.param([("direct", 10, 20), ("partial", 40, 5)], 25, id="two apart"),
        pytest.param([("direct", 10, 20), ("partial", 15, 5)], 20, id="one inside the other"),
        pytest.param([("direct", 10, 20), ("partial", 25, 10)], 25, id="overlapping"),
        pytest.param(
            [("direct", 10, 30), ("partial", 15, 5), ("direct", 35, 10)], 35, id="after a nested one"
        ),
        pytest.param([("direct", 10, 20), ("partial", 30, 10)], 30, id="one after the other"),
        pytest.param(
            [("indirect", 0, 50), ("pull", 50, 20), ("scare", 70, 5)], 0, id="words of the article itself"
        ),
    ],
)
def test_quoted_share_counts_each_code_point_once(
    rows: Rows, tmp_path: Path, quotes: list[tuple[str, int, int]], quoted: int
) -> None:
    rows.article(1, body="ä" * 100)
    for kind, start, length in quotes:
        rows.quote(1, kind_code=kind, start=start, length=length)
    count_facts(rows, tmp_path, 1)
    assert rows.ask("SELECT quoted_share FROM fact_article") == [(quoted / 100,)]


def test_hedged_share_counts_each_sentence_once(rows: Rows, tmp_path: Path) -> None:
    rows.article(1)
    for number in range(1, 5):
        rows.sentence(1, number, "Satz.")
    rows.quote(1, 0, 1, kind_code="indirect")
    rows.quantity(1, "Gast", 1, 1, 1, is_hedged=True)
    rows.quantity(1, "Boot", 1, 1, 2, is_hedged=True)
    rows.quantity(1, "Boot", 1, 1, 3)
    rows.quote(1, 0, 4, kind_code="direct")
    count_facts(rows, tmp_path, 1)
    assert rows.ask("SELECT hedged_share FROM fact_article") == [(0.5,)]


def names(rows: Rows, folder: Path, worked: list[int], new: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    file = folder / "mentions.parquet"
    columns = {
        "kind_code": pl.String,
        "reference_code": pl.String,
        "name": pl.String,
        "article_key": pl.Int64,
    }
    pl.DataFrame(new, schema=columns).write_parquet(file)
    parameters = {"articles": keys(folder, *worked), "mentions": [str(file)]}
    return rows.con.execute(statement("resolve/names"), parameters).fetchall()


def test_names_are_counted_over_what_stays_and_what_comes(rows: Rows, tmp_path: Path) -> None:
    rows.mention(1, 5, name="Anna Lindt")
    rows.mention(2, 5, name="Anna Lindt")
    rows.mention(2, 5, name="Anna Lindt")
    rows.mention(3, 6, name="Ben Okoro")
    new = [
        {"kind_code": "person", "reference_code": "name", "name": "Anna Lindt", "article_key": 3},
        {"kind_code": "place", "reference_code": "derived", "name": "Finnland", "article_key": 3},
        {"kind_code": "place", "reference_code": "derived", "name": "Finnland", "article_key": 3},
    ]
    assert names(rows, tmp_path, [3], new) == [
        ("person", "name", "Anna Lindt", 3, 4),
        ("place", "derived", "Finnland", 1, 2),
    ]


def test_a_name_of_two_kinds_is_two_names(rows: Rows, tmp_path: Path) -> None:
    rows.mention(1, 5, name="Essen", kind_code="place")
    rows.mention(1, 6, name="Essen", kind_code="organisation")
    assert [row[:3] for row in names(rows, tmp_path, [], [])] == [
        ("organisation", "name", "Essen"),
        ("place", "name", "Essen"),
    ]


def alias(rows: Rows, key: int, entity_key: int) -> None:
    rows.add("main.entity_alias", alias_key=key, entity_key=entity_key, alias_name=f"Name {key}")


def test_facts_follow_their_name_to_another_entity(rows: Rows) -> None:
    alias(rows, 1, 50)
    alias(rows, 2, 60)
    rows.mention(1, 50, alias_key=1)
    rows.mention(1, 50, alias_key=2)
    rows.quote(1, 50, speaker_alias_key=2)
    rows.quote(1, 0)
    changed = [
        rows.con.execute(statement(f"resolve/changed_{name}")).fetchone() for name in ("mentions", "speakers")
    ]
    assert changed == [(1,), (1,)], "only what changed is written"
    assert rows.ask("SELECT alias_key, entity_key FROM fact_mention ORDER BY start") == [(1, 50), (2, 60)]
    assert rows.ask("SELECT speaker_key FROM fact_quote ORDER BY start") == [(60,), (0,)]


def test_a_speaker_whose_name_was_rejected_is_unknown(rows: Rows) -> None:
    """The mention may be in quarantine while the quotation is sound."""
    alias(rows, 1, 50)
    rows.quote(1, 50, speaker_alias_key=1)
    rows.quote(1, 60, speaker_alias_key=2, speaker_surface="Okoro")
    rows.con.execute(statement("resolve/changed_speakers"))
    columns = "speaker_key, speaker_alias_key, speaker_surface"
    assert rows.ask(f"SELECT {columns} FROM fact_quote ORDER BY start") == [(50, 1, None), (0, None, "Okoro")]


def test_names_and_entities_that_nothing_uses_any_more_go(rows: Rows) -> None:
    for key, name in ((50, "Anna Lindt"), (60, "Ben Okoro"), (70, "Cem Arslan")):
        rows.entity(key, name)
    for key, entity_key in ((1, 50), (2, 60), (3, 70), (4, 50)):
        alias(rows, key, entity_key)
    rows.mention(1, 50, alias_key=1)
    rows.quote(1, 60, speaker_alias_key=2)
    for name in ("orphan_aliases", "orphan_entities"):
        rows.con.execute(statement(f"resolve/{name}"))
    assert rows.ask("SELECT alias_key FROM entity_alias ORDER BY 1") == [(1,), (2,)]
    assert rows.ask("SELECT entity_key FROM dim_entity ORDER BY 1") == [(0,), (50,), (60,)]


def orphans(rows: Rows, folder: Path, run_key: int) -> set[tuple[str, str]]:
    worked = folder / "worked.parquet"
    pl.DataFrame(schema={"document_key": pl.Int64}).write_parquet(worked)
    found = measure_integrity(rows.con, run_key, worked).filter(pl.col("orphan_count") > 0)
    return set(found.select("table_code", "column_name").rows())


def test_facts_of_earlier_runs_lose_no_entity_unnoticed(rows: Rows, tmp_path: Path) -> None:
    """Resolution takes rows away that older facts may still point to."""
    rows.mention(1, 50, alias_key=1)
    rows.quote(1, 60, speaker_alias_key=2)
    rows.add("main.entity_alias", alias_key=3, entity_key=70, alias_name="Cem Arslan")
    assert orphans(rows, tmp_path, run_key=2) == {
        ("main.fact_mention", "article_key"),
        ("main.fact_mention", "entity_key"),
        ("main.fact_mention", "alias_key"),
        ("main.fact_quote", "article_key"),
        ("main.fact_quote", "speaker_key"),
        ("main.fact_quote", "speaker_alias_key"),
        ("main.entity_alias", "entity_key"),
    }


def test_a_cue_and_a_run_are_looked_up_for_the_facts_of_the_run(rows: Rows, tmp_path: Path) -> None:
    rows.article(1)
    rows.quote(1, cue_key=77, run_key=2)
    missing = {("main.fact_quote", "cue_key"), ("main.fact_quote", "run_key")}
    assert orphans(rows, tmp_path, run_key=2) == missing
    assert orphans(rows, tmp_path, run_key=3) == set()


def test_shares_of_complete_facts_are_measured_beside_those_of_earlier_runs(rows: Rows) -> None:
    old, new = {"run_key": 1}, {"run_key": 2}
    rows.article(1, mention_count=3, annotation_run_key=1)
    rows.article(2, mention_count=0, annotation_run_key=2)
    rows.article(3, mention_count=1, annotation_run_key=2)
    for entity_key, run in ((5, old), (5, new), (6, new), (7, new), (0, new)):
        rows.mention(1, entity_key, **run)
    rows.quote(1, 5, kind_code="direct", **new)
    rows.quote(1, 0, kind_code="direct", **new)
    rows.quote(1, 5, kind_code="indirect", **old)
    rows.quote(1, 5, kind_code="partial", **new)
    rows.quote(1, 0, kind_code="scare", **new)
    rows.quantity(1, None, 1, 1, **new)
    rows.quantity(1, "Gast", 1, 1, **old)
    rows.date_mention(1, date(2026, 3, 1), **new)
    rows.date_mention(1, None, type_code="set", **new)
    found = rows.con.execute(statement("measures/fact_shares"), {"run_key": 2}).pl()
    assert found.rows() == [
        ("article_with_mention", 2, 0.5, 1, 1.0),
        ("date_mention_resolved", 1, 1.0, None, None),
        ("direct_quote_with_known_speaker", 2, 0.5, None, None),
        ("mention_with_known_entity", 4, 0.75, 1, 1.0),
        ("partial_quote_with_known_speaker", 1, 1.0, None, None),
        ("quantity_with_counted_noun", 1, 0.0, 1, 1.0),
    ]
    assert dict(found.schema) == {
        name: c.dtype for name, c in MEASURES["measure.fact_shares"].columns().items()
    }
