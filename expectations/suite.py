"""What an expectation is here, and the base suite that every table's declaration implies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import dataframely as dy
import polars as pl

from warehouse.tables.base import column_metadata

Severity = Literal["critical", "row", "warning"]

RULE_WORDS: Mapping[str, str] = {
    "nan": "is a number",
    "inf": "is finite",
    "inner_nullability": "holds no missing element",
    "unique": "has each value once only",
}
"""In words: those rules of dataframely that have no native Great Expectations type here."""


@dataclass(frozen=True, eq=False, slots=True)
class Expect:
    """One expectation of one table.

    Attributes:
        code: name in snake_case, unique in its suite; a rejected row bears it as its reason.
        type: class name in `great_expectations.expectations`.
        kwargs: arguments of that class.
        severity: `critical` stops publication, `row` rejects the failing rows, `warning` only reports.
        detail: what is asked for, in plain words.
        derived: columns the arguments name that are computed for the check. Great Expectations sees a
            number or a truth value instead of a text, so no big text is ever copied into pandas.
    """

    code: str
    type: str
    kwargs: Mapping[str, Any]
    severity: Severity
    detail: str
    derived: Mapping[str, pl.Expr] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if "mostly" in self.kwargs:
            raise ValueError(
                f"{self.code}: every row is judged; a share that may fail belongs into a measure"
            )

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns its arguments name."""
        single = (self.kwargs.get(name) for name in ("column", "column_A", "column_B"))
        return (*(name for name in single if name is not None), *self.kwargs.get("column_list", ()))


def expect_true(code: str, holds: pl.Expr, severity: Severity, detail: str) -> Expect:
    """An expectation on a condition that polars evaluates for each row.

    Args:
        code: name of the expectation, and of the check column that Great Expectations sees.
        holds: a boolean expression; NULL counts as true, as missing values have their own expectation.
        severity: what a failure leads to.
        detail: what is asked for, in plain words.
    """
    kwargs = {"column": code, "value_set": [True]}
    derived = {code: holds.fill_null(True)}
    return Expect(code, "ExpectColumnValuesToBeInSet", kwargs, severity, detail, derived)


def expect_between(
    column: str,
    severity: Severity,
    detail: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    code: str | None = None,
    derived: pl.Expr | None = None,
) -> Expect:
    """An expectation on the range of a numeric column; NULL passes.

    Args:
        column: the column that is judged.
        severity: what a failure leads to.
        detail: what is asked for, in plain words.
        minimum: smallest allowed value.
        maximum: largest allowed value.
        code: name of the expectation, by default `<column>_in_range`.
        derived: how the column is computed, where the table has no such column.
    """
    kwargs: dict[str, Any] = {"column": column}
    if minimum is not None:
        kwargs["min_value"] = minimum
    if maximum is not None:
        kwargs["max_value"] = maximum
    computed = {} if derived is None else {column: derived}
    name = code or f"{column}_in_range"
    return Expect(name, "ExpectColumnValuesToBeBetween", kwargs, severity, detail, computed)


def base_suite(table: type[dy.Schema], severity: Severity = "row") -> tuple[Expect, ...]:
    """All that a declaration says about its rows, as expectations.

    Not among them: references to other tables, which only the whole warehouse can tell (see `Integrity`).

    Args:
        table: the declaration.
        severity: severity of all but the uniqueness of the key. Keys are deterministic, so a key that
            comes twice is a fault of the load and no row of the two is the right one: always critical.

    Returns:
        Key first, then the columns in declared order, then the rules of the class.
    """
    suite = list(_key_expectations(table))
    for name, column in table.columns().items():
        suite += _column_expectations(name, column, severity)
    # dataframely has no public listing of a schema's own rules; a test pins this.
    for name, rule in table._schema_validation_rules().items():
        suite.append(expect_true(name, rule.expr, severity, _sentence(name)))
    return tuple(suite)


def _key_expectations(table: type[dy.Schema]) -> Iterable[Expect]:
    key = table.primary_key()
    detail = f"No two rows have the same key ({', '.join(key)})."
    if len(key) == 1:
        yield Expect("key_unique", "ExpectColumnValuesToBeUnique", {"column": key[0]}, "critical", detail)
    elif key:
        kwargs = {"column_list": key}
        yield Expect("key_unique", "ExpectCompoundColumnsToBeUnique", kwargs, "critical", detail)


def _column_expectations(name: str, column: dy.Column, severity: Severity) -> Iterable[Expect]:
    """The rules of one column; those with no native counterpart keep dataframely's own expression."""
    rules = dict(column.validation_rules(pl.col(name)))
    judged, derived = _judged(name, column)
    if rules.pop("nullability", None) is not None:
        yield Expect(
            f"{name}_not_null",
            "ExpectColumnValuesToNotBeNull",
            {"column": judged},
            severity,
            f"{name} is never missing.",
            derived,
        )
    if column.dtype.is_numeric():
        low, high = getattr(column, "min", None), getattr(column, "max", None)
        if rules.keys() & {"min", "max"}:
            rules = {rule: expr for rule, expr in rules.items() if rule not in ("min", "max")}
            detail = f"{name} is {_range(low, high)}."
            yield expect_between(name, severity, detail, minimum=low, maximum=high)
    if isinstance(column, dy.String):
        yield from _string_expectations(name, column, rules, severity)
    for rule, expression in rules.items():
        yield expect_true(f"{name}_{rule}", expression, severity, f"{name} {RULE_WORDS.get(rule, rule)}.")


def _string_expectations(
    name: str, column: dy.String, rules: dict[str, pl.Expr], severity: Severity
) -> Iterable[Expect]:
    """Codes, pattern and length of a string column; takes what it covers out of `rules`."""
    codes = column_metadata(column).get("codes")
    if codes is not None and rules.pop("check__known_code", None) is not None:
        kwargs = {"column": name, "value_set": list(codes)}
        detail = f"{name} is one of: {', '.join(codes)}."
        yield Expect(f"{name}_known", "ExpectColumnValuesToBeInSet", kwargs, severity, detail)
    # Python's `$` also holds before a final line break; the declaration means the end of the text.
    if (pattern := rules.pop("regex", None)) is not None:
        yield expect_true(f"{name}_format", pattern, severity, f"{name} has the form {column.regex}.")
    if rules.keys() & {"min_length", "max_length"}:
        rules.pop("min_length", None)
        rules.pop("max_length", None)
        yield expect_between(
            f"{name}_byte_count",
            severity,
            f"The length of {name} is {_range(column.min_length, column.max_length)} bytes.",
            minimum=column.min_length,
            maximum=column.max_length,
            code=f"{name}_length_in_range",
            derived=pl.col(name).str.len_bytes(),
        )


def _judged(name: str, column: dy.Column) -> tuple[str, dict[str, pl.Expr]]:
    """The column whose presence stands for that of `name`, small enough for pandas."""
    if isinstance(column, dy.String):
        if "codes" in column_metadata(column):
            return name, {}
        return f"{name}_byte_count", {f"{name}_byte_count": pl.col(name).str.len_bytes()}
    if column.dtype.is_nested() or column.dtype.is_float() or column.dtype == pl.Binary:
        # pandas takes NaN for missing, and copies lists and bytes one by one.
        present = pl.when(pl.col(name).is_not_null()).then(True)
        return f"{name}_presence", {f"{name}_presence": present}
    return name, {}


def _range(low: object, high: object) -> str:
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"from {low} to {high}"


def _sentence(name: str) -> str:
    """A rule's name, which is an assertion, as a sentence."""
    return name.replace("_", " ").capitalize() + "."
