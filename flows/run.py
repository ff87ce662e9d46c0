"""One run: its settings, its place on disk, its identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb
import polars as pl

from flows.assignment import Assignment
from flows.recipe import Recipe, make_recipe
from flows.settings import Settings
from transforms.annotate.pipeline import describe_by_name
from transforms.clean.publisher.publishers import PUBLISHERS_PATH, load_publishers
from transforms.resolve.corrections import CORRECTIONS_PATH, load_corrections
from warehouse.connect import connect_builder
from warehouse.home import Home
from warehouse.tables.keys import stable_key


@dataclass(frozen=True)
class Run:
    """What every stage of one run needs to know.

    Attributes:
        settings: the run's settings.
        recipe: what decides the facts, with its hash.
        publishers_file: the publisher list in use.
        corrections_file: the corrections of names in use.
        assignment: what it is asked to work on.
        work: folder of its shards.
        build: folder of the file it builds.
        tags: folder of the tags it makes and takes.
        started_at: start of the run, UTC; of its first attempt, where that was killed.
        is_taken_up: whether an earlier attempt was killed.
    """

    settings: Settings
    recipe: Recipe
    publishers_file: Path
    corrections_file: Path
    assignment: Assignment
    work: Path
    build: Path
    tags: Path
    started_at: datetime
    is_taken_up: bool = False

    @property
    def key(self) -> int:
        """Key of the run in dim_run."""
        return stable_key(self.started_at.isoformat(), self.recipe.code)

    @property
    def home(self) -> Home:
        """Where the warehouse lives."""
        return Home(self.settings.home)

    @property
    def takes_stale(self) -> bool:
        """Whether what another recipe made is worked on again."""
        return self.assignment.takes_stale and self.settings.refresh_stale

    @property
    def base_file(self) -> Path:
        """Private copy of the generation published when the run began; nothing is loaded into it."""
        return self.build / "base.duckdb"

    @property
    def build_file(self) -> Path:
        """The file this run builds: once loading has begun, the base is renamed to it."""
        return self.build / "presswerk.duckdb"

    def connect_base(self) -> duckdb.DuckDBPyConnection:
        """A connection to what was known before the run, for all stages before loading."""
        return connect_builder(self.base_file, self.settings.duckdb_memory, self.settings.workers)

    def connect_build(self) -> duckdb.DuckDBPyConnection:
        """A connection to the build file."""
        return connect_builder(self.build_file, self.settings.duckdb_memory, self.settings.workers)


def make_run(settings: Settings, assignment: Assignment | None = None) -> Run:
    """The run that some settings describe.

    Args:
        settings: the settings.
        assignment: what to work on; by default what is new under the paths of the settings, and what another
            recipe made.

    Raises:
        PublisherFileError: the publisher list cannot be used.
        CorrectionsError: the corrections cannot be used.
        ValueError: the spaCy pipeline is not installed.
    """
    publishers_file = settings.publishers_file or PUBLISHERS_PATH
    corrections_file = settings.corrections_file or CORRECTIONS_PATH
    publisher_list(publishers_file)
    load_corrections(corrections_file)
    recipe = make_recipe(settings, publishers_file, corrections_file, describe_by_name(settings.pipeline))
    home = Home(settings.home)
    return Run(
        settings,
        recipe,
        publishers_file,
        corrections_file,
        assignment or Assignment("run", tuple(settings.paths), takes_stale=True),
        home.work,
        home.build,
        home.tags(recipe.tag),
        datetime.now(UTC),
    )


@cache
def publisher_list(file: Path) -> pl.DataFrame:
    """The publisher list, read once."""
    return load_publishers(file)
