"""The one place that runs Great Expectations. Importing it takes seconds: import it where a gate runs."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import pandas as pd
import polars as pl

from expectations.lazy_modules import import_lazily
from expectations.suite import Expect

import_lazily("scipy.stats", "scipy.special")

with warnings.catch_warnings():
    # It imports modules of the standard library that are deprecated, which no user of ours can mend.
    warnings.simplefilter("ignore", DeprecationWarning)
    import great_expectations as gx
    import great_expectations.expectations as gxe
    from great_expectations.data_context.types.base import ProgressBarsConfig

ANSWER = {"result_format": "BOOLEAN_ONLY"}
"""First question: does it hold? Asking no more than that takes half the time."""
# Without `unexpected_index_column_names` the failing rows come back as row numbers, all of them; the
# failing *values* are cut off at 200, so nothing here reads them.
EVIDENCE = {"result_format": "COMPLETE", "return_unexpected_index_query": False}
"""Second question, to those that did not hold: which rows?"""
ERROR_LENGTH = 2_000
"""Longest part of an error message that is kept, in characters."""
MAX_EXACT_FLOAT = 2**53
"""All integers up to this are exact as IEEE 754 doubles."""

_lock = threading.Lock()
"""Great Expectations keeps one current context per process; gates may run in several threads."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came out of one expectation.

    Attributes:
        success: whether it held; False as well where it could not be evaluated.
        failed_rows: numbers of all failing rows from 0; None for an expectation on the table as a whole.
        observed: what was observed, for an expectation on the table as a whole.
        error: why it could not be evaluated; None where it could.
    """

    success: bool
    failed_rows: Sequence[int] | None = None
    observed: Any = None
    error: str | None = None


def run(frame: pl.DataFrame, suite: Iterable[Expect]) -> dict[str, Finding]:
    """Run expectations on a frame.

    Args:
        frame: the columns that the expectations name; a missing one makes its expectations errors.
        suite: the expectations.

    Returns:
        One finding per expectation, by its code.
    """
    findings: dict[str, Finding] = {}
    built = []
    with _lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pandas deprecations inside Great Expectations are not the user's
        for expect in suite:
            try:
                built.append(getattr(gxe, expect.type)(**expect.kwargs, meta={"code": expect.code}))
            except Exception as error:
                findings[expect.code] = Finding(success=False, error=_message(error))
        try:
            batch = _batch_definition().get_batch({"dataframe": to_pandas(frame)})
            answers = _validate(batch, built, ANSWER)
            failing = [
                expectation
                for expectation in built
                if not (answer := answers[expectation.meta["code"]]).success and answer.error is None
            ]
            evidence = _validate(batch, failing, EVIDENCE) if failing else {}
        except Exception as error:
            broken = Finding(success=False, error=_message(error))
            return findings | {expectation.meta["code"]: broken for expectation in built}
    return findings | answers | evidence


def _validate(batch: Any, expectations: list[Any], result_format: dict[str, Any]) -> dict[str, Finding]:
    suite = gx.ExpectationSuite(name="gate", expectations=expectations)
    results = batch.validate(suite, result_format=result_format).results
    # Great Expectations returns crashed expectations first, whatever their place in the suite.
    return {result.expectation_config.meta["code"]: _finding(result) for result in results}


def to_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """The frame for pandas, with every integer exact and in a type that Great Expectations compares quickly.

    Its vectorised comparison knows 64-bit integers and floats only. An integer column with a NULL would
    become floats, in which neighbouring 64-bit keys are equal: where that can be, it stays Python integers.
    (pandas' own nullable integers make comparisons between two columns crash.)
    """
    integers = [column.name for column in frame.get_columns() if column.dtype.is_integer()]
    inexact = [name for name in integers if not _survives_as_float(frame[name])]
    casts = [
        pl.col(name).cast(pl.Float64 if frame[name].null_count() else pl.Int64)
        for name in integers
        if name not in inexact
    ]
    converted: pd.DataFrame = frame.drop(inexact).with_columns(casts).to_pandas()
    for name in inexact:
        converted[name] = pd.Series(frame[name].to_list(), dtype=object)
    return converted


def _survives_as_float(values: pl.Series) -> bool:
    """Whether an integer column has no NULL, or no number that a float cannot hold."""
    low, high = values.min(), values.max()
    if values.null_count() == 0 or low is None or high is None:
        return True
    return max(-cast(int, low), cast(int, high)) <= MAX_EXACT_FLOAT


def _finding(result: Any) -> Finding:
    error = _exception_message(result.exception_info)
    if error is not None:
        return Finding(success=False, error=error)
    details = result.result or {}
    if "unexpected_count" not in details:
        return Finding(success=bool(result.success), observed=details.get("observed_value"))
    rows = details.get("unexpected_index_list") or []
    if len(rows) != details["unexpected_count"]:
        message = f"named {len(rows)} of {details['unexpected_count']} failing rows"
        return Finding(success=False, error=message)
    return Finding(success=bool(result.success), failed_rows=rows)


def _exception_message(info: Any) -> str | None:
    """The message of an exception reported anywhere in `exception_info`, whose shape varies.

    It is the three fields of one exception, or a mapping from metric to such fields.
    """
    if not isinstance(info, Mapping):
        return None
    if info.get("raised_exception") is True:
        return str(info.get("exception_message") or "unknown exception")[:ERROR_LENGTH]
    messages = (_exception_message(value) for value in info.values())
    return next((message for message in messages if message is not None), None)


def _message(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:ERROR_LENGTH]


@cache
def _batch_definition() -> Any:
    """The batch definition of an in-memory context that writes nothing and reports nothing."""
    # Exceptions come back in the results, where they are read; on stderr they would only be noise.
    logger = logging.getLogger("great_expectations")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    context.variables.analytics_enabled = False
    asset = context.data_sources.add_pandas("frames").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole")
