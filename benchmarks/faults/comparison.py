"""Two warehouses, row by row."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from benchmarks.faults.normal_form import Tables, key_of


@dataclass(frozen=True)
class Difference:
    """How a table differs from what it should be.

    Attributes:
        table: the table.
        lost: rows that are missing.
        doubled: rows that are there more than once.
        added: rows that should not be there.
        differing: rows with other values.
        example: one of these rows.
    """

    table: str
    lost: int
    doubled: int
    added: int
    differing: int
    example: str

    def __str__(self) -> str:
        """One line."""
        return (
            f"{self.table}: {self.lost} lost, {self.doubled} doubled, {self.added} added,"
            f" {self.differing} differing, e.g. {self.example}"
        )


def compare(expected: Tables, found: Tables) -> list[Difference]:
    """Hold a warehouse against what it should be.

    Args:
        expected: its tables in normal form.
        found: the same of the warehouse in question.

    Returns:
        The tables that differ; none where the warehouses are the same.
    """
    differences = []
    for table in sorted({*expected, *found}):
        if table not in expected or table not in found:
            where = "should not be there" if table in found else "is missing"
            differences.append(Difference(table, 0, 0, 0, 0, f"the table {where}"))
        elif difference := _compare(table, expected[table], found[table]):
            differences.append(difference)
    return differences


def _compare(table: str, expected: pl.DataFrame, found: pl.DataFrame) -> Difference | None:
    if expected.schema != found.schema:
        return Difference(table, 0, 0, 0, 0, f"columns {expected.schema} and {found.schema}")
    every = expected.columns
    want = expected.group_by(every).agg(expected=pl.len())
    have = found.group_by(every).agg(found=pl.len())
    both = want.join(have, on=every, how="full", coalesce=True, nulls_equal=True).with_columns(
        pl.col("expected", "found").fill_null(0).cast(pl.Int64)
    )
    wrong = both.filter(pl.col("expected") != pl.col("found"))
    if wrong.is_empty():
        return None
    missing = wrong.filter(pl.col("found") < pl.col("expected"))
    surplus = wrong.filter(pl.col("expected") == 0)
    doubled = wrong.filter((pl.col("expected") > 0) & (pl.col("found") > pl.col("expected")))
    differing = 0
    if key := key_of(table, expected):
        differing = len(missing.join(surplus, on=key, how="semi"))
        missing = missing.join(surplus.select(key), on=key, how="anti")
        surplus = surplus.join(expected.select(key), on=key, how="anti")
    return Difference(
        table,
        lost=int((missing["expected"] - missing["found"]).sum()),
        doubled=int((doubled["found"] - doubled["expected"]).sum()),
        added=int(surplus["found"].sum()),
        differing=differing,
        example=str(wrong.row(0, named=True))[:600],
    )
