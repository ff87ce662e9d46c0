"""From `presswerk run` on five files to the published warehouse: ``python -m benchmarks.first_run``.

Two runs, of five files each: into a new home, where Prefect's database is made first, and into the same home
with other files. The run is the real one, in a process of its own, with its parts timed from outside. Parts
overlap, as the server boots while the run imports: what counts is what the run waits for.

Most of it is importing, which takes twice as long where Python may not keep bytecode
(PYTHONDONTWRITEBYTECODE): the table says how it was.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.util import cache_from_source
from pathlib import Path
from typing import Final

import polars

from benchmarks.corpus import write_corpus
from benchmarks.processes import clean_environment, run_command
from benchmarks.timeline import STAGES, STARTED_VARIABLE, Span, by_name, covered, read_notes, total

FILES: Final = 5
PHASES: Final = (
    ("interpreter and import of the command", "begin", "import of the command"),
    ("import of what starts the server", "import of the command", "import of what starts the server"),
    ("other imports, while the server boots", "import of what starts the server", "all imports of the run"),
    ("waiting for the server", "all imports of the run", "wait for the server"),
    ("Prefect until the flow begins", "wait for the server", "flow>"),
    ("the flow", "flow>", "flow"),
    ("Prefect after the flow", "flow", "flow with Prefect"),
    ("ending the server", "flow with Prefect", "stop"),
    ("end of the command", "stop", "all"),
)
"""Phases that follow each other: name, what ends before it, what ends with it; ``>`` means the beginning."""


def timed_run(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> list[Span]:
    """Run the main job with its parts timed.

    Args:
        arguments: those of ``presswerk run``.
        folder: working folder, where the notes are left too.
        environment: the environment.
    """
    notes = folder / "notes.json"
    started = {STARTED_VARIABLE: repr(time.time())}
    run = run_command(["benchmarks.timeline", str(notes), *arguments], folder, {**environment, **started})
    spans = read_notes(notes)
    return [*spans, Span("exit", total(spans, "all"), run.seconds)]


def keeps_bytecode() -> bool:
    """Whether imports find compiled modules."""
    return Path(cache_from_source(str(polars.__file__))).exists()


def phases(spans: Sequence[Span]) -> dict[str, float]:
    """Seconds of each phase; together they are the whole run."""
    last = by_name(spans)
    ends = {name: span.end for name, span in last.items()} | {"flow>": last["flow"].begin, "begin": 0.0}
    return {label: ends[until] - ends[since] for label, since, until in PHASES} | {
        "exit of the interpreter": last["exit"].seconds
    }


def show(new: Sequence[Span], warm: Sequence[Span]) -> None:
    """Print both runs side by side."""
    columns = (phases(new), phases(warm))
    whole = [sum(column.values()) for column in columns]
    print(f"bytecode of the libraries is {'kept' if keeps_bytecode() else 'compiled anew by each process'}")
    print(f"{FILES} files; seconds and share {'new home':>22} {'warm home':>16}")
    print(_line("start to exit", *whole, *whole))
    print(
        _line(
            "start to the published warehouse",
            *(by_name(spans)["publish"].end for spans in (new, warm)),
            *whole,
        )
    )
    work = [covered(spans, STAGES) for spans in (new, warm)]
    print(_line("of that the stages' own work", *work, *whole))
    print("one after the other")
    for label, _, _ in PHASES:
        print(_line("  " + label, *(column[label] for column in columns), *whole))
    print(
        _line("  exit of the interpreter", *(column["exit of the interpreter"] for column in columns), *whole)
    )
    print("at the same time as others")
    for name in ("server boots", "import_ahead"):
        print(_line("  " + name.replace("_", " "), total(new, name), total(warm, name), *whole))
    print("the flow, by stage")
    for name in STAGES:
        print(_line("  " + name, covered(new, [name]), covered(warm, [name]), *whole))
    between = [total(spans, "flow") - covered(spans, STAGES) for spans in (new, warm)]
    print(_line("  Prefect between the stages", *between, *whole))
    saved = [_saved(spans) for spans in (new, warm)]
    print(_line("seconds saved by doing two things at a time", *saved, *whole))


def _saved(spans: Sequence[Span]) -> float:
    """What the run would take longer if the server and the gates' imports waited their turn."""
    last = by_name(spans)
    waited = total(spans, "wait for the server")
    gate = min((span.begin for span in spans if span.name in ("check_pages", "prepare")), default=0.0)
    imported = min(last["import_ahead"].end, gate) - last["import_ahead"].begin
    return total(spans, "server boots") - waited + max(0.0, imported)


def _line(name: str, new: float, warm: float, whole_new: float, whole_warm: float) -> str:
    return f"{name:<44} {new:>6.2f} {new / whole_new:>5.0%} {warm:>10.2f} {warm / whole_warm:>5.0%}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.first_run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="presswerk-bench-") as name:
        folder = Path(name)
        runs = []
        for seed in (1, 2):
            corpus = folder / f"corpus-{seed}"
            write_corpus(corpus, FILES, seed)
            arguments = [str(corpus), "--home", str(folder / "home")]
            runs.append(timed_run(arguments, folder, clean_environment(own_server=True)))
        show(*runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
