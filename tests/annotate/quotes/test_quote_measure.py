"""How gold and found quotations are paired when accuracy is measured."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy.quotes import (
    Article,
    Gold,
    bare_marks,
    count,
    load_documents,
    match,
    read_gold,
    trimmed,
)
from transforms.annotate.names.mention import Mention
from transforms.annotate.quotes import Quote
from transforms.annotate.tagged import Span

TEXT = "Holm sagte: „Es regnet heute sehr.“ Der Weg sei nass, so Holm."


def part(text: str, *words: str) -> dict[str, Any]:
    return {"spans": [{"charBegin": text.index(w), "charEnd": text.index(w) + len(w)} for w in words]}


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def gold(words: str, type_: str = "Direct", speaker: str | None = None) -> Gold:
    return Gold((span(words),), type_, (span(speaker),) if speaker else ())


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        pytest.param("Es regnet heute sehr", 1, id="same"),
        pytest.param("regnet heute", 1, id="all-of-the-shorter"),
        pytest.param("Holm sagte: „Es", 0, id="less-than-half-of-the-shorter"),
        pytest.param("Der Weg", 0, id="elsewhere"),
    ],
)
def test_pair_overlaps_by_more_than_half_of_the_shorter(words: str, pairs: int) -> None:
    assert len(match(TEXT, [gold("Es regnet heute sehr")], [Quote(*span(words), "direct")])) == pairs


def test_each_quotation_is_paired_once_and_with_its_best() -> None:
    best, worse = Quote(*span("Es regnet heute sehr"), "direct"), Quote(*span("heute sehr"), "direct")
    assert [q for _, q in match(TEXT, [gold("Es regnet heute sehr")], [worse, best])] == [best]


def test_edges_are_trimmed_of_marks_and_stops() -> None:
    assert trimmed(TEXT, span("„Es regnet heute sehr.“")) == span("Es regnet heute sehr")


@pytest.mark.parametrize(
    ("speaker", "mention", "right"),
    [
        pytest.param("Holm", None, 1, id="spans-overlap"),
        pytest.param("Der Weg", 0, 1, id="resolved-to-the-same-surname"),
        pytest.param("Der Weg", 1, 0, id="resolved-to-someone-else"),
        pytest.param("Der Weg", None, 0, id="another-speaker"),
        pytest.param(None, None, 0, id="none-found"),
    ],
)
def test_speaker_is_right_by_span_or_by_name(speaker: str | None, mention: int | None, right: int) -> None:
    mentions = [Mention(0, 4, "PER", "name", n, "test", 1.0) for n in ("Jana Holm", "Karla Weiss")]
    quote = Quote(
        *span("Es regnet"), "direct", speaker=span(speaker) if speaker else None, speaker_mention=mention
    )
    article = Article(TEXT, [gold("Es regnet heute sehr", speaker="Holm")], [quote], mentions)
    score = count([article], {"Direct"}, lambda _: True)
    assert (score.relaxed, score.strict, score.with_speaker, score.speaker_right) == (1, 0, 1, right)


def test_gold_is_read_from_gzipped_files(tmp_path: Path) -> None:
    annotation = {
        "type": "Direct",
        "quote": part(TEXT, "„Es regnet heute sehr.“"),
        "speaker": part(TEXT, "Holm"),
    }
    document = {"originalText": TEXT, "annotations": [annotation]}
    (tmp_path / "1.json.gz").write_bytes(gzip.compress(json.dumps(document).encode()))
    assert [read_gold(d) for d in load_documents(tmp_path)] == [
        [gold("Es regnet heute sehr", speaker="Holm")]
    ]


def test_absent_data_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no \*\.json\.gz"):
        load_documents(tmp_path)


def test_bare_marks_take_everything_in_marks() -> None:
    assert [TEXT[q.start : q.end] for q in bare_marks(TEXT)] == ["Es regnet heute sehr."]
