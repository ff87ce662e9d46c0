"""The accuracy figures stand in the warehouse beside the facts they speak for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.score_card import SCORE_CARD_PATH, load_score_card
from tests.conftest import RunJob
from tests.flows.test_main_job import query, write_page
from transforms.annotate.pipeline import BLANK

CARD = {
    "pipeline_name": "de_own/1",
    "annotation_recipe_code": "0123456789abcdef",
    "figures": [
        {
            "measure_code": "dates",
            "figure_code": "dates.relaxed_f",
            "value": 0.9,
            "floor_value": None,
            "item_count": 12,
            "corpus_name": "invented",
            "note": "",
        }
    ],
}


def test_every_figure_is_a_row(tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    file.write_text(json.dumps(CARD), encoding="utf-8")
    (row,) = load_score_card(file).to_dicts()
    assert row["pipeline_name"] == "de_own/1"
    assert row["figure_code"] == "dates.relaxed_f"
    assert row["floor_value"] is None


def test_without_a_card_nothing_is_claimed(tmp_path: Path) -> None:
    assert load_score_card(tmp_path / "missing.json").is_empty()


def test_the_shipped_card_speaks_for_the_shipped_pipeline(run_job: RunJob, tmp_path: Path) -> None:
    """Figures in SQL are those of the file; facts by another pipeline come with a warning."""
    assert SCORE_CARD_PATH.exists()
    folder, home = tmp_path / "pages", tmp_path / "home"
    folder.mkdir()
    write_page(folder, 0)
    run_job([folder], home)
    figures = len(json.loads(SCORE_CARD_PATH.read_text(encoding="utf-8"))["figures"])
    of_facts = "SELECT count(*) FROM ops.accuracy_figure INNER JOIN dim_run USING (pipeline_name)"
    assert query(home, of_facts) == [(figures,)]

    summary = run_job([folder], home, pipeline=BLANK)

    assert any("spaCy pipeline in use was measured" in line for line in summary.attention)


@pytest.mark.parametrize("code", ["quotes", "names", "dates", "quantities"])
def test_each_kind_of_fact_has_figures_with_floors(code: str) -> None:
    card = load_score_card()
    floored = card.filter((card["measure_code"] == code) & card["floor_value"].is_not_null())
    assert len(floored) > 0
    assert (floored["value"] >= floored["floor_value"]).all()
