"""Deterministic surrogate keys: a natural key gives the same number on every machine and in every run."""

from __future__ import annotations

import hashlib

import polars as pl

_SEPARATOR = "\x1f"  # ASCII unit separator: keeps ("ab", "c") and ("a", "bc") apart


def stable_key(*parts: str) -> int:
    """A 64-bit signed key for a natural key.

    BLAKE2b rather than a polars hash, whose values are not promised to stay the same between versions.
    With ten million keys the chance of any collision is about 3 in a million; documents are protected
    besides by an expectation that compares their full content hashes.

    Args:
        parts: the natural key's parts, in a fixed order.
    Returns:
        An integer in the range of a DuckDB BIGINT.
    """
    return _digest(_SEPARATOR.join(parts))


def stable_key_expr(natural_key: pl.Expr) -> pl.Expr:
    """`stable_key` of a string column.

    Args:
        natural_key: a string expression; nulls stay null.
    Returns:
        An Int64 expression.
    """
    return natural_key.map_batches(_digest_series, return_dtype=pl.Int64, is_elementwise=True)


def _digest(natural_key: str) -> int:
    digest = hashlib.blake2b(natural_key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _digest_series(values: pl.Series) -> pl.Series:
    digests = [None if value is None else _digest(value) for value in values.to_list()]
    return pl.Series(values.name, digests, dtype=pl.Int64)
