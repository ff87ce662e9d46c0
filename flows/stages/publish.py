"""star schema → published file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from prefect import task
from prefect.assets import materialize
from prefect.cache_policies import NO_CACHE

from flows.recipe import code_version
from flows.run import Run
from flows.stages.load import STAR
from warehouse.generation import (
    generation_file,
    next_generation,
    publish_build,
    retire_generations,
    start_build,
)
from warehouse.statements import statement

PUBLISHED = "presswerk://published"


@dataclass(frozen=True)
class Published:
    """A published generation.

    Attributes:
        number: generation, from 1.
        file: the file of the generation.
        retired_count: older generations that were removed.
    """

    number: int
    file: Path
    retired_count: int


@task(cache_policy=NO_CACHE, persist_result=False)
def begin_build(run: Run) -> None:
    """Begin the build file: a private copy of the published generation."""
    con = start_build(
        run.home,
        run.build_file,
        code_version=code_version(),
        now=run.started_at,
        memory_limit=run.settings.duckdb_memory,
        threads=run.settings.workers,
    )
    con.close()


@materialize(PUBLISHED, asset_deps=[STAR], cache_policy=NO_CACHE, persist_result=False)
def publish(run: Run) -> Published:
    """Close the build file and make it the published generation."""
    number = next_generation(run.home)
    with run.connect() as con:
        con.execute(
            statement("load/publication"),
            {
                "generation": number,
                "run_key": run.key,
                "now": datetime.now(UTC),
                "file_name": generation_file(run.home, number).name,
            },
        )
        con.execute("CHECKPOINT")
    file = publish_build(run.home, run.build_file, number)
    retired = retire_generations(run.home, run.settings.keep_generations)
    return Published(number, file, len(retired))
