"""Pages written for this project through the main job, held against facts checked by hand.

`presswerk run` reads data/sample into an empty home, and what the published warehouse says is held against
tests/golden/facts.json. That truth was written from the texts alone, before anything the rules give was
looked at. It names every quotation, every number claim, every date and every person, organisation and place
of the 36 different bodies; what careful readers would not agree on is marked as doubtful and counts neither
way, and a field that is open is not compared.

- Quotations in marks are found if text, to the character, and kind are right; indirect speech if it overlaps
  by more than half of the shorter span. The speaker counts for found ones only: by one of the names of the
  entity, as written where only a role is named, and as unknown where nobody is.
- Quantities and dates are found if they overlap by more than half of the shorter span. Values count for
  found ones only; `sample.quantities.all` is the part of all quantities of which every field is right.
- Entities count once for each page, by any name of the entity.

The texts are invented, so that people and most places stand in no list of names, and written in the manner
of local news. After the first comparison the truth was corrected once: where a fact had been overlooked, and
where another reading is as good.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import duckdb
from spacy.language import Language

from benchmarks.accuracy.figure import Figure
from benchmarks.accuracy.sample.found import read_pages
from benchmarks.accuracy.sample.scores import (
    QUOTE_KINDS,
    Faults,
    Outcome,
    Pages,
    Pair,
    Truth,
    compare,
    compare_entities,
    cue_fault,
    date_fault,
    has_kind,
    quantity_faults,
    speaker_fault,
)
from benchmarks.accuracy.sample.truth import SAMPLE, load_truth, names_of
from benchmarks.accuracy.seeds import environment_with
from benchmarks.processes import run_command
from warehouse.connect import connect_reader
from warehouse.home import Home

CORPUS: Final = "data/sample"
VALUES: Final = frozenset({"low", "high", "magnitude", "unit"})


def measure(shared: Path, nlp: Language) -> list[Figure]:
    """Run the main job on the pages and score the warehouse.

    Args:
        shared: not read, the pages are part of the project.
        nlp: pipeline to annotate with; one that was loaded from a directory, or the blank one.
    """
    del shared
    with tempfile.TemporaryDirectory(prefix="presswerk-accuracy-") as temporary:
        home = Home(run_sample(Path(temporary), nlp))
        with connect_reader(home) as con:
            return score(con)[0]


def run_sample(folder: Path, nlp: Language) -> Path:
    """Run the main job on the pages; returns the home, which is made below a folder."""
    home = folder / "home"
    run_command(["flows.command", "run", str(SAMPLE), "--home", str(home)], folder, environment_with(nlp))
    return home


def score(con: duckdb.DuckDBPyConnection) -> tuple[list[Figure], Faults]:
    """Score a warehouse of the sample: the figures, and all that is wrong by what it is wrong with."""
    pages = read_pages(con, SAMPLE)
    truth = load_truth({page: facts.body for page, facts in pages.items()})
    figures: list[Figure] = []
    faults: Faults = {}
    for part in (_quotes, _quantities, _dates, _entities):
        for figure, wrong in part(truth, pages):
            figures.append(figure)
            faults |= wrong
    return figures, faults


Scored = Iterator[tuple[Figure, Faults]]


def _share(code: str, right: int, total: int, note: str = "") -> Figure:
    return Figure(f"sample.{code}", right / total if total else 0.0, total, CORPUS, note)


def _found(code: str, label: str, outcome: Outcome) -> Scored:
    right = len(outcome.pairs)
    both = outcome.gold_count + outcome.found_count
    yield (
        Figure(f"sample.{code}.f", 2 * right / both if both else 0.0, outcome.gold_count, CORPUS),
        outcome.faults(label),
    )
    yield _share(f"{code}.precision", right, outcome.found_count), {}
    yield _share(f"{code}.recall", right, outcome.gold_count), {}


def _right(
    code: str, pairs: Iterable[Pair], label: str, fault_of: Callable[[Pair], str | None], note: str = ""
) -> Scored:
    checked = [(pair, fault_of(pair)) for pair in pairs]
    wrong = {f"{pair.item}: {label}": fault for pair, fault in checked if fault is not None}
    yield _share(code, sum(fault is None for _, fault in checked), len(checked), note), wrong


def _quotes(truth: Truth, pages: Pages) -> Scored:
    pairs: list[Pair] = []
    for kind in QUOTE_KINDS:
        outcome = compare(truth, pages, "quotes", kind)
        pairs += outcome.pairs
        yield from _found(f"quotes.{kind}", f"{kind} quotation", outcome)
    told = [pair for pair in pairs if "speaker" in pair.item.gold]
    named = [pair for pair in told if pair.item.gold["speaker"] or "role" in pair.item.gold]
    nobody = [pair for pair in told if pair not in named]
    yield from _right("quotes.speaker", named, "speaker", speaker_fault)
    yield from _right("quotes.unknown_speaker", nobody, "speaker", speaker_fault)
    yield from _right("quotes.cue", [pair for pair in pairs if "cue" in pair.item.gold], "cue", cue_fault)


def _quantities(truth: Truth, pages: Pages) -> Scored:
    outcome = compare(truth, pages, "quantities")
    yield from _found("quantities", "quantity", outcome)
    wrong = [(pair, dict(quantity_faults(pair))) for pair in outcome.pairs]
    for code, fields in (
        ("values", VALUES),
        ("modifier", {"modifier"}),
        ("counted", {"counted"}),
        ("hedged", {"hedged"}),
    ):
        asked = [(pair, faults) for pair, faults in wrong if fields & pair.item.gold.keys()]
        right = sum(not fields & faults.keys() for _, faults in asked)
        yield _share(f"quantities.{code}", right, len(asked)), {}
    yield (
        _share("quantities.all", sum(not faults for _, faults in wrong), outcome.gold_count),
        {f"{pair.item}: {name}": fault for pair, faults in wrong for name, fault in faults.items()},
    )


def _dates(truth: Truth, pages: Pages) -> Scored:
    outcome = compare(truth, pages, "dates")
    yield from _found("dates", "date", outcome)
    asked = [pair for pair in outcome.pairs if "value" in pair.item.gold]
    solved = [pair for pair in asked if pair.item.gold["value"] is not None]
    yield from _right("dates.value", solved, "value", date_fault)
    open_ones = [pair for pair in asked if pair.item.gold["value"] is None]
    yield from _right("dates.unresolved", open_ones, "value", date_fault, "left open where nothing says when")


def _entities(truth: Truth, pages: Pages) -> Scored:
    outcome = compare_entities(truth, pages)
    right, missed, extra = len(outcome.found), len(outcome.missed), len(outcome.extra)
    yield (
        Figure("sample.entities.f", 2 * right / (2 * right + missed + extra or 1), right + missed, CORPUS),
        outcome.faults(),
    )
    yield _share("entities.precision", right, right + extra), {}
    yield _share("entities.recall", right, right + missed), {}
    yield _share("entities.kind", sum(has_kind(gold, rows) for _, gold, rows in outcome.found), right), {}
    with_country = [(page, gold, rows) for page, gold, rows in outcome.found if "country" in gold]
    wrong = {
        f"{page} {names_of(gold)[0]}: country": f"is {gold['country']}"
        for page, gold, rows in with_country
        if not any(row["country_code"] == gold["country"] for row in rows)
    }
    yield _share("entities.country", len(with_country) - len(wrong), len(with_country)), wrong
