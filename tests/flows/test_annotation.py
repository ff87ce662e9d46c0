"""Annotation as part of the main job: nothing is done twice, and a change is redone where it matters."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import spacy

from flows.exit_code import ExitCode
from flows.settings import Settings
from tests.conftest import ROOT, RunJob
from tests.flows.test_main_job import compared_tables, contents, query, write_page
from transforms.annotate.pipeline import BLANK
from warehouse.home import Home
from warehouse.tables.base import qualified_name


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        write_page(folder, number)
    return folder


def stages_of_last_run(home: Path) -> dict[str, int]:
    """Stage → rows that went in, of the run that ended last."""
    rows = query(
        home,
        "SELECT stage_code, sum(input_count)::BIGINT FROM ops.shard"
        " WHERE run_key = (SELECT run_key FROM dim_run ORDER BY loaded_at DESC LIMIT 1) GROUP BY stage_code",
    )
    return dict(rows)


def test_identical_paragraphs_are_tagged_once(run_job: RunJob, tmp_path: Path, pages: Path) -> None:
    # On two pages the statement of the house still passes for text.
    run_job([pages / "seite-0.txt", pages / "seite-1.txt"], tmp_path / "home")
    bodies = query(
        tmp_path / "home", "SELECT unnest(string_split(body, chr(10) || chr(10))) FROM fact_article"
    )
    assert stages_of_last_run(tmp_path / "home")["tags"] == len(set(bodies)) < len(bodies)


def test_a_text_is_not_tagged_again_when_only_pages_are_read_anew(
    run_job: RunJob, tmp_path: Path, pages: Path
) -> None:
    home = tmp_path / "home"
    run_job([pages], home)
    before = {table: contents(home, table) for table in compared_tables()}
    run_job([pages], home, max_file_bytes=4_000_000)
    stages = stages_of_last_run(home)
    assert stages["lines"] == 3
    assert stages["facts"] == 3
    assert "tags" not in stages
    for table, frame in before.items():
        assert contents(home, table).equals(frame), qualified_name(table)


def test_another_pipeline_annotates_again_and_only_that(run_job: RunJob, tmp_path: Path, pages: Path) -> None:
    home = tmp_path / "home"
    run_job([pages], home)
    assert query(home, "SELECT count(*) > 0 FROM fact_mention WHERE kind_code = 'person'") == [(True,)]
    written = query(home, "SELECT article_key, run_key FROM fact_article ORDER BY article_key")

    run_job([pages], home, pipeline=BLANK)

    assert set(stages_of_last_run(home)) == {"tags", "facts", "fact-gate", "resolve", "load"}
    assert query(home, "SELECT article_key, run_key FROM fact_article ORDER BY article_key") == written
    names = query(home, "SELECT count(DISTINCT annotation_run_key), count(*) FROM fact_article")
    assert names == [(1, 3)]
    assert query(home, "SELECT count(DISTINCT pipeline_name) FROM dim_run") == [(2,)]
    of_article = "SELECT count(*) FROM fact_sentence INNER JOIN fact_article USING (article_key, run_key)"
    assert query(home, of_article) == [(0,)], "sentences were written by the second run, articles were not"


def test_a_pipeline_of_ones_own_is_taken_by_its_folder(run_job: RunJob, tmp_path: Path, pages: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Helma Dorn"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "own")
    run_job([pages], tmp_path / "home", pipeline=str(tmp_path / "own"))
    people = query(
        tmp_path / "home",
        "SELECT DISTINCT entity_name FROM fact_mention INNER JOIN dim_entity USING (entity_key)"
        " WHERE fact_mention.kind_code = 'person'",
    )
    assert people == [("Helma Dorn",)]


def test_a_pipeline_that_is_not_installed_is_refused_before_anything_is_done(
    tmp_path: Path, pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows.execute import execute

    code = execute(Settings(paths=[pages], home=tmp_path / "home", pipeline="de_missing_lg"))
    assert code == ExitCode.USAGE
    assert "pip install de_missing_lg" in " ".join(capsys.readouterr().err.split())
    assert not Home(tmp_path / "home").pointer.exists()


def test_corrections_move_facts_to_another_entity_and_nothing_else(
    run_job: RunJob, tmp_path: Path, pages: Path
) -> None:
    home = tmp_path / "home"
    run_job([pages], home)
    facts = "SELECT article_key, start, surface, run_key FROM fact_mention ORDER BY ALL"
    written = query(home, facts)
    corrections = tmp_path / "corrections.toml"
    corrections.write_text(
        '[[correction]]\nmatch = "Helma Dorn"\nkind = "person"\nentity = "Wilhelmine Dorn"\n'
        'reason = "Sie unterschreibt so."\n',
        encoding="utf-8",
    )

    summary = run_job([pages], home, corrections_file=corrections)

    assert summary.generation == 2
    assert set(stages_of_last_run(home)) == {"resolve", "load"}
    assert query(home, facts) == written
    names = "SELECT DISTINCT entity_name FROM fact_mention INNER JOIN dim_entity USING (entity_key)"
    assert ("Wilhelmine Dorn",) in query(home, names)
    assert ("Helma Dorn",) not in query(home, "SELECT entity_name FROM dim_entity")
    speakers = query(
        home,
        "SELECT DISTINCT entity_name FROM fact_quote INNER JOIN dim_entity ON speaker_key = entity_key"
        " WHERE speaker_key <> 0",
    )
    assert speakers == [("Wilhelmine Dorn",)]
    assert run_job([pages], home, corrections_file=corrections).generation is None


def test_processes_find_what_one_process_finds(
    run_job: RunJob, sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import flows.stages.annotate as annotate
    import flows.stages.bodies as bodies
    from tests.conftest import SAMPLE

    monkeypatch.setattr(annotate, "MIN_BYTES_FOR_PROCESSES", 0)
    monkeypatch.setattr(bodies, "ARTICLES_PER_SHARD", 10)
    run_job([SAMPLE], tmp_path / "home")
    for table in compared_tables():
        assert contents(tmp_path / "home", table).equals(contents(sample_home, table)), qualified_name(table)


FLAG = "FIRST_PROCESS_HAS_DIED"


def die_once(*args: Any) -> Any:
    """Annotate, but for the first process to get here, which the system kills."""
    from flows.worker import annotate_bodies

    try:
        Path(os.environ[FLAG]).touch(exist_ok=False)
    except FileExistsError:
        pass
    else:
        os.kill(os.getpid(), signal.SIGKILL)
    return annotate_bodies(*args)


def test_a_process_that_is_killed_does_not_end_the_run(
    run_job: RunJob, sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system does that when the memory runs short. Others take the shards over."""
    import flows.stages.annotate as annotate
    from tests.conftest import SAMPLE

    monkeypatch.setenv(FLAG, str(tmp_path / "flag"))
    monkeypatch.setattr(annotate, "MIN_BYTES_FOR_PROCESSES", 0)
    monkeypatch.setattr(annotate, "annotate_bodies", die_once)
    run_job([SAMPLE], tmp_path / "home")
    assert (tmp_path / "flag").exists()
    for table in compared_tables():
        assert contents(tmp_path / "home", table).equals(contents(sample_home, table)), qualified_name(table)


KILLED_PARENT = """
import os, sys, time
from flows.worker import annotators
if __name__ == "__main__":
    with annotators(2, "blank") as pool:
        print(*{pool.submit(os.getpid).result() for _ in range(20)}, flush=True)
        time.sleep(60)
"""


def test_processes_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(KILLED_PARENT, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment
    ) as parent:
        assert parent.stdout is not None
        children = [int(word) for word in parent.stdout.readline().split()]
        parent.kill()
    assert children
    for _ in range(300):
        if not any(Path(f"/proc/{child}").exists() for child in children):
            break
        time.sleep(0.1)
    else:
        for child in children:
            os.kill(child, signal.SIGKILL)
        pytest.fail("processes outlived the run that started them")


def test_many_small_files_of_tags_become_one(run_job: RunJob, tmp_path: Path, pages: Path) -> None:
    import flows.stages.tidy as tidy

    home = tmp_path / "home"
    run_job([pages / "seite-0.txt"], home)
    (folder,) = (home / "tags").iterdir()
    tagged = sum(len(pl.read_parquet(file)) for file in folder.glob("*.parquet"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tidy, "MANY_FILES", 2)
        run_job([pages / "seite-1.txt"], home)
    (file,) = folder.glob("*.parquet")
    assert len(pl.read_parquet(file)) > tagged
    run_job([pages], home, max_file_bytes=4_000_000)
    assert stages_of_last_run(home)["tags"] < tagged, "only the third page is new to the pipeline"


def test_tags_of_another_pipeline_are_forgotten(run_job: RunJob, tmp_path: Path, pages: Path) -> None:
    home = tmp_path / "home"
    run_job([pages], home)
    before = {folder.name for folder in (home / "tags").iterdir()}
    run_job([pages], home, pipeline=BLANK)
    after = {folder.name for folder in (home / "tags").iterdir()}
    assert len(before) == len(after) == 1
    assert before != after


def test_without_its_tags_a_run_tags_again(run_job: RunJob, tmp_path: Path, pages: Path) -> None:
    """They are kept to save work only; who deletes them loses time and nothing else."""
    import shutil

    home = tmp_path / "home"
    run_job([pages], home)
    before: dict[Any, pl.DataFrame] = {table: contents(home, table) for table in compared_tables()}
    shutil.rmtree(home / "tags")
    run_job([pages], home, max_file_bytes=4_000_000)
    assert stages_of_last_run(home)["tags"] > 0
    for table, frame in before.items():
        assert contents(home, table).equals(frame), qualified_name(table)


def test_a_page_that_a_rule_fails_on_keeps_its_other_facts(
    run_job: RunJob, tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import transforms.annotate.facts as facts

    real = facts.find_quotes  # type: ignore[attr-defined]

    def failing(body: Any, mentions: Any) -> Any:
        if "Radweg" in body.text:
            raise IndexError("list index out of range")
        return real(body, mentions)

    monkeypatch.setattr(facts, "find_quotes", failing)
    summary = run_job([pages], tmp_path / "home")
    assert summary.generation == 1
    rejected = query(
        tmp_path / "home",
        "SELECT stage_code, reason_code, table_code, detail, parse_filename(source_uri) FROM raw.quarantine",
    )
    detail = "IndexError: list index out of range"
    assert rejected == [("facts", "rule_fault", "main.fact_quote", detail, "seite-1.txt")]
    counts = query(
        tmp_path / "home",
        "SELECT quote_count > 0, quantity_count > 0 FROM fact_article ORDER BY title LIKE '%Radweg%'",
    )
    assert counts == [(True, True), (True, True), (False, True)]
