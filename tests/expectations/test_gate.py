"""What a gate does with good rows, bad rows, many bad rows, no rows, and with its own breakdown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from expectations import gate
from expectations.catalog import suites
from expectations.gate import RESULT_SCHEMA, check, merge_results, stops_publication
from expectations.suite import Expect, expect_between, expect_true
from warehouse.tables.operations import ExpectationResult
from warehouse.tables.quarantine import Quarantine

POSITIVE = expect_between("height", "row", "Heights are positive.", minimum=1, code="height_positive")
EVEN = expect_true("height_even", pl.col("height") % 2 == 0, "row", "Heights are even.")
FEW = Expect(
    "few_rows", "ExpectTableRowCountToBeBetween", {"max_value": 3}, "critical", "There are few rows."
)
PROJECT = Path(__file__).parents[2]


def _outcome(verdict: gate.Verdict, code: str) -> dict[str, object]:
    return verdict.results.row(by_predicate=pl.col("expectation_code") == code, named=True)


def test_a_bad_row_is_rejected_once_with_all_reasons_and_the_rest_goes_on() -> None:
    frame = pl.DataFrame({"document_key": [7, 8, 9], "height": [2, -1, 3]})

    verdict = check("test.tree", frame, (POSITIVE, EVEN))

    assert verdict.accepted.rows() == [(7, 2)]
    assert verdict.rejected.select("table_code", "document_key", "article_key", "reason_code").rows() == [
        ("test.tree", 8, None, "height_positive"),
        ("test.tree", 9, None, "height_even"),
    ]
    assert (
        verdict.rejected["detail"][0]
        == "height_positive: Heights are positive. height_even: Heights are even."
    )
    assert json.loads(verdict.rejected["payload"][0]) == {"document_key": 8, "height": -1}
    assert not verdict.stops_publication


def test_every_failing_row_is_rejected_beyond_the_cap_of_the_library() -> None:
    frame = pl.DataFrame(
        {"document_key": range(5_000), "height": [-1, 2] * 2_500, "width": [1, None] * 2_500}
    )
    present = Expect("width_not_null", "ExpectColumnValuesToNotBeNull", {"column": "width"}, "row", "Widths.")
    pair = Expect(
        "pair_equal",
        "ExpectColumnPairValuesToBeEqual",
        {"column_A": "height", "column_B": "width"},
        "row",
        "Equal.",
    )

    verdict = check("test.tree", frame, (POSITIVE, EVEN, present, pair))

    counts = dict(verdict.results.select("expectation_code", "failed_count").rows())
    assert counts == {
        "height_positive": 2_500,
        "height_even": 2_500,
        "width_not_null": 2_500,
        "pair_equal": 5_000,
    }
    assert verdict.rejected.height == 5_000
    assert verdict.rejected["document_key"].to_list() == list(range(5_000))
    assert verdict.accepted.is_empty()


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (
            Expect(
                "broken",
                "ExpectColumnValuesToMatchRegex",
                {"column": "name", "regex": "("},
                "row",
                "A pattern.",
            ),
            "Invalid regular expression",
        ),
        (
            Expect("broken", "ExpectColumnValuesToNotBeNull", {"column": "absent"}, "warning", "A column."),
            "absent",
        ),
        (
            expect_between("name", "row", "A range.", minimum=1, code="broken"),
            "must either be None or of the same type",
        ),
        (Expect("broken", "ExpectNoSuchThing", {}, "critical", "A type."), "ExpectNoSuchThing"),
        (
            Expect("broken", "ExpectColumnValuesToBeBetween", {"column": "height"}, "row", "No bound."),
            "min_value",
        ),
        (expect_true("broken", pl.col("absent") > 0, "row", "A condition."), "broken"),
        (
            Expect(
                "broken",
                "ExpectColumnMaxToBeBetween",
                {"column": "height", "max_value": 1},
                "row",
                "A maximum.",
            ),
            "names no failing rows",
        ),
    ],
    ids=["pattern", "column", "type of values", "expectation", "arguments", "condition", "not about rows"],
)
def test_a_breakdown_of_the_check_is_an_error_and_never_bad_data(broken: Expect, message: str) -> None:
    frame = pl.DataFrame({"document_key": [1, 2], "height": [2, -2], "name": ["Linde", "Ulme"]})

    verdict = check("test.tree", frame, (broken, POSITIVE))

    result = _outcome(verdict, "broken")
    assert (result["outcome_code"], result["severity_code"], result["failed_count"]) == (
        "error",
        broken.severity,
        0,
    )
    assert message in str(result["detail"])
    assert verdict.stops_publication
    assert _outcome(verdict, "height_positive")["failed_count"] == 1, (
        "the other expectations are still judged"
    )
    assert verdict.rejected["reason_code"].to_list() == ["height_positive"]


def test_a_breakdown_of_the_whole_run_makes_every_expectation_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from expectations import engine

    monkeypatch.setattr(engine, "to_pandas", lambda frame: "not a frame")

    verdict = check("test.tree", pl.DataFrame({"height": [2]}), (POSITIVE, EVEN))

    assert verdict.results["outcome_code"].to_list() == ["error", "error"]
    assert verdict.stops_publication


def test_failing_rows_that_are_not_all_named_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the library ever to cap its row numbers, rows would slip through; that must not pass unseen."""
    from expectations import engine

    capped = {"result_format": "SUMMARY", "partial_unexpected_count": 20}
    monkeypatch.setattr(engine, "EVIDENCE", capped)

    verdict = check("test.tree", pl.DataFrame({"height": [-1] * 300}), (POSITIVE,))

    assert _outcome(verdict, "height_positive")["outcome_code"] == "error"
    assert "of 300 failing rows" in str(_outcome(verdict, "height_positive")["detail"])


@pytest.mark.parametrize("name", suites())
def test_no_rows_pass_and_are_reported_as_none_checked(name: str) -> None:
    """An empty table has nothing wrong; a check that divides by the number of rows would break here."""
    roots: dict[str, pl.DataType] = {
        root: pl.Int64()
        for expect in suites()[name]
        for column in expect.columns
        for root in (expect.derived[column].meta.root_names() if column in expect.derived else [column])
    }
    declared = {key: column.dtype for key, column in gate.DECLARATIONS[name].columns().items()}
    context: dict[str, pl.DataType] = {
        "known_content_hash": pl.String(),
        "stands_in_document": pl.Boolean(),
        "stands_in_body": pl.Boolean(),
        "starts_in_its_sentence": pl.Boolean(),
        "speaker_stands_in_body": pl.Boolean(),
    }
    times: dict[str, pl.DataType] = {
        "crawled_at": pl.Datetime("us", "UTC"),
        "run_started_at": pl.Datetime("us", "UTC"),
    }
    empty = pl.DataFrame(schema=roots | {k: v for k, v in (context | times).items() if k in roots} | declared)

    verdict = check(name, empty, suites()[name])

    assert verdict.results["outcome_code"].unique().to_list() == ["passed"]
    assert verdict.results["checked_count"].unique().to_list() == [0]
    assert verdict.accepted.is_empty()
    assert verdict.rejected.is_empty()
    assert not verdict.stops_publication


def test_a_failed_table_expectation_stops_publication_and_tells_what_it_saw() -> None:
    verdict = check("test.tree", pl.DataFrame({"height": [2, 4, 6, 8]}), (FEW,))

    assert verdict.stops_publication
    result = _outcome(verdict, "few_rows")
    assert (result["outcome_code"], result["failed_count"]) == ("failed", 1)
    assert json.loads(str(result["observed"])) == {"value": 4}


def test_a_warning_rejects_nothing_and_stops_nothing() -> None:
    low = expect_between("height", "warning", "Trees are low.", maximum=3, code="trees_low")

    verdict = check("test.tree", pl.DataFrame({"height": [2, 9]}), (low,))

    assert _outcome(verdict, "trees_low")["outcome_code"] == "failed"
    assert verdict.accepted.height == 2
    assert not verdict.stops_publication


def test_neighbouring_keys_beside_a_null_stay_apart() -> None:
    """Converted to floats, 2**62 and 2**62 + 1 would be one number, and both rows duplicates."""
    frame = pl.DataFrame({"tree_key": [2**62, 2**62 + 1, None, -1]})
    unique = Expect("key_unique", "ExpectColumnValuesToBeUnique", {"column": "tree_key"}, "critical", "Keys.")
    positive = expect_between("tree_key", "row", "Keys are positive.", minimum=0)

    verdict = check("test.tree", frame, (unique, positive))

    assert not verdict.stops_publication
    assert verdict.accepted["tree_key"].to_list() == [2**62, 2**62 + 1, None]


def test_long_text_in_a_payload_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "PAYLOAD_TEXT_LENGTH", 5)
    frame = pl.DataFrame({"height": [-1], "name": ["Lindenbaum"], "bark": [b"\xff\x00"]})

    verdict = check("test.tree", frame, (POSITIVE,))

    assert json.loads(verdict.rejected["payload"][0]) == {
        "height": -1,
        "name": "Linde [cut: 10 characters in all]",
        "bark": "[2 bytes, not repeated here]",
    }


def test_results_name_examples_by_key_and_what_was_judged() -> None:
    frame = pl.DataFrame({"document_key": [1, 2], "line_number": [3, 4], "text": ["x", ""], "height": [1, 1]})
    filled = expect_true("text_filled", pl.col("text") != "", "row", "Texts are filled.")

    verdict = check("clean.line", frame, (filled,))

    observed = json.loads(str(_outcome(verdict, "text_filled")["observed"]))
    assert observed == {"examples": [{"document_key": 2, "line_number": 4, "text": ""}]}
    assert verdict.accepted.columns == frame.columns


def test_payload_holds_the_columns_of_the_table_and_no_check_columns() -> None:
    frame = pl.DataFrame(
        {"document_key": [1], "line_number": [3], "text": [""], "stands_in_document": [False]}
    )

    verdict = check(
        "clean.line", frame, (expect_true("text_filled", pl.col("text") != "", "row", "Filled."),)
    )

    assert json.loads(verdict.rejected["payload"][0]).keys() == {"document_key", "line_number", "text"}


def test_batches_merge_into_one_result_and_the_worst_outcome_wins() -> None:
    good, bad = pl.DataFrame({"height": [2, 4]}), pl.DataFrame({"height": [-2, 6, 8]})
    parts = [check("test.tree", frame, (POSITIVE, EVEN)).results for frame in (good, bad, good)]
    crash = check("test.tree", good.rename({"height": "width"}), (POSITIVE, EVEN)).results

    merged = merge_results(parts)

    assert merged.select("expectation_code", "outcome_code", "checked_count", "failed_count").rows() == [
        ("height_positive", "failed", 7, 1),
        ("height_even", "passed", 7, 0),
    ]
    assert json.loads(merged["observed"][0]) == {"examples": [{"height": -2}]}
    assert merged.schema == RESULT_SCHEMA
    with_crash = merge_results([*parts, crash])
    assert with_crash["outcome_code"].to_list() == ["error", "error"]
    assert with_crash["detail"].str.contains("Could not be evaluated").all()
    assert stops_publication(with_crash)
    assert merge_results([]).schema == RESULT_SCHEMA


def test_results_and_rejections_fit_their_tables() -> None:
    verdict = check("test.tree", pl.DataFrame({"height": [-1, 2]}), (POSITIVE, FEW))

    results = verdict.results.with_columns(run_key=pl.lit(1, dtype=pl.Int64))
    assert ExpectationResult.validate(results.select(ExpectationResult.column_names())).height == 2
    reason = Quarantine.columns()["reason_code"]
    assert verdict.rejected.select(
        pl.all_horizontal(*reason.validation_rules(pl.col("reason_code")).values()).all()
    ).item()


def test_two_expectations_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same code"):
        check("test.tree", pl.DataFrame({"height": [1]}), (POSITIVE, POSITIVE))


def test_a_gate_is_silent_leaves_no_file_and_is_imported_only_where_it_runs(tmp_path: Path) -> None:
    script = """
import sys
import polars as pl
from expectations.catalog import suites
from expectations.gate import check
from expectations.report import render_report
from expectations.suite import Expect
assert suites()
assert not {"great_expectations", "pandas", "jinja2"} & sys.modules.keys()
pattern = {"column": "name", "regex": "("}
broken = Expect("broken", "ExpectColumnValuesToMatchRegex", pattern, "row", "A pattern.")
codes = {"column": "name", "value_set": ["Ulme"]}
known = Expect("known", "ExpectColumnValuesToBeInSet", codes, "row", "Known.")
verdict = check("test.tree", pl.DataFrame({"name": ["Linde", None]}), (broken, known))
assert verdict.results["outcome_code"].to_list() == ["error", "failed"]
"""
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "HOME": str(tmp_path)}

    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=False,
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
