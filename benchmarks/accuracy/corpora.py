"""The gold data: where each set must lie, under which licence it stands, and where it comes from.

None of it is part of the project. Each set is known by the sha256 of its files, so that a figure is never
held against a floor that was set on other data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final


class MissingCorpusError(FileNotFoundError):
    """A data set is not there; the message says what to fetch, from where, and where to put it."""


@dataclass(frozen=True)
class Corpus:
    """One data set.

    Attributes:
        title: its name, as its authors have it.
        files: globs below the shared folder; each must match something.
        licence: under which it may be used.
        source: where it is published, by name.
        use: what it serves for here, and what of it was looked at while the rules were written.
    """

    title: str
    files: tuple[str, ...]
    licence: str
    source: str
    use: str

    def paths(self, shared: Path) -> Iterator[Path]:
        """Its files in a fixed order.

        Raises:
            MissingCorpusError: a pattern matches nothing.
        """
        absent = [pattern for pattern in self.files if next(shared.glob(pattern), None) is None]
        if absent:
            places = "\n            ".join(str(shared / pattern) for pattern in absent)
            raise MissingCorpusError(
                f"missing: {self.title}\n  expected: {places}\n  fetch:    {self.source}\n"
                f"  licence:  {self.licence}\n  Put the files there, or name another folder with --shared."
            )
        yield from sorted({path for pattern in self.files for path in shared.glob(pattern) if path.is_file()})

    def digest(self, shared: Path) -> str:
        """The sha256 over names and bytes of its files.

        Raises:
            MissingCorpusError: a pattern matches nothing.
        """
        found = hashlib.sha256()
        for path in self.paths(shared):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            found.update(f"{path.relative_to(shared).as_posix()}\0{content}\n".encode())
        return found.hexdigest()


CORPORA: Final[Mapping[str, Corpus]] = {
    "germeval2014": Corpus(
        "GermEval 2014 NER, first half of the development file",
        ("data/ner/germeval2014/NER-de-dev.half-a.tsv.gz",),
        "CC BY 4.0",
        "Published with the GermEval 2014 NER shared task (Benikova et al.); the first 1,100 sentences of"
        " NER-de-dev.tsv, packed with gzip.",
        "Measured on; the model was trained on the test file of the same set, never on this one.",
    ),
    "smartdata": Corpus(
        "DFKI SmartData, development documents",
        ("data/ner/smartdata/dev_v3.jsonl.gz",),
        "CC BY 4.0",
        "Published by DFKI as the SmartData Corpus (Schiersch et al., LREC 2018), repository"
        " DFKI-NLP/smartdata-corpus; version 3, JSON lines, packed with gzip.",
        "Measured on; the model was trained on the training documents of the same set.",
    ),
    "gsd": Corpus(
        "UD German GSD, development and test sentences",
        ("data/ud/gsd/de_gsd-ud-dev.conllu.gz", "data/ud/gsd/de_gsd-ud-test.conllu.gz"),
        "CC BY-SA 4.0",
        "Published by Universal Dependencies as UD_German-GSD, CoNLL-U, packed with gzip.",
        "Measured on the test part; the model was trained on others. The lemmas were made by a machine.",
    ),
    "quotes": Corpus(
        "Quotation attribution in German Wikinews, development articles",
        ("data/quotes/dev/*.json.gz",),
        "CC BY-NC-SA 4.0",
        "Published with arXiv 2404.16764 (LREC-COLING 2024); one JSON file per article, packed with gzip.",
        "Measured on and never read; the training articles of the same set were, while rules were written.",
    ),
    "krauts": Corpus(
        "KRAUTS, Dolomiten part",
        (
            "data/dates/krauts/KRAUTS_Dolomiten-100/*.tml",
            "data/dates/krauts/KRAUTS_Dolomiten-100_Heideltime/*",
            "data/dates/krauts/KRAUTS_Dolomiten-42/*.tml",
            "data/dates/krauts/KRAUTS_Dolomiten-42_Heideltime/*",
        ),
        "CC BY-NC 4.0",
        "Published as KRAUTS, a German temporally annotated news corpus (Strötgen et al., LREC 2018),"
        " repository JannikStroetgen/KRAUTS; TimeML"
        " files, and what HeidelTime found in them.",
        "Measured on; the section on dates says which documents were read.",
    ),
    "recognizers": Corpus(
        "Microsoft Recognizers-Text, German specifications",
        (
            "data/numbers/recognizers/Number/German/*.json",
            "data/numbers/recognizers/NumberWithUnit/German/*.json",
        ),
        "MIT",
        "Repository microsoft/Recognizers-Text, folder Specs.",
        "Measured on; the section on quantities says which cases were read.",
    ),
    "trafilatura": Corpus(
        "German pages of trafilatura's evaluation",
        ("data/pages/trafilatura/gold.json", "data/pages/trafilatura/html/*", "tools/page_dumps.py"),
        "Apache-2.0 (the pages are their owners')",
        "Repository adbar/trafilatura, folder tests; page_dumps.py reduces pages to dumps and scores them.",
        "Measured on; no page was read, and no model trained on one.",
    ),
    "seeds": Corpus(
        "Five real pages with hand-checked truth",
        ("seeds/*.txt", "gold/seeds.json"),
        "the pages are their owners'",
        "They are not public, so their figures can be measured only where they are at hand.",
        "Read while the rules were written: what they show is that the parts work together, not how well the"
        " rules carry over.",
    ),
}
"""Name → data set."""


def digests(names: Collection[str], shared: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Hashes of the sets that are there, and for the others the message that says what to fetch.

    Args:
        names: keys of `CORPORA`.
        shared: folder below which the data lies.
    """
    found: dict[str, str] = {}
    missing: dict[str, str] = {}
    for name in sorted(names):
        try:
            found[name] = CORPORA[name].digest(shared)
        except MissingCorpusError as absent:
            missing[name] = str(absent)
    return found, missing
