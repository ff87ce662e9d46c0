import gzip
from pathlib import Path

import pytest

from models.german.running_text import join, read_treebank


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param(["Anna", "backt", "."], "Anna backt.", id="no space before a stop"),
        pytest.param(["Er", "(", "Jens", ")", "kam"], "Er (Jens) kam", id="brackets"),
        pytest.param(
            ['"', "Ja", '"', ",", "sagte", "sie"], '"Ja", sagte sie', id="straight marks open and close"
        ),
        pytest.param(["„", "Ja", "“"], "„Ja“", id="curly marks"),
        pytest.param([], "", id="nothing"),
    ],
)
def test_tokens_become_running_text(words: list[str], text: str) -> None:
    joined, starts = join(words)

    assert joined == text
    assert [joined[start : start + len(word)] for start, word in zip(starts, words, strict=True)] == words


def test_treebank_keeps_its_spacing_and_contractions(tmp_path: Path) -> None:
    rows = [
        "# text = Im Haus.",
        "1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tIn\tin\tADP\t_\t_\t_\t_\t_\t_",
        "2\tdem\tder\tDET\t_\t_\t_\t_\t_\t_",
        "3\tHaus\tHaus\tNOUN\t_\t_\t_\t_\t_\tSpaceAfter=No",
        "4\t.\t.\tPUNCT\t_\t_\t_\t_\t_\t_",
        "",
    ]
    file = tmp_path / "bank.conllu.gz"
    file.write_bytes(gzip.compress("\n".join([*rows, ""]).encode()))

    (sentence,) = read_treebank(file)

    assert sentence.text == "Im Haus."
    assert [(word.form, word.pos, word.lemma) for word in sentence.words] == [
        ("Im", "ADP", "in"),
        ("Haus", "NOUN", "Haus"),
        (".", "PUNCT", "."),
    ]
    assert [sentence.text[start:end] for start, end in sentence.spans] == ["Im", "Haus", "."]
