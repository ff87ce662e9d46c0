"""Whole pages through the main job, held against truth checked by hand.

`presswerk run` reads five real pages into an empty home, and what the published warehouse then says is held
against the truth of each page. A fact counts only where its span begins on the line that the truth names, and
a missing row is a wrong one, so that an empty table scores nothing.

- Lines: the role of every line.
- Quotations: the text between the marks to the character, and the kind. The speaker counts for found
  quotations only: by the name of the entity or one of its names, and as unknown where the truth names none.
  Precision is the part of all quotations in marks that the truth knows, with text and kind.
- Quantities: one row, and one only, covers the number; low, high, magnitude, modifier, unit, what is counted
  and whether it is hedged must all be right. A longer or shorter span around the number is fine.
- Dates: one row lies within the words of the truth or around them, and from and to are the first and the last
  day of the true value.
- Entities: those that the article is about are mentioned, be it within a compound; names that stand in the
  advertisements only are not among the mentions, which no page without mentions can claim.

The rules were written with these pages at hand, so the figures say that the parts work together; how well the
rules carry over, the other measures say.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from spacy.language import Language

from benchmarks.accuracy.figure import Figure
from benchmarks.accuracy.seeds.facts import read_pages
from benchmarks.accuracy.seeds.scores import Score, score_pages
from benchmarks.golden import roles, true_roles, wrong_roles
from benchmarks.processes import clean_environment, run_command
from transforms.annotate.pipeline import BLANK
from warehouse.connect import connect_reader
from warehouse.home import Home

CORPUS: Final = "five real pages"
PIPELINE_VARIABLE: Final = "PRESSWERK_PIPELINE"
"""Setting that names the pipeline of a run."""


def measure(shared: Path, nlp: Language) -> list[Figure]:
    """Run the main job on the pages and score the warehouse.

    Args:
        shared: folder with seeds/ and gold/seeds.json.
        nlp: pipeline to annotate with; one that was loaded from a directory, or the blank one.
    """
    return [_figure(score) for score in score_run(shared, nlp)]


def score_run(shared: Path, nlp: Language) -> list[Score]:
    """The same with all that was wrong, for the eyes of who has the pages."""
    folder = (shared / "seeds").resolve()
    truth: dict[str, dict[str, Any]] = json.loads(
        (shared / "gold" / "seeds.json").read_text(encoding="utf-8")
    )
    with tempfile.TemporaryDirectory(prefix="presswerk-accuracy-") as temporary:
        home = Path(temporary, "home")
        run_command(
            ["flows.command", "run", str(folder), "--home", str(home)], Path(temporary), environment_with(nlp)
        )
        with connect_reader(Home(home)) as con:
            lines, pages = roles(con, folder), read_pages(con, folder)
    total = sum(len(true_roles(page)) for page in truth.values())
    wrong = tuple(wrong_roles(lines, truth))
    return [Score("seeds.line_roles", total - len(wrong), total, wrong), *score_pages(truth, pages)]


def environment_with(nlp: Language) -> Mapping[str, str]:
    """The environment of a run that annotates with a given pipeline."""
    name = BLANK if nlp.path is None else os.fspath(nlp.path.resolve())
    return {**clean_environment(), PIPELINE_VARIABLE: name}


def _figure(score: Score) -> Figure:
    # The pages are other people's: what was wrong is counted here and shown by the command of this package.
    return Figure(
        score.code, score.right / score.total if score.total else 0.0, score.total, CORPUS, score.note
    )
