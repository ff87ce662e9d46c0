"""What counts as right when number claims are measured."""

from typing import Any

import pytest

from benchmarks.accuracy.quantities import ASKED, MODELS, case_is_right
from transforms.annotate.pipeline import BLANK, load_pipeline
from transforms.annotate.tag import tag_texts

NUMBER = MODELS["number"][1]


def spec(text: str, *results: tuple[str, str]) -> dict[str, Any]:
    return {
        "Input": text,
        "Results": [
            {"Text": surface.lower(), "Start": text.index(surface), "Resolution": {"value": value}}
            for surface, value in results
        ],
    }


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        pytest.param(spec("Da sind 14.000 Bäume", ("14.000", "14000")), (True, True), id="right"),
        pytest.param(spec("Da sind 14.000 Bäume", ("14.000", "14")), (False, False), id="wrong value"),
        pytest.param(spec("Da sind 14.000 Bäume", ("sind 14.000", "14000")), (False, False), id="wrong span"),
        pytest.param(spec("Da sind 14.000 Bäume"), (False, False), id="surplus"),
        pytest.param(spec("Da ist ein Baum", ("ein", "1")), (True, False), id="article left out"),
        pytest.param(spec("Das Haus Nummer 5", ("5", "5")), (True, False), id="number of a thing left out"),
    ],
)
def test_a_case_is_right_if_all_and_only_its_results_are_found(
    case: dict[str, Any], verdict: tuple[bool, bool]
) -> None:
    (tagged,) = tag_texts([case["Input"]], load_pipeline(BLANK))

    assert case_is_right(case, tagged, NUMBER) == verdict


def test_the_measures_asked_for_are_among_the_models() -> None:
    assert set(ASKED) <= set(MODELS)
