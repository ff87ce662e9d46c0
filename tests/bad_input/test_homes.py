"""A home that cannot be one: a message that names it, exit code 2, no stack trace."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

DEADLINE = 300
"""Seconds after which a command hangs; far more than the start of Python takes on a busy machine."""

HOMES: dict[str, Callable[[Path], object]] = {
    "a file": lambda path: path.write_bytes(b"x"),
    "a link to nowhere": lambda path: path.symlink_to("nirgends/weit"),
}


def refused(home: str, folder: Path) -> str:
    """What ``presswerk run`` says of a home."""
    (folder / "page.txt").write_text("Der Hafen bleibt bis zum 4. Mai geschlossen.\n", encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PRESSWERK_")}
    result = subprocess.run(
        [sys.executable, "-m", "flows.command", "run", str(folder / "page.txt"), "--home", home],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=DEADLINE,
    )
    message = result.stderr.decode("utf-8", "replace")
    assert result.returncode == 2, message
    assert "Traceback" not in message
    return message


@pytest.mark.parametrize("make", HOMES.values(), ids=HOMES)
def test_a_home_that_is_no_folder_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "heim")

    assert "heim" in refused(str(tmp_path / "heim"), tmp_path)


def test_a_home_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    """Settings go to Prefect as JSON, which holds text only."""
    assert "heim" in refused(os.fsdecode(os.fsencode(tmp_path) + b"/heim-\xff"), tmp_path)
