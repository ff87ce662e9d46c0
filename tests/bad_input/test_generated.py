"""Generated pages: each is accounted for, and all that is said of it is true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from benchmarks.bad_input.chain import Worked, work_through
from benchmarks.bad_input.pages import HostilePage, draw_pages, write_pages
from benchmarks.bad_input.passages import PASSAGES
from benchmarks.bad_input.soundness import problems
from tests.conftest import RunJob
from transforms.annotate.pipeline import load_pipeline
from warehouse.connect import connect_reader
from warehouse.home import Home

PAGES, PAGES_OF_RUN = 200, 300
FEW = 40
SEED_OF_CHAIN, SEED_OF_RUN = 1, 2


@pytest.fixture(scope="module")
def drawn() -> list[HostilePage]:
    return list(draw_pages(PAGES, SEED_OF_CHAIN))


@pytest.fixture(scope="module")
def worked(drawn: list[HostilePage], tmp_path_factory: pytest.TempPathFactory) -> Worked:
    folder = tmp_path_factory.mktemp("pages")
    write_pages(iter(drawn), folder)
    return work_through(folder, load_pipeline())


def test_nothing_is_lost_and_nothing_is_said_that_the_page_does_not(worked: Worked) -> None:
    assert list(problems(worked)) == []


def test_the_pages_reach_every_stage(worked: Worked) -> None:
    """Were all of them turned away at the door, the test above would say nothing."""
    facts = worked.facts
    assert facts is not None
    counts = [len(frame) for frame in (facts.mentions, facts.quotes, facts.quantities, facts.date_mentions)]
    assert len(worked.articles) > PAGES / 4
    assert min(counts) > PAGES / 4
    assert {"binary", "blank"} <= set(worked.read.rejected["reason_code"])
    assert worked.read.documents["encoding_code"].n_unique() >= 4


def test_most_kinds_of_pages_are_among_those_drawn(drawn: list[HostilePage]) -> None:
    """Which ones chance leaves out of so few changes with the code."""
    kinds = {*PASSAGES, "mutated", "bytes"}

    assert len(kinds & {page.kind.partition("-")[0] for page in drawn}) > len(kinds) / 2


def test_the_same_seed_draws_the_same_pages() -> None:
    few = list(draw_pages(FEW, SEED_OF_CHAIN))

    assert few == list(draw_pages(FEW, SEED_OF_CHAIN))
    assert few != list(draw_pages(FEW, SEED_OF_RUN))


def test_what_is_lost_or_moved_would_be_noticed(worked: Worked) -> None:
    """The checks can fail: without a source, without a line, and with each fact one place further on."""
    facts = worked.facts
    assert facts is not None
    moved = replace(facts, mentions=facts.mentions.with_columns(pl.col("start") + 1))
    without_source = replace(worked, read=worked.read._replace(sources=worked.read.sources[1:]))
    without_line = replace(worked, lines=worked.lines[1:])

    for broken in (without_source, without_line, replace(worked, facts=moved)):
        assert list(problems(broken)) != []


@pytest.fixture(scope="module")
def generated_home(run_job: RunJob, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    folder, home = tmp_path_factory.mktemp("generated"), tmp_path_factory.mktemp("home")
    write_pages(draw_pages(PAGES_OF_RUN, SEED_OF_RUN), folder)
    run_job([folder], home)
    yield folder, home


def test_every_generated_file_ends_loaded_or_in_quarantine(generated_home: tuple[Path, Path]) -> None:
    folder, home = generated_home
    with connect_reader(Home(home)) as con:
        ended = con.execute(
            "SELECT source_uri FROM raw.source"
            " UNION ALL SELECT source_uri FROM raw.quarantine WHERE stage_code = 'read'"
        ).fetchall()
        faults = con.execute("SELECT detail FROM raw.quarantine WHERE stage_code = 'facts'").fetchall()
    assert sorted(uri for (uri,) in ended) == sorted(str(file) for file in folder.iterdir())
    assert faults == []


def test_every_document_ends_with_an_outcome(generated_home: tuple[Path, Path]) -> None:
    _, home = generated_home
    with connect_reader(Home(home)) as con:
        without_article = con.execute(
            "SELECT count(*) FROM raw.document ANTI JOIN raw.quarantine USING (document_key)"
            " WHERE outcome_code IN ('no_article', 'rejected')"
        ).fetchone()
        articles = con.execute(
            "SELECT count(*) FROM raw.document ANTI JOIN fact_article USING (document_key)"
            " WHERE outcome_code = 'article'"
        ).fetchone()
    assert (without_article, articles) == ((0,), (0,))
