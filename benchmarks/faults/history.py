"""The history of an input folder that every trial goes through: what lies there before which run.

A history is small, so that a run takes seconds, and has every case in which a run takes something back or
looks at earlier pages again: a file that changes, one that goes, one that is mended, one outlet's line that
comes to be known as repeated, another recipe.
"""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.corpus import load_material, make_page
from transforms.clean.publisher.publishers import PUBLISHERS_PATH

BALLAST_BYTES: Final = 4_200_000
"""A blank file of this size is quarantined at once, yet makes a run start its annotation processes, which
it does for 4 MB of new files."""
_FIRST_DAY: Final = 1_770_000_000
"""Modification times count from here, seconds since 1970-01-01; content decides them, not the clock."""
TORN: Final = "odd/torn.txt"
"""A page that stands for itself: reading half of it changes how no other page is read."""
_TORN_PAGE: Final = """Neues vom Markt

12.03.2026

Der Markt bekommt eine neue Ordnung

Auf dem Markt gilt von nun an eine andere Ordnung der Stände, die der Ausschuss in der vergangenen Woche \
nach langer Aussprache beschlossen hat.

Wer Gemüse verkauft, steht künftig am Brunnen, und wer Blumen anbietet, findet seinen Platz an der Treppe \
zum Rathaus, wo bisher die Räder standen.

Über die Gebühren ist noch nicht entschieden worden, doch soll bis zum Sommer eine Vorlage \
auf dem Tisch liegen.
"""
_STATEMENT: Final = (
    "Der Brückenbote erscheint seit vielen Jahren unabhängig in der Region und gehört allein seinen Lesern."
)
_PAGE: Final = """Nachrichten
Kontakt

{day:02}.03.2026

Kreistag streitet über {thing}

Der Kreistag von Lindenbrück hat am Montag lange über {thing} gesprochen. Nach drei Stunden stand fest, dass \
im nächsten Haushalt dafür {amount}.000 Euro bereitstehen sollen.

{statement}

Landrätin Helma Dorn sagte: „Wir haben auf {thing} zu lange gewartet.“ Die Arbeiten sollen im Frühjahr \
beginnen und höchstens drei Monate dauern.

© 2026 Brückenbote
"""
_THINGS: Final = ("die neue Turnhalle", "den Radweg am Fluss", "das alte Stellwerk", "den Steg am See")
_OTHER_PUBLISHER: Final = """
[[publisher]]
name = "Farnauer Abendblatt"
domains = ["abendblatt-farnau.example"]
time_zone = "Europe/Berlin"
"""


@dataclass(frozen=True)
class RawFile:
    """One file of the input folder: its bytes and its modification time in seconds."""

    content: bytes
    modified_at: int


@dataclass(frozen=True)
class Step:
    """What lies in the input folder before one run.

    Attributes:
        name: what is special about it.
        files: relative name → file; all that lies there.
        publishers: the publisher list in use.
        has_processes: whether the run annotates in processes of its own.
    """

    name: str
    files: Mapping[str, RawFile]
    publishers: bytes
    has_processes: bool = False

    def arrange(self, pages: Path, publishers: Path) -> None:
        """Bring a folder into this state, without touching files that are right already."""
        publishers.write_bytes(self.publishers)
        for file in sorted(pages.rglob("*"), reverse=True):
            if not file.is_dir() and str(file.relative_to(pages)) not in self.files:
                file.unlink()
        for name, raw in self.files.items():
            write_file(pages / name, raw)


def write_file(target: Path, raw: RawFile) -> None:
    """Have a file with exactly these bytes and this time; it is replaced in one move."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_file() and not target.is_symlink():
        status = target.stat()
        if status.st_mtime == raw.modified_at and target.read_bytes() == raw.content:
            return
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.write_bytes(raw.content)
    os.utime(unfinished, (raw.modified_at, raw.modified_at))
    unfinished.replace(target)


def make_history(seed: int) -> tuple[Step, ...]:
    """The steps of a history.

    Args:
        seed: other seeds give other pages.
    """
    material = load_material()
    rng = random.Random(seed)
    files: dict[str, RawFile] = {}
    steps: list[Step] = []
    clock = _FIRST_DAY

    def put(name: str, content: bytes) -> None:
        nonlocal clock
        clock += 60
        files[name] = RawFile(content, clock)

    def put_pages(first: int, count: int) -> None:
        for number in range(first, first + count):
            put(f"crawl/{number:03}.txt", make_page(material, rng))

    def end(name: str, publishers: bytes, *, has_processes: bool = False) -> None:
        steps.append(Step(name, dict(files), publishers, has_processes))

    shipped = PUBLISHERS_PATH.read_bytes()
    put_pages(0, 6)
    put("bote/0.txt", _statement_page(0))
    put("bote/1.txt", _statement_page(1))
    put("copies/000.txt", files["crawl/000.txt"].content)
    put("odd/empty.txt", b"")
    put("odd/binary.txt", bytes(range(256)) * 4)
    end("first load", shipped)

    put_pages(6, 3)
    put("bote/2.txt", _statement_page(2))
    put("crawl/001.txt", files["crawl/001.txt"].content + b" Neuer Stand: 17 Boote.\n")
    put("odd/empty.txt", make_page(material, rng))
    put("odd/blank.txt", b" \n" * 40)
    put(TORN, _TORN_PAGE.encode())
    del files["crawl/002.txt"]
    end("files come, change and go", shipped)

    put_pages(9, 2)
    put("bote/0.txt", _statement_page(0, amount=135))
    put("copies/003.txt", files["crawl/003.txt"].content)
    del files["bote/1.txt"]
    end("more of the same", shipped)

    put_pages(11, 1)
    other = shipped + _OTHER_PUBLISHER.encode()
    end("another recipe", other)

    put_pages(12, 4)
    put("odd/ballast.txt", b"\n" * BALLAST_BYTES)
    end("annotation processes", other, has_processes=True)
    return tuple(steps)


def _statement_page(number: int, *, amount: int = 120) -> bytes:
    page = _PAGE.format(day=number + 1, thing=_THINGS[number], amount=amount, statement=_STATEMENT)
    return page.encode()
