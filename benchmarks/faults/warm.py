"""Runs that start warm: forked from a process that has imported what takes long, and done nothing yet.

Importing takes more than half of the processor time of a short run. Hundreds of runs are killed for what they
do after it, so most start warm. What they do is what ``presswerk run`` does, in a process of its own that is
killed like any other. The rest start cold, so that kills hit the imports, too.

``python -m benchmarks.faults.warm`` is the process they are forked from. It takes requests as lines of JSON
on its standard input, answers on its standard output, and ends when its input ends.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from flows.prefect_server import QUIET

IMPORTED: Final = (
    *("prefect", "prefect.artifacts", "prefect.assets", "prefect.flow_engine", "prefect.task_engine"),
    *("prefect.task_runners", "prefect.client.orchestration", "great_expectations"),
    *(
        "great_expectations.expectations.core",
        "pandas",
        "spacy",
        "typer",
        "rich.progress",
        "pydantic_settings",
    ),
)
"""What takes long to import."""
WITH_THREADS: Final = ("polars", "duckdb")
"""What must not be imported before the fork: their threads would be missing in the run, which would wait for
them. Threads of memory allocators know how to be forked."""
ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""For the same reason numpy must do without threads."""


SOFTWARE_FAULT: Final = 70
"""Exit code of a run that did not even come to its command (sysexits)."""


class WarmChild:
    """A forked run; as much of `subprocess.Popen` as its user needs."""

    def __init__(self, stem: WarmStart, pid: int) -> None:
        """Know it by its process id."""
        self.pid = pid
        self._stem = stem
        self._end = os.pidfd_open(pid)
        self._code: int | None = None

    def poll(self) -> int | None:
        """Its exit code, negative where a signal ended it; None while it runs."""
        if self._code is None and select.select([self._end], [], [], 0)[0]:
            self._code = self._stem.exit_code(self.pid)
            os.close(self._end)
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end.

        Raises:
            subprocess.TimeoutExpired: it goes on.
        """
        if self._code is None:
            select.select([self._end], [], [], timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired("run", timeout or 0.0)
        return code

    def kill(self) -> None:
        """End it with SIGKILL."""
        if self._code is None:
            os.kill(self.pid, 9)


class WarmStart:
    """The process that runs are forked from."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        """Start it; the imports go on in the background.

        Args:
            environment: the environment of the runs: Prefect reads it when it is imported.
            log: file for what it says besides its answers.
        """
        self._turn = threading.Lock()
        with log.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.faults.warm"],
                env={**QUIET, **environment, **ONE_THREAD},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
                text=True,
            )

    def start(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path
    ) -> WarmChild:
        """Fork a run of ``presswerk`` into a session of its own."""
        answer = self._ask(
            {
                "arguments": list(arguments),
                "folder": str(folder),
                "environment": {**QUIET, **environment},
                "log": str(log),
            }
        )
        return WarmChild(self, answer)

    def exit_code(self, pid: int) -> int:
        """How a run that has ended did so."""
        return self._ask({"ended": pid})

    def close(self) -> None:
        """End it."""
        self._process.communicate()

    def _ask(self, request: Mapping[str, Any]) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._turn:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())


def main() -> None:
    """Import, then fork a run for each request until the input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for name in IMPORTED:
        import_module(name)
    assert not set(WITH_THREADS) & set(sys.modules)
    for line in sys.stdin:
        request = json.loads(line)
        if "ended" in request:
            _, status = os.waitpid(request["ended"], 0)
            answer = os.waitstatus_to_exitcode(status)
        elif (answer := os.fork()) == 0:
            answers.close()
            _become_run(request)
        print(answer, file=answers, flush=True)


def _become_run(request: Mapping[str, Any]) -> None:
    """Be what a shell would have started; does not return."""
    try:
        os.setsid()
        log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for target, source in ((0, nothing), (1, log), (2, log)):
            os.dup2(source, target)
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["environment"])
        sys.argv = ["presswerk", *request["arguments"]]
        from flows.command import main as command

        command()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(SOFTWARE_FAULT)


if __name__ == "__main__":
    main()
