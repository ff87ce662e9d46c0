"""The plan of a backfill, on the disk and in the journal before any work begins."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from flows.assignment import Assignment
from flows.backfill.choose import Choice
from flows.backfill.place import Place
from flows.backfill.request import Request
from flows.run import Run, make_run
from flows.settings import Settings
from warehouse.home import Home
from warehouse.journal.backfills import (
    Backfill,
    BackfillError,
    add_partitions,
    backfill_id,
    begin_backfill,
    change_backfill,
    find_backfill,
)
from warehouse.publishing.durable import sync


def store_plan(run: Run, request: Request, choice: Choice) -> Backfill:
    """Write a plan down: the keys of each partition, then its rows in the journal.

    A plan that is cut short stays ``planning`` and is never worked on.

    Args:
        run: a run with the settings of the backfill.
        request: what was asked for.
        choice: what it means.
    """
    number = begin_backfill(
        run.home,
        request=request.to_json(),
        pipeline=run.settings.pipeline,
        recipe_hash=run.recipe.code,
        now=run.started_at,
    )
    place = Place(run.home, number)
    place.chosen.parent.mkdir(parents=True)
    keys = choice.items.select("label", document_key="item_key", article_key="item_key")
    rows = []
    parts = keys.partition_by("label", maintain_order=True, include_key=False, as_dict=True)
    for part_number, ((label,), part) in enumerate(parts.items(), start=1):
        part.sort("document_key").write_parquet(place.partition(part_number))
        sync(place.partition(part_number))
        rows.append((part_number, str(label), len(part)))
    keys.select(pl.exclude("label")).write_parquet(place.chosen)
    sync(place.chosen)
    for folder in (place.chosen.parent, place.folder, place.folder.parent, run.home.root):
        sync(folder)
    add_partitions(run.home, number, rows)
    change_backfill(run.home, number, "planned")
    return find_backfill(run.home, backfill_id(number))


def run_of(settings: Settings, backfill: Backfill, request: Request) -> Run:
    """The run that a backfill is: one key from its plan to its publication, in a place of its own.

    Args:
        settings: settings of whoever works on it.
        backfill: the backfill.
        request: what was asked for.

    Raises:
        BackfillError: the recipe has changed since it was planned.
    """
    place = Place(Home(settings.home), backfill.number)
    assignment = Assignment(
        "backfill",
        (),
        documents=place.chosen if request.is_pages else None,
        articles=None if request.is_pages else place.chosen,
    )
    own = settings.model_copy(update={"pipeline": backfill.pipeline, "full_refresh": False})
    run = make_run(own, assignment)
    if run.recipe.code != backfill.recipe_hash:
        name = backfill.backfill_id
        raise BackfillError(
            f"{name} was planned with another recipe (code, model, publishers, corrections or a setting that"
            f" decides facts has changed since), and what is done would not go with what is to come. Go back"
            f" to that recipe, or `presswerk backfill cancel {name}` and start anew."
        )
    return replace(run, work=place.work, build=place.build, tags=place.tags, started_at=backfill.created_at)
