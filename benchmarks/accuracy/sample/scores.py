"""Found facts against true ones: pairs, and what is wrong with each.

Every fault has a key of its own that stays the same from run to run, so that faults can be told apart by it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from benchmarks.accuracy.sample.found import PageFacts, Row
from benchmarks.accuracy.sample.truth import Gold, Item, PageTruth, counted, names_of
from benchmarks.accuracy.seeds.facts import fold
from benchmarks.accuracy.seeds.scores import QUANTITY_FIELDS, days_of
from warehouse.tables.base import UNKNOWN_KEY

OVERLAP: Final = 0.5
"""Share of the shorter of two spans that they must have in common, and more, to speak of the same."""
QUOTE_KINDS: Final = ("direct", "partial", "pull", "scare", "indirect")
ENTITY_KINDS: Final = frozenset({"person", "organisation", "place"})
"""Kinds that the truth lists in full; other named things only where an article is about them."""

Faults = dict[str, str]


class Pair(NamedTuple):
    """A true fact and the row that was found for it."""

    item: Item
    row: Row


@dataclass
class Outcome:
    """What came of one kind of fact over all pages.

    Attributes:
        pairs: found ones that are true.
        missed: true ones that were not found.
        extra: found ones that are not true, as page and row.
    """

    pairs: list[Pair] = field(default_factory=list)
    missed: list[Item] = field(default_factory=list)
    extra: list[tuple[str, Row]] = field(default_factory=list)

    @property
    def gold_count(self) -> int:
        """How many there are."""
        return len(self.pairs) + len(self.missed)

    @property
    def found_count(self) -> int:
        """How many were found, those of which there is doubt left out."""
        return len(self.pairs) + len(self.extra)

    def faults(self, label: str) -> Faults:
        """Those missed and those too many."""
        return {f"{item}: {label} missed": "" for item in self.missed} | {
            f"{page} {row['surface']!r} @{row['start']}: no such {label}": "" for page, row in self.extra
        }


Truth = Mapping[str, PageTruth]
Pages = Mapping[str, PageFacts]
Fits = Callable[[Item, Row], bool]


def compare(truth: Truth, pages: Pages, table: str, kind: str | None = None) -> Outcome:
    """Pair found facts with true ones, one to one, the largest overlap first.

    Args:
        truth: page → what is true.
        pages: page → what was found.
        table: kind of fact.
        kind: for quotations, their kind; those in quotation marks must agree to the character.
    """
    fits = _same_words if kind not in (None, "indirect") else overlaps
    outcome = Outcome()
    for page, entry in truth.items():
        items = [item for item in entry.placed[table] if kind in (None, item.gold.get("kind"))]
        rows = [row for row in pages[page].facts[table] if kind in (None, row.get("kind_code"))]
        pairs = list(_pairs(counted(items), rows, fits))
        taken, paired = {id(pair.row) for pair in pairs}, {id(pair.item) for pair in pairs}
        unsure = [
            item
            for item in entry.placed[table]
            if item.is_doubtful and kind in (None, item.gold.get("kind", kind))
        ]
        outcome.pairs += pairs
        outcome.missed += [item for item in counted(items) if id(item) not in paired]
        outcome.extra += [
            (page, row)
            for row in rows
            if id(row) not in taken and not any(overlaps(item, row) for item in unsure)
        ]
    return outcome


def _pairs(items: Sequence[Item], rows: Sequence[Row], fits: Fits) -> Iterator[Pair]:
    possible = sorted(
        (
            (-_common(item, row) / max(item.end - item.start, row["length"]), number, other)
            for number, item in enumerate(items)
            for other, row in enumerate(rows)
            if fits(item, row)
        ),
    )
    used_items: set[int] = set()
    used_rows: set[int] = set()
    for _, number, other in possible:
        if number not in used_items and other not in used_rows:
            used_items.add(number)
            used_rows.add(other)
            yield Pair(items[number], rows[other])


def _common(item: Item, row: Row) -> int:
    return int(min(item.end, row["start"] + row["length"]) - max(item.start, row["start"]))


def overlaps(item: Item, row: Row) -> bool:
    """Whether two spans share more than half of the shorter."""
    return _common(item, row) > OVERLAP * int(min(item.end - item.start, row["length"]))


def _same_words(item: Item, row: Row) -> bool:
    return bool(item.start == row["start"] and item.end == row["start"] + row["length"])


def speaker_fault(pair: Pair) -> str | None:
    """What is wrong with the speaker: a name must be that of the entity, a role stays an unknown entity."""
    gold, row = pair.item.gold, pair.row
    known = row["speaker_key"] != UNKNOWN_KEY
    found = sorted(row["speaker_names"]) if known else row["speaker_surface"]
    if gold["speaker"] is not None:
        names = {fold(name) for name in names_of(gold, "speaker")}
        right = known and bool(names & row["speaker_names"])
    elif role := gold.get("role"):
        right = fold(role) in fold(row["speaker_surface"] or "")
    else:
        right = not known
    return None if right else f"{gold['speaker'] or gold.get('role')} says it, found {found}"


def cue_fault(pair: Pair) -> str | None:
    """What is wrong with the word that announces the quotation."""
    expected, found = pair.item.gold["cue"], pair.row["cue_lemma"]
    return None if found == expected else f"cue is {expected}, found {found}"


def quantity_faults(pair: Pair) -> Iterator[tuple[str, str]]:
    """Each field that is wrong, with what it should be."""
    for name, column in QUANTITY_FIELDS.items():
        if name in pair.item.gold and not _is_same(pair.item.gold[name], pair.row[column]):
            yield name, f"{name} is {pair.item.gold[name]}, found {pair.row[column]}"


def _is_same(expected: Any, found: Any) -> bool:
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return bool(expected == found)
    return found is not None and math.isclose(expected, found, rel_tol=1e-9)


def date_fault(pair: Pair) -> str | None:
    """What is wrong with the days; a date that cannot be resolved must not be."""
    expected, row = pair.item.gold["value"], pair.row
    found = (row["from_date"], row["to_date"])
    if expected is None:
        return None if found == (None, None) else f"cannot be resolved, found {row['timex_value']}"
    modifier = pair.item.gold.get("modifier", row["modifier_code"])
    if row["modifier_code"] != modifier:
        return f"modifier is {modifier}, found {row['modifier_code']}"
    if row["timex_value"] == expected or found == interval_of(expected):
        return None
    return f"is {expected}, found {row['timex_value']} ({found[0]} to {found[1]})"


def interval_of(value: str) -> tuple[date, date] | None:
    """First and last day of a day, week, month, year or decade in ISO 8601, or of an interval of them.

    Seasons have no such days: they are compared by their value alone.
    """
    first, _, last = value.partition("/")
    if last:
        ends = interval_of(first), interval_of(last)
        return (ends[0][0], ends[1][1]) if ends[0] and ends[1] else None
    if "-W" in value and value[-2:].isdigit():
        year, week = int(value[:4]), int(value[-2:])
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    if value.isdigit() and len(value) == len("198"):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    return days_of(value) if value.replace("-", "").isdigit() else None


@dataclass
class Entities:
    """What came of the names of all pages.

    Attributes:
        found: true ones that were found, with the rows.
        missed: true ones that were not, as page and truth.
        extra: names found that are not true, as page and name.
    """

    found: list[tuple[str, Gold, list[Row]]] = field(default_factory=list)
    missed: list[tuple[str, Gold]] = field(default_factory=list)
    extra: set[tuple[str, str]] = field(default_factory=set)

    def faults(self) -> Faults:
        """Those missed, those too many, and those of another kind or country."""
        faults = {f"{page} {names_of(gold)[0]}: entity missed": "" for page, gold in self.missed}
        faults |= {f"{page} {name}: no such entity": "" for page, name in sorted(self.extra)}
        for page, gold, rows in self.found:
            if not has_kind(gold, rows):
                kinds = sorted({row["kind_code"] for row in rows})
                faults[f"{page} {names_of(gold)[0]}: kind"] = f"is {gold['kind']}, found {kinds}"
        return faults


def has_kind(gold: Gold, rows: Iterable[Row]) -> bool:
    """Whether any row gives an entity its kind; some are as much a place as an organisation."""
    return "kind" not in gold or any(row["kind_code"] == gold["kind"] for row in rows)


def compare_entities(truth: Truth, pages: Pages) -> Entities:
    """Hold the names of each page against the truth, each once."""
    outcome = Entities()
    for page, entry in truth.items():
        rows = [row for row in pages[page].facts["mentions"] if row["reference_code"] == "name"]
        used: set[int] = set()
        for gold in entry.entities:
            names = {fold(name) for name in names_of(gold)}
            matching = [row for row in rows if names & {*row["names"], fold(row["name"])}]
            used |= {id(row) for row in matching}
            if gold.get("doubtful"):
                continue
            if matching:
                outcome.found.append((page, gold, matching))
            else:
                outcome.missed.append((page, gold))
        outcome.extra |= {
            (page, row["name"]) for row in rows if id(row) not in used and row["kind_code"] in ENTITY_KINDS
        }
    return outcome
