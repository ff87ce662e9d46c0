"""One run: its settings, its place on disk, its identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb
import polars as pl
from spacy.language import Language

from flows.recipe import Recipe, make_recipe
from flows.settings import Settings
from transforms.annotate.pipeline import describe_pipeline, load_pipeline
from transforms.clean.publisher.publishers import PUBLISHERS_PATH, load_publishers
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
        started_at: start of the run, UTC.
    """

    settings: Settings
    recipe: Recipe
    publishers_file: Path
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
        ValueError: the spaCy pipeline is not installed.
    """
    publishers_file = settings.publishers_file or PUBLISHERS_PATH
    publisher_list(publishers_file)
    recipe = make_recipe(settings, publishers_file, describe_pipeline(pipeline(settings.pipeline)))
    return Run(settings, recipe, publishers_file, datetime.now(UTC))


@cache
def pipeline(name: str) -> Language:
    """The spaCy pipeline of this process, loaded once."""
    return load_pipeline(name)


@cache
def publisher_list(file: Path) -> pl.DataFrame:
    """The publisher list, read once."""
    return load_publishers(file)
