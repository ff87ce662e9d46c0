"""One run: its settings, its place on disk, its identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb
import polars as pl

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
        started_at: start of the run, UTC.
    """

    settings: Settings
    recipe: Recipe
    publishers_file: Path
    corrections_file: Path
    started_at: datetime

    @property
    def key(self) -> int:
        """Key of the run in dim_run."""
        return stable_key(self.started_at.isoformat(), self.recipe.code)

    @property
    def home(self) -> Home:
        """Where the warehouse lives."""
        return Home(self.settings.home)

    @property
    def build_file(self) -> Path:
        """The file this run builds."""
        return self.home.build / "presswerk.duckdb"

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A connection to the build file."""
        return connect_builder(self.build_file, self.settings.duckdb_memory, self.settings.workers)


def make_run(settings: Settings) -> Run:
    """The run that some settings describe.

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
    return Run(settings, recipe, publishers_file, corrections_file, datetime.now(UTC))


@cache
def publisher_list(file: Path) -> pl.DataFrame:
    """The publisher list, read once."""
    return load_publishers(file)
