import gzip
import json
from pathlib import Path

import pytest
import spacy

from models.german.corpora import Sentence, germeval, gsd, mobie, smartdata


def _packed(folder: Path, text: str) -> Path:
    file = folder / "corpus.gz"
    file.write_bytes(gzip.compress(text.encode()))
    return file


def test_germeval_takes_outer_names_and_drops_derived_ones(tmp_path: Path) -> None:
    rows = [
        "#\thttp://krume.example/1\t[2026-01-01]\t",
        "1\tAnna\tB-PER\tO",
        "2\tBrandt\tI-PER\tO",
        "3\tliest\tO\tO",
        "4\tdeutsche\tB-LOCderiv\tO",
        "5\tKrimis\tO\tO",
        "6\tim\tO\tO",
        "7\tOdenwaldboten\tB-OTH\tB-LOCpart",
        "8\tLindenau-Fan\tB-LOCpart\tO",
        "",
        "",
        "#\thttp://krume.example/2\t[2026-01-01]\t",
        "1\tStille\tO\tO",
    ]

    first, second = germeval(_packed(tmp_path, "\n".join(rows)))

    assert first.words == [
        "Anna",
        "Brandt",
        "liest",
        "deutsche",
        "Krimis",
        "im",
        "Odenwaldboten",
        "Lindenau-Fan",
    ]
    assert first.names == ["B-PER", "I-PER", "O", "O", "O", "O", "B-MISC", "O"]
    assert second == Sentence(["Stille"], names=["O"])


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        pytest.param(["B-person", "I-person", "O"], ["B-PER", "I-PER", "O"], id="persons are persons"),
        pytest.param(
            ["B-location-route", "I-location-route", "B-location-stop"],
            ["O", "O", "B-LOC"],
            id="routes are no names",
        ),
        pytest.param(
            ["I-organization", "I-organization-company", "O"], ["B-ORG", "I-ORG", "O"], id="I begins a name"
        ),
        pytest.param(
            ["B-date", "I-person", "B-person"], ["O", "B-PER", "B-PER"], id="no name grows out of a date"
        ),
    ],
)
def test_mobie_tags_become_ours(tmp_path: Path, tags: list[str], names: list[str]) -> None:
    rows = ["-DOCSTART- -1- O O", "", *(f"Wort NN I-NN {tag}" for tag in tags), ""]

    assert [sentence.names for sentence in mobie(_packed(tmp_path, "\n".join(rows)))] == [names]


def test_smartdata_keeps_text_and_places(tmp_path: Path) -> None:
    text = "Stau bei Lindenau,\nmeldet die Krume AG."
    mentions = [
        {"type": "location", "start": 9, "end": 17},
        {"type": "organization-company", "start": 30, "end": 38},
        {"type": "trigger", "start": 0, "end": 4},
    ]
    file = _packed(tmp_path, json.dumps({"text": text, "mentions": mentions}) + "\n")

    (document,) = smartdata(file, spacy.blank("de").make_doc)

    spaces = document.spaces or []
    assert "".join(word + " " * space for word, space in zip(document.words, spaces, strict=True)) == text
    named = [
        (word, name) for word, name in zip(document.words, document.names or [], strict=True) if name != "O"
    ]
    assert named == [("Lindenau", "B-LOC"), ("Krume", "B-ORG"), ("AG", "I-ORG")]


def test_contraction_is_one_token_with_the_class_of_its_first_part(tmp_path: Path) -> None:
    line = "Anna##PROPN backt##VERB im##_ in##ADP dem##DET Haus##NOUN .##PUNCT\n"

    (sentence,) = gsd(_packed(tmp_path, line))

    assert sentence.words == ["Anna", "backt", "im", "Haus", "."]
    assert sentence.pos == ["PROPN", "VERB", "ADP", "NOUN", "PUNCT"]


def test_what_is_not_known_teaches_nothing() -> None:
    vocab = spacy.blank("de").vocab

    doc = Sentence(["Anna", "backt", "Brot"], names=["B-PER", None, "O"]).to_doc(vocab)

    assert [token.ent_iob_ for token in doc] == ["B", "", "O"]
    assert [token.pos_ for token in doc] == ["", "", ""]
