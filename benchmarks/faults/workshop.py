"""Where trials happen: an input folder, a home, a Prefect server, and what undisturbed runs make of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.faults.comparison import Difference, compare
from benchmarks.faults.history import Step
from benchmarks.faults.normal_form import Tables, read_tables
from benchmarks.faults.process import RunProcess, start_cold
from benchmarks.faults.readers import Readers
from benchmarks.faults.soundness import faults_of
from benchmarks.faults.stages import Whereabouts
from benchmarks.faults.warm import WarmStart
from benchmarks.faults.watch import Event, HomeWatch
from benchmarks.processes import clean_environment
from flows.settings import ENV_PREFIX
from warehouse.connect import published_file
from warehouse.home import Home

NOTHING: Final = -1
"""Number of the step before the first one: an empty home."""


class BrokenGroundError(RuntimeError):
    """An undisturbed run did not do what every trial is held against, so no trial means anything."""


@dataclass(frozen=True)
class Reference:
    """What an undisturbed run made.

    Attributes:
        home: a copy of the home after it.
        tables: what it published, in normal form.
        seconds: how long it took.
        entered: the stages it came to, each with the seconds since its start.
    """

    home: Path
    tables: Tables
    seconds: float
    entered: tuple[tuple[str, float], ...]


class Workshop:
    """One history of an input folder, and the means to disturb the runs that work through it."""

    def __init__(
        self, root: Path, history: Sequence[Step], api: Mapping[str, str], settings: Mapping[str, str]
    ) -> None:
        """Make the folders.

        Args:
            root: an empty or new folder for everything.
            history: what lies in the input folder before each run.
            api: environment variables that lead to the Prefect server of the runs.
            settings: settings of all runs, as `Settings` names them.
        """
        self.root, self.history = root, tuple(history)
        self.pages, self.publishers, self.home = root / "pages", root / "publishers.toml", root / "home"
        self.kept = root / "kept"
        self.references: dict[tuple[int, int], Reference] = {}
        self.readers: Readers | None = None
        self._settings, self._api = dict(settings), dict(api)
        self._logs = root / "logs"
        self._run_count = 0
        for folder in (self.pages, self.home, self.kept, self._logs):
            folder.mkdir(parents=True, exist_ok=True)
        self._warm = WarmStart(self._environment(own_server=False), self._logs / "warm.log")

    def start(
        self,
        *,
        settings: Mapping[str, str] | None = None,
        flags: Sequence[str] = (),
        own_server: bool = False,
        is_cold: bool = False,
    ) -> RunProcess:
        """Start a run over the input folder.

        Args:
            settings: settings of this run.
            flags: further flags of the command.
            is_cold: whether it imports everything itself; it does where it has a server of its own.
            own_server: whether it starts Prefect's temporary server instead of using the lasting one.
        """
        self._run_count += 1
        given = {"publishers_file": str(self.publishers), **self._settings, **(settings or {})}
        environment = self._environment(own_server=own_server)
        environment |= {f"{ENV_PREFIX}{name.upper()}": value for name, value in given.items()}
        arguments = ["run", str(self.pages), "--home", str(self.home), *flags]
        log = self._logs / f"{self._run_count:05}.log"
        log.touch()
        begin = start_cold if is_cold or own_server else self._warm.start
        return RunProcess(begin(arguments, self.root, environment, log), log)

    def close(self) -> None:
        """End what was started."""
        self._warm.close()

    @contextmanager
    def watched(self, whereabouts: Whereabouts) -> Iterator[None]:
        """Follow a run through its stages for the length of the block."""
        self.home.mkdir(parents=True, exist_ok=True)

        def notice(event: Event) -> None:
            whereabouts.notice(event)

        watch = HomeWatch(self.home, notice)
        try:
            yield
        finally:
            watch.close()

    def arrange(self, step: int) -> None:
        """Have the input folder as it is before a step."""
        self.history[step].arrange(self.pages, self.publishers)

    def restore(self, step: int) -> None:
        """Have the home as undisturbed runs leave it after a step."""
        with self.readers.away() if self.readers else nullcontext():
            for entry in self.home.iterdir():
                _remove(entry)
            if step != NOTHING:
                shutil.copytree(self.reference(step).home, self.home, symlinks=True, dirs_exist_ok=True)

    def reference(self, step: int, before: int | None = None) -> Reference:
        """What an undisturbed run makes of a step.

        Args:
            step: the step.
            before: the step whose home it begins with; by default the one before.
        """
        return self.references[self._after(before, step), step]

    def lay_ground(self, last: int) -> None:
        """Make the references of the steps up to one, without any disturbance."""
        self.restore(NOTHING)
        for step in range(last + 1):
            self._make_reference(step - 1, step)

    def lay_detour(self, before: int, step: int) -> None:
        """Make the reference of a step that follows another one than the one before it."""
        self.restore(before)
        self._make_reference(before, step)

    def differences(self, step: int, before: int | None = None) -> list[Difference]:
        """How what is published differs from what an undisturbed run makes of a step."""
        expected = self.reference(step, before).tables
        return compare(expected, read_tables(published_file(Home(self.home))))

    def leftovers(self) -> list[str]:
        """What a run that came to its end should have put away."""
        home = Home(self.home)
        return [f"{folder} is left" for folder in (home.work, home.build) if folder.exists()]

    def keep_home(self, name: str) -> Path:
        """Keep a copy of the home to look at later."""
        target = self.kept / name
        shutil.copytree(self.home, target, symlinks=True, dirs_exist_ok=True)
        return target

    def _make_reference(self, before: int, step: int) -> None:
        self.arrange(step)
        whereabouts = Whereabouts()
        with self.watched(whereabouts):
            run = self.start()
            code = run.wait()
            seconds = run.seconds
        faults = faults_of(self.home) or self.leftovers()
        if code or faults:
            raise BrokenGroundError(f"exit code {code}, {faults}:\n{run.said()}")
        home = self.root / "references" / f"{before}-{step}"
        shutil.copytree(self.home, home, symlinks=True)
        entered = tuple((stage, at - run.started) for stage, at in whereabouts.entered)
        tables = read_tables(published_file(Home(self.home)))
        self.references[before, step] = Reference(home, tables, seconds, entered)

    def _environment(self, *, own_server: bool) -> dict[str, str]:
        """The environment of a run, but for its settings."""
        environment = clean_environment(own_server=True)
        if own_server:
            return {**environment, "PREFECT_HOME": str(self.root / "prefect-own")}
        return {**environment, "PREFECT_HOME": str(self.root / "prefect"), **self._api}

    @staticmethod
    def _after(before: int | None, step: int) -> int:
        return step - 1 if before is None else before


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink()
