"""The facts that truly stand in the bodies of the sample pages: tests/golden/facts.json.

Keys are pages. A fact is placed by its words, and by the number of the occurrence where these characters
stand in the body more than once. `same_facts_as` names a page with the same body. A field that is absent is
open and not compared; null says that there is none. `doubtful` facts count neither way.

- Quotations: text without marks, kind, speaker by full name (null: nobody is named), cue lemma; `role` where
  only a role speaks. Indirect speech reaches from its first word to its last, with an inserted "sagt sie".
- Quantities: low and high ("mindestens" leaves high open, "bis zu" low; "mehr als" and "fast" name their
  number twice), magnitude where there is no value, modifier, unit, what is counted, hedged or not: true for
  Konjunktiv I, reported "soll", "laut" and its like; open where readers differ, as in plans ("soll kosten").
- Dates: value as in TIMEX3, counted from the day of publication; null where the page does not tell the day.
  Words such as "heute" for these days, "damals", "im Jahr" for a rate are doubtful.
- Entities: name, or names of which any is right; kind; country for capitals and countries.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.golden import ROOT

SAMPLE: Final = ROOT / "data" / "sample"
TRUTH: Final = ROOT / "tests" / "golden" / "facts.json"
KNOWN_FAULTS: Final = ROOT / "tests" / "golden" / "facts_known_faults.json"
"""What is wrong with the facts found, by what it is wrong with; to shrink."""
PLACED: Final = ("quotes", "quantities", "dates")
"""Kinds of facts that have a place in the body; entities are true of the whole page."""

Gold = Mapping[str, Any]


class Item(NamedTuple):
    """One true fact and its place in the body.

    Attributes:
        page: path of the page below the folder of the sample.
        start: first code point in the body.
        end: one past the last.
        gold: what is true of it; a field that is absent is not compared.
    """

    page: str
    start: int
    end: int
    gold: Gold

    @property
    def is_doubtful(self) -> bool:
        """Whether it may be found or not: careful readers would not agree."""
        return bool(self.gold.get("doubtful"))

    def __str__(self) -> str:
        """Page and words, with the number of the occurrence where the words stand there more than once."""
        number = self.gold.get("occurrence", 1)
        return f"{self.page} {self.gold['text']!r}" + (f" ({number})" if number > 1 else "")


class PageTruth(NamedTuple):
    """What is true of one page: placed facts by kind, and the entities that it names."""

    placed: Mapping[str, list[Item]]
    entities: list[Gold]


def load_truth(bodies: Mapping[str, str], path: Path = TRUTH) -> dict[str, PageTruth]:
    """Read the truth and find each fact in its body.

    Args:
        bodies: page → body. Copies of other pages have the facts of those and are left out.
        path: the truth.

    Raises:
        ValueError: the words of a fact do not stand in the body as often as the truth says.
    """
    entries: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return {
        page: PageTruth(
            {kind: [_placed(page, gold, bodies[page]) for gold in entry[kind]] for kind in PLACED},
            entry["entities"],
        )
        for page, entry in entries.items()
        if "same_facts_as" not in entry
    }


def load_copies(path: Path = TRUTH) -> dict[str, str]:
    """Pages whose body is that of another page."""
    entries: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return {page: entry["same_facts_as"] for page, entry in entries.items() if "same_facts_as" in entry}


def names_of(gold: Gold, field: str = "name") -> list[str]:
    """The names of which any is right."""
    names: str | list[str] = gold[field]
    return [names] if isinstance(names, str) else names


def counted(items: Iterable[Item]) -> list[Item]:
    """Those of which there is no doubt."""
    return [item for item in items if not item.is_doubtful]


def _placed(page: str, gold: Gold, body: str) -> Item:
    start = -1
    for _ in range(gold.get("occurrence", 1)):
        start = body.find(gold["text"], start + 1)
        if start < 0:
            raise ValueError(f"{page}: the body does not hold {gold}")
    return Item(page, start, start + len(gold["text"]), gold)
