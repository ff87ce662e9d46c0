"""Exports of archives of different sizes: ``python -m benchmarks.export HOME [HOME …]``, smallest first.

Each format is written by the real command in a process of its own. What counts is the last column: an
export whose memory grows with the archive would end with archives that are merely large.
``benchmarks.archive`` makes homes of any size.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.processes import clean_environment, run_command
from warehouse.connect import connect_reader
from warehouse.export.manifest import load_export
from warehouse.home import Home

FORMATS: Final = ("parquet", "gkg", "quotes")


@dataclass(frozen=True)
class Measured:
    """One export.

    Attributes:
        name: format.
        articles: article versions of the archive.
        rows: rows or lines written.
        seconds: from the command to its end.
        peak_bytes: most memory its process held.
    """

    name: str
    articles: int
    rows: int
    seconds: float
    peak_bytes: int


def measure(home: Path, name: str, folder: Path) -> Measured:
    """Export a home in one format.

    Args:
        home: a home with a published warehouse.
        name: one of `FORMATS`.
        folder: an empty folder to write to.
    """
    target = folder / name
    arguments = ["flows.command", "export", str(target), "--format", name, "--home", str(home.absolute())]
    done = run_command(arguments, folder, clean_environment())
    with connect_reader(Home(home.absolute())) as con:
        ((articles,),) = con.execute("SELECT count(*) FROM fact_article").fetchall()
    return Measured(name, articles, _rows(target), done.seconds, done.peak_bytes)


def _rows(target: Path) -> int:
    if target.is_file():
        with target.open("rb") as stream:
            return sum(1 for _ in stream)
    export = load_export(target)
    return sum(map(export.row_count, export.files))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("homes", type=Path, nargs="+", metavar="HOME")
    homes: list[Path] = parser.parse_args().homes
    print("format   articles        rows  seconds   rows/s  peak MB  ÷ first")
    for name in FORMATS:
        first = 0
        for home in homes:
            with tempfile.TemporaryDirectory() as folder:
                found = measure(home, name, Path(folder))
            first = first or found.peak_bytes
            print(
                f"{name:8} {found.articles:8,} {found.rows:11,} {found.seconds:8.1f}"
                f" {found.rows / found.seconds:8,.0f} {found.peak_bytes / 1e6:8,.0f}"
                f" {found.peak_bytes / first:8.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
