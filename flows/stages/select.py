"""Which documents to work on: those just read that are new, and known ones that must be read again."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.run import Run
from flows.stages.inventory import Found
from flows.stages.rejections import quarantine_rows
from flows.workspace import ShardReport, shard_code
from transforms.read.language import detect_language
from warehouse.extract import extract_documents
from warehouse.statements import statement

LINES_PER_SHARD = 250_000
"""Lines in one shard, about: a usual shard of 2,000 pages has 60,000. A line takes more than a kilobyte while
roles are told, so that files of nothing but short lines would fill the memory long before their bytes do."""


@dataclass(frozen=True)
class DocumentShard:
    """Documents to be worked on together.

    Attributes:
        code: hash of the documents' keys and the recipe.
        documents: Parquet file that holds them, perhaps among others.
        keys: Parquet file with the `document_key` of those that count.
        document_count: how many those are.
        is_known: whether they come from the warehouse.
    """

    code: str
    documents: Path
    keys: Path
    document_count: int
    is_known: bool

    def scan(self) -> pl.LazyFrame:
        """The documents of the shard."""
        return pl.scan_parquet(self.documents).join(pl.scan_parquet(self.keys), on="document_key", how="semi")


@task(cache_policy=NO_CACHE, persist_result=False)
def select_new(run: Run, read: Sequence[ShardReport]) -> list[DocumentShard]:
    """The documents just read that the warehouse does not hold yet, each in one shard only."""
    if not read:
        return []
    files = [report.file("documents") for report in read]
    lines = pl.col("text").str.count_matches("\n", literal=True) + 1
    found = pl.concat(
        [
            pl.scan_parquet(file).select("document_key", shard=pl.lit(number, dtype=pl.Int64), lines=lines)
            for number, file in enumerate(files)
        ]
    ).collect()
    first = found.group_by("document_key").agg(pl.col("shard").min(), pl.col("lines").first())
    if not run.settings.full_refresh:
        with run.connect_base() as con:
            known = con.execute(
                statement("inventory/known_documents"), {"documents": [str(file) for file in files]}
            ).pl()
        first = first.join(known, on="document_key", how="anti")
    part = pl.col("lines").cum_sum().over("shard", order_by="document_key") // LINES_PER_SHARD
    by_shard = (
        first.sort("shard", "document_key")
        .select("document_key", "shard", part=part)
        .partition_by("shard", "part", as_dict=True, include_key=False, maintain_order=True)
    )
    return [
        _document_shard(run, files[number], keys, is_known=False) for (number, _), keys in by_shard.items()
    ]


@task(cache_policy=NO_CACHE, persist_result=False)
def select_stale(run: Run, fresh: Sequence[DocumentShard]) -> list[DocumentShard]:
    """Known documents to work on again, less those just read.

    They are those that another recipe worked on (on a full refresh: all), and those that the run was asked
    to work on.
    """
    with run.connect_base() as con:
        stale = con.execute(
            statement("inventory/stale_document_keys"),
            {
                "recipe": run.recipe.page,
                "full_refresh": run.settings.full_refresh,
                "takes_stale": run.takes_stale,
                "chosen": str(chosen_keys(run.work, "document_key", run.assignment.documents)),
            },
        ).pl()
    if fresh:
        read = pl.scan_parquet([shard.keys for shard in fresh])
        stale = stale.lazy().join(read, on="document_key", how="anti").collect()
    return extract_known(run, stale, "stale")


@task(cache_policy=NO_CACHE, persist_result=False)
def is_news(run: Run, found: Found, read: Sequence[ShardReport], shards: Sequence[DocumentShard]) -> bool:
    """Whether what was read says anything that the warehouse does not know.

    A file that cannot be read is tried again in every run; as long as nothing but its rejection comes
    of it, there is nothing to publish. A replay is told of whatever came of it, if only that it was tried.
    """
    if shards or found.is_stale or run.assignment.tried is not None:
        return True
    sources = [str(report.file("sources")) for report in read]
    rejected = pl.concat(
        [pl.read_parquet(file) for file in (found.rejected, *(report.file("rejected") for report in read))],
        how="diagonal",
    )
    quarantine = quarantine_rows(run, rejected).select("quarantine_key")
    with run.connect_base() as con:
        known = con.execute("SELECT quarantine_key FROM raw.quarantine WHERE replayed_at IS NULL").pl()
        if not quarantine.join(known, on="quarantine_key", how="anti").is_empty():
            return True
        new_sources = statement("inventory/new_sources")
        return bool(sources) and bool(con.execute(new_sources, {"sources": sources}).fetchall())


def chosen_keys(work: Path, column: str, chosen: Path | None) -> Path:
    """The file of keys that a run was asked to work on, or one without a row.

    Args:
        work: the run's work folder.
        column: name of the key.
        chosen: the file, if there is one.
    """
    if chosen is not None:
        return chosen
    none = work / f"no-{column}.parquet"
    pl.DataFrame(schema={column: pl.Int64}).write_parquet(none)
    return none


def extract_known(run: Run, keys: pl.DataFrame, name: str) -> list[DocumentShard]:
    """Shards of documents that lie in the warehouse.

    Args:
        run: the run.
        keys: `document_key` of the documents.
        name: folder for the extract, below the work folder.
    """
    if keys.is_empty():
        return []
    folder = run.work / "known" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    keys_file = folder.with_suffix(".parquet")
    keys.write_parquet(keys_file)
    with run.connect_base() as con:
        files = extract_documents(con, keys_file, folder, run.settings.shard_documents)
    shards = []
    for file in files:
        documents = detect_language(pl.scan_parquet(file)).collect()
        shard_file = folder / f"{file.parent.name}-{file.stem}.parquet"
        documents.write_parquet(shard_file)
        of_shard = documents.select("document_key").sort("document_key")
        shards.append(_document_shard(run, shard_file, of_shard, is_known=True))
    return shards


def _document_shard(run: Run, file: Path, keys: pl.DataFrame, *, is_known: bool) -> DocumentShard:
    code = shard_code(run.recipe.page, *keys["document_key"])
    folder = run.work / "selected"
    folder.mkdir(parents=True, exist_ok=True)
    keys_file = folder / f"{code}.parquet"
    keys.write_parquet(keys_file)
    return DocumentShard(code, file, keys_file, len(keys), is_known)
