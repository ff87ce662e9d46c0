"""Bodies → pieces that a pipeline can take in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_PIECE = 100_000
"""Code points given to a pipeline at once. Bodies are far shorter; spaCy refuses a million, and its manual
warns that trained pipelines need about a gigabyte for each 100,000 (`Language.max_length`)."""
MAX_RUN = 500
"""Longest run without white space. The tokenizer peels marks off such a run one by one and copies the rest
each time: 20,000 exclamation marks take it 25 s, 500 take 16 ms."""

LONG_RUN = re.compile(rf"\S{{{MAX_RUN}}}(?=\S)")


class Piece(NamedTuple):
    """A part of one body: the number of the body and where in it the part begins, in code points."""

    body_number: int
    start: int


def cut_bodies(bodies: list[str]) -> Iterator[tuple[str, Piece]]:
    """Cut bodies into pieces; nearly always the one piece is the body.

    Long bodies are cut after a paragraph, or after a space where a paragraph alone is too long.

    Args:
        bodies: any texts.

    Yields:
        Text and place of each piece, in order; the texts of a body's pieces joined are the body.
    """
    for number, body in enumerate(bodies):
        if len(body) <= MAX_PIECE and LONG_RUN.search(body) is None:
            yield body, Piece(number, 0)
            continue
        start = 0
        for end in _cuts(body):
            yield body[start:end], Piece(number, start)
            start = end


def _cuts(body: str) -> Iterator[int]:
    """Where the pieces of a body end, the end of the body included."""
    start = 0
    for end in [*(match.end() for match in LONG_RUN.finditer(body)), len(body)]:
        while end - start > MAX_PIECE:
            start = _last_gap(body, start, start + MAX_PIECE)
            yield start
        start = end
        yield end


def _last_gap(body: str, start: int, limit: int) -> int:
    """The end of the last paragraph break, else of the last space before `limit`, else `limit` itself."""
    for gap in ("\n\n", " "):
        position = body.rfind(gap, start, limit)
        if position >= 0:
            return position + len(gap)
    return limit
