"""The gate: a frame goes in; its accepted rows, its rejected rows and the results come out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import dataframely as dy
import polars as pl

from expectations.measures import MEASURES
from expectations.suite import Expect
from warehouse.tables import TABLES_BY_NAME
from warehouse.tables.operations import ExpectationResult

if TYPE_CHECKING:
    from expectations.engine import Finding

RESULT_SCHEMA = pl.Schema(
    {name: column.dtype for name, column in ExpectationResult.columns().items() if name != "run_key"}
)
REJECTED_SCHEMA = pl.Schema(
    {
        "table_code": pl.String,
        "document_key": pl.Int64,
        "article_key": pl.Int64,
        "reason_code": pl.String,
        "detail": pl.String,
        "payload": pl.String,
    }
)
DECLARATIONS: Mapping[str, type[dy.Schema]] = {**TABLES_BY_NAME, **MEASURES}
ROW_NUMBER = "row_number__"
EXAMPLE_COUNT = 5
"""Failing rows shown in a result; all of them are in the quarantine."""
EXAMPLE_TEXT_LENGTH = 80
"""Longest text in an example, in code points; longer ones end in an ellipsis."""
PAYLOAD_TEXT_LENGTH = 10_000
"""Longest text in a payload, in code points, so that many rejected rows fit into the memory. Longer ones are
cut and say so: the whole text is in raw.document, or where that was rejected in the quarantine folder."""
OF_THE_RUN = frozenset({"run_key", "annotation_run_key", "first_seen_at", "last_seen_at"})
"""Columns that a run and not the source puts into a row. They stay out of payloads, so that the same row has
the same payload whichever run rejects it, and is known again."""


@dataclass(frozen=True, eq=False, slots=True)
class Verdict:
    """What a gate found out about one frame. Accepted and rejected rows together are all rows.

    Attributes:
        results: one row per expectation: the columns of `ExpectationResult` without `run_key`.
        accepted: the rows that may go on, with the columns they came with.
        rejected: one row per rejected row (`REJECTED_SCHEMA`). `reason_code` is the first expectation it
            failed, `detail` names all, `payload` is the row as JSON.
    """

    results: pl.DataFrame
    accepted: pl.DataFrame
    rejected: pl.DataFrame

    @property
    def stops_publication(self) -> bool:
        """Whether a critical expectation failed or any could not be evaluated."""
        return stops_publication(self.results)


def check(table_code: str, frame: pl.DataFrame, suite: Sequence[Expect]) -> Verdict:
    """Judge a frame by a suite.

    Args:
        table_code: table or measure, e.g. ``clean.line``.
        frame: the rows, with the columns that the suite's expectations name.
        suite: the expectations, see `expectations.catalog.suites`.

    Raises:
        ValueError: two expectations have the same code.
    """
    if len({expect.code for expect in suite}) != len(suite):
        raise ValueError(f"{table_code}: two expectations have the same code")
    from expectations.engine import run

    judged = _judged_columns(frame, suite)
    findings = run(judged, suite)
    records = [_result(table_code, frame, expect, findings[expect.code]) for expect in suite]
    results = pl.DataFrame(records, schema=RESULT_SCHEMA, orient="row")
    failures = _failures(suite, findings)
    keep = (
        ~pl.int_range(frame.height).is_in(failures["row"].implode())
        if failures.height
        else pl.lit(value=True)
    )
    return Verdict(results, frame.filter(keep), _rejected(table_code, frame, failures))


def stops_publication(results: pl.DataFrame) -> bool:
    """Whether results forbid publication: a critical failure, or any expectation without an answer."""
    return not results.filter(
        (pl.col("outcome_code") == "error")
        | ((pl.col("outcome_code") == "failed") & (pl.col("severity_code") == "critical"))
    ).is_empty()


def merge_results(results: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Results of several frames as one, e.g. of all shards of a table.

    Counts add up; one error makes an error, one failure a failure. Examples are those of the first frame
    that has any, in the order given.

    Args:
        results: frames of `Verdict.results`.

    Returns:
        One row per table and expectation, in the order of first appearance.
    """
    frames = list(results)
    if not frames:
        return RESULT_SCHEMA.to_frame()
    rank = pl.col("outcome_code").replace_strict({"passed": 0, "failed": 1, "error": 2}, return_dtype=pl.Int8)
    worst = pl.col("rank").arg_max()
    return (
        pl.concat(frames)
        .with_columns(rank=rank)
        .group_by("table_code", "expectation_code", maintain_order=True)
        .agg(
            pl.col("expectation_type", "severity_code").first(),
            pl.col("outcome_code").get(worst),
            pl.col("checked_count", "failed_count").sum(),
            pl.col("observed").drop_nulls().first(),
            pl.col("detail").get(worst),
        )
        .select(RESULT_SCHEMA.names())
    )


def _judged_columns(frame: pl.DataFrame, suite: Sequence[Expect]) -> pl.DataFrame:
    """Only what the expectations name.

    A column that cannot be computed stays away: Great Expectations then reports its expectations as errors.
    """
    plain = {name for expect in suite for name in expect.columns if name not in expect.derived}
    # A row number, so that the rows are counted even where an expectation is on the table as a whole.
    expressions = {ROW_NUMBER: pl.int_range(pl.len())}
    expressions |= {name: pl.col(name) for name in frame.columns if name in plain}
    for expect in suite:
        expressions |= expect.derived
    try:
        return frame.select(**expressions)
    except pl.exceptions.PolarsError:
        judged = frame.select(expressions.pop(ROW_NUMBER).alias(ROW_NUMBER))
        for name, expression in expressions.items():
            try:
                judged = judged.with_columns(frame.select(expression.alias(name)).to_series())
            except pl.exceptions.PolarsError:
                continue
        return judged


def _result(table_code: str, frame: pl.DataFrame, expect: Expect, finding: Finding) -> tuple[object, ...]:
    error = finding.error
    if error is None and not finding.success and expect.severity == "row" and finding.failed_rows is None:
        error = f"{expect.type} names no failing rows, so it cannot be a row expectation"
    failed_count = len(finding.failed_rows or ()) or int(not finding.success)
    return (
        table_code,
        expect.code,
        expect.type,
        expect.severity,
        "error" if error is not None else "passed" if finding.success else "failed",
        frame.height,
        0 if error is not None else failed_count,
        None if error is not None else _observed(table_code, frame, expect, finding),
        expect.detail if error is None else f"{expect.detail} Could not be evaluated: {error}",
    )


def _observed(table_code: str, frame: pl.DataFrame, expect: Expect, finding: Finding) -> str | None:
    """The first failing rows, by their key and what was judged, or the value observed, as JSON."""
    if finding.failed_rows:
        examples = frame[list(finding.failed_rows[:EXAMPLE_COUNT])].select(
            _example(name, frame.schema[name]) for name in _example_columns(table_code, frame, expect)
        )
        return json.dumps({"examples": examples.to_dicts()}, ensure_ascii=False, default=str)
    if finding.observed is not None:
        return json.dumps({"value": finding.observed}, ensure_ascii=False, default=str)
    return None


def _example_columns(table_code: str, frame: pl.DataFrame, expect: Expect) -> list[str]:
    """The key, then what the expectation looked at, computed columns traced to the columns they come from."""
    declaration = DECLARATIONS.get(table_code)
    names = list(declaration.primary_key()) if declaration is not None else []
    for name in expect.columns:
        names += expect.derived[name].meta.root_names() if name in expect.derived else [name]
    return [name for name in dict.fromkeys(names) if name in frame.columns]


def _example(name: str, dtype: pl.DataType) -> pl.Expr:
    value = pl.col(name)
    if dtype == pl.Binary:
        return value.bin.size()
    if dtype == pl.String:
        cut = value.str.slice(0, EXAMPLE_TEXT_LENGTH) + "…"
        return pl.when(value.str.len_chars() > EXAMPLE_TEXT_LENGTH).then(cut).otherwise(value).alias(name)
    return value


def _failures(suite: Sequence[Expect], findings: Mapping[str, Finding]) -> pl.DataFrame:
    """One row per rejected row: its number, the first expectation it failed, and what all of them ask for."""
    parts = [
        pl.DataFrame({"row": finding.failed_rows}, schema={"row": pl.Int64}).with_columns(
            code=pl.lit(expect.code), detail=pl.lit(f"{expect.code}: {expect.detail}")
        )
        for expect in suite
        if expect.severity == "row" and (finding := findings[expect.code]).failed_rows
    ]
    if not parts:
        return pl.DataFrame(schema={"row": pl.Int64, "code": pl.String, "detail": pl.String})
    by_row = pl.concat(parts).group_by("row", maintain_order=True)
    return by_row.agg(pl.col("code").first(), pl.col("detail").str.join(" ")).sort("row")


def _rejected(table_code: str, frame: pl.DataFrame, failures: pl.DataFrame) -> pl.DataFrame:
    rows = frame[failures["row"]] if failures.height else frame.clear()
    declaration = DECLARATIONS.get(table_code)
    declared = declaration.column_names() if declaration is not None else frame.columns
    own = [name for name in declared if name in rows.columns and name not in OF_THE_RUN]
    keys = {
        name: pl.col(name).cast(pl.Int64) for name in ("document_key", "article_key") if name in frame.columns
    }
    article_key = keys.get("article_key", pl.lit(None, dtype=pl.Int64))
    return rows.select(
        pl.lit(table_code).alias("table_code"),
        document_key=keys.get("document_key", article_key),  # one document gives one article, under its key
        article_key=article_key,
        reason_code=failures["code"],
        detail=failures["detail"],
        payload=pl.struct(_payload(name, rows.schema[name]) for name in own).struct.json_encode(),
    ).match_to_schema(REJECTED_SCHEMA)


def _payload(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column as it goes into a payload: long texts cut with a mark, bytes as their number."""
    value = pl.col(name)
    if dtype == pl.Binary:
        return pl.format("[{} bytes, not repeated here]", value.bin.size()).alias(name)
    if dtype == pl.String:
        size = value.str.len_chars()
        cut = pl.format("{} [cut: {} characters in all]", value.str.slice(0, PAYLOAD_TEXT_LENGTH), size)
        return pl.when(size > PAYLOAD_TEXT_LENGTH).then(cut).otherwise(value).alias(name)
    return value.cast(pl.String) if dtype.is_temporal() else value
