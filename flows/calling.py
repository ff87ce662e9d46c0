"""How the user calls this program, for the commands that it tells them."""

from __future__ import annotations

import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from flows.settings import Settings


@dataclass(frozen=True)
class Call:
    """How this program is called.

    Attributes:
        command: name or path of the command.
        home_flag: the flag that names the home, with a blank before it; empty where it is the default one.
    """

    command: str
    home_flag: str


def call_of(settings: Settings) -> Call:
    """How the user can call this program again: by name where the shell finds it, else by path."""
    program = Path(sys.argv[0])
    command = program.name if shutil.which(program.name) else _short(program.absolute())
    default_home = Path(Settings.model_fields["home"].default).absolute()
    if settings.home == default_home:
        return Call(command, "")
    return Call(command, f" --home {shlex.quote(_short(settings.home))}")


def _short(path: Path) -> str:
    """The path as one would type it: relative to the working folder where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
