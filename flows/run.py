"""One run: its settings, its place on disk, its identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from flows.recipe import Recipe
from flows.settings import Settings
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
