"""Running tasks over shards: some at a time, shown while they run, results in the order of the shards."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from prefect import Task
from prefect.futures import PrefectFuture, as_completed

from flows.progress import RunProgress
from flows.run import Run
from flows.stages.select import DocumentShard

A = TypeVar("A")
B = TypeVar("B")


class Call(NamedTuple):
    """One task to submit: how many documents it works on, and what it is called with."""

    document_count: int
    arguments: tuple[Any, ...]


def calls(run: Run, shards: Sequence[DocumentShard], *of_shard: Sequence[object] | Path) -> list[Call]:
    """One call per shard: with the run, the shard, and what earlier stages made of the shard."""
    columns = [repeat(value) if isinstance(value, Path) else value for value in of_shard]
    rows = zip(shards, *columns, strict=False)
    return [Call(row[0].document_count, (run, *row)) for row in rows]


def each(progress: RunProgress, name: str, work: Task[..., A], todo: Sequence[Call]) -> list[A]:
    """Run one task per call."""
    if not todo:
        return []
    futures = {work.submit(*call.arguments): call for call in todo}
    _show(progress, name, futures)
    return [future.result() for future in futures]


def each_in_turn(
    progress: RunProgress,
    name: str,
    first: tuple[Task[..., A], Sequence[Call]],
    second: tuple[Task[..., B], Sequence[Call]],
) -> tuple[list[A], list[B]]:
    """Run two tasks per shard, the second on the result of the first, one shard behind it.

    Where the second cannot use all workers (a spaCy pipeline serves one thread at a time), the others go
    on with the first. Submitting the first task of the next shard ahead keeps a worker from waiting for a
    result that only it could produce.

    Args:
        progress: where it shows.
        name: under which name.
        first: the first task, and its calls.
        second: the second task, and its calls but for the last argument, the result of the first.
    """
    (task, todo), (next_task, next_todo) = first, second
    if not todo:
        return [], []
    firsts: list[PrefectFuture[A]] = [task.submit(*todo[0].arguments)]
    seconds: dict[PrefectFuture[B], Call] = {}
    for number, call in enumerate(next_todo):
        if number + 1 < len(todo):
            firsts.append(task.submit(*todo[number + 1].arguments))
        seconds[next_task.submit(*call.arguments, firsts[number])] = call
    _show(progress, name, seconds)
    return [future.result() for future in firsts], [future.result() for future in seconds]


def _show(progress: RunProgress, name: str, futures: dict[PrefectFuture[A], Call]) -> None:
    with progress.stage(name, sum(call.document_count for call in futures.values())) as stage:
        for future in as_completed(list(futures)):
            future.result()
            stage.advance(futures[future].document_count)
