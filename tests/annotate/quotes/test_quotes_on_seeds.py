"""Quotations of five real pages, held against hand-checked truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from transforms.annotate.pipeline import load_pipeline
from transforms.annotate.quotes import find_quotes
from transforms.annotate.tag import tag_texts

MIN_RIGHT = 22
"""Of 24; without a trained pipeline, so that speakers have no names yet."""


def test_spans_and_kinds_are_right_without_a_trained_pipeline(
    seeds: Path, seeds_truth: dict[str, Any]
) -> None:
    nlp = load_pipeline("blank")
    expected, right = 0, 0
    for name, truth in seeds_truth.items():
        lines = (seeds / name).read_text(encoding="utf-8").split("\n")
        roles = truth["lines"]
        numbers = sorted([*roles["title"], *roles["heading"], *roles["paragraph"]])
        text = "\n\n".join(lines[number - 1].strip() for number in numbers)
        found = {
            (quote.start, text[quote.start : quote.end], quote.kind)
            for quote in find_quotes(next(iter(tag_texts([text], nlp))), [])
        }
        for quote in truth["quotes"]:
            line = lines[quote["line"] - 1].strip()
            start = text.index(line) + line.index(quote["text"])
            expected += 1
            right += (start, quote["text"], quote["kind"]) in found
    assert expected == 24
    assert right >= MIN_RIGHT
