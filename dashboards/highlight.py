"""The body of an article, cut where facts begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Piece:
    """A run of characters that the same facts cover.

    Attributes:
        text: the characters.
        facts: the facts that cover them, the widest first.
        anchors: places in the body of the facts that begin here.
    """

    text: str
    facts: tuple[dict[str, Any], ...]
    anchors: tuple[int, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Kinds of the facts, each once."""
        return tuple(dict.fromkeys(fact["fact_code"] for fact in self.facts))


def paragraphs(body: str, facts: Sequence[dict[str, Any]]) -> list[list[Piece]]:
    """The body paragraph by paragraph, each as its pieces.

    Args:
        body: the body of an article; paragraphs end in line breaks.
        facts: `start`, `length` (code points of the body) and `fact_code`; they may overlap.
    Returns:
        A list of pieces for each paragraph. Put together they are the body without its line breaks.
    """
    spans = [fact for fact in facts if fact["length"] > 0 and fact["start"] + fact["length"] <= len(body)]
    found = []
    for start, end in _lines(body):
        inside = [fact for fact in spans if fact["start"] < end and fact["start"] + fact["length"] > start]
        found.append(list(_pieces(body, start, end, inside)))
    return found


def _lines(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in body.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _pieces(body: str, start: int, end: int, facts: Sequence[dict[str, Any]]) -> Iterator[Piece]:
    ends = {edge for fact in facts for edge in (fact["start"], fact["start"] + fact["length"])}
    cuts = sorted({start, end, *(edge for edge in ends if start < edge < end)})
    for left, right in pairwise(cuts):
        covering = [
            fact for fact in facts if fact["start"] <= left and fact["start"] + fact["length"] >= right
        ]
        covering.sort(
            key=lambda fact: (-fact["length"], fact["start"]),
        )
        # A fact that begins in an earlier paragraph has its anchor there.
        anchors = dict.fromkeys(fact["start"] for fact in covering if fact["start"] == left)
        yield Piece(body[left:right], tuple(covering), tuple(anchors))
