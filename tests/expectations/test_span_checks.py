"""Spans are compared by code point, exactly, whatever stands in the text."""

from __future__ import annotations

import polars as pl
import pytest

from expectations import spans
from expectations.spans import spans_stand, uncovered_counts

HOSTS = pl.DataFrame({"host_key": [1, 2, 3], "text": ["Zoë 🦊 läuft", "", " \u00a0Ende\u2028 "]})


def _spans(*rows: tuple[int | None, int | None, int | None, str | None]) -> pl.DataFrame:
    schema = {"host_key": pl.Int64, "start": pl.Int32, "length": pl.Int32, "text": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    found = spans_stand(
        HOSTS, _spans((1, 4, 1, "🦊"), (1, 6, 5, "läuft"), (3, 2, 4, "Ende"), (1, 0, 3, "Zoë"))
    )

    assert found.to_list() == [True, True, True, True]


@pytest.mark.parametrize(
    "span",
    [
        (1, 5, 5, "läuft"),
        (1, 6, 5, "lauft"),
        (1, 6, 4, "läuft"),
        (1, 8, 5, "läuft"),
        (1, -1, 3, "Zoë"),
        (1, 0, 0, ""),
        (2, 0, 1, "x"),
        (9, 0, 3, "Zoë"),
        (1, None, 3, "Zoë"),
        (1, 0, 3, None),
        (None, 0, 3, "Zoë"),
    ],
    ids=[
        "one off",
        "other text",
        "length is not that of the text",
        "beyond the end",
        "before the start",
        "empty",
        "empty host",
        "unknown host",
        "no start",
        "no text",
        "no host",
    ],
)
def test_a_span_that_is_not_there_does_not_stand(
    span: tuple[int | None, int | None, int | None, str | None],
) -> None:
    found = spans_stand(HOSTS, _spans((1, 0, 3, "Zoë"), span, (1, 6, 5, "läuft")))

    assert found.to_list() == [True, False, True]


def test_only_white_space_may_be_left_uncovered() -> None:
    counts = uncovered_counts(HOSTS, _spans((1, 0, 3, "Zoë"), (1, 6, 5, "läuft"), (3, 2, 4, "Ende")))

    assert counts.rows() == [(1, 1), (2, 0), (3, 0)], "the fox is outside every span; the blanks may be"


def test_a_span_that_does_not_fit_covers_nothing() -> None:
    counts = uncovered_counts(HOSTS, _spans((3, 2, 99, "Ende")))

    assert dict(counts.rows())[3] == 4


def test_overlapping_spans_cover_once() -> None:
    counts = uncovered_counts(HOSTS, _spans((1, 0, 3, "Zoë"), (1, 0, 5, "Zoë 🦊"), (1, 6, 5, "läuft")))

    assert dict(counts.rows())[1] == 0


def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hosts of many chunks give what one chunk gives; the offsets of a chunk start anew."""
    hosts = pl.DataFrame(
        {"host_key": range(40), "text": [f"Seite {key}: {'äö' * (key % 7)}" for key in range(40)]}
    )
    some = hosts.filter(pl.col("host_key") % 3 != 0).with_columns(
        start=pl.lit(0), length=pl.col("text").str.len_chars().cast(pl.Int32)
    )
    spans_reversed = some.reverse().with_columns(
        text=pl.when(pl.col("host_key") == 22).then(pl.lit("anders ist es hier")).otherwise("text")
    )
    whole = spans_stand(hosts, spans_reversed), uncovered_counts(hosts, spans_reversed)

    monkeypatch.setattr(spans, "CODE_POINTS_PER_CHUNK", 50)
    chunked = spans_stand(hosts, spans_reversed), uncovered_counts(hosts, spans_reversed)

    assert chunked[0].to_list() == whole[0].to_list()
    assert chunked[0].sum() == spans_reversed.height - 1
    assert chunked[1].equals(whole[1])


def test_nothing_gives_nothing() -> None:
    assert spans_stand(HOSTS.clear(), _spans()).is_empty()
    assert uncovered_counts(HOSTS.clear(), _spans()).is_empty()
    assert spans_stand(HOSTS.clear(), _spans((1, 0, 3, "Zoë"))).to_list() == [False]
