"""Annotation in processes of its own: what they do, and how long they live.

A spaCy pipeline and the rules on top keep one processor busy in Python, so threads do not help. Work goes to
the processes as paths and comes back as Parquet files. This module imports no Prefect, whose import takes
longer than a process needs to begin its work.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from multiprocessing.connection import wait
from pathlib import Path
from typing import ParamSpec, TypeVar

import polars as pl
from spacy.language import Language

from flows.workspace import Counts, store_tags
from transforms.annotate.facts import find_facts
from transforms.annotate.paragraphs import split_paragraphs
from transforms.annotate.pipeline import load_pipeline
from transforms.annotate.tag import TAG_SCHEMA, tag_paragraphs

P = ParamSpec("P")
T = TypeVar("T")


class Here(Executor):
    """Does the work in this process, at once, one piece at a time.

    A spaCy pipeline serves one thread at a time: its memory zone belongs to its vocabulary.
    """

    def __init__(self) -> None:
        self._pipeline_in_use = threading.Lock()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do the work now."""
        future: Future[T] = Future()
        with self._pipeline_in_use:
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:
                future.set_exception(error)
        return future


class Processes(Executor):
    """Does the work in processes of its own, and starts others where one of them was killed.

    The system kills a process when the memory runs short, and its pool is broken from then on. What was being
    worked on fails with `BrokenProcessPool`; what is submitted afterwards goes to a new pool.
    """

    def __init__(self, count: int, pipeline_name: str) -> None:
        """Start the processes.

        Args:
            count: how many.
            pipeline_name: the spaCy pipeline, which they load at once.
        """
        self._count = count
        self._pipeline_name = pipeline_name
        self._renewal = threading.Lock()
        self._pool = self._started()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a process do the work."""
        pool = self._pool
        try:
            return pool.submit(fn, *args, **kwargs)
        except BrokenProcessPool:
            with self._renewal:
                if self._pool is pool:
                    pool.shutdown(wait=False)
                    self._pool = self._started()
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _started(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=_end_with_parent)
        with _one_polars_thread():
            for _ in range(self._count):
                pool.submit(_get_ready, self._pipeline_name)
        return pool


def annotators(processes: int, pipeline_name: str) -> Executor:
    """What annotates; a context manager, like every executor.

    Args:
        processes: how many processes; with 1 the work is done in this process.
        pipeline_name: the spaCy pipeline, which they load while the work is being planned.

    Returns:
        What `tag_bodies` and `annotate_bodies` can be submitted to.
    """
    return Here() if processes == 1 else Processes(processes, pipeline_name)


@contextmanager
def _one_polars_thread() -> Iterator[None]:
    """Have the processes that start now use one thread each: there is a process for every processor."""
    name = "POLARS_MAX_THREADS"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def tag_bodies(pipeline_name: str, batch_size: int, bodies: Path, keys: Path, target: Path) -> Counts:
    """Tag paragraphs of some bodies and store the tags.

    Args:
        pipeline_name: the spaCy pipeline.
        batch_size: paragraphs per batch.
        bodies: Parquet file with `article_key` and `body`.
        keys: Parquet file with the `paragraph_key` of those to tag.
        target: Parquet file to write; it is there whole, or not at all.

    Returns:
        Paragraphs and tokens tagged.
    """
    paragraphs = (
        split_paragraphs(pl.scan_parquet(bodies))
        .select("paragraph_key", "text")
        .unique("paragraph_key")
        .join(pl.scan_parquet(keys), on="paragraph_key", how="semi")
        .sort("paragraph_key")
        .collect()
    )
    tags = tag_paragraphs(paragraphs, loaded_pipeline(pipeline_name), batch_size)
    store_tags(tags.lazy(), target)
    return Counts(len(paragraphs), len(tags), token_count=_token_count(tags))


def annotate_bodies(bodies: Path, located: Path, folder: Path) -> Counts:
    """Find the facts of some bodies whose paragraphs are tagged.

    Args:
        bodies: Parquet file with `article_key`, `body`, `published_on`.
        located: Parquet file with the `paragraph_key` of all their paragraphs and the `tag_file` that holds
            the tags of each.
        folder: where to write ``sentences.parquet``, ``mentions.parquet`` and so on.

    Returns:
        Bodies, facts found, faults of rules, and tokens of the distinct paragraphs.
    """
    places = pl.read_parquet(located)
    wanted = places.select("paragraph_key").lazy()
    parts = [
        pl.scan_parquet(file).join(wanted, on="paragraph_key", how="semi")
        for file in places["tag_file"].unique().sort()
    ]
    tags = pl.concat([pl.LazyFrame(schema=TAG_SCHEMA), *parts]).unique("paragraph_key").collect()
    articles = pl.read_parquet(bodies)
    facts = find_facts(articles, tags)
    for name, frame in vars(facts).items():
        frame.write_parquet(folder / f"{name}.parquet")
    fact_count = sum(len(frame) for frame in vars(facts).values()) - len(facts.faults)
    return Counts(len(articles), fact_count, len(facts.faults), _token_count(tags))


def _token_count(tags: pl.DataFrame) -> int:
    """Tokens in tagged paragraphs: `pos` has a letter for each."""
    return int(tags["pos"].str.len_chars().sum())


@cache
def loaded_pipeline(name: str) -> Language:
    """The spaCy pipeline of this process, loaded once."""
    return load_pipeline(name)


def _get_ready(pipeline_name: str) -> None:
    """Load the pipeline; what is wrong with it, the run has said already."""
    loaded_pipeline(pipeline_name)


def _end_with_parent() -> None:
    """Have this process end with its parent, which may be killed without a word.

    Interruptions from the keyboard go to the parent, which ends its processes itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
