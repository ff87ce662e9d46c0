"""Accuracy on gold data, held against floors: ``python -m benchmarks.accuracy``.

Takes all measures, prints their figures beside their floors, writes docs/accuracy.md, and the score card that
runs load into ops.accuracy_figure. Exit code 0: all
floors hold; 1: a figure is below its floor; 2: data is missing or is not what the floors were set on.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from spacy.language import Language

from benchmarks.accuracy.corpora import CORPORA, digests
from benchmarks.accuracy.figure import Figure
from benchmarks.accuracy.floors import (
    FLOORS_PATH,
    ChangedCorpusError,
    Figures,
    Floors,
    UnknownFloorError,
    Verdict,
    judge,
    lower_floors,
    raise_floors,
)
from benchmarks.accuracy.registry import MEASURES, run
from benchmarks.accuracy.report import render, write_score_card
from flows.settings import Settings
from transforms.annotate.pipeline import describe_by_name, load_pipeline

ROOT: Final = Path(__file__).resolve().parents[2]
REPORT_PATH: Final = ROOT / "docs" / "accuracy.md"
DEFAULT_MODEL: Final[str] = Settings.model_fields["pipeline"].default
HELD, FELL, UNUSABLE = 0, 1, 2


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the gold data")
    parser.add_argument(
        "--model",
        default=DEFAULT_MODEL,
        help="spaCy pipeline; floors hold for the default only  [default: %(default)s]",
    )
    parser.add_argument(
        "--only", type=_names_of(MEASURES), default=list(MEASURES), help=f"some of {','.join(MEASURES)}"
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument(
        "--raise", action="store_true", dest="raises", help="raise every floor to what holds now"
    )
    parser.add_argument(
        "--lower-floor", nargs="+", metavar="CODE", default=[], help="lower the floors of these figures"
    )
    parser.add_argument(
        "--accept-corpus", type=_names_of(CORPORA), default=[], help="data sets to take although they changed"
    )
    options = parser.parse_args(arguments)
    if _changes_floors(options) and (options.check or options.model != DEFAULT_MODEL):
        parser.error("floors change only with the default pipeline, and not with --check")
    return options


def _names_of(known: Collection[str]) -> Callable[[str], list[str]]:
    def names(text: str) -> list[str]:
        chosen = text.split(",")
        if unknown := [name for name in chosen if name not in known]:
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: known are {', '.join(known)}")
        return chosen

    return names


def _changes_floors(options: argparse.Namespace) -> bool:
    return bool(options.raises or options.lower_floor or options.accept_corpus)


def take(names: Sequence[str], shared: Path, nlp: Language) -> dict[str, list[Figure]]:
    """Take measures, saying on stderr how long each took."""
    figures = {}
    for name in names:
        start = time.perf_counter()
        figures[name] = run(name, shared, nlp)
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return figures


def show(verdicts: Sequence[Verdict]) -> None:
    """Print figures beside their floors, failures marked."""
    print(f"{'figure':<44} {'value':>8} {'floor':>8}")
    for verdict in verdicts:
        value, floor = (
            f"{'–':>8}" if one is None else f"{one:>8.3f}" for one in (verdict.value, verdict.floor)
        )
        print(f"{verdict.code:<44} {value} {floor}  {verdict.outcome.upper() if verdict.is_failure else ''}")


def change_floors(
    floors: Floors, figures: Figures, options: argparse.Namespace, pipeline: str
) -> tuple[Floors, list[str]]:
    """The floors after what the flags ask for, and a line for each change.

    Raises:
        UnknownFloorError: a floor is to be lowered that does not exist.
    """
    floors, changes = lower_floors(floors, figures, options.lower_floor)
    if options.raises:
        floored = {name: MEASURES[name].floored(figures[name]) for name in figures}
        floors, raised = raise_floors(floors, floored)
        changes += raised
    return (replace(floors, pipeline=pipeline) if changes else floors), changes


def measure(options: argparse.Namespace, nlp: Language) -> int:
    """Take the chosen measures with a pipeline, compare, report; returns the exit code.

    Raises:
        ChangedCorpusError: a data set is not the one that the floors were set on.
        UnknownFloorError: a floor is to be lowered that does not exist.
    """
    shared, pipeline = options.shared.resolve(), describe_by_name(options.model)
    hashes, missing = digests({one for name in options.only for one in MEASURES[name].corpora}, shared)
    print(*missing.values(), sep="\n", end="\n" if missing else "", file=sys.stderr)
    names = [name for name in options.only if missing.keys().isdisjoint(MEASURES[name].corpora)]
    has_floors = options.model == DEFAULT_MODEL
    floors = Floors.load(FLOORS_PATH).accept(options.accept_corpus, hashes) if has_floors else Floors()
    floors.require_same_corpora(hashes)
    figures = take(names, shared, nlp)
    if _changes_floors(options):
        floors, changes = change_floors(floors.with_new(hashes), figures, options, pipeline)
        floors.save(FLOORS_PATH)
        print(*changes or ["no floor changes"], sep="\n")
    print(f"pipeline {pipeline}" + ("" if has_floors else f"; floors hold for {DEFAULT_MODEL} only"))
    verdicts = judge(floors, figures)
    if verdicts:
        show(verdicts)
    if has_floors and len(names) == len(MEASURES) and not options.check:
        REPORT_PATH.write_text(render(figures, floors, pipeline, hashes), encoding="utf-8")
        write_score_card(figures, floors, pipeline)
    if any(verdict.is_failure for verdict in verdicts):
        return FELL
    return UNUSABLE if missing else HELD


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    options = parse(arguments)
    try:
        nlp = load_pipeline(options.model)
    except ValueError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    try:
        return measure(options, nlp)
    except (ChangedCorpusError, UnknownFloorError) as error:
        print(error, file=sys.stderr)
        return UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
