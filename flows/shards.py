"""Running tasks over shards: some at a time, shown while they run, results in the order of the shards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, Protocol, TypeVar

from prefect import Task
from prefect.futures import PrefectFuture, as_completed

from flows.progress import RunProgress
from flows.run import Run
from flows.stages.select import DocumentShard

A = TypeVar("A")
P = ParamSpec("P")


class Counted(Protocol):
    """A shard that knows how many documents or articles it holds."""

    @property
    def item_count(self) -> int:
        """Documents or articles of the shard."""


class Call(NamedTuple):
    """One task to submit: how many documents it works on, and what it is called with."""

    document_count: int
    arguments: tuple[Any, ...]


def calls(run: Run, shards: Sequence[DocumentShard], *of_shard: Sequence[object] | Path) -> list[Call]:
    """One call per shard: with the run, the shard, and what earlier stages made of the shard."""
    columns = [repeat(value) if isinstance(value, Path) else value for value in of_shard]
    rows = zip(shards, *columns, strict=False)
    return [Call(row[0].document_count, (run, *row)) for row in rows]


def batch_calls(run: Run, batches: Sequence[tuple[Counted, ...]]) -> list[Call]:
    """One call per batch: with the run and the batch."""
    return [Call(sum(shard.item_count for shard in batch), (run, batch)) for batch in batches]


def each(progress: RunProgress, stage: str, work: Task[..., A], todo: Sequence[Call]) -> list[A]:
    """Run one task per call.

    Args:
        progress: shows and measures it.
        stage: code of the stage, see `flows.progress.LABELS`.
        work: the task.
        todo: the calls.
    """
    if not todo:
        return []
    futures = {work.submit(*call.arguments): call for call in todo}
    _show(progress, stage, futures)
    return [future.result() for future in futures]


def once(progress: RunProgress, stage: str, work: Callable[P, A], *args: P.args, **kwargs: P.kwargs) -> A:
    """Run one task that is not divided into shards, and measure it.

    Args:
        progress: measures it.
        stage: code of the stage, see `flows.progress.LABELS`.
        work: the task.
        *args: what it is called with.
        **kwargs: what it is called with by name.
    """
    with progress.stage(stage):
        return work(*args, **kwargs)


def _show(progress: RunProgress, code: str, futures: dict[PrefectFuture[A], Call]) -> None:
    with progress.stage(code, sum(call.document_count for call in futures.values())) as stage:
        for future in as_completed(list(futures)):
            future.result()
            stage.advance(futures[future].document_count)
