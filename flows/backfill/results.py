"""What partitions have made, written down so that another process can load it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flows.chapters import Worked
from flows.stages.annotate import AnnotatedShard
from flows.stages.bodies import BodyShard
from flows.stages.select import DocumentShard
from flows.workspace import Counts, ShardReport
from warehouse.publishing.durable import move, sync, write


def store_worked(worked: Worked, file: Path, root: Path, basis: str) -> None:
    """Write down what was made; the files that it names are on the disk when this returns.

    Args:
        worked: what was made.
        file: where to write.
        root: folder that all its files lie in; names are kept below it, so that a home can be moved.
        basis: what it rests on besides its input.
    """
    for path in _loose_files(worked):
        sync(path)
    record = {"basis": basis, "worked": asdict(worked)}
    unfinished = file.with_suffix(".begun")
    write(unfinished, json.dumps(record, default=lambda path: str(path.relative_to(root))))
    move(unfinished, file)


def load_worked(file: Path, root: Path, basis: str) -> Worked | None:
    """What was made, if it was and rests on the same.

    Args:
        file: what `store_worked` wrote.
        root: folder that all its files lie in.
        basis: what it has to rest on.
    """
    if not file.exists():
        return None
    record = json.loads(file.read_text(encoding="utf-8"))
    if record["basis"] != basis:
        return None
    made = record["worked"]
    return Worked(
        shards=tuple(_document_shard(shard, root) for shard in made["shards"]),
        bodies=tuple(_body_shard(shard, root) for shard in made["bodies"]),
        annotated=tuple(
            AnnotatedShard(_body_shard(shard["bodies"], root), _report(shard["facts"], root))
            for shard in made["annotated"]
        ),
        **{
            name: tuple(_report(report, root) for report in made[name])
            for name in ("read", "classified", "built", "pages", "tagged", "facts")
        },
    )


def _loose_files(worked: Worked) -> Iterator[Path]:
    """Files of no finished shard: nobody has written them through to the disk yet."""
    for shard in worked.shards:
        yield from (shard.documents, shard.keys)
    for body in worked.bodies:
        yield from (body.bodies, body.paragraphs)


def _document_shard(record: dict[str, Any], root: Path) -> DocumentShard:
    files = {name: root / record[name] for name in ("documents", "keys")}
    return DocumentShard(**{**record, **files})


def _body_shard(record: dict[str, Any], root: Path) -> BodyShard:
    files = {name: root / record[name] for name in ("bodies", "paragraphs")}
    return BodyShard(**{**record, **files})


def _report(record: dict[str, Any], root: Path) -> ShardReport:
    return ShardReport(**{**record, "folder": root / record["folder"], "counts": Counts(**record["counts"])})
