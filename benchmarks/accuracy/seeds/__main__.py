"""What is wrong on the real pages, one by one: ``python -m benchmarks.accuracy.seeds``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.accuracy.corpora import CORPORA, MissingCorpusError
from benchmarks.accuracy.seeds import score_run
from benchmarks.golden import ROOT
from flows.settings import Settings
from transforms.annotate.pipeline import load_pipeline


def main() -> int:
    """Print each score with what was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.seeds", description=__doc__)
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="folder of the real pages"
    )
    parser.add_argument("--model", default=Settings.model_fields["pipeline"].default, help="spaCy pipeline")
    options = parser.parse_args()
    try:
        list(CORPORA["seeds"].paths(options.shared))
    except MissingCorpusError as absent:
        print(absent, file=sys.stderr)
        return 2
    for score in score_run(options.shared.resolve(), load_pipeline(options.model)):
        print(f"{score.code:<32} {score.right} of {score.total}")
        for wrong in score.wrong:
            print(f"    {wrong}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
