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
from flows.stages.inventory import Found
from flows.stages.load import MART
from warehouse.connect import NoWarehouseError, published_file
from warehouse.generation import generation_file, next_generation
from warehouse.home import Home
from warehouse.publishing.build import start_build
from warehouse.publishing.publish import publish_build
from warehouse.publishing.retention import retire_generations
from warehouse.statements import statement

PUBLISHED = "presswerk://published"
BYTES_PER_RAW_BYTE = 8
"""Bytes that a raw byte takes on the disk until it is published. 2,000 generated pages of 10.7 MB made a
warehouse of 59.5 MB and 5 MB of tags, which is 6; the rest is room for the shards between stages."""


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
def begin_build(run: Run, found: Found | None = None) -> None:
    """Begin the build file: a private copy of the published generation.

    Args:
        run: the run.
        found: what it is to work on, for an estimate of the room it takes; None where nobody knows.

    Raises:
        NoSpaceError: the disk has no room for it.
    """
    con = start_build(
        run.home,
        run.base_file,
        code_version=code_version(),
        now=run.started_at,
        memory_limit=run.settings.duckdb_memory,
        threads=run.settings.workers,
        growth_bytes=expected_growth(run.home, found) if found else 0,
        keep_free_bytes=run.settings.min_free_bytes,
    )
    con.close()


def expected_growth(home: Home, found: Found) -> int:
    """Bytes that a build is expected to take beyond the copy of the published generation.

    Rows that are replaced leave their blocks free only when the file is written out, so working on everything
    again takes the size of the warehouse once more.
    """
    growth = found.new_byte_size * BYTES_PER_RAW_BYTE
    if found.is_stale:
        try:
            growth += published_file(home).stat().st_size
        except NoWarehouseError:
            return growth
    return growth


@materialize(PUBLISHED, asset_deps=[MART], cache_policy=NO_CACHE, persist_result=False)
def publish(run: Run) -> Published:
    """Close the build file and make it the published generation."""
    number = next_generation(run.home)
    record_in_build(run, number)
    publish_build(run.home, run.build_file, number)
    retired = retire_generations(run.home, run.settings.keep_generations)
    return Published(number, generation_file(run.home, number), len(retired))


def record_in_build(run: Run, number: int) -> None:
    """Write down in the build file which generation it is to be; a killed publication may have done so."""
    with run.connect_build() as con:
        con.execute("DELETE FROM ops.publication WHERE run_key = $run_key", {"run_key": run.key})
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
