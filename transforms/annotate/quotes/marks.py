"""Quotation marks → what stands between them."""

from __future__ import annotations

import re
from typing import NamedTuple

MARK = re.compile("[„“”\"»«›‹‚‘’']|\n\n")
CLOSERS = {
    "„": '“”"',
    "“": "”“",
    "”": "”",
    '"': '"“”',
    "»": "«",
    "«": "»",
    "‚": "‘’'",
    "›": "‹",
    "‹": "›",
    "‘": "’",
    "'": "'’",
}
"""Which marks may close each opening one: German („…“, »…«), Swiss («…»), English (“…”), straight, and the
mixtures that keyboards give („…")."""
SINGLE = frozenset("‚‘’'›‹")
OPENING_ONLY = frozenset("„‚")
BEFORE_OPENING = frozenset(' \t\n\u00a0([{–—-/…:„“"»«‚‘')
MAX_OPEN = 6
"""Marks that may be open at once: deeper ones are the litter of a broken page."""
MAX_LENGTH = 3000
"""Code points of the longest quotation across paragraphs; beyond, the closing mark is taken to be missing."""


class Marked(NamedTuple):
    """Text between marks: ``text[start:end]``; the marks included, ``text[outer_start:outer_end]``."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    depth: int
    """0, or 1 and more within another."""


def find_marked(text: str) -> list[Marked]:
    """Pair quotation marks.

    What a mark does is read off its surroundings: an opening one follows a space or another opening mark and
    stands before a letter, a closing one follows text. So "»" may open or close. Apostrophes ("geht's") and
    signs for inches (19") do neither. A mark without partner is dropped at the end of its paragraph, unless
    the next paragraph begins with another opening mark, as long quotations are printed, or only one „ is
    open, whose “ may follow later.

    Args:
        text: running text; paragraphs are separated by blank lines.

    Returns:
        Ascending by start; nested ones after what they stand in.
    """
    found: list[Marked] = []
    stack: list[int] = []
    for match in MARK.finditer(text):
        at = match.start()
        mark = match.group()
        if mark == "\n\n":
            _end_paragraph(text, match.end(), stack, found)
            continue
        opens = _may_open(text, at, mark)
        partner = next((i for i in range(len(stack) - 1, -1, -1) if mark in CLOSERS[text[stack[i]]]), None)
        closes = partner is not None and _may_close(text, at, mark, stack[partner])
        if closes and not (opens and mark in "»«" and text[stack[partner or 0]] == mark):
            assert partner is not None
            opener = stack[partner]
            del stack[partner:]
            found.append(Marked(opener, opener + 1, at, at + 1, partner))
        elif opens:
            stack.append(at)
            del stack[:-MAX_OPEN]
    return sorted(
        (marked for marked in found if text[marked.start : marked.end].strip()), key=lambda m: (m[0], -m[3])
    )


def top_level(marked: list[Marked]) -> list[Marked]:
    """Those that stand in no other, with no gap where an outer one was dropped."""
    kept: list[Marked] = []
    for item in marked:
        if not kept or item.outer_start >= kept[-1].outer_end:
            kept.append(item)
    return kept


def _may_open(text: str, at: int, mark: str) -> bool:
    following = text[at + 1 : at + 2]
    if not following or following.isspace():
        return False
    if mark in OPENING_ONLY:
        return True
    before = text[at - 1 : at]
    if before and before not in BEFORE_OPENING:
        return False
    if mark in SINGLE or mark == "”":
        return following.isalpha() and mark != "’"
    return following not in ",;.!?)"


def _may_close(text: str, at: int, mark: str, opener: int) -> bool:
    before, following = text[at - 1], text[at + 1 : at + 2]
    if mark in SINGLE:
        return not following.isalpha() and not before.isspace()
    if mark == '"' and text[opener] == '"':
        return not before.isspace() or not following.strip()
    return at > opener + 1


def _end_paragraph(text: str, at: int, stack: list[int], found: list[Marked]) -> None:
    """Settle what is open where a paragraph begins at `at`."""
    if not stack:
        return
    opener = stack[0]
    mark = text[opener]
    if text.startswith(mark, at) and mark in '„"»«“':
        end = at
        while text[end - 1].isspace():
            end -= 1
        if end > opener + 1 and _may_open(text, at, mark):
            found.append(Marked(opener, opener + 1, end, end, 0))
        stack.clear()
    elif mark == "„" and _closes_later(text, opener, at):
        del stack[1:]
    else:
        stack.clear()


def _closes_later(text: str, opener: int, at: int) -> bool:
    rest = text[at : opener + MAX_LENGTH]
    closing, opening = rest.find("“"), rest.find("„")
    return closing >= 0 and (opening < 0 or closing < opening)
