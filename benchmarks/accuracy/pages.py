"""Main text of public pages.

Each page, reduced to a plain-text dump, goes through the main job; what counts is how many of the text
segments that people marked as main text are in the article, and how many of those marked as not belonging are
absent.
`python -m benchmarks.segments` shows precision, recall and two baselines besides.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from benchmarks.accuracy.figure import Figure
from benchmarks.segments import measure as measure_segments


def measure(shared: Path, nlp: Language) -> list[Figure]:  # noqa: ARG001 - cleaning uses no pipeline
    """F over segments.

    Args:
        shared: folder with data/pages/trafilatura and tools/page_dumps.py.
        nlp: not used; all measures are called alike.
    """
    data, tools = shared / "data" / "pages" / "trafilatura", shared / "tools" / "page_dumps.py"
    methods = measure_segments(data, tools)
    ours, naive = methods["presswerk"], methods["naive rule"]
    note = (
        f"precision {ours['p']:.3f}, recall {ours['r']:.3f}; a rule on length and last mark: {naive['f']:.3f}"
    )
    return [Figure("pages.segment_f", ours["f"], ours["n"], "trafilatura's German pages", note)]
