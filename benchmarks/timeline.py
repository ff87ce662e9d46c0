"""A run of the main job that notes when each part of it began and ended.

``python -m benchmarks.timeline NOTES PATH… --home DIR`` runs what ``presswerk run PATH… --home DIR`` runs,
in a process of its own, and writes what it noted to a JSON file. Production code knows nothing of it: the
functions to be timed are wrapped from outside, without importing anything earlier than the run itself would.
"""

from __future__ import annotations

import time

BEGUN = time.time()

import functools  # noqa: E402 - the clock starts before the imports that it measures
import json  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
import urllib.request  # noqa: E402
from collections.abc import Callable, Mapping, Sequence  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from importlib import import_module  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any, Final  # noqa: E402

STARTED_VARIABLE: Final = "BENCHMARK_STARTED_AT"
"""Environment variable with the time at which the process was started, seconds since 1970-01-01."""
STAGES: Final = (
    *("take_inventory", "begin_build", "read_shard", "select_new", "select_stale", "classify_lines"),
    *("count_lines", "select_reread", "find_repeated", "build_shard", "check_pages", "select_bodies"),
    *("plan_tagging", "tag_shard", "locate_tags", "annotate_shard", "check_facts", "prepare", "resolve"),
    *("load_raw", "load_clean", "load_star", "load_marts", "verify", "publish", "tidy_tags"),
)
"""Tasks of the main job, in its order."""
INVENTORY_PARTS: Final = ("list_files", "_known_sources", "_write_shards")


@dataclass(frozen=True)
class Span:
    """From when to when something went on, in seconds since the process was started."""

    name: str
    begin: float
    end: float

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.end - self.begin


class Timeline:
    """Spans of one run."""

    def __init__(self, origin: float) -> None:
        """Count from a time, in seconds since 1970-01-01."""
        self.origin = origin
        self.spans: list[Span] = []
        self._lock = threading.Lock()

    def note(self, name: str, begin: float, end: float) -> None:
        """Note a span, given by times since 1970-01-01."""
        with self._lock:
            self.spans.append(Span(name, begin - self.origin, end - self.origin))

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with every call noted."""

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            begin = time.time()
            try:
                return function(*args, **kwargs)
            finally:
                self.note(name, begin, time.time())

        return call

    def wrap(self, owner: Any, *names: str) -> None:
        """Replace functions of a module by timed ones."""
        for name in names:
            setattr(owner, name, self.timed(name.lstrip("_"), getattr(owner, name)))


def watch_server(timeline: Timeline) -> None:
    """Note when the Prefect API, started now, answers for the first time."""
    begin = time.time()
    url = os.environ["PREFECT_API_URL"] + "/health"
    while time.time() - begin < 600:
        try:
            with urllib.request.urlopen(url, timeout=5):
                timeline.note("server boots", begin, time.time())
                return
        except OSError:
            time.sleep(0.05)


def instrument(timeline: Timeline) -> None:
    """Wrap what a run goes through. The tasks are wrapped once the run itself has imported them."""
    execute: Any = import_module("flows.execute")
    server: Any = import_module("flows.prefect_server")
    start_server, wait = server._start, execute.wait_until_ready

    def started(*args: Any) -> Any:
        process = start_server(*args)
        # PREFECT_API_URL is set right after this returns.
        watch = threading.Timer(0.02, watch_server, [timeline])
        watch.daemon = True  # a run that fails must not wait for a server that never answers
        watch.start()
        return process

    def waited() -> None:
        timeline.note("all imports of the run", BEGUN, time.time())
        _instrument_tasks(timeline)
        timeline.timed("wait for the server", wait)()

    server._start = started
    execute.wait_until_ready = waited
    timeline.wrap(server, "_stop")
    timeline.wrap(execute, "_import_ahead")


def _instrument_tasks(timeline: Timeline) -> None:
    from flows import chapters, main_job
    from flows.stages import inventory

    for name in STAGES:
        task = getattr(main_job if hasattr(main_job, name) else chapters, name)
        task.fn = timeline.timed(name, task.fn)
    main_job._stages = timeline.timed("flow", main_job._stages)
    timeline.wrap(inventory, *INVENTORY_PARTS)
    with_options = main_job.main_job.with_options

    def timed_flow(**options: Any) -> Callable[..., Any]:
        return timeline.timed("flow with Prefect", with_options(**options))

    object.__setattr__(main_job.main_job, "with_options", timed_flow)


def read_notes(file: Path) -> list[Span]:
    """What a run noted."""
    return [Span(**span) for span in json.loads(file.read_text(encoding="utf-8"))]


def total(spans: Sequence[Span], name: str) -> float:
    """Seconds of all spans of a name; 0 where there is none."""
    return sum(span.seconds for span in spans if span.name == name)


def covered(spans: Sequence[Span], names: Sequence[str]) -> float:
    """Seconds in which at least one span of these names was going on."""
    seconds, end = 0.0, float("-inf")
    for span in sorted((span for span in spans if span.name in names), key=lambda span: span.begin):
        seconds += max(0.0, span.end - max(span.begin, end))
        end = max(end, span.end)
    return seconds


def by_name(spans: Sequence[Span]) -> Mapping[str, Span]:
    """The last span of each name."""
    return {span.name: span for span in spans}


def main() -> int:
    """Run the main job and write the notes; the exit code is the run's."""
    notes, arguments = Path(sys.argv[1]), sys.argv[2:]
    timeline = Timeline(float(os.environ.get(STARTED_VARIABLE, BEGUN)))
    timeline.note("interpreter", timeline.origin, BEGUN)
    from flows.command import app

    timeline.note("import of the command", BEGUN, time.time())
    instrument(timeline)
    timeline.note("import of what starts the server", BEGUN, time.time())
    code = app(["run", *arguments], prog_name="presswerk", standalone_mode=False)
    timeline.note("all", timeline.origin, time.time())
    notes.write_text(json.dumps([vars(span) for span in timeline.spans]), encoding="utf-8")
    return int(code or 0)


if __name__ == "__main__":
    sys.exit(main())
