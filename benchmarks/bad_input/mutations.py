"""Pages of the sample, changed: near the real thing, where most rules have something to say."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

SAMPLE: Final = Path(__file__).resolve().parents[2] / "data" / "sample"
MOST_CHANGES: Final = 8

Change = Callable[[bytes, int, int], bytes]
"""What a change does with a page and two numbers, which say where."""


@cache
def sample_pages() -> tuple[bytes, ...]:
    """The bytes of the sample pages that hold something."""
    pages = (file.read_bytes() for file in sorted(SAMPLE.rglob("*.txt")))
    return tuple(page for page in pages if page)


def _lines(page: bytes) -> list[bytes]:
    return page.splitlines(keepends=True) or [b""]


def _flip(page: bytes, first: int, second: int) -> bytes:
    at = first % len(page)
    return page[:at] + bytes([page[at] ^ (1 << second % 8)]) + page[at + 1 :]


def _set_byte(page: bytes, first: int, second: int) -> bytes:
    at = first % len(page)
    return page[:at] + bytes([second % 256]) + page[at + 1 :]


def _swap_lines(page: bytes, first: int, second: int) -> bytes:
    lines = _lines(page)
    one, other = first % len(lines), second % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _repeat_block(page: bytes, first: int, second: int) -> bytes:
    lines = _lines(page)
    start = first % len(lines)
    block = lines[start : start + 1 + second % 20]
    return b"".join([*lines[:start], *block * (1 + second % 50), *lines[start:]])


def _drop_block(page: bytes, first: int, second: int) -> bytes:
    lines = _lines(page)
    start = first % len(lines)
    return b"".join([*lines[:start], *lines[start + 1 + second % 20 :]]) or b"\n"


def _cut_end(page: bytes, first: int, _: int) -> bytes:
    return page[: 1 + first % len(page)]


def _cut_start(page: bytes, first: int, _: int) -> bytes:
    return page[first % len(page) :]


def _join_lines(page: bytes, first: int, second: int) -> bytes:
    return page.replace(b"\n\n", b" " if first % 2 else b"").replace(b"\n", b" " if second % 2 else b"")


def _break_lines(page: bytes, first: int, second: int) -> bytes:
    ends = (b"\n\n\n", b"\r", b"\r\n", b"\xc2\x85", b"\xe2\x80\xa8", b"\x0c", b"\n\x00", b" \n ")
    return page.replace(b"\n" if first % 2 else b" ", ends[second % len(ends)])


def _splice(page: bytes, first: int, second: int) -> bytes:
    """The beginning of this page and the end of another, at any byte."""
    other = sample_pages()[second % len(sample_pages())]
    return page[: first % len(page)] + other[second % len(other) :]


def _other_digits(page: bytes, first: int, second: int) -> bytes:
    """Every digit another one: each date and number becomes one that nobody wrote."""
    table = bytes.maketrans(
        b"0123456789", bytes(48 + (digit * (1 + 2 * (first % 5)) + second) % 10 for digit in range(10))
    )
    return page.translate(table)


def _other_case(page: bytes, first: int, _: int) -> bytes:
    return (page.upper, page.lower, page.swapcase, page.title)[first % 4]()


def _other_marks(page: bytes, first: int, second: int) -> bytes:
    marks = (b'"', b"\xe2\x80\x9e", b"\xe2\x80\x9c", b".", b",", b":", b"(", b")", b"-", b"'", b" ")
    return page.replace(marks[first % len(marks)], marks[second % len(marks)])


def _twice_encoded(page: bytes, _: int, __: int) -> bytes:
    return page.decode("latin-1").encode("utf-8")


CHANGES: Final[tuple[Change, ...]] = (
    *(_flip, _set_byte, _swap_lines, _repeat_block, _drop_block, _cut_end, _cut_start, _join_lines),
    *(_break_lines, _splice, _other_digits, _other_case, _other_marks, _twice_encoded),
)


def mutated_pages() -> st.SearchStrategy[bytes]:
    """A sample page after one to eight changes."""
    change = st.tuples(st.sampled_from(CHANGES), st.integers(0, 100_000), st.integers(0, 100_000))
    return st.builds(
        _changed, st.sampled_from(sample_pages()), st.lists(change, min_size=1, max_size=MOST_CHANGES)
    )


def _changed(page: bytes, changes: list[tuple[Change, int, int]]) -> bytes:
    for change, first, second in changes:
        page = change(page, first, second) or b"\n"
    return page[:MOST_BYTES]


MOST_BYTES: Final = 200_000
"""Blocks repeated in repeated blocks would grow without end."""
