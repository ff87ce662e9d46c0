"""Which measures there are, and the data each needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from typing import Final, NamedTuple

from spacy.language import Language

from benchmarks.accuracy.figure import Figure


class Measure(NamedTuple):
    """One measure; its module is ``benchmarks.accuracy.<name>`` and holds ``measure(shared, nlp)``.

    Attributes:
        title: heading of its section in the report.
        corpora: the data sets it reads, keys of `CORPORA`.
        unfloored: patterns of codes that get no floor: what others reach on the same data, and precision and
            recall where their F has a floor, for the one may be traded for the other.
    """

    title: str
    corpora: tuple[str, ...]
    unfloored: tuple[str, ...] = ()

    def floored(self, figures: Iterable[Figure]) -> list[Figure]:
        """The figures that get a floor."""
        return [
            figure
            for figure in figures
            if not any(fnmatchcase(figure.code, pattern) for pattern in self.unfloored)
        ]


PARTS_OF_F: Final = ("*.precision", "*.recall")
MEASURES: Final[Mapping[str, Measure]] = {
    "tagging": Measure("Sentences, parts of speech, lemmas", ("gsd",)),
    "names": Measure("Names", ("germeval2014", "smartdata"), PARTS_OF_F),
    "entities": Measure("Names with the document read as a whole", ("smartdata", "germeval2014"), PARTS_OF_F),
    "quotes": Measure("Quotations", ("quotes",), (*PARTS_OF_F, "quotes.baseline.*")),
    "quantities": Measure("Quantities", ("recognizers",)),
    "dates": Measure("Dates", ("krauts",), ("dates.heideltime_*",)),
    "pages": Measure("Main text of pages", ("trafilatura",)),
    "sample": Measure("Sample pages through the main job", (), PARTS_OF_F),
    "seeds": Measure("Real pages through the main job", ("seeds",)),
}
"""Name → measure, in the order of the report."""


def run(name: str, shared: Path, nlp: Language) -> list[Figure]:
    """Take one measure.

    Args:
        name: key of `MEASURES`.
        shared: folder below which the data lies.
        nlp: the pipeline that is measured.

    Raises:
        ValueError: it gave no figure, or gave one twice: a measure that says nothing must not pass.
    """
    figures: list[Figure] = import_module(f"benchmarks.accuracy.{name}").measure(shared, nlp)
    codes = [figure.code for figure in figures]
    if not codes or len(set(codes)) < len(codes):
        raise ValueError(f"measure {name!r} must give each of its figures once, it gave {codes}")
    return figures


def method(name: str) -> str:
    """How a measure is taken: the docstring of its module, and what its function says that it returns."""
    module = import_module(f"benchmarks.accuracy.{name}")
    returns = cleandoc(module.measure.__doc__ or "").partition("Returns:\n")[2].partition("\n\n")[0]
    return "\n\n".join(part for part in (cleandoc(module.__doc__ or ""), cleandoc("\n" + returns)) if part)
