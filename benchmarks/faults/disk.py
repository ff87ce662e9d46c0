"""Scenario: the disk fills up in the middle of a run."""

from __future__ import annotations

import os
import random
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.faults.findings import Findings
from benchmarks.faults.process import HangingRunError, RunProcess
from benchmarks.faults.soundness import fingerprint
from benchmarks.faults.stages import Whereabouts
from benchmarks.faults.trial import Trial
from benchmarks.faults.workshop import Workshop
from flows.exit_code import ExitCode

ROOMY: Final = 512 * 2**20
"""Bytes of the disk when there is to be room: several times what a small history takes."""
POLL_SECONDS: Final = 0.01
NEARLY: Final = 0.25
"""Exponent that moves shares between 0 and 1 towards 1: nine of ten lie above a half."""
NO_FLOOR: Final = {"min_free_bytes": "0"}
"""Settings with which a run begins on a disk that is nearly full."""


class CannotMountError(RuntimeError):
    """This user may not mount a small disk."""


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk in memory (tmpfs) with a size of its own, for the length of the block.

    Raises:
        CannotMountError: mounting is not allowed here; that takes root.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={ROOMY}", "presswerk-faults", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True, capture_output=True)


def resize(disk: Path, size: int) -> None:
    """Give the disk another size in bytes, not below what lies on it."""
    _mount("-o", f"remount,size={size}", str(disk))


def used_bytes(disk: Path) -> int:
    """Bytes in use on the disk."""
    status = os.statvfs(disk)
    return (status.f_blocks - status.f_bfree) * status.f_frsize


def _mount(*arguments: str) -> None:
    try:
        subprocess.run(["mount", *arguments], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "stderr", "") or str(error)
        raise CannotMountError(f"a small disk cannot be mounted: {reason.strip()}") from error


def peak_use(run: RunProcess, disk: Path) -> int:
    """The most bytes that were in use while a run went on."""
    peak, ended = used_bytes(disk), threading.Event()
    while run.is_running:
        peak = max(peak, used_bytes(disk))
        ended.wait(POLL_SECONDS)
    return peak


def fill_disk(
    workshop: Workshop, disk: Path, step: int, count: int, rng: random.Random, found: Findings
) -> None:
    """Run a step on disks that are too small for it by more and by less.

    Args:
        workshop: where; its home lies on the disk.
        disk: the disk.
        step: the step.
        count: how many sizes to try, from too small from the start to nearly enough; most of them are nearly
            enough, since a run does not begin where its estimate says that there is no room.
        rng: moves them a little.
        found: what it comes to.
    """
    resize(disk, ROOMY)
    workshop.restore(step - 1)
    workshop.arrange(step)
    before = used_bytes(disk)
    run = workshop.start(settings=NO_FLOOR)
    peak = peak_use(run, disk)
    run.wait()
    found.notes.append(
        f"{workshop.history[step].name}: {before:,} bytes before the run, {peak:,} at its peak"
    )
    for number in range(count):
        share = ((number + rng.random()) / count) ** NEARLY
        fill_once(workshop, disk, step, before + round(share * (peak - before)), found)


def fill_once(workshop: Workshop, disk: Path, step: int, size: int, found: Findings) -> None:
    """Run a step on a disk of some size in bytes, then again when there is room."""
    found.trials += 1
    resize(disk, ROOMY)
    workshop.restore(step - 1)
    workshop.arrange(step)
    where = f"trial {found.trials}, {size:,} bytes"
    trial = Trial(workshop, step, step - 1, found, where, fingerprint(workshop.home))
    faults_before = len(found.violations)
    resize(disk, size)
    whereabouts = Whereabouts()
    with workshop.watched(whereabouts):
        run = workshop.start(settings=NO_FLOOR)
        try:
            code = run.wait()
        except HangingRunError as error:
            found.blame(where, [f"hangs: {error}"])
            code = ExitCode.NO_SPACE
    if code == ExitCode.DONE:
        found.notes.append(f"{where}: there was room enough")
    else:
        found.kills += 1
        found.stages[whereabouts.stage] += 1
        found.blame(where, _wrong_words(code, run.said()))
    resize(disk, ROOMY)
    trial.look(where)
    trial.recover()
    if len(found.violations) > faults_before:
        found.notes.append(f"{where}: home kept in {workshop.keep_home(f'{found.scenario}-{found.trials}')}")


def _wrong_words(code: int, said: str) -> list[str]:
    """What is wrong with the end of a run that had no room."""
    faults = (
        [] if code == ExitCode.NO_SPACE else [f"ended with {code} instead of {ExitCode.NO_SPACE}: {said}"]
    )
    if "Traceback" in said:
        faults.append(f"shows a traceback: {said}")
    return faults


def refuse_early(workshop: Workshop, disk: Path, step: int, found: Findings) -> None:
    """A run that finds less room than it is told to leave free must not begin."""
    found.trials += 1
    resize(disk, ROOMY)
    workshop.restore(step - 1)
    workshop.arrange(step)
    old = fingerprint(workshop.home)
    whereabouts = Whereabouts()
    with workshop.watched(whereabouts):
        run = workshop.start(settings={"min_free_bytes": str(ROOMY)})
        code = run.wait()
    where = "less free than min_free_bytes"
    found.blame(where, _wrong_words(code, run.said()))
    found.kills += 1
    found.stages[whereabouts.stage] += 1
    if fingerprint(workshop.home) != old:
        found.blame(where, ["something was published"])
