"""Facts of pages against the truth."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from benchmarks.accuracy.seeds.facts import PageFacts, Row, fold
from warehouse.tables.base import UNKNOWN_KEY

Truth = Mapping[str, Mapping[str, Any]]
Gold = Mapping[str, Any]
QUANTITY_FIELDS: Final = {
    "low": "low_value",
    "high": "high_value",
    "magnitude": "magnitude_value",
    "modifier": "modifier_code",
    "unit": "unit_code",
    "counted": "counted_lemma",
    "hedged": "is_hedged",
}
"""Field of the truth → column. A magnitude is asked for only where the truth has one."""
DIGITS: Final = re.compile(r"\d(?:[\d.,]*\d)?")
FIRST_WORD: Final = re.compile(r"\w+")


class Score(NamedTuple):
    """How many of how many were right.

    Attributes:
        code: what was scored.
        right: right ones.
        total: all.
        wrong: one line for each wrong one; it quotes the page.
        note: what to know about the score; it does not.
    """

    code: str
    right: int
    total: int
    wrong: tuple[str, ...] = ()
    note: str = ""


class Item(NamedTuple):
    """One item of the truth on its page."""

    page: str
    gold: Gold
    facts: PageFacts

    def __str__(self) -> str:
        """Where and what it is."""
        return f"{self.page}:{self.gold['line']} {self.gold.get('text') or self.gold['surface']!r}"


def score_pages(truth: Truth, pages: Mapping[str, PageFacts]) -> list[Score]:
    """Score all facts of all pages.

    Args:
        truth: page → what is right for it.
        pages: page → what was found; a page that is absent has no facts.
    """
    return [
        *score_quotes(truth, pages),
        score_quantities(truth, pages),
        score_dates(truth, pages),
        *score_entities(truth, pages),
    ]


def _items(truth: Truth, pages: Mapping[str, PageFacts], kind: str) -> list[Item]:
    return [
        Item(name, gold, pages.get(name, PageFacts()))
        for name, page in truth.items()
        for gold in page.get(kind, ())
    ]


def _score(code: str, items: Sequence[Item], fault_of: Callable[[Item], str | None], note: str = "") -> Score:
    faults = [(item, fault_of(item)) for item in items]
    wrong = tuple(f"{item}: {fault}" for item, fault in faults if fault is not None)
    return Score(code, len(items) - len(wrong), len(items), wrong, note)


def score_quotes(truth: Truth, pages: Mapping[str, PageFacts]) -> list[Score]:
    """Spans and kinds, speakers known and unknown, cues, and how many of those found are true."""
    items = _items(truth, pages, "quotes")
    outside = sum(item.gold["line"] not in item.facts.lines for item in items)
    note = f"{outside} of them not in a body (titles), so beyond reach" if outside else ""
    return [
        _score("seeds.quotes_span_kind", items, _quote_fault, note),
        _score("seeds.quotes_speaker", [item for item in items if item.gold["speaker"]], _speaker_fault),
        _score(
            "seeds.quotes_unknown_speaker",
            [item for item in items if not item.gold["speaker"]],
            _speaker_fault,
            "left unknown where nobody, or more than one, is named",
        ),
        _score("seeds.quotes_cue", [item for item in items if item.gold.get("cue")], _cue_fault),
        _quote_precision(truth, pages),
    ]


def _quote_of(item: Item) -> Row | None:
    return next(
        (
            quote
            for quote in item.facts.quotes
            if quote["line_number"] == item.gold["line"] and quote["text"] == item.gold["text"]
        ),
        None,
    )


def _quote_fault(item: Item) -> str | None:
    quote = _quote_of(item)
    if quote is None:
        return "not found with this text"
    if quote["kind_code"] != item.gold["kind"]:
        return f"is {item.gold['kind']}, found {quote['kind_code']}"
    return None


def _speaker_fault(item: Item) -> str | None:
    quote = _quote_of(item)
    speaker = item.gold["speaker"]
    if quote is None:
        return "not found with this text"
    if speaker is None:
        return None if quote["speaker_key"] == UNKNOWN_KEY else f"no speaker, found {quote['speaker_names']}"
    if quote["speaker_key"] == UNKNOWN_KEY or fold(speaker) not in quote["speaker_names"]:
        return f"{speaker} says it, found {quote['speaker_names'] or 'unknown'}"
    return None


def _cue_fault(item: Item) -> str | None:
    quote = _quote_of(item)
    found = quote and quote["cue_lemma"]
    return None if found == item.gold["cue"] else f"cue is {item.gold['cue']}, found {found}"


def _quote_precision(truth: Truth, pages: Mapping[str, PageFacts]) -> Score:
    # The truth lists what stands in marks; indirect speech is not in it.
    true = {
        (item.page, item.gold["line"], item.gold["text"], item.gold["kind"])
        for item in _items(truth, pages, "quotes")
    }
    found = [
        (name, quote["line_number"], quote["text"], quote["kind_code"])
        for name, facts in pages.items()
        if name in truth
        for quote in facts.quotes
        if quote["kind_code"] != "indirect"
    ]
    wrong = tuple(
        f"{name}:{line} {text!r}: is no {kind}"
        for name, line, text, kind in found
        if (name, line, text, kind) not in true
    )
    return Score("seeds.quotes_precision", len(found) - len(wrong), len(found), wrong, "of those in marks")


def score_quantities(truth: Truth, pages: Mapping[str, PageFacts]) -> Score:
    """Quantities of which everything is right."""
    return _score("seeds.quantities", _items(truth, pages, "quantities"), _quantity_fault)


def _quantity_fault(item: Item) -> str | None:
    words = item.gold["surface"]
    number = DIGITS.search(words) or FIRST_WORD.search(words)
    assert number is not None, item.gold
    places = [(start + number.start(), start + number.end()) for start in _places(item)]
    covering = [
        row
        for row in item.facts.quantities
        if row["line_number"] == item.gold["line"]
        and any(row["start"] <= start and end <= row["start"] + row["length"] for start, end in places)
    ]
    if len(covering) != 1:
        return f"{len(covering)} rows cover the number"
    wrong = [
        f"{name} is {item.gold[name]}, found {covering[0][column]}"
        for name, column in QUANTITY_FIELDS.items()
        if name in item.gold and not _is_same(item.gold[name], covering[0][column])
    ]
    return "; ".join(wrong) or None


def _is_same(expected: Any, found: Any) -> bool:
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return bool(expected == found)
    return found is not None and math.isclose(expected, found, rel_tol=1e-9)


def _places(item: Item) -> Iterator[int]:
    """Where in its line the words of the truth stand."""
    line = item.facts.lines.get(item.gold["line"], "")
    yield from (match.start() for match in re.finditer(re.escape(item.gold["surface"]), line))


def score_dates(truth: Truth, pages: Mapping[str, PageFacts]) -> Score:
    """Dates with the right words and the right days."""
    return _score("seeds.dates", _items(truth, pages, "dates"), _date_fault)


def _date_fault(item: Item) -> str | None:
    places = [(start, start + len(item.gold["surface"])) for start in _places(item)]
    fitting = [
        row
        for row in item.facts.dates
        if row["line_number"] == item.gold["line"]
        and any(_is_nested(place, (row["start"], row["start"] + row["length"])) for place in places)
    ]
    if len(fitting) != 1:
        return f"{len(fitting)} rows have its words"
    found = (fitting[0]["from_date"], fitting[0]["to_date"])
    expected = days_of(item.gold["value"])
    return None if found == expected else f"is {expected}, found {found}"


def _is_nested(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether one of two spans holds the other."""
    return (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1])


def days_of(value: str) -> tuple[date, date]:
    """First and last day of a year, month or day in ISO 8601."""
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def score_entities(truth: Truth, pages: Mapping[str, PageFacts]) -> list[Score]:
    """Entities the articles are about, and names that stand in the advertisements only."""
    inside, outside = [], []
    total_inside, total_outside = 0, 0
    for name, page in truth.items():
        mentions = pages.get(name, PageFacts()).mentions
        known = {one for row in mentions if row["entity_key"] != UNKNOWN_KEY for one in row["names"]}
        spoken = {fold(text) for row in mentions for text in (row["surface"], row["name"])} | known
        total_inside += len(page["entities_in"])
        total_outside += len(page["entities_out"])
        inside += [f"{name}: {one} is not mentioned" for one in page["entities_in"] if fold(one) not in known]
        outside += [
            f"{name}: {one} is mentioned" if mentions else f"{name}: no mention at all"
            for one in page["entities_out"]
            if not mentions or any(f" {fold(one)} " in f" {text} " for text in spoken)
        ]
    return [
        Score("seeds.entities_in", total_inside - len(inside), total_inside, tuple(inside)),
        Score("seeds.entities_out", total_outside - len(outside), total_outside, tuple(outside)),
    ]
