"""Kills a publication line by line: ``python -m tests.warehouse.killed_publications FOLDER 1``.

A process of its own, because each attempt is a fork that ends by SIGKILL: only a process that never opened
DuckDB can be forked at will. Prints one JSON object per line killed at: what a reader then finds, and what is
there after each way to go on. The second argument says how many lines to go on from one kill to the next.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from tests.warehouse.published import build_one, publish_one, topics
from warehouse.connect import connect_reader
from warehouse.generation import begun_manifest, current_generation, known_numbers, next_generation
from warehouse.home import Home
from warehouse.journal.publications import publication_events
from warehouse.publishing.listing import list_generations
from warehouse.publishing.publish import finish_publication, publish_build

RUN_KEY = 7
TRACED = ("publishing/publish.py", "publishing/durable.py", "journal/publications.py", "journal/database.py")


def main(folder: Path, step: int) -> None:
    """Kill at the first line, then some lines later, and so on, until a publication gets through."""
    template = Home(folder / "template")
    assert in_fork(partial(prepare, template)) == 0
    for point in count(1, step):
        home = copy_of(template, folder / f"killed-{point}")
        place = folder / "place"
        ended = in_fork(partial(killed_at, home, point, place))
        if ended == 0:
            return
        assert ended == -signal.SIGKILL, f"point {point} ended with {ended}"
        report: dict[str, Any] = {"place": place.read_text(encoding="utf-8")}
        for name, go_on in WAYS_ON.items():
            answer = folder / "answer.json"
            answer.unlink(missing_ok=True)
            way = copy_of(home, folder / f"{name}-{point}")
            in_fork(partial(tell, answer, go_on, way))
            report[name] = json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else None
            shutil.rmtree(way.root)
        shutil.rmtree(home.root)
        sys.stdout.write(json.dumps(report) + "\n")


def prepare(home: Home) -> None:
    """One published generation, and the finished build of a run."""
    publish_one(home, "Energie")
    build_one(home, "Verkehr", number=2, run_key=RUN_KEY)


def killed_at(home: Home, point: int, place: Path) -> None:
    """Publish, and die at a line."""
    left = point

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if not frame.f_code.co_filename.endswith(TRACED):
            return None
        if event == "line":
            left -= 1
            if left == 0:
                code = frame.f_code
                place.write_text(f"{Path(code.co_filename).name}:{frame.f_lineno} {code.co_name}")
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    publish_build(home, home.build / "presswerk.duckdb", 2)
    sys.settrace(None)


def read(home: Home) -> dict[str, Any]:
    """What a reader finds, before any writer comes."""
    with connect_reader(home) as con:
        found = topics(con)
    return {"topics": found, "problems": [found.problem for found in list_generations(home, verify=True)]}


def same_run(home: Home) -> dict[str, Any]:
    """The killed run is taken up."""
    if finish_publication(home, RUN_KEY) is None:
        publish_build(home, home.build / "presswerk.duckdb", 2)
    return state(home)


def same_call(home: Home) -> dict[str, Any]:
    """The very call that was killed is made again."""
    publish_build(home, home.build / "presswerk.duckdb", 2)
    return state(home)


def another_run(home: Home) -> dict[str, Any]:
    """Another writer publishes something else."""
    was_published = current_generation(home) == 2
    number = next_generation(home)
    publish_one(home, "Wetter")
    return {**state(home), "was_published": was_published, "number": number}


def state(home: Home) -> dict[str, Any]:
    """All that is there."""
    return {
        **read(home),
        "current": current_generation(home),
        "numbers": known_numbers(home),
        "begun": [number for number in known_numbers(home) if begun_manifest(home, number).exists()],
        "published": [event.generation for event in publication_events(home) if event.kind_code == "publish"],
    }


WAYS_ON: dict[str, Callable[[Home], dict[str, Any]]] = {
    "reader": read,
    "same_run": same_run,
    "same_call": same_call,
    "another_run": another_run,
}


def in_fork(action: Callable[[], None]) -> int:
    """Do something in a process of its own; its exit code, or the signal that ended it, negative."""
    child = os.fork()
    if child == 0:
        try:
            action()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def copy_of(home: Home, root: Path) -> Home:
    """The same home somewhere else. Warehouse files are linked: whoever changes one makes a copy first."""
    shutil.copytree(home.root, root, symlinks=True, copy_function=_link_or_copy)
    return Home(root)


def _link_or_copy(source: str, target: str) -> None:
    if source.endswith(".duckdb"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def tell(answer: Path, go_on: Callable[[Home], dict[str, Any]], home: Home) -> None:
    """Write down what came of it."""
    answer.write_text(json.dumps(go_on(home)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
