"""Shards on disk: what each stage leaves for the next, and what a killed run can go on from."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import polars as pl

from flows.logs import LOG
from warehouse.publishing.durable import move, sync
from warehouse.tables.keys import SEPARATOR

UNFINISHED_TAGS = ".begun"
"""Suffix of a file of tags while it is being written."""
_TAGS_PER_GROUP = 4_096
"""Rows of a row group in a file of tags, so that a reader of a few of them need not read them all."""


@dataclass(frozen=True)
class Counts:
    """Rows that went into a shard, came out, and were rejected; and tokens, where it counts them."""

    input_count: int
    output_count: int
    rejected_count: int = 0
    token_count: int | None = None


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

    The work writes into a folder of its own, which is written through to the disk and then renamed into
    place, report and all. So a shard is either there and whole, or not there, also after a power cut.

    Args:
        work: the run's work folder.
        stage: name of the stage.
        code: name of the shard, see `shard_code`.
        action: writes Parquet files into the folder it is given and says what it counted.
    """
    folder = work / stage / code
    report_file = folder / "report.json"
    if report_file.exists():
        report = replace(_load_report(report_file), folder=folder, was_resumed=True)
        _log(report)
        return report
    begun = _begun(folder)
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(parents=True)
    start = time.perf_counter()
    counts = action(begun)
    seconds = time.perf_counter() - start
    report = ShardReport(stage, code, folder, counts, seconds)
    (begun / "report.json").write_text(
        json.dumps({**asdict(report), "folder": folder.name}), encoding="utf-8"
    )
    for file in begun.iterdir():
        sync(file)
    sync(begun)
    move(begun, folder)
    _log(report)
    return report


def was_begun(work: Path, stage: str, code: str) -> bool:
    """Whether an attempt that was killed has begun a shard and not finished it."""
    return _begun(work / stage / code).exists()


def _begun(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.begun")


def _log(report: ShardReport) -> None:
    LOG.debug(
        "Shard of %s %s",
        report.stage_code,
        "found finished" if report.was_resumed else "done",
        extra={
            "stage": report.stage_code,
            "shard": report.shard_code,
            "seconds": round(report.seconds, 3),
            "was_resumed": report.was_resumed,
            **asdict(report.counts),
        },
    )


def store_tags(tags: pl.LazyFrame, target: Path) -> None:
    """Write a file of tags that is there whole, or not at all: it outlives the run that wrote it.

    Args:
        tags: rows of `TAG_SCHEMA`.
        target: the Parquet file.
    """
    unfinished = target.with_suffix(UNFINISHED_TAGS)
    tags.sink_parquet(unfinished, row_group_size=_TAGS_PER_GROUP)
    sync(unfinished)
    move(unfinished, target)


def _load_report(file: Path) -> ShardReport:
    record = json.loads(file.read_text(encoding="utf-8"))
    return ShardReport(**{**record, "folder": Path(record["folder"]), "counts": Counts(**record["counts"])})
