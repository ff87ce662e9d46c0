"""Scenario: files vanish and change while the run lists and reads them.

What must hold: the run ends well, and every file that was left alone is loaded or in quarantine with a
reason. One more run over the folder at rest makes good what the storm kept from being read: then everything
is as if there had been no storm, but for rows of quarantine that say what was met, and for a page of which
half was read, which is an earlier version of the whole one.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from benchmarks.faults.comparison import compare
from benchmarks.faults.findings import Findings
from benchmarks.faults.history import TORN
from benchmarks.faults.normal_form import Tables, read_tables, without_runs
from benchmarks.faults.process import HangingRunError
from benchmarks.faults.soundness import faults_of
from benchmarks.faults.storm import Storm
from benchmarks.faults.workshop import Workshop
from flows.exit_code import ExitCode
from transforms.read.source_uri import source_uri
from warehouse.connect import published_file
from warehouse.home import Home

SPARED_SHARE: Final = 0.3
"""Share of the files that are left alone."""
OF_PASSAGE: Final = frozenset(
    {"vanished", "not_a_file", "empty", "broken_link", "blank", "binary", "io_error"}
)
"""Reasons that a file may be quarantined for while it is being harmed."""


def harm_inputs(workshop: Workshop, step: int, count: int, rng: random.Random, found: Findings) -> None:
    """Run a step in a storm, then at rest.

    Args:
        workshop: where.
        step: the step.
        count: how often.
        rng: decides.
        found: what it comes to.
    """
    for _ in range(count):
        found.trials += 1
        where = f"trial {found.trials}"
        faults_before = len(found.violations)
        workshop.restore(step - 1)
        workshop.arrange(step)
        files = workshop.history[step].files
        harmed = {name: raw for name, raw in files.items() if name == TORN or rng.random() > SPARED_SHARE}
        storm = Storm(workshop.pages, harmed, [TORN], rng.randrange(2**32))
        try:
            _run(workshop, f"{where}, in the storm", found)
        finally:
            storm.end()
        found.kills += storm.blows.total()
        _account(workshop, sorted(set(files) - set(harmed)), f"{where}, in the storm", found)
        _run(workshop, f"{where}, at rest", found)
        _account(workshop, sorted(files), f"{where}, at rest", found)
        _compare(workshop, step, sorted(harmed), f"{where}, at rest", found)
        if len(found.violations) > faults_before:
            kept = workshop.keep_home(f"{found.scenario}-{found.trials}")
            found.notes.append(f"{where}: home kept in {kept}")


def _run(workshop: Workshop, where: str, found: Findings) -> None:
    run = workshop.start()
    try:
        code = run.wait()
    except HangingRunError as error:
        found.blame(where, [f"hangs: {error}"])
        return
    if code != ExitCode.DONE:
        found.blame(where, [f"ended with {code}: {run.said()}"])
    found.take_soundness(where, faults_of(workshop.home))


def _account(workshop: Workshop, names: Sequence[str], where: str, found: Findings) -> None:
    """These files must each be loaded or in quarantine."""
    tables = read_tables(published_file(Home(workshop.home)))
    rejected = tables["raw.quarantine"].filter(pl.col("stage_code") == "read")
    known = {*tables["raw.source"]["source_uri"], *rejected["source_uri"]}
    lost = [name for name in names if source_uri(str(workshop.pages / name)) not in known]
    if lost:
        found.blame(where, [f"neither loaded nor in quarantine: {lost}"])


def _compare(workshop: Workshop, step: int, harmed: Sequence[str], where: str, found: Findings) -> None:
    torn = source_uri(str(workshop.pages / TORN))
    expected = without_runs(workshop.reference(step).tables)
    published = without_runs(read_tables(published_file(Home(workshop.home))))
    found.take_differences(where, compare(_without_torn(expected, torn), _without_torn(published, torn)))
    places = [source_uri(str(workshop.pages / name)) for name in harmed]
    rejected = published["raw.quarantine"]
    found.blame(where, _wrong_rejections(expected["raw.quarantine"], rejected, places, torn))
    found.blame(where, _wrong_current(expected, published, torn))
    found.stages.update(rejected["reason_code"].to_list())


def _without_torn(tables: Tables, torn: str) -> dict[str, pl.DataFrame]:
    """The tables without the page that may have been read half, and without the quarantine."""
    keys = tables["raw.source"].filter(pl.col("source_uri") == torn)["document_key"].implode()
    kept = {}
    for name, frame in tables.items():
        if name != "raw.quarantine":
            owner = next((key for key in ("document_key", "article_key") if key in frame.columns), None)
            kept[name] = frame.filter(~pl.col(owner).is_in(keys)) if owner else frame
    return kept


def _wrong_rejections(
    expected: pl.DataFrame, found: pl.DataFrame, harmed: Sequence[str], torn: str
) -> list[str]:
    """Rows of quarantine that are missing, or that no storm explains."""
    missing = expected.join(found, on="quarantine_key", how="anti")
    surplus = found.join(expected, on="quarantine_key", how="anti").filter(
        ~(pl.col("source_uri").is_in(list(harmed)) & pl.col("reason_code").is_in(list(OF_PASSAGE)))
        & (pl.col("source_uri") != torn)
    )
    faults = [f"missing in quarantine: {row}" for row in missing.iter_rows(named=True)]
    return faults + [f"in quarantine without need: {row}" for row in surplus.iter_rows(named=True)]


def _wrong_current(
    expected: Mapping[str, pl.DataFrame], found: Mapping[str, pl.DataFrame], torn: str
) -> list[str]:
    """The whole page must be the current version of the torn one."""
    whole = expected["raw.source"].filter(pl.col("source_uri") == torn)["document_key"].implode()
    current = found["main.fact_article"].filter(pl.col("document_key").is_in(whole))["is_current"].to_list()
    return [] if current == [True] else [f"the whole version of {torn} is current: {current}"]
