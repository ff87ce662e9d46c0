"""Which files are new: the given paths held against what the warehouse knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.assignment import Assignment
from flows.run import Run
from flows.workspace import shard_code
from transforms.read.inventory import FILES_SCHEMA, Inventory, list_files
from transforms.read.source_uri import path_of
from warehouse.connect import connect_reader
from warehouse.generation import current_generation
from warehouse.migration import check_schema_version
from warehouse.statements import statement
from warehouse.tables.operations import SCHEMA_VERSION

SHARD_BYTES = 32_000_000
"""Raw bytes in one read shard at the most, so that a folder of huge files does not fill the memory."""

_IDENTITY = list(FILES_SCHEMA)
"""What tells whether a file is one that the warehouse knows."""


@dataclass(frozen=True)
class FileShard:
    """Files to be read together.

    Attributes:
        code: hash of the files' names, sizes and times, and of the recipe.
        listing: Parquet file that lists them.
        file_count: how many there are.
    """

    code: str
    listing: Path
    file_count: int


@dataclass(frozen=True)
class Found:
    """What the inventory found.

    Attributes:
        source_count: text files and unreadable places looked at.
        new_count: those that are new or have changed since a run with the same recipe saw them.
        new_byte_size: bytes of those that can be read.
        stale_count: known documents that another recipe worked on.
        stale_article_count: known articles that another recipe annotated.
        is_resolution_stale: whether names were resolved under another recipe.
        skipped_count: files left alone for their suffix.
        listing: Parquet file of all files seen.
        rejected: Parquet file of what could not even be listed.
        shards: the new files, in shards.
    """

    source_count: int
    new_count: int
    new_byte_size: int
    stale_count: int
    stale_article_count: int
    is_resolution_stale: bool
    skipped_count: int
    listing: Path
    rejected: Path
    shards: tuple[FileShard, ...]

    @property
    def is_news(self) -> bool:
        """Whether there is anything to do."""
        return self.new_count > 0 or self.is_stale

    @property
    def is_stale(self) -> bool:
        """Whether something in the warehouse was made under another recipe."""
        return self.stale_count > 0 or self.stale_article_count > 0 or self.is_resolution_stale


@dataclass(frozen=True)
class _Stale:
    """What in the warehouse another recipe made."""

    document_count: int = 0
    article_count: int = 0
    is_resolution: bool = False

    def __bool__(self) -> bool:
        return self.document_count > 0 or self.article_count > 0 or self.is_resolution


@dataclass(frozen=True, eq=False)
class _Comparison:
    """The files under the given paths, held against what the warehouse knows."""

    inventory: Inventory
    new: pl.DataFrame
    newly_rejected: pl.DataFrame
    stale: _Stale

    @property
    def new_count(self) -> int:
        return len(self.new) + len(self.newly_rejected)


@task(cache_policy=NO_CACHE, persist_result=False)
def take_inventory(run: Run) -> Found:
    """List the given paths and plan read shards for what is new.

    Raises:
        FileNotFoundError: a given path does not exist.
        SchemaVersionError: the published warehouse is of another schema version.
    """
    compared = _compare(run)
    inventory = compared.inventory
    folder = run.work / "inventory"
    folder.mkdir(parents=True, exist_ok=True)
    inventory.files.write_parquet(folder / "listing.parquet")
    compared.newly_rejected.write_parquet(folder / "rejected.parquet")
    return Found(
        source_count=len(inventory.files) + len(inventory.rejected),
        new_count=compared.new_count,
        new_byte_size=_bytes_to_read(compared.new, run),
        stale_count=compared.stale.document_count,
        stale_article_count=compared.stale.article_count,
        is_resolution_stale=compared.stale.is_resolution,
        skipped_count=inventory.skipped_count,
        listing=folder / "listing.parquet",
        rejected=folder / "rejected.parquet",
        shards=tuple(_write_shards(compared.new, folder, run)),
    )


def expects_work(run: Run) -> bool:
    """Whether a run will find something to do, as far as a look without writing can tell.

    Raises:
        FileNotFoundError: a given path does not exist.
        SchemaVersionError: the published warehouse is of another schema version.
    """
    compared = _compare(run)
    return compared.new_count > 0 or bool(compared.stale)


def _compare(run: Run) -> _Comparison:
    inventory = _list(run.assignment)
    known, stale = _known_sources(run)
    if run.settings.full_refresh or run.assignment.kind_code == "replay":
        known = known.clear()
    new = inventory.files.join(known, on=_IDENTITY, how="anti", maintain_order="left")
    rejected = inventory.rejected.join(known, on=_IDENTITY, how="anti", nulls_equal=True)
    return _Comparison(inventory, new, rejected, stale)


def is_gone(path: Path) -> bool:
    """Whether nothing lies at a path, or a link to nothing; what may not be looked at is not gone."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _list(assignment: Assignment) -> Inventory:
    """What lies under the given paths; for a replay also what was kept of files that are gone."""
    if assignment.sources is None:
        return list_files(assignment.paths)
    sources = pl.read_parquet(assignment.sources)
    in_place = [Path(path_of(uri)) for uri in sources.filter(pl.col("path").is_null())["source_uri"]]
    # Which files are there was looked at when the replay was planned; one may have gone since.
    inventory = list_files([*assignment.paths, *(path for path in in_place if not is_gone(path))])
    kept = sources.filter(pl.col("path").is_not_null()).select(*FILES_SCHEMA, "path")
    files = pl.concat([inventory.files, kept], how="diagonal")
    return inventory._replace(files=files.unique("source_uri", keep="first", maintain_order=True))


def _known_sources(run: Run) -> tuple[pl.DataFrame, _Stale]:
    """Files the published warehouse knows under this recipe, and what other recipes made."""
    if not current_generation(run.home):
        return pl.DataFrame(schema=FILES_SCHEMA), _Stale()
    with connect_reader(run.home) as con:
        if check_schema_version(con, run.home.pointer) < SCHEMA_VERSION:
            # The run will bring the file to the present version, and then find everything in it stale.
            return pl.DataFrame(schema=FILES_SCHEMA), _Stale(is_resolution=True)
        known = con.execute(statement("inventory/known_sources"), {"recipe": run.recipe.page}).pl()
        row = con.execute(
            statement("inventory/stale"),
            {
                "page_recipe": run.recipe.page,
                "annotation_recipe": run.recipe.annotation,
                "resolution_recipe": run.recipe.resolution,
                "full_refresh": run.settings.full_refresh,
                "takes_stale": run.takes_stale,
                "pipeline": run.recipe.pipeline,
            },
        ).fetchone()
    assert row is not None
    document_count, article_count, is_resolution = row
    return known, _Stale(
        document_count + _key_count(run.assignment.documents),
        article_count + _key_count(run.assignment.articles),
        is_resolution,
    )


def _key_count(keys: Path | None) -> int:
    return 0 if keys is None else len(pl.read_parquet(keys))


def _bytes_to_read(files: pl.DataFrame, run: Run) -> int:
    """Bytes of the files that will be read; what is too large goes to quarantine, whatever its size."""
    return int(files.filter(pl.col("byte_size") <= run.settings.max_file_bytes)["byte_size"].sum())


def _write_shards(new: pl.DataFrame, folder: Path, run: Run) -> list[FileShard]:
    by_count = pl.int_range(pl.len()) // run.settings.shard_documents
    # Of a file that is too large only the beginning is read.
    to_read = pl.col("byte_size").clip(upper_bound=run.settings.max_file_bytes)
    by_size = to_read.cum_sum() // SHARD_BYTES
    shards = []
    for shard in new.with_columns(shard=by_count + by_size).partition_by(
        "shard", maintain_order=True, include_key=False
    ):
        code = shard_code(run.recipe.page, *shard.rows())
        file = folder / f"{code}.parquet"
        shard.write_parquet(file)
        shards.append(FileShard(code, file, len(shard)))
    return shards
