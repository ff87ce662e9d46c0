"""Deterministic surrogate keys: a natural key gives the same number on every machine and in every run."""

from __future__ import annotations

import polars as pl
import polars_hash as plh

SEPARATOR = "\x1f"
"""Between the parts of a composed natural key (ASCII unit separator): ("ab", "c") is not ("a", "bc")."""


def stable_key_expr(natural_key: pl.Expr) -> pl.Expr:
    """A 64-bit key for each value of a string column.

    xxHash is specified byte by byte, so stored keys outlive library upgrades; polars' own hash does not.
    With ten million keys the chance of any collision is about 3 in a million; documents are protected
    besides by an expectation that compares their full content hashes.

    Args:
        natural_key: a string expression; nulls stay null.
    Returns:
        An Int64 expression.
    """
    key: pl.Expr = plh.concat_str(natural_key).nchash.xxh3_64().reinterpret(signed=True)
    return key


def stable_key(*parts: str) -> int:
    """The key of one natural key, equal to what `stable_key_expr` gives for its joined parts.

    Args:
        parts: the natural key's parts, in a fixed order.
    Returns:
        An integer in the range of a DuckDB BIGINT.
    """
    key: int = pl.select(stable_key_expr(pl.lit(SEPARATOR.join(parts)))).item()
    return key
