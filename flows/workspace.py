"""Shards on disk: what each stage leaves for the next, and what a killed run can go on from."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import polars as pl

from warehouse.tables.keys import SEPARATOR

UNFINISHED_TAGS = ".begun"
"""Suffix of a file of tags while it is being written."""
_TAGS_PER_GROUP = 4_096
"""Rows of a row group in a file of tags, so that a reader of a few of them need not read them all."""


@dataclass(frozen=True)
class Counts:
    """Rows that went into a shard, came out of it, and were rejected by it."""

    input_count: int
    output_count: int
    rejected_count: int = 0


@dataclass(frozen=True)
class ShardReport:
    """One finished shard of one stage.

    Attributes:
        stage_code: name of the stage.
        shard_code: hash of what the shard works on, so that other work never has the same name.
        folder: where its Parquet files are.
        counts: rows in, out and rejected.
        seconds: wall-clock time of the work.
        was_resumed: whether an earlier, interrupted run had finished it.
    """

    stage_code: str
    shard_code: str
    folder: Path
    counts: Counts
    seconds: float
    was_resumed: bool = False

    def file(self, name: str) -> Path:
        """One Parquet file of the shard."""
        return self.folder / f"{name}.parquet"


def shard_code(*parts: object) -> str:
    """A name for a shard from all that its result depends on."""
    return hashlib.sha256(SEPARATOR.join(str(part) for part in parts).encode()).hexdigest()[:16]


def run_shard(work: Path, stage: str, code: str, action: Callable[[Path], Counts]) -> ShardReport:
    """Do the work of one shard, unless it is done already.

    The work writes into a folder of its own, which is renamed into place, report and all, when it is
    complete. So a shard is either there and whole, or not there.

    Args:
        work: the run's work folder.
        stage: name of the stage.
        code: name of the shard, see `shard_code`.
        action: writes Parquet files into the folder it is given and says what it counted.
    """
    folder = work / stage / code
    report_file = folder / "report.json"
    if report_file.exists():
        return replace(_load_report(report_file), was_resumed=True)
    begun = folder.with_name(f"{code}.begun")
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(parents=True)
    start = time.perf_counter()
    counts = action(begun)
    seconds = time.perf_counter() - start
    report = ShardReport(stage, code, folder, counts, seconds)
    (begun / "report.json").write_text(
        json.dumps({**asdict(report), "folder": str(folder)}), encoding="utf-8"
    )
    begun.rename(folder)
    return report


def store_tags(tags: pl.LazyFrame, target: Path) -> None:
    """Write a file of tags that is there whole, or not at all: it outlives the run that wrote it.

    Args:
        tags: rows of `TAG_SCHEMA`.
        target: the Parquet file.
    """
    unfinished = target.with_suffix(UNFINISHED_TAGS)
    tags.sink_parquet(unfinished, row_group_size=_TAGS_PER_GROUP)
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.rename(target)


def _load_report(file: Path) -> ShardReport:
    record = json.loads(file.read_text(encoding="utf-8"))
    return ShardReport(**{**record, "folder": Path(record["folder"]), "counts": Counts(**record["counts"])})
