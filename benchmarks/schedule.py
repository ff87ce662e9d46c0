"""A schedule by the minute against a real server that is killed: ``python -m benchmarks.schedule``.

`presswerk serve` runs every minute and every minute a new page arrives. In the middle the server is
killed (SIGKILL) and comes back; with ``--kill-serving`` the serving process is killed as well, a run at work,
and started again. At the end the server is asked whether each minute has exactly one run and all are
completed, and the warehouse whether each page is there once and each run that loaded something is in dim_run.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.corpus import write_corpus
from benchmarks.prefect_api import ask
from benchmarks.processes import clean_environment
from warehouse.connect import connect_reader
from warehouse.home import Home

MINUTE: Final = timedelta(minutes=1)
ARRIVAL_SECOND: Final = 40
"""Second of a minute at which its page arrives: before the next run, and while none is at work."""
KILL_SECOND: Final = 4
"""Second of a minute at which something is killed: a run that is due at 0 is at work then."""
LEEWAY_SECONDS: Final = 240.0
"""How long the last runs are waited for."""


@dataclass
class Trial:
    """One trial: where it lies, what is served, what happened when."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    events: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def inbox(self) -> Path:
        """Folder in which pages arrive."""
        return self.folder / "inbox"

    @property
    def home(self) -> Path:
        """Home of the warehouse."""
        return self.folder / "home"

    def note(self, what: str) -> None:
        """Keep and print what happened."""
        self.events.append((datetime.now(UTC), what))
        print(f"{self.events[-1][0]:%H:%M:%S} {what}", flush=True)

    def serve(self) -> None:
        """Start `presswerk serve`."""
        command = [sys.executable, "-m", "flows.command", "serve", str(self.inbox), "--home", str(self.home)]
        command += ["--cron", "* * * * *", "--catch-up", "all", "--port", str(self.port)]
        environment = clean_environment(own_server=True)
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        self.note(f"serving, process {self.process.pid}")

    def ask(self, what: str, **body: Any) -> Any:
        """One question to the Prefect API."""
        return ask(f"http://127.0.0.1:{self.port}/api", what, **body)

    def runs(self, first: datetime, last: datetime) -> list[dict[str, Any]]:
        """The runs that were due from one minute to another."""
        due = {"after_": first.isoformat(), "before_": last.isoformat()}
        found: list[dict[str, Any]] = self.ask(
            "flow_runs/filter", flow_runs={"expected_start_time": due}, sort="EXPECTED_START_TIME_ASC"
        )
        return found

    def kill_server(self) -> None:
        """Kill the server that the serving process started."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for child in children:
            if b"flows.server_process" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)
                self.note(f"killed the server, process {child}")

    def kill_serving(self) -> None:
        """Kill the serving process, and start it again."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.note(f"killed the serving process {self.process.pid}")
        self.serve()

    def stop(self) -> None:
        """End serving as an operator does."""
        assert self.process is not None
        self.process.terminate()
        self.note(f"ended with exit code {self.process.wait(120)}")


@dataclass(frozen=True)
class Outcome:
    """What a trial came to."""

    minutes: int
    states: Counter[str]
    runs_per_minute: Counter[int]
    latest_start_seconds: float
    pages: int
    pages_loaded_once: int
    runs_recorded: int
    publications: int

    @property
    def is_right(self) -> bool:
        """Whether nothing was lost and nothing doubled."""
        return (
            self.states == Counter({"COMPLETED": self.minutes})
            and self.runs_per_minute == Counter({1: self.minutes})
            and self.pages_loaded_once == self.pages
            and self.runs_recorded == self.publications
        )


def measure(trial: Trial, minutes: int, *, kill_serving: bool) -> Outcome:
    """Serve for some minutes, kill in the middle, and count."""
    pages = _pages(trial.folder / "pages", minutes + 1)
    trial.inbox.mkdir()
    shutil.copy(pages[0], trial.inbox)
    trial.serve()
    _wait_for_server(trial)
    first = _next_minute(datetime.now(UTC))
    last = first + (minutes - 1) * MINUTE
    for number in range(minutes):
        due = first + number * MINUTE
        if number == minutes // 2:
            _sleep_until(due + timedelta(seconds=KILL_SECOND))
            trial.kill_server()
        if kill_serving and number == minutes * 3 // 4:
            _sleep_until(due + timedelta(seconds=KILL_SECOND))
            trial.kill_serving()
        if number < minutes - 1:
            _sleep_until(due + timedelta(seconds=ARRIVAL_SECOND))
            shutil.copy(pages[number + 1], trial.inbox)
    runs = _when_all_ended(trial, first, last)
    trial.stop()
    return _count(trial, runs, first, minutes)


def _count(trial: Trial, runs: list[dict[str, Any]], first: datetime, minutes: int) -> Outcome:
    due = [datetime.fromisoformat(run["expected_start_time"]) for run in runs]
    begun = [datetime.fromisoformat(run["start_time"] or run["expected_start_time"]) for run in runs]
    of_minute = Counter(round((time - first) / MINUTE) for time in due)
    with connect_reader(Home(trial.home)) as con:
        found = con.execute(
            "SELECT source_uri, count(*) AS times FROM raw.document GROUP BY source_uri"
        ).fetchall()
        recorded = con.execute("SELECT count(*) FROM dim_run WHERE run_key <> 0").fetchone()
        published = con.execute("SELECT count(*) FROM ops.publication").fetchone()
    assert recorded is not None
    assert published is not None
    return Outcome(
        minutes=minutes,
        states=Counter(run["state_type"] for run in runs),
        runs_per_minute=Counter(of_minute[number] for number in range(minutes)),
        latest_start_seconds=max(
            ((start - time).total_seconds() for start, time in zip(begun, due, strict=True)), default=0.0
        ),
        pages=len(list(trial.inbox.iterdir())),
        pages_loaded_once=sum(times == 1 for _, times in found),
        runs_recorded=recorded[0],
        publications=published[0],
    )


def show(outcome: Outcome) -> None:
    """Print what was counted."""
    rows = {
        "minutes at which a run was due": str(outcome.minutes),
        "runs by final state": ", ".join(f"{name} {count}" for name, count in outcome.states.items()),
        "minutes by number of runs": ", ".join(
            f"{runs} run: {count}" for runs, count in sorted(outcome.runs_per_minute.items())
        ),
        "latest start after it was due, seconds": f"{outcome.latest_start_seconds:.1f}",
        "pages that arrived": str(outcome.pages),
        "pages in the warehouse exactly once": str(outcome.pages_loaded_once),
        "publications": str(outcome.publications),
        "rows of dim_run": str(outcome.runs_recorded),
        "nothing lost, nothing doubled": "yes" if outcome.is_right else "NO",
    }
    for name, value in rows.items():
        print(f"{name:<40} {value}")


def _pages(folder: Path, count: int) -> list[Path]:
    write_corpus(folder, count)
    return sorted(folder.rglob("*.txt"))


def _next_minute(time: datetime) -> datetime:
    return time.replace(second=0, microsecond=0) + MINUTE


def _sleep_until(moment: datetime) -> None:
    time.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))


def _wait_for_server(trial: Trial) -> None:
    """Wait until the schedule is there: a deployment with runs to come."""
    deadline = time.monotonic() + LEEWAY_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if trial.ask("flow_runs/filter", limit=1):
                return
        time.sleep(0.5)
    raise TimeoutError(f"No schedule came up; see {trial.folder / 'serve.log'}.")


def _when_all_ended(trial: Trial, first: datetime, last: datetime) -> list[dict[str, Any]]:
    """The runs, when each of them has ended or the time is up."""
    deadline = time.monotonic() + LEEWAY_SECONDS
    runs: list[dict[str, Any]] = []
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            runs = trial.runs(first, last)
            if datetime.now(UTC) > last and all(run["end_time"] for run in runs):
                break
        time.sleep(1.0)
    return runs


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.schedule",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--minutes", type=int, default=12, help="how long  [default: 12]")
    parser.add_argument("--kill-serving", action="store_true", help="kill the serving process as well")
    parser.add_argument("--keep", type=Path, help="new folder to leave pages, home and log in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="presswerk-bench-") as folder:
        place = (options.keep or Path(folder)).absolute()
        place.mkdir(parents=True, exist_ok=True)
        outcome = measure(Trial(place, _free_port()), options.minutes, kill_serving=options.kill_serving)
    show(outcome)
    return 0 if outcome.is_right else 1


if __name__ == "__main__":
    sys.exit(main())
