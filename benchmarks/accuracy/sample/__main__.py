"""Figures and faults of the sample pages, one by one: ``python -m benchmarks.accuracy.sample``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.accuracy.sample import run_sample, score
from benchmarks.accuracy.sample.truth import KNOWN_FAULTS
from flows.settings import Settings
from transforms.annotate.pipeline import load_pipeline
from warehouse.connect import connect_reader
from warehouse.home import Home


def main() -> int:
    """Print each figure and each fault; with --accept, make these the known faults."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.sample", description=__doc__)
    parser.add_argument("--model", default=Settings.model_fields["pipeline"].default, help="spaCy pipeline")
    parser.add_argument("--home", type=Path, help="a home that already holds the sample")
    parser.add_argument(
        "--accept",
        action="store_true",
        help=f"write the faults to {KNOWN_FAULTS.name}, for a look at its diff",
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="presswerk-accuracy-") as temporary:
        home = options.home or run_sample(Path(temporary), load_pipeline(options.model))
        with connect_reader(Home(home)) as con:
            figures, faults = score(con)
    for figure in figures:
        print(f"{figure.code:<36} {figure.value:.3f} of {figure.count}")
    for key, fault in sorted(faults.items()):
        print(f"    {key}{': ' if fault else ''}{fault}")
    if options.accept:
        text = json.dumps(faults, ensure_ascii=False, indent=1, sort_keys=True)
        KNOWN_FAULTS.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
