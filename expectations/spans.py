"""Whether spans of text stand where they say: exact, and in time linear in the text.

Slicing each span out of its text would count code points from the start of the text for every span, which
grows with the square of the length: a page of 5 MB in 100,000 lines would take minutes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

CodePoints = NDArray[np.uint32]

CODE_POINTS_PER_CHUNK = 4_000_000
"""Texts are worked on in chunks of about this size; one chunk takes some 25 bytes a code point."""

# Unicode property White_Space, which is what stripping a line takes away.
WHITE_SPACE: CodePoints = np.array(
    [
        *range(0x09, 0x0E),
        0x20,
        0x85,
        0xA0,
        0x1680,
        *range(0x2000, 0x200B),
        0x2028,
        0x2029,
        0x202F,
        0x205F,
        0x3000,
    ],
    dtype=np.uint32,
)


def spans_stand(hosts: pl.DataFrame, spans: pl.DataFrame) -> pl.Series:
    """Whether the text of each span is what its host holds at that place.

    Args:
        hosts: `host_key` (unique), `text`.
        spans: `host_key`, `start` and `length` in code points of the host's text, `text`.

    Returns:
        One Boolean per span, in the order of `spans`. False also where the host is missing, a value is
        NULL, or the span reaches outside its host.
    """
    stands = np.zeros(spans.height, dtype=bool)
    for host_chunk, span_chunk in _chunks(hosts, spans):
        row = span_chunk["row"].to_numpy()
        stands[row] = _equal_spans(_code_points(host_chunk["text"]), span_chunk)
    return pl.Series("stands", stands)


def uncovered_counts(hosts: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """How many code points of each host, white space aside, stand in no span.

    Args:
        hosts: `host_key` (unique), `text`.
        spans: `host_key`, `start`, `length`, `text`; spans that reach outside their host cover nothing.

    Returns:
        `host_key`, `uncovered_count`, one row per host that has a text, in the order of `hosts`.
    """
    counts = [
        host_chunk.select("host_key").with_columns(
            pl.Series("uncovered_count", _uncovered(host_chunk, span_chunk), dtype=pl.Int64)
        )
        for host_chunk, span_chunk in _chunks(hosts, spans)
    ]
    empty = pl.DataFrame(schema={"host_key": hosts.schema["host_key"], "uncovered_count": pl.Int64})
    return pl.concat([empty, *counts])


def _chunks(hosts: pl.DataFrame, spans: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Hosts in chunks, each with its sound spans; `first` is where a host or span starts in the chunk."""
    size = pl.col("text").str.len_chars().cast(pl.Int64)
    sized = hosts.filter(pl.col("text").is_not_null()).select("host_key", "text", host_size=size)
    end = pl.col("host_size").cum_sum()
    placed = sized.with_columns(
        chunk=(end - pl.col("host_size")) // CODE_POINTS_PER_CHUNK,
        first=end - pl.col("host_size"),
    ).with_columns(pl.col("first") - pl.col("first").min().over("chunk"))
    sound = (
        spans.lazy()
        .select(
            "host_key", "text", start=pl.col("start").cast(pl.Int64), length=pl.col("length").cast(pl.Int64)
        )
        .with_row_index("row")
        .join(placed.lazy().drop("text"), on="host_key", how="inner", maintain_order="left")
        .filter(
            pl.col("start") >= 0,
            pl.col("length") > 0,
            pl.col("start") + pl.col("length") <= pl.col("host_size"),
            pl.col("text").str.len_chars() == pl.col("length"),
        )
        .with_columns(pl.col("first") + pl.col("start"))
        .collect()
    )
    by_chunk = sound.partition_by("chunk", as_dict=True)
    for key, host_chunk in placed.partition_by("chunk", as_dict=True, maintain_order=True).items():
        yield host_chunk, by_chunk.get(key, sound.clear())


def _code_points(texts: pl.Series) -> CodePoints:
    """All texts, one after the other, one number per code point."""
    return np.frombuffer("".join(texts.to_list()).encode("utf-32-le"), dtype="<u4")


def _equal_spans(host: CodePoints, spans: pl.DataFrame) -> NDArray[np.bool_]:
    """Whether each span's code points are those of the host; spans may overlap."""
    if spans.is_empty():
        return np.zeros(0, dtype=bool)
    length = spans["length"].to_numpy()
    offset = np.cumsum(length) - length
    place = np.arange(length.sum()) + np.repeat(spans["first"].to_numpy() - offset, length)
    differs = host[place] != _code_points(spans["text"])
    return ~np.logical_or.reduceat(differs, offset)


def _uncovered(hosts: pl.DataFrame, spans: pl.DataFrame) -> NDArray[np.int64]:
    """Per host: code points that are neither covered nor white space."""
    host = _code_points(hosts["text"])
    depth = np.zeros(len(host) + 1, dtype=np.int32)
    first = spans["first"].to_numpy()
    np.add.at(depth, first, 1)
    np.add.at(depth, first + spans["length"].to_numpy(), -1)
    bare = np.flatnonzero(np.cumsum(depth[:-1]) == 0)
    lost = bare[~np.isin(host[bare], WHITE_SPACE)]
    of_host = np.searchsorted(hosts["first"].to_numpy(), lost, side="right") - 1
    return np.bincount(of_host, minlength=hosts.height).astype(np.int64)
